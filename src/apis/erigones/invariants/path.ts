// What Erigones promises of its paths: what answers, where a path without its last slash leads, and what is refused.
import { excusesOf, modelled } from '../../../core/invariants/checks.ts';
import type { Invariant, Seen } from '../../../core/invariants/invariant.ts';
import { nobodysTask, taskAtOnce } from '../exploration.ts';
import { answers, queried, requestsTo } from '../observations.ts';

const there: Invariant = {
  id: 'erigones/is-there',
  clauses: ['erigones/base-path', 'erigones/list/path', 'erigones/log/path', 'erigones/stats/path'],
  says: 'Below /api are the list, the log and the statistics, and they answer.',
  judge(trace, judge) {
    const [first] = trace.seen;
    const found = trace.seen.some(({ operation, response }) => operation && response.status !== 404);
    if (first)
      judge(found, { seen: first, expected: 'something below /api', actual: 'status 404 everywhere' });
    for (const [operation, name] of [
      ['list-tasks', 'list'],
      ['get-log', 'log'],
      ['get-log-stats', 'stats'],
    ] as const)
      for (const seen of answers(trace, [operation]).filter(({ request }) => request.query.size === 0)) {
        const { status } = seen.response;
        const about = { seen, actual: `status ${status}` };
        judge(status !== 404, {
          ...about,
          clause: `erigones/${name}/path`,
          expected: 'something at this path',
        });
        judge(status === 200, { ...about, clause: `erigones/${name}/status`, expected: 'status 200' });
      }
  },
};

const slash: Invariant = {
  id: 'erigones/leads-to-slash',
  clauses: ['erigones/slash', 'erigones/details/path'],
  says: 'A path without its last slash leads to the one with it, its query kept.',
  judge(trace, judge) {
    const operations = trace.seen.flatMap(({ operation = '' }) =>
      operation.endsWith('-redirect') ? operation : [],
    );
    for (const seen of answers(trace, operations)) {
      const { url } = seen.request;
      const { status, headers } = seen.response;
      const wanted = new URL(url);
      wanted.pathname += '/';
      const to = headers.location ?? '';
      const leads = URL.canParse(to, url) ? new URL(to, url) : undefined;
      const right = status === 301 && leads?.pathname === wanted.pathname && leads.search === wanted.search;
      const ofDetails = seen.operation === 'get-task-redirect';
      judge(right, {
        seen,
        clause: ofDetails ? 'erigones/details/path' : 'erigones/slash',
        expected: `status 301 to ${wanted.pathname}${wanted.search}`,
        actual: `status ${status}${to && ` to ${to}`}`,
        errata: answersAtOnce(status)
          ? [ofDetails ? 'erigones/details-slash' : 'erigones/trailing-slash']
          : [],
      });
    }
  },
};

/** Whether a path without its last slash is answered like the one with it, whatever the task. */
function answersAtOnce(status: number): boolean {
  return [200, 201, 400, 404, 406, 410].includes(status);
}

/** Of a task that nobody knows. */
const waits = { 404: 'erigones/unknown-task' };

const unknown: Invariant = {
  id: 'erigones/unknown-waits',
  clauses: ['status/pending', 'done/pending', 'details/path', 'cancel/path'].map(
    (name) => `erigones/${name}`,
  ),
  says: 'An unknown task reads as a waiting one, and can be neither shown nor canceled.',
  judge(trace, judge) {
    for (const [task, operation, wanted, clause, byStatus = {}] of [
      [nobodysTask, 'get-task-status', 201, 'erigones/status/pending', waits],
      [nobodysTask, 'get-task-done', 201, 'erigones/done/pending', waits],
      [nobodysTask, 'get-task', 404, 'erigones/details/path'],
      [nobodysTask, 'cancel-task', 406, 'erigones/cancel/path', { 404: 'erigones/cancel-unknown' }],
      // Nothing is left of a call that was answered at once.
      [taskAtOnce, 'get-task-status', 404, 'erigones/status/path'],
      [taskAtOnce, 'get-task-done', 404, 'erigones/done/path'],
      [taskAtOnce, 'get-task', 404, 'erigones/details/path'],
    ] as const)
      for (const seen of answers(trace, [operation]).filter((each) => requestsTo(each) === task)) {
        const { status } = seen.response;
        const expected = `status ${wanted}: there is no such task`;
        const errata = excusesOf(status, byStatus);
        judge(status === wanted, { seen, clause, expected, actual: `status ${status}`, errata });
      }
  },
};

/** A parameter that cannot be understood, where it is one. */
interface Wrong {
  readonly operation: string;
  readonly name: string;
  readonly isWrong: (value: string, seen: Seen) => boolean;
  readonly status: number;
  /** The erratum by whose other reading the status is 400. */
  readonly erratum?: string;
}

const kinds = 'dc vm node nodestorage subnet image vmtemplate iso domain user role'.split(' ');
const lines = ['PENDING', 'SUCCESS', 'FAILURE', 'REVOKED'];
const isNoDate = (value: string) => !/^\d{4}-\d\d-\d\d$/.test(value);
const page = 'get-log-page';
const wrongs: readonly Wrong[] = [
  { operation: page, name: 'page', isWrong: isNoCount, status: 404, erratum: 'erigones/page-status' },
  {
    operation: page,
    name: 'order_by',
    isWrong: (value) => !/^[-+ ]?time$/.test(value),
    status: 412,
    erratum: 'erigones/order-status',
  },
  { operation: page, name: 'status', isWrong: (value) => !lines.includes(value), status: 400 },
  { operation: page, name: 'object_type', isWrong: (value) => !kinds.includes(value), status: 400 },
  { operation: page, name: 'object_name', isWrong: (_, seen) => !queried(seen, 'object_type'), status: 400 },
  { operation: page, name: 'date_from', isWrong: isNoDate, status: 400 },
  { operation: page, name: 'date_to', isWrong: isNoDate, status: 400 },
  {
    operation: 'get-log-stats',
    name: 'last',
    isWrong: (value) => !/^-?\d+$/.test(value),
    status: 412,
    erratum: 'erigones/last-status',
  },
];

function isNoCount(value: string): boolean {
  return !/^[1-9]\d*$/.test(value);
}

const parameters: Invariant = {
  id: 'erigones/wrong-parameters',
  clauses: ['erigones/log/path', 'erigones/stats/last'],
  says: 'What cannot be understood is refused.',
  judge(trace, judge) {
    for (const { operation, name, isWrong, status: wanted, erratum } of wrongs)
      for (const seen of answers(trace, [operation])) {
        const value = queried(seen, name);
        if (value === undefined || !isWrong(value, seen)) continue;
        const clause = operation === page ? 'erigones/log/path' : 'erigones/stats/last';
        const { status } = seen.response;
        const errata = erratum && status === 400 ? [erratum] : [];
        const expected = `status ${wanted} for ${name}=${value}`;
        judge(status === wanted, { seen, clause, expected, actual: `status ${status}`, errata });
      }
  },
};

/** What answers where nothing is, and to what cannot be understood, no sentence says. */
export const pathInvariants: readonly Invariant[] = [there, ...[slash, unknown, parameters].map(modelled)];
