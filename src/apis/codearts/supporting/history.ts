// The history of a task: its builds in some days, how many of them succeeded, and the steps of one.
import type { BuildHistory, HistoryRecord, Schemas } from '../../../../schemas/codearts/types.ts';
import type { OperationRequest } from '../../../core/api/operation.ts';
import { operationsFor } from '../../../core/api/typed-operation.ts';
import { isFinal } from '../../../core/records/lifecycle.ts';
import { toIso } from '../../../core/time/duration.ts';
import { invalidParam, notThere } from '../auth.ts';
import { lifecycle } from '../lifecycle.ts';
import { jobExists } from '../operations.ts';
import { type Build, chinaOffset, instantOf, startOf } from '../record.ts';
import { toRecord } from '../wire.ts';
import { buildOf, definitions } from './builds.ts';
import { jobNameOf, project } from './jobs.ts';
import { recordIdOf } from './record-ids.ts';

const operation = operationsFor<Schemas>();
const refusals = { 400: 'error', 401: 'error', 404: 'error', 422: 'error' } as const;
const day = 86_400_000;

const listHistory = operation({
  id: 'list-history',
  method: 'GET',
  path: '/v3/jobs/{job_id}/history',
  says: 'Lists the builds of a task of so many days back from now, newest first.',
  clauses: [],
  source: `${definitions}/ShowListHistory.json`,
  request: 'list-history.request',
  responses: { 200: 'history', ...refusals },
  async handle(request, respond) {
    const { interval, ...place } = request.query;
    if (!(await jobExists(request, request.params.job_id))) return respond(...notThere(request));
    const range = { from: request.now - interval * day, to: request.now };
    const { items, total } = await buildsIn(request, request.params.job_id, range, place);
    return respond(200, { history_records: items.map((build) => toHistory(build, request)), total });
  },
});

const listPeriodHistory = operation({
  id: 'list-period-history',
  method: 'GET',
  path: '/v3/jobs/{job_id}/period-history',
  says: 'Lists the builds of a task from a day to another, newest first.',
  clauses: [],
  source: `${definitions}/ShowListPeriodHistory.json`,
  request: 'list-period-history.request',
  responses: { 200: 'period-history', ...refusals },
  async handle(request, respond) {
    const range = daysOf(request.query);
    if ('error_code' in range) return respond(400, range);
    if (!(await jobExists(request, request.params.job_id))) return respond(...notThere(request));
    const { items, total } = await buildsIn(request, request.params.job_id, range, request.query);
    const history_records = items.map((build) => {
      const { code_branch: branch, commit_id, executor, trigger_type } = build.attributes;
      return { ...toHistory(build, request), branch, commit_id, executor, trigger_type };
    });
    return respond(200, { history_records, total });
  },
});

const showSuccessRatio = operation({
  id: 'show-success-ratio',
  method: 'GET',
  path: '/v3/jobs/{job_id}/success-ratio',
  says: 'How many builds of a task that began from a day to another succeeded, of how many.',
  clauses: [],
  source: `${definitions}/ShowJobSuccessRatio.json`,
  request: 'success-ratio.request',
  responses: { 200: 'success-ratio', ...refusals },
  async handle(request, respond) {
    const range = daysOf(request.query);
    if ('error_code' in range) return respond(400, range);
    if (!(await jobExists(request, request.params.job_id))) return respond(...notThere(request));
    const { items, total } = await buildsIn(request, request.params.job_id, range);
    const success_count = items.filter((build) => request.snapshot(build).state === 'SUCCESS').length;
    const success_ratio = total === 0 ? 0 : Math.round((100 * success_count) / total) / 100;
    return respond(200, { success_count, total_count: total, success_ratio });
  },
});

const showBuildHistory = operation({
  id: 'show-build-history',
  method: 'GET',
  path: '/v3/jobs/{job_id}/{build_number}/history-details',
  says: 'The steps of a build, and how far each has got.',
  clauses: [],
  source: `${definitions}/ShowHistoryDetails.json`,
  request: 'build-history.request',
  responses: { 200: 'build-history', ...refusals },
  async handle(request, respond) {
    const { job_id, build_number } = request.params;
    const build = await buildOf(request, job_id, build_number);
    if (!build) return respond(...notThere(request));
    return respond(200, {
      ...{ job_name: jobNameOf(job_id), build_number },
      ...{ project_id: project.id, project_name: project.name, parameters: [] },
      build_steps: stepsOf(build, request),
    });
  },
});

export const historyOperations = [listHistory, listPeriodHistory, showSuccessRatio, showBuildHistory];

async function buildsIn(
  { store, now }: OperationRequest<never>,
  jobId: string,
  range: { from: number; to: number },
  place: { offset?: number; limit?: number } = {},
) {
  const { offset, limit } = place;
  const where = { index: 'job', value: jobId };
  const part = { ...(offset !== undefined && { offset }), ...(limit !== undefined && { limit }) };
  const { items, total } = await store.page('codearts', { now, where, range, newestFirst: true, ...part });
  return { items: items as Build[], total };
}

/** The instants (ms) of two days of +08:00, both whole; or what is wrong with them. */
function daysOf({ start_time, end_time }: { start_time: string; end_time: string }) {
  const from = instantOf(`${start_time} 00:00:00`, chinaOffset);
  const last = instantOf(`${end_time} 00:00:00`, chinaOffset);
  if (from === undefined) return invalidParam('start_time', 'a day that exists', start_time);
  if (last === undefined) return invalidParam('end_time', 'a day that exists', end_time);
  if (from > last) return invalidParam('start_time', 'not to be after end_time', start_time);
  if (last - from > 30 * day) return invalidParam('end_time', 'at most 30 days after start_time', end_time);
  return { from, to: last + day - 1 };
}

export const localTime = (instant: number) => toIso(Math.floor(instant) + chinaOffset).replace('Z', '+08:00');

/** When a build ended (ms). Undefined while it has not. */
export function endOf(build: Build, request: OperationRequest<never>): number | undefined {
  const { state, since } = request.snapshot(build);
  return isFinal(lifecycle, state) ? since : undefined;
}

function toHistory(build: Build, request: OperationRequest<never>): HistoryRecord {
  const { job_id, number } = build.attributes;
  const end = endOf(build, request);
  return {
    ...{ job_id, build_number: number, record_id: recordIdOf(build) },
    result: toRecord(build, request.snapshot(build), request.now).state!,
    start_time: localTime(startOf(build)),
    ...(end !== undefined && { end_time: localTime(end) }),
  };
}

/** The one step of a build here: no source says which steps builds have. */
function stepsOf(build: Build, request: OperationRequest<never>): BuildHistory['build_steps'] {
  const snapshot = request.snapshot(build);
  const [running, end] = [snapshot.at('Running'), endOf(build, request)];
  if (running === undefined) return [{ name: 'build', status: '', build_time: 0 }];
  const build_time = Math.floor((end ?? build.seenAt ?? request.now) - running);
  if (end === undefined) return [{ name: 'build', status: 'running', build_time }];
  return [{ name: 'build', status: snapshot.state === 'SUCCESS' ? 'success' : 'error', build_time }];
}
