// What CodeArts promises over several exchanges. Here: which requests are answered, and how the others are refused.
import { type Checked, lawsOf } from '../../core/checks.ts';
import type { LawBook, Seen, Trail } from '../../core/law.ts';
import { listsLaws } from './list-laws.ts';
import { recordLaws } from './record-laws.ts';
import {
  buildsIn,
  type Fault,
  faultsIn,
  hasCredentials,
  lists,
  printedPost,
  sightings,
  spansOf,
} from './sightings.ts';
import { nobodysJob, tour } from './tour.ts';
import { windowLaws } from './window-laws.ts';

const law = lawsOf('codearts');
/** What the document lists. */
const listed = [200, 400, 401, 403, 404, 500];
/** By these a server says that it will not, which tells nothing of how it would have answered. */
const unwilling = [401, 403, 413, 429, 502, 503, 504];
const longest = 31 * 86_400_000;

/** A check of the status of a reply. */
function ofStatus(
  seen: Seen,
  clause: string,
  right: boolean,
  expected: string,
  errata: string[] = [],
): Checked {
  return { seen, clause, right, expected, actual: `status ${seen.reply.status}`, errata };
}

const strangers = law(
  'strangers-are-401',
  'Who shows no token is not let in.',
  ['request/token', 'status-401'],
  function* (trail) {
    for (const seen of listsIn(trail).filter((each) => !hasCredentials(each))) {
      const { status } = seen.reply;
      yield ofStatus(seen, 'request/token', status >= 400, 'a refusal, for there is no token');
      yield ofStatus(seen, 'status-401', status === 401, 'status 401, for there is no token');
    }
  },
);

const faults = law(
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
  function* (trail) {
    for (const seen of answeredLists(trail)) {
      const { status } = seen.reply;
      const unknown = (status === 404 || status === 422) && !isKnown(trail, seen);
      const [fault] = faultsIn(seen);
      // In which order a server looks is not said: it may find first that there is no such task.
      if (fault && !(unknown && isWellFormed(seen))) yield* judgeFault(seen, fault);
      if (fault || unknown || !isReversed(seen, trail)) continue;
      const nothing = status === 200 && seen.told !== undefined && buildsIn(seen).length === 0;
      const expected = 'status 400, or nothing in a window that ends before it begins';
      yield ofStatus(seen, 'request/start-time', status === 400 || nothing, expected);
    }
  },
);

function* judgeFault(seen: Seen, { clause, says, errata = [] }: Fault): Iterable<Checked> {
  const right = seen.reply.status === 400;
  for (const each of [clause, 'status-400'])
    yield ofStatus(seen, each, right, `status 400, for ${says}`, [...errata]);
}

const inOrder = law(
  'good-requests-are-200',
  'A request that is in order, for a task that there is, is answered with 200.',
  ['status-200', 'uri'],
  function* (trail) {
    for (const seen of answeredLists(trail)) {
      const { status } = seen.reply;
      const spans = spansOf(seen, trail.may);
      const good = faultsIn(seen).length === 0 && spans.length > 0 && !isReversed(seen, trail);
      if (!good || !isKnown(trail, seen)) continue;
      const long = spans.some(({ from, until }) => until - from > longest);
      const errata = long && status === 400 ? ['codearts/window-limit'] : [];
      yield ofStatus(seen, 'uri', status !== 404 && status !== 405, 'a reply, for the task is there');
      yield ofStatus(seen, 'status-200', status === 200, 'status 200, for all is in order', errata);
    }
  },
);

const unknown = law(
  'unknown-is-404',
  'A task that does not exist is not found.',
  ['status-404'],
  function* (trail) {
    for (const seen of answeredLists(trail)) {
      if (seen.request.params.job_id !== nobodysJob || faultsIn(seen).length > 0) continue;
      const expected = 'status 404, for there is no such task';
      yield ofStatus(seen, 'status-404', seen.reply.status === 404, expected, ['codearts/unknown-job']);
    }
  },
);

const methods = law(
  'only-get-answers',
  'The list is had with GET and nothing else, and no log instead of it.',
  ['uri', 'example-request'],
  function* (trail) {
    for (const seen of trail.seen) {
      const { status } = seen.reply;
      const { method, path } = seen.request;
      if (unwilling.includes(status)) continue;
      if (method !== 'GET' && path.endsWith('/build-info-records'))
        yield ofStatus(seen, 'uri', status >= 400, `a refusal, for ${method} is not GET`);
      if (seen.operation !== printedPost) continue;
      const expected = 'status 404, for that is another operation';
      yield ofStatus(seen, 'example-request', status === 404, expected, ['codearts/example-request']);
    }
  },
);

const statuses = law(
  'listed-statuses',
  'A reply has one of six statuses.',
  ['status-list'],
  function* (trail) {
    for (const seen of trail.seen) {
      const { status } = seen.reply;
      if (unwilling.includes(status) && !listed.includes(status)) continue;
      const errata = status === 422 ? ['codearts/unknown-job'] : [];
      yield ofStatus(seen, 'status-list', listed.includes(status), `one of ${listed.join(', ')}`, errata);
    }
  },
);

/** Whatever was asked of the list. */
function listsIn({ seen }: Trail): readonly Seen[] {
  return seen.filter(({ operation }) => lists.includes(operation!));
}

/** Those that tell how the server answers whoever is let in. */
function answeredLists(trail: Trail): readonly Seen[] {
  return listsIn(trail).filter((each) => hasCredentials(each) && !unwilling.includes(each.reply.status));
}

/** Whether a task was brought about, or shown beside this. */
function isKnown(trail: Trail, { scene, staged, request: { params } }: Seen): boolean {
  const { job_id } = params;
  const shown = (each: Seen) => each.scene === scene && each.request.params.job_id === job_id;
  return staged?.params.job_id === job_id || trail.of(lists).some(shown);
}

function isWellFormed({ request: { params } }: Seen): boolean {
  return /^[0-9a-z]{32}$/.test(params.job_id ?? '');
}

function isReversed(seen: Seen, { may }: Trail): boolean {
  return spansOf(seen, may).some(({ from, until }) => until < from);
}

export const laws: LawBook = {
  sightings,
  order: 'codearts/record/state',
  laws: [...listsLaws, ...windowLaws, ...recordLaws, strangers, faults, inOrder, unknown, methods, statuses],
  tour,
};
