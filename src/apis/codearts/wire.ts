// How a build looks in CodeArts' JSON at an instant.
import type { BuildInfoRecord, BuildRecordList } from '../../../schemas/codearts/types.ts';
import type { Wire } from '../../core/api/api.ts';
import type { Readings } from '../../core/api/errata.ts';
import type { OperationRequest } from '../../core/api/operation.ts';
import { isFinal } from '../../core/records/lifecycle.ts';
import type { Snapshot } from '../../core/records/snapshot.ts';
import type { Page } from '../../core/store/store.ts';
import { lifecycle } from './lifecycle.ts';
import { type Build, type BuildAttributes, chinaOffset, startOf, wallClock } from './record.ts';

/** No source says how it is computed, so every job has the printed one. */
const healthScore = '0';

export const wire: Pick<Wire<BuildAttributes>, 'contentType' | 'locate'> = {
  contentType: 'application/json',
  locate(build, { readings, token }) {
    const second = wallClock(build.created, offsetOf(readings));
    const window = { start_time: second, end_time: second, page_size: '100' };
    const query = new URLSearchParams(window).toString().replaceAll('+', '%20');
    const path = `/v3/jobs/${build.attributes.job_id}/build-info-records?${query}`;
    return { path, headers: { 'X-Auth-Token': token } };
  },
};

/** The zone (ms) in which times of a query are read. */
export function offsetOf(readings: Readings): number {
  return readings('codearts/time-zone') === 'literal' ? 0 : chinaOffset;
}

export function toRecordList(
  { items, total }: Page<unknown>,
  { page_index, page_size }: { page_index: number; page_size: number },
  request: Pick<OperationRequest, 'snapshot' | 'now' | 'reading'>,
): BuildRecordList {
  const pages = request.reading('codearts/total-page') === 'literal' ? total : pagesOf(total, page_size);
  const builds = items as readonly Build[];
  return {
    result: {
      health_score: healthScore,
      page_index: `${page_index}`,
      total_page: `${pages}`,
      total_record: `${total}`,
      job_build_states: builds.map((build) => toRecord(build, request.snapshot(build), request.now)),
    },
    error: null,
    status: 'success',
  };
}

/** No number of empty pages would show all records. */
function pagesOf(total: number, pageSize: number): number {
  return pageSize === 0 ? 0 : Math.ceil(total / pageSize);
}

/** A build in lists and in the detail. */
export function toRecord(build: Build, snapshot: Snapshot, now: number): BuildInfoRecord {
  const { attributes } = build;
  const finished = isFinal(lifecycle, snapshot.state);
  const time = timeTaken(build, snapshot, now);
  return {
    number: attributes.number,
    build_time: time,
    start_time: startOf(build),
    job_running_status: runningStatusOf(snapshot.state),
    // No source says what this is before the end. RUNNING is ours.
    state: finished ? snapshot.state : 'RUNNING',
    user_id: attributes.user_id,
    executor: attributes.executor,
    nickname: attributes.nickname,
    daily_build_number: attributes.daily_build_number,
    trigger_type: attributes.trigger_type,
    ...toSource(attributes, time),
  };
}

/** Where a build in a state has got to. */
export function runningStatusOf(state: string): string {
  return isFinal(lifecycle, state) ? 'Finished' : state;
}

/** What was built, and from where; the time that it took stands among it, as printed. */
function toSource(attributes: BuildAttributes, cost_time: number) {
  const { build_type, code_branch, scm_type, scm_web_url, commit_id } = attributes;
  const commit_detail_url = `${scm_web_url.replace(/\/home$/, '')}/${commit_id}/commitdetail`;
  return {
    commit_id,
    cost_time,
    commit_info: toCommitInfo(attributes),
    build_type,
    code_branch,
    scm_type,
    scm_web_url,
    commit_detail_url,
  };
}

export function toCommitInfo({ commit_id, committed_at }: BuildAttributes) {
  return { commit_id, created_at: committed_at };
}

/** From the start to the end, or to now before the end. In ms. */
function timeTaken(build: Build, snapshot: Snapshot, now: number): number {
  const seen = build.seenAt ?? now;
  const end = isFinal(lifecycle, snapshot.state) ? Math.min(snapshot.since, seen) : seen;
  return Math.max(0, Math.floor(end) - startOf(build));
}
