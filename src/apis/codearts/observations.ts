// What a response of CodeArts shows of builds, and which part of a task's list its request is for.
import type { BuildInfoRecord, BuildRecordList } from '../../../schemas/codearts/types.ts';
import type { May, Observation, Seen, Trace } from '../../core/invariants/invariant.ts';
import type { Entry, Window } from '../../core/invariants/list.ts';
import { isFinal } from '../../core/records/lifecycle.ts';
import { lifecycle } from './lifecycle.ts';
import { chinaOffset, instantOf } from './record.ts';

export const lists = ['list-build-records', 'list-build-records-any-case'];
export const printedPost = 'post-real-time-log';

/** What ends a run, and what does not, as far as users of the service have seen. */
const finals = Object.keys(lifecycle.states).filter((state) => isFinal(lifecycle, state));
const underway = Object.keys(lifecycle.states).filter((state) => !isFinal(lifecycle, state));
const usualPage = 10;

export type Build = Entry<BuildInfoRecord> & { readonly seen: Seen };

/** The builds of one response. */
export function buildsIn(seen: Seen): readonly Build[] {
  return (seen.content as BuildRecordList).result.job_build_states.map((entry, index) => ({
    seen,
    entry,
    pointer: `/result/job_build_states/${index}`,
  }));
}

/** The builds of a list, if it shows any. */
export function buildsOf({ response, content }: Seen): readonly BuildInfoRecord[] {
  return response.status === 200
    ? ((content as BuildRecordList | undefined)?.result.job_build_states ?? [])
    : [];
}

/** Every build of every response, in order. */
export function everyBuild(trace: Trace): readonly Build[] {
  return trace.of([...lists, printedPost]).flatMap(buildsIn);
}

export function observations(seen: Seen): readonly Observation[] {
  if (![...lists, printedPost].includes(seen.operation!)) return [];
  const job_id = seen.request.params.job_id!;
  return buildsIn(seen).map(({ entry, pointer }) => ({
    seen,
    pointer,
    id: `${job_id} ${nameOf(entry, seen)}`,
    states: statesOf(entry),
    params: { job_id, number: entry.number },
    facts: factsOf(entry),
  }));
}

/** A build is known by its number; without one of its own it is still the one that was counted so on its day. */
export function nameOf({ number, daily_build_number: counted }: BuildInfoRecord, seen: Seen): string {
  const alike = buildsIn(seen).filter(({ entry }) => entry.number === number).length;
  return typeof number === 'number' && alike === 1 ? `build ${number}` : `build of ${counted}`;
}

/** For values outside of the list, the order is unknown. */
export function statesOf({ job_running_status, state }: BuildInfoRecord): readonly string[] {
  if (underway.includes(job_running_status)) return [job_running_status];
  if (job_running_status !== 'Finished') return Object.keys(lifecycle.states);
  return finals.includes(state) ? [state] : finals;
}

/** Whether the two members that tell a state may stand beside each other. */
export function statesAgree({ job_running_status, state }: BuildInfoRecord): boolean {
  if (underway.includes(job_running_status)) return !finals.includes(state);
  const before = underway.map((each) => each.toUpperCase());
  return job_running_status !== 'Finished' || !before.includes(state.toUpperCase());
}

export function hasFinished({ job_running_status }: BuildInfoRecord): boolean {
  return job_running_status === 'Finished';
}

/** Whether a build has its start for good: one in a queue may yet be given another. */
export function hasBegun({ job_running_status }: BuildInfoRecord): boolean {
  return job_running_status === 'Running' || job_running_status === 'Finished';
}

/** Facts since the trigger, facts since the start, and the duration after the end. */
function factsOf(entry: BuildInfoRecord): Readonly<Record<string, unknown>> {
  const { user_id, executor, nickname, daily_build_number, trigger_type } = entry;
  const facts = { user_id, executor, nickname, daily_build_number, trigger_type };
  if (!hasBegun(entry)) return facts;
  const { start_time, commit_id, commit_info, build_type, code_branch } = entry;
  const { scm_type, scm_web_url, commit_detail_url, build_time, cost_time } = entry;
  return {
    ...facts,
    start_time,
    commit_id,
    'commit_info/commit_id': commit_info.commit_id,
    'commit_info/created_at': commit_info.created_at,
    build_type,
    code_branch,
    scm_type,
    scm_web_url,
    commit_detail_url,
    ...(hasFinished(entry) && { build_time, cost_time }),
  };
}

/** The requested page; undefined if the request is invalid. */
export function pageOf({ request: { query } }: Pick<Seen, 'request'>): Window | undefined {
  const index = numberIn(query.get('page_index'), 0);
  const limit = numberIn(query.get('page_size'), usualPage);
  return limit >= 1 && limit <= 100 && index >= 0 ? { limit, offset: index * limit } : undefined;
}

/** Whether a list is on one page. */
export function isComplete(seen: Seen): boolean {
  const page = pageOf(seen);
  return page !== undefined && page.offset === 0 && buildsIn(seen).length < page.limit;
}

function numberIn(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

/** A window of time in ms, both ends included. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** The window of time that a request asks for, in each zone in which the server may read it; empty if it is invalid. */
export function spansOf({ request: { query } }: Pick<Seen, 'request'>, may: May): readonly Span[] {
  return zonesOf(may).flatMap((zone) => {
    const from = instantOf(query.get('start_time') ?? '', zone);
    const last = instantOf(query.get('end_time') ?? '', zone);
    // The last second counts to its end.
    return from === undefined || last === undefined ? [] : [{ from, until: last + 999 }];
  });
}

function zonesOf(may: May): readonly number[] {
  const literal = may('codearts/time-zone', 'literal') ? [0] : [];
  return may('codearts/time-zone', 'corrected') ? [chinaOffset, ...literal] : literal;
}

/** Whether a request carries what may let its sender in. */
export function hasCredentials({ request: { headers } }: Pick<Seen, 'request'>): boolean {
  return Boolean(headers['x-auth-token'] || headers.authorization);
}

/** A mistake in a request, and by status the erratum whose other reading answers so. */
export interface Fault {
  readonly clause: string;
  readonly says: string;
  readonly errata: Readonly<Record<number, string>>;
}

const timeForm = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;

/** The mistakes in the parameters of a list according to the document; empty if there are none. */
export function faultsIn({ request: { params, query } }: Pick<Seen, 'request'>): readonly Fault[] {
  const job = params.job_id ?? '';
  const faults: Fault[] = [];
  const fault = (clause: string, says: string, errata: Fault['errata'] = {}) =>
    faults.push({ clause, says, errata });
  if (!/^[0-9a-zA-Z]{32}$/.test(job)) fault('request/job-id', 'job_id is not 32 digits and letters');
  else if (/[A-Z]/.test(job)) fault('request/job-id', 'job_id has capitals', { 404: 'codearts/job-id-case' });
  for (const name of ['start_time', 'end_time']) {
    const time = query.get(name);
    if (time === undefined) fault(`request/${name.replace('_', '-')}`, `${name} is missing`);
    else if (!timeForm.test(time)) fault('request/time-format', `${name} is not yyyy-MM-dd HH:mm:ss`);
  }
  if (!(numberIn(query.get('page_index'), 0) >= 0))
    fault('request/page-index', 'page_index is not a number of at least 0');
  const size = numberIn(query.get('page_size'), usualPage);
  if (!(size <= 100)) fault('request/page-size', 'page_size is not a number up to 100');
  if (size === 0) fault('request/page-size', 'page_size is 0', { 200: 'codearts/page-size-zero' });
  return faults;
}
