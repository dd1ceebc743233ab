// What CodeArts promises over several exchanges. Here: which requests are answered, and how the others are refused.
import { type Checked, excusesOf, invariantsOf } from '../../core/invariants/checks.ts';
import type { InvariantBook, Seen, Trace } from '../../core/invariants/invariant.ts';
import { isBetween } from '../../core/invariants/looks.ts';
import { isForTheSending, isUnwilling } from '../../core/invariants/refusals.ts';
import { explore, nobodysJob } from './exploration.ts';
import { listsInvariants } from './invariants/list.ts';
import { recordInvariants } from './invariants/record.ts';
import { windowInvariants } from './invariants/window.ts';
import { writes } from './invariants/writes.ts';
import {
  buildsIn,
  type Fault,
  faultsIn,
  hasCredentials,
  lists,
  observations,
  printedPost,
  spansOf,
} from './observations.ts';

const invariant = invariantsOf('codearts');
/** What the document lists. */
const listed = [200, 400, 401, 403, 404, 500];
const longest = 31 * 86_400_000;

/** A check of the status of a response. */
function ofStatus(
  seen: Seen,
  clause: string,
  right: boolean,
  expected: string,
  errata: string[] = [],
): Checked {
  return { seen, clause, right, expected, actual: `status ${seen.response.status}`, errata };
}

const strangers = invariant(
  'strangers-are-401',
  'A request without a token is refused.',
  ['request/token', 'status-401'],
  function* (trace) {
    for (const seen of listsIn(trace).filter((each) => !hasCredentials(each))) {
      const { status } = seen.response;
      yield ofStatus(seen, 'request/token', status >= 400, 'a refusal, for there is no token');
      yield ofStatus(seen, 'status-401', status === 401, 'status 401, for there is no token');
    }
  },
);

const faults = invariant(
  'bad-requests-are-400',
  'What a request may not be is refused with 400.',
  [
    'status-400',
    'request/job-id',
    'request/start-time',
    'request/end-time',
    'request/page-index',
    'request/page-size',
  ],
  function* (trace) {
    for (const seen of answeredLists(trace)) {
      const { status } = seen.response;
      const unknown = (status === 404 || status === 422) && !isKnown(trace, seen);
      const [fault] = faultsIn(seen);
      // The order of the server's checks is not documented: it may find first that there is no such task.
      if (fault && !(unknown && isWellFormed(seen))) yield* judgeFault(seen, fault);
      if (fault || unknown || !isReversed(seen, trace)) continue;
      const nothing = status === 200 && seen.content !== undefined && buildsIn(seen).length === 0;
      const expected = 'status 400, or nothing in a window that ends before it begins';
      yield ofStatus(seen, 'request/start-time', status === 400 || nothing, expected);
    }
  },
);

function* judgeFault(seen: Seen, { clause, says, errata }: Fault): Iterable<Checked> {
  const { status } = seen.response;
  for (const each of [clause, 'status-400'])
    yield ofStatus(seen, each, status === 400, `status 400, for ${says}`, excusesOf(status, errata));
}

const inOrder = invariant(
  'good-requests-are-200',
  'A request that is in order, for a task that there is, is answered with 200.',
  ['status-200', 'uri'],
  function* (trace) {
    for (const seen of answeredLists(trace)) {
      const { status } = seen.response;
      const spans = spansOf(seen, trace.may);
      const good = faultsIn(seen).length === 0 && spans.length > 0 && !isReversed(seen, trace);
      if (!good || !isKnown(trace, seen)) continue;
      const long = spans.some(({ from, until }) => until - from > longest);
      const errata = long && status === 400 ? ['codearts/window-limit'] : [];
      yield ofStatus(seen, 'uri', status !== 404 && status !== 405, 'a response, for the task is there');
      yield ofStatus(seen, 'status-200', status === 200, 'status 200, for all is in order', errata);
    }
  },
);

const unknown = invariant(
  'unknown-is-404',
  'A task that does not exist is not found.',
  ['status-404'],
  function* (trace) {
    for (const seen of answeredLists(trace)) {
      if (seen.request.params.job_id !== nobodysJob || faultsIn(seen).length > 0) continue;
      const expected = 'status 404, because there is no such task';
      const { status } = seen.response;
      const errata = excusesOf(status, { 422: 'codearts/unknown-job' });
      yield ofStatus(seen, 'status-404', status === 404, expected, errata);
    }
  },
);

const methods = invariant(
  'only-get-answers',
  'Only GET answers the list, and never a log instead of it.',
  ['uri', 'example-request'],
  function* (trace) {
    for (const seen of trace.seen) {
      const { status } = seen.response;
      const { method, path } = seen.request;
      if (isUnwilling(status)) continue;
      if (method !== 'GET' && path.endsWith('/build-info-records'))
        yield ofStatus(seen, 'uri', status >= 400, `a refusal, for ${method} is not GET`);
      if (seen.operation !== printedPost) continue;
      const expected = 'status 404, for that is another operation';
      const errata = excusesOf(status, { 200: 'codearts/example-request' });
      yield ofStatus(seen, 'example-request', status === 404, expected, errata);
    }
  },
);

const statuses = invariant(
  'listed-statuses',
  'A response has one of six statuses.',
  ['status-list'],
  function* (trace) {
    for (const seen of trace.seen) {
      const { status } = seen.response;
      if (!listed.includes(status) && (isUnwilling(status) || isForTheSending(status))) continue;
      const errata = excusesOf(status, { 422: 'codearts/unknown-job' });
      yield ofStatus(seen, 'status-list', listed.includes(status), `one of ${listed.join(', ')}`, errata);
    }
  },
);

/** All requests for the list. */
function listsIn({ seen }: Trace): readonly Seen[] {
  return seen.filter(({ operation }) => lists.includes(operation!));
}

/** The responses to authenticated callers. */
function answeredLists(trace: Trace): readonly Seen[] {
  return listsIn(trace).filter((each) => hasCredentials(each) && !isUnwilling(each.response.status));
}

/** Whether a task was there: as was arranged, or as it was shown before and after. It may have come or gone in between. */
function isKnown(trace: Trace, seen: Seen): boolean {
  const { scene, staged, request } = seen;
  const { job_id } = request.params;
  const ofTask = ({ request: { params }, ...each }: Seen) => each.scene === scene && params.job_id === job_id;
  return staged?.params.job_id === job_id || isBetween(seen, trace.of(lists).filter(ofTask));
}

function isWellFormed({ request: { params } }: Seen): boolean {
  return /^[0-9a-z]{32}$/.test(params.job_id ?? '');
}

function isReversed(seen: Seen, { may }: Trace): boolean {
  return spansOf(seen, may).some(({ from, until }) => until < from);
}

export const invariants: InvariantBook = {
  observations,
  order: 'codearts/record/state',
  invariants: [
    ...listsInvariants,
    ...windowInvariants,
    ...recordInvariants,
    ...writes,
    strangers,
    faults,
    inOrder,
    unknown,
    methods,
    statuses,
  ],
  explore,
};
