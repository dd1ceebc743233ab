// The log of a build, which grows while it runs: a pure function of its record and the instant. Read piece by piece.
import type { Schemas } from '../../../../schemas/codearts/types.ts';
import { operationsFor } from '../../../core/api/typed-operation.ts';
import { isFinal } from '../../../core/records/lifecycle.ts';
import { timelineOf } from '../../../core/records/snapshot.ts';
import { toIso } from '../../../core/time/duration.ts';
import { notThere } from '../auth.ts';
import { lifecycle } from '../lifecycle.ts';
import { type Build, chinaOffset } from '../record.ts';
import { buildOf, definitions } from './builds.ts';

const operation = operationsFor<Schemas>();
/** The default number of characters. */
const usualLength = 1_000_000;
/** A build logs a line each second (ms), at most this many: the log of a build that never ends must stay readable. */
const pace = 1_000;
const mostSaid = 3_600;

const readLog = operation({
  id: 'read-real-time-log',
  method: 'GET',
  path: '/v3/jobs/{job_id}/{build_number}/real-time-log',
  says: 'A piece of the log of a build from an offset on, and where the next one begins. It grows until the build ends.',
  clauses: [],
  source: `${definitions}/DownloadRealTimeLog.json`,
  request: 'read-real-time-log.request',
  responses: { 200: 'real-time-log', 400: 'error', 401: 'error', 404: 'error', 422: 'error' },
  async handle(request, respond) {
    const { job_id, build_number } = request.params;
    const { offset, length = usualLength } = request.query;
    const build = await buildOf(request, job_id, build_number);
    if (!build) return respond(...notThere(request));
    const text = logOf(build, request.now);
    const content = text.slice(offset, offset + length);
    const next = offset + content.length;
    const has_more_data = next < text.length || !isFinal(lifecycle, request.snapshot(build).state);
    const result = { has_more_data, offset: next, content, current_offset: offset };
    return respond(200, { result, error: null, status: 'success' });
  },
});

export const logOperations = [readLog];

/** The log lines of a build when it enters a state. */
const saying: Readonly<Record<string, string>> = {
  InQueue: 'The build waits for an executor.',
  Running: 'The build begins.',
  SUCCESS: 'BUILD SUCCESS',
  FAILURE: 'BUILD FAILURE',
  ABORTED: 'The build was aborted.',
  SCHEDULE_FAILURE: 'No executor could be had.',
};

/** All that a build has said by an instant (ms), a line each; in ASCII, so that characters are bytes. */
export function logOf(build: Build, now: number): string {
  const seen = build.seenAt ?? now;
  const timeline = timelineOf(build);
  const said = timeline.flatMap(({ state, at }, index) => {
    const end = Math.min(seen, timeline[index + 1]?.at ?? Number.POSITIVE_INFINITY);
    return [{ at, text: saying[state]! }, ...(state === 'Running' ? stepsBetween(at, end) : [])];
  });
  return said
    .filter(({ at }) => at <= seen)
    .map(({ at, text }) => `[${logTime(at)}] [INFO] ${text}\n`)
    .join('');
}

/** The log lines of a running build before an instant (ms). */
function stepsBetween(from: number, until: number): { at: number; text: string }[] {
  const count = Math.min(mostSaid, Math.ceil((until - from) / pace) - 1);
  return Array.from({ length: Math.max(0, count) }, (_, index) => ({
    at: from + (index + 1) * pace,
    text: `Step ${index + 1} done`,
  }));
}

/** As the service's logs have it: `2023/12/21 15:44:18.743 GMT+08:00`. */
function logTime(instant: number): string {
  const local = toIso(Math.floor(instant) + chinaOffset);
  return `${local.slice(0, 10).replaceAll('-', '/')} ${local.slice(11, 23)} GMT+08:00`;
}
