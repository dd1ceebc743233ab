// How a build looks in CodeArts' JSON at a moment, and how CodeArts and its gateway say no.
import type {
  BuildInfoRecord,
  BuildRecordList,
  Error as CodeArtsError,
} from '../../../schemas/codearts/types.ts';
import type { Wire } from '../../core/api.ts';
import type { Readings } from '../../core/errata.ts';
import { isFinal } from '../../core/lifecycle.ts';
import type { Moment } from '../../core/moment.ts';
import type { Asked, Call, Refusal, Reply } from '../../core/operation.ts';
import type { Page } from '../../core/store.ts';
import { lifecycle } from './lifecycle.ts';
import { type Build, type BuildAttributes, chinaOffset, startOf, wallClock } from './record.ts';

/** No source says how it is worked out, so every job has the printed one. */
const healthScore = '0';
const signature = /^SDK-HMAC-SHA256 Access=([^,\s]+),\s*SignedHeaders=[^,\s]+,\s*Signature=[0-9a-f]{64}$/;

/** Code and message of each status, for `Prefer: code`. Codes are the service's; messages are ours where not known. */
const worded: Readonly<Record<number, readonly [code: string, message: string]>> = {
  400: ['CB.00060200', 'Invalid param'],
  401: ['APIGW.0301', 'Incorrect IAM authentication information: decrypt token fail'],
  403: ['APIGW.0302', 'The caller is not allowed to use this API.'],
  404: ['CB.00031006', 'The build task does not exist.'],
  413: ['APIGW.0201', 'The request is too large.'],
  422: ['CB.00031006', 'The build task does not exist.'],
  429: ['APIGW.0308', 'There were too many requests.'],
  500: ['CB.00060101', 'Internal error.'],
};

export const wire: Wire<BuildAttributes> = {
  contentType: 'application/json',
  refuse: (refusal, asked) => withRequestId(sayNo(refusal, asked), asked),
  authenticate(asked) {
    const secret = asked.header('x-auth-token') ?? accessKeyOf(asked);
    if (!secret) return { kind: 'unauthenticated', why: 'missing' };
    return asked.accepts(secret) ? undefined : { kind: 'unauthenticated', why: 'invalid' };
  },
  locate(build, { readings, token }) {
    const second = wallClock(build.born, offsetOf(readings));
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
  call: Pick<Call, 'moment' | 'now' | 'reading'>,
): BuildRecordList {
  const pages = call.reading('codearts/total-page') === 'literal' ? total : Math.ceil(total / page_size);
  const builds = items as readonly Build[];
  return {
    result: {
      health_score: healthScore,
      page_index: `${page_index}`,
      total_page: `${pages}`,
      total_record: `${total}`,
      job_build_states: builds.map((build) => toRecord(build, call.moment(build), call.now)),
    },
    error: null,
    status: 'success',
  };
}

function toRecord(build: Build, moment: Moment, now: number): BuildInfoRecord {
  const { attributes } = build;
  const finished = isFinal(lifecycle, moment.state);
  const time = timeTaken(build, moment, now);
  return {
    number: attributes.number,
    build_time: time,
    start_time: startOf(build),
    job_running_status: finished ? 'Finished' : moment.state,
    // No source says what stands here before the end. RUNNING is ours.
    state: finished ? moment.state : 'RUNNING',
    user_id: attributes.user_id,
    executor: attributes.executor,
    nickname: attributes.nickname,
    daily_build_number: attributes.daily_build_number,
    trigger_type: attributes.trigger_type,
    ...toSource(attributes, time),
  };
}

/** What was built, and from where; the time that it took stands among it, as printed. */
function toSource({ commit_id, committed_at, ...source }: BuildAttributes, cost_time: number) {
  const { build_type, code_branch, scm_type, scm_web_url } = source;
  const commit_detail_url = `${scm_web_url.replace(/\/home$/, '')}/${commit_id}/commitdetail`;
  const commit_info = { commit_id, created_at: committed_at };
  return {
    commit_id,
    cost_time,
    commit_info,
    build_type,
    code_branch,
    scm_type,
    scm_web_url,
    commit_detail_url,
  };
}

/** From the start to the end, or to now while there is none. In ms. */
function timeTaken(build: Build, moment: Moment, now: number): number {
  const seen = build.seenAt ?? now;
  const end = isFinal(lifecycle, moment.state) ? Math.min(moment.since, seen) : seen;
  return Math.max(0, Math.floor(end) - startOf(build));
}

export function toError(status: number): CodeArtsError {
  const [error_code, error_msg] = worded[status] ?? worded[status < 500 ? 400 : 500]!;
  return { error_code, error_msg };
}

export function invalidParam(name: string, expected: string, given: unknown): CodeArtsError {
  const error_msg = `Invalid param: ${name}, expected ${expected}, given ${given ?? 'nothing'}`;
  return { error_code: 'CB.00060200', error_msg };
}

/** In reply to a window of more than 31 days; the words are ours. */
export const windowTooLong: CodeArtsError = {
  error_code: 'CB.00031105',
  error_msg: 'The window of the query is longer than 31 days.',
};

/** A header that clients show with an error; of the instant alone, so that the same question has the same answer. */
export function requestId({ now }: Pick<Asked, 'now'>): { 'x-request-id': string } {
  return { 'x-request-id': Math.abs(Math.floor(now)).toString(16).padStart(32, '0') };
}

/** With the id of the request in the header, and in the body too where an error of the gateway has it there. */
function withRequestId({ status, body }: Reply, asked: Asked): Reply {
  const headers = requestId(asked);
  const error = body as CodeArtsError;
  const inBody = error.error_code.startsWith('APIGW.') && asked.reading('codearts/request-id') === 'observed';
  return { status, body: inBody ? { ...error, request_id: headers['x-request-id'] } : error, headers };
}

/** Whose signature it is that the vendor's own clients send in place of a token. The signature is not verified. */
function accessKeyOf(asked: Asked): string | undefined {
  if (asked.reading('codearts/credentials') !== 'observed') return undefined;
  return signature.exec(asked.header('authorization') ?? '')?.[1];
}

function sayNo(refusal: Refusal, asked: Asked): Reply {
  switch (refusal.kind) {
    case 'unknown-route':
    case 'wrong-method':
      return error(404, 'APIGW.0101', 'The API does not exist or has not been published.');
    case 'unauthenticated':
      return error(
        401,
        'APIGW.0301',
        `Incorrect IAM authentication information: ${whyStranger(refusal.why, asked)}`,
      );
    case 'invalid':
      return invalid(refusal);
    case 'unreadable-body':
      return error(400, 'CB.00060200', `Invalid param: the body is not JSON: ${refusal.reason}`);
    case 'body-too-large':
      return { status: 413, body: toError(413) };
    case 'status':
      return { status: refusal.status, body: toError(refusal.status) };
  }
}

function whyStranger(why: 'missing' | 'invalid', asked: Asked): string {
  if (why === 'missing') return 'x-auth-token not found';
  const key = asked.header('x-auth-token') === undefined ? accessKeyOf(asked) : undefined;
  return key === undefined ? 'decrypt token fail' : `Get secretKey failed,ak:${key},err:ak not exist`;
}

function invalid({ name, expected, given }: Extract<Refusal, { kind: 'invalid' }>): Reply {
  if (name === 'job_id') return error(400, 'CB.00060201', `Invalid task ID: ${given}`);
  return { status: 400, body: invalidParam(name, expected, given) };
}

function error(status: number, error_code: string, error_msg: string): Reply {
  return { status, body: { error_code, error_msg } satisfies CodeArtsError };
}
