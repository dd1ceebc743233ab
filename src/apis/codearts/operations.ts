// The operations of CodeArts Build: the records of a task.
import type { ListBuildRecordsRequest, Schemas } from '../../../schemas/codearts/types.ts';
import type { Operation, OperationRequest } from '../../core/api/operation.ts';
import { operationsFor } from '../../core/api/typed-operation.ts';
import { invalidParam, notThere, toError, windowTooLong } from './auth.ts';
import { instantOf } from './record.ts';
import { offsetOf, toRecordList } from './wire.ts';

const operation = operationsFor<Schemas>();
/** The document has no default; this is the one of the vendor's definition. */
const usualPage = 10;
/** What the service was seen to refuse more than. */
const longestWindow = 31 * 86_400_000;

export const listBuildRecords = operation({
  id: 'list-build-records',
  method: 'GET',
  path: '/v3/jobs/{job_id}/build-info-records',
  says: 'Lists the builds of a task that began in a window of time, newest first.',
  clauses: [
    'codearts/purpose',
    'codearts/uri',
    'codearts/request/job-id',
    'codearts/request/start-time',
    'codearts/request/end-time',
    'codearts/request/time-format',
    'codearts/request/page-index',
    'codearts/request/page-size',
    'codearts/request/token',
    'codearts/status-200',
    'codearts/status-400',
    'codearts/status-401',
    'codearts/status-403',
    'codearts/status-404',
    'codearts/status-500',
  ],
  request: 'list-build-records.request',
  responses: {
    200: 'build-record-list',
    400: 'error',
    401: 'error',
    403: 'error',
    404: 'error',
    422: 'error',
    500: 'error',
  },
  async handle(request, respond) {
    const { job_id } = request.params;
    const { page_index = 0, page_size = usualPage } = request.query;
    const window = windowOf(request);
    if ('error_code' in window) return respond(400, window);
    if (page_size === 0 && request.reading('codearts/page-size-zero') !== 'literal')
      return respond(400, invalidParam('page_size', '>= 1', 0));
    if (!(await jobExists(request, job_id))) return respond(...notThere(request));
    const place = { offset: page_index * page_size, limit: page_size };
    const builds = await request.store.page('codearts', {
      ...newestOf(request, job_id),
      range: window,
      ...place,
    });
    return respond(200, toRecordList(builds, { page_index, page_size }, request));
  },
});

/** The same for a task with a capital in its id, where that is well-formed. */
const listBuildRecordsAnyCase: Operation = {
  ...listBuildRecords,
  id: 'list-build-records-any-case',
  request: 'list-build-records-any-case.request',
  under: { erratum: 'codearts/job-id-case', readings: ['literal'] },
  when: ({ path }) => /^\/v3\/jobs\/[^/]*[A-Z]/.test(path),
};

/** The example of the document prints this request, which belongs to another operation, before this one's response. */
const postRealTimeLog = operation({
  id: 'post-real-time-log',
  method: 'POST',
  path: '/v3/jobs/{job_id}/{build_number}/real-time-log',
  says: 'Shows the newest build of a task, as the printed example does. The build in the path does not count.',
  clauses: ['codearts/example-request', 'codearts/example-response'],
  request: 'post-real-time-log.request',
  responses: { 200: 'build-record-list', 404: 'error' },
  under: { erratum: 'codearts/example-request', readings: ['literal'] },
  async handle(request, respond) {
    const { job_id } = request.params;
    if (!(await jobExists(request, job_id))) return respond(404, toError(404));
    const newest = await request.store.page('codearts', { ...newestOf(request, job_id), limit: 1 });
    return respond(200, toRecordList(newest, { page_index: 0, page_size: 1 }, request));
  },
});

export const operations = [listBuildRecordsAnyCase, listBuildRecords, postRealTimeLog];

/** Whether a task exists: it exists from its first build on. */
export async function jobExists({ store }: Pick<OperationRequest, 'store'>, jobId: string): Promise<boolean> {
  return (await store.parent('codearts', 'job', jobId)) !== undefined;
}

function newestOf({ now }: Pick<OperationRequest, 'now'>, jobId: string) {
  return { now, where: { index: 'job', value: jobId }, newestFirst: true };
}

/** The instants (ms) between which a build must have begun, both included, or what is wrong with them. */
function windowOf({ query, reading }: OperationRequest<ListBuildRecordsRequest>) {
  const { start_time, end_time } = query;
  const from = instantOf(start_time, offsetOf(reading));
  const until = instantOf(end_time, offsetOf(reading));
  if (from === undefined) return invalidParam('start_time', 'a time that exists', start_time);
  if (until === undefined) return invalidParam('end_time', 'a time that exists', end_time);
  if (from > until) return invalidParam('start_time', 'not to be after end_time', start_time);
  if (until - from > longestWindow && reading('codearts/window-limit') === 'observed') return windowTooLong;
  // A second in a text means all of that second: times of records are finer.
  return { from, to: until + 999 };
}
