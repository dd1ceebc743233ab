// How a backend reports what it has started and how that ended.
import type { ReportBuildsRequest, Schemas } from '../../../../schemas/copr-waiting/types.ts';
import type { Method, Operation, OperationRequest } from '../../../core/api/operation.ts';
import { operationsFor } from '../../../core/api/typed-operation.ts';
import type { Build } from '../record.ts';

const operation = operationsFor<Schemas>();

type ReportRequest = OperationRequest<ReportBuildsRequest>;
type Report = ReportRequest['body']['builds'][number];

const reportBuilds = operation({
  id: 'report-builds',
  method: 'POST',
  path: '/update_builds/',
  says: 'Takes what a backend reports: builds that it has started, and builds that have ended.',
  clauses: [],
  source:
    'fedora-copr/copr, coprs_frontend/coprs/views/backend_ns/backend_general.py at e8d9af5e5 (2013-01-08)',
  request: 'report-builds.request',
  responses: { 200: 'report-taken', 400: null, 401: null },
  async handle(request, respond) {
    // Of several reports of one build the last counts.
    const reports = new Map(request.body.builds.map((each) => [each.id, each]));
    const updated_builds_ids: number[] = [];
    const non_existing_builds_ids: number[] = [];
    for (const [id, report] of reports) {
      const build = (await request.store.get('copr-waiting', `${id}`)) as Build | undefined;
      if (build) await take(report, build, request);
      (build ? updated_builds_ids : non_existing_builds_ids).push(id);
    }
    return respond(200, { updated_builds_ids, non_existing_builds_ids });
  },
});

const alike = (id: string, method: Method, path: string): Operation => ({
  ...reportBuilds,
  id,
  method,
  path,
  says: `The same, by ${method} at ${path}.`,
});

export const reportOperations: readonly Operation[] = [
  reportBuilds,
  alike('report-builds-by-put', 'PUT', '/update_builds/'),
  alike('report-builds-later', 'POST', '/backend/update_builds/'),
  alike('report-builds-later-by-put', 'PUT', '/backend/update_builds/'),
];

/**
 * Stores the report, and starts or ends the build now: a backend's clock is not the world's. A build that was started
 * like this ends only by a report, and an ended one does not change.
 */
async function take(report: Report, build: Build, request: ReportRequest): Promise<void> {
  const reported = { ...build.attributes.reported, ...saidIn(report) };
  const noted: Build = { ...build, attributes: { ...build.attributes, reported } };
  await request.store.put(noted);
  const { started_on, ended_on } = saidIn(report);
  const started = started_on === undefined ? undefined : await request.command(noted, 'start');
  if (ended_on === undefined) return;
  // Nothing else shows that it succeeded.
  await request.command(started ?? noted, reported.status === 1 ? 'succeed' : 'fail');
}

/** The four members that count; null has no meaning. */
function saidIn({
  started_on,
  results,
  ended_on,
  status,
}: Report): NonNullable<Build['attributes']['reported']> {
  return {
    ...(typeof started_on === 'number' && { started_on }),
    ...(typeof results === 'string' && { results }),
    ...(typeof ended_on === 'number' && { ended_on }),
    ...(typeof status === 'number' && { status }),
  };
}
