// The mutants of Erigones that do not follow from its schemas and operations.
import type { LogLine, LogPage, LogStats, TaskIds } from '../../../schemas/erigones/types.ts';
import type { Api } from '../../core/api/api.ts';
import type { OperationResponse } from '../../core/api/operation.ts';
import { changeHandlers } from '../../core/mutants/mutant.ts';
import {
  answering,
  type Change,
  changingBody,
  changingQuery,
  changingResponse,
  ignoring,
  mutantsOf,
  reversed,
  withoutFirst,
  withoutLast,
} from '../../core/mutants/own-mutants.ts';
import { logOperations } from './observations.ts';
import { liveStates } from './record.ts';

// biome-ignore lint/suspicious/noExplicitAny: bodies of several schemas are changed.
type Body = any;

const details = 'get-task';
const status = 'get-task-status';
const done = 'get-task-done';
const cancel = 'cancel-task';
const logPage = ['get-log-page'];
const logStats = ['get-log-stats'];

/** Changes responses about tasks, even those of failed and revoked ones, but no errors. */
function response(
  says: string,
  operations: readonly string[],
  change: (body: Body, response: OperationResponse, look: number) => Partial<OperationResponse>,
): Change {
  return changingResponse(
    says,
    operations,
    (before, look) => ({ ...before, ...change(before.body, before, look) }),
    ({ body }) => body !== undefined && !('detail' in (body as object)),
  );
}

/** Changes members of the responses of an operation that have one of these statuses. */
function member(
  says: string,
  operation: string,
  statuses: readonly number[],
  change: object | ((body: Body, look: number) => object),
): Change {
  const changed =
    typeof change === 'function' ? (change as (body: Body, look: number) => object) : () => change;
  return response(says, [operation], (body, { status }, look) =>
    statuses.includes(status) ? { body: { ...body, ...changed(body, look) } } : {},
  );
}

/** Changes the lines of the log. */
function lines(
  says: string,
  change: (all: LogLine[], look: number) => object[],
  operations: readonly string[] = logOperations,
): Change {
  return response(says, operations, (body, _, look) => ({
    body: { ...body, results: change(body.results, look) },
  }));
}

/** Changes each line of the log. */
function line(
  says: string,
  change: (line: LogLine, look: number) => Partial<LogLine>,
  operations?: readonly string[],
): Change {
  return lines(says, (all, look) => all.map((each) => ({ ...each, ...change(each, look) })), operations);
}

const page = (says: string, change: (page: LogPage) => Partial<LogPage>) =>
  member(says, 'get-log-page', [200], change);
const stats = (says: string, change: (stats: LogStats) => object) =>
  member(says, 'get-log-stats', [200], change);
const list = (says: string, change: (ids: TaskIds) => TaskIds) =>
  changingBody<TaskIds>(says, ['list-tasks'], change);
const query = (says: string, change: Parameters<typeof changingQuery>[2]) =>
  changingQuery(says, logPage, change);

/** Lists the tasks in other states than it should; undefined: in all. */
function listed(says: string, states?: readonly string[]): Change {
  return answering(says, ['list-tasks'], async ({ store, now }) => {
    const { items } = await store.page('erigones', { now, ...(states && { states }) });
    return { status: 200, body: items.map(({ id }) => id) };
  });
}

/** Redirects from a path without its last slash to elsewhere. */
function redirect(says: string, operations: RegExp, change: (to: string) => string): Change {
  const mutate = (api: Api) => {
    const ids = api.operations.map(({ id }) => id).filter((id) => operations.test(id));
    return changeHandlers(api, ids, async (request, honest) => {
      const { headers, ...response } = await honest(request);
      return { ...response, headers: { ...headers, location: change(headers?.location ?? '') } };
    });
  };
  return { says, mutate };
}

/** Moves operations to other paths. */
function moved(says: string, change: (path: string) => string): Change {
  const mutate = (api: Api): Api => ({
    ...api,
    operations: api.operations.map((each) => ({ ...each, path: change(each.path) })),
  });
  return { says, mutate };
}

const gone = (path: string) =>
  moved(`There is nothing at ${path}.`, (each) => (each === path ? `${path}all/of/it/` : each));

/** Answers an operation anew if its task is in one of these states. */
function task(
  says: string,
  operation: string,
  states: readonly string[],
  respond: (task: Body) => OperationResponse,
): Change {
  return answering(says, [operation], async (request, honest) => {
    const found = await request.store.get('erigones', (request.params as { task_id: string }).task_id);
    return found && states.includes(request.snapshot(found).state) ? respond(found) : honest(request);
  });
}

const revoked = ({ id }: { id: string }): OperationResponse => ({
  status: 410,
  headers: { es_task_response: 'true' },
  body: { status: 'REVOKED', result: 'terminated', task_id: id },
});
const ended = ['SUCCESS', 'FAILURE', 'REVOKED'];
const anyStatus = [200, 201, 400, 410];
const another = { task_id: '1e1d1-00000000-0000-4000-a000' };
const monthBeforeDay = (time: string) => time.replace(/^(\d{4})-(\d\d)-(\d\d)/, '$1-$3-$2');
const aYearLater = (time: string) => time.replace(/^\d{4}/, (year) => `${Number(year) + 1}`);
const daysFrom = (date: string, days: number) =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

export const mutants = mutantsOf('erigones', {
  'base-path': {
    'paths/moved': {
      ...moved('Everything is below /api/v2.', (path) => path.replace('/api/', '/api/v2/')),
      equivalent: 'Where nothing but 404 comes, the base URL may be wrong: that is said, and is no verdict.',
    },
  },
  slash: {
    'slash/to-itself': redirect('A redirect leads to the path that it came from.', /-redirect$/, (to) =>
      to.replace(/\/(?=\?|$)/, ''),
    ),
    'slash/loses-query': redirect('A redirect loses the query.', /-redirect$/, (to) => to.split('?')[0]!),
  },
  'list/path': {
    'paths/list-moved': gone('/api/task/'),
    'list/one-missing': list('The newest task is missing.', withoutLast),
    'list/empty': list('The list is empty.', () => []),
    'list/ended-too': listed('The list also has tasks that have ended.'),
    'list/canceled-too': listed('The list also has canceled tasks.', [...liveStates, 'REVOKED']),
    'list/only-waiting': listed('The list only has tasks that wait.', ['PENDING']),
  },
  'list/example': {
    'list/one-twice': list('The oldest task is listed twice.', (ids) => [...ids, ...ids.slice(0, 1)]),
  },
  'details/path': {
    'slash/details-to-list': redirect(
      'The redirect of the details leads to the list.',
      /^get-task-redirect$/,
      () => '/api/task/',
    ),
    'details/of-ended': task('A task that has ended has details.', details, ended, ({ id, attributes }) => {
      const { method, hostname, action, view } = attributes;
      return { status: 200, body: { method, hostname, action, view, task_id: id } };
    }),
    'details/gone-once-started': task('A started task has no details.', details, ['STARTED'], () => ({
      status: 404,
      body: { detail: 'Task does not exist' },
    })),
    'details/of-unknown': answering('An unknown task has details.', [details], async (request, honest) => {
      const response = await honest(request);
      const { task_id } = request.params as { task_id: string };
      if (response.status !== 404 || (await request.store.get('erigones', task_id))) return response;
      const body = { method: 'PUT', hostname: 'x', action: 'start', view: 'vm_status', task_id };
      return { status: 200, body };
    }),
  },
  'details/example': {
    'details/of-another': member('The details are of another task.', details, [200], another),
    'details/change': member('Each response has another server.', details, [200], (_, look) => ({
      hostname: `server-${look}.cust.erigones.com`,
    })),
  },

  'status/example': {
    'status/of-another': member('The status is of another task.', status, anyStatus, another),
    'status/no-result': member('A succeeded task has no result.', status, [200], { result: null }),
    'cancel/pretended': task(
      'A cancel says that the task is revoked, but it goes on.',
      cancel,
      liveStates,
      revoked,
    ),
  },
  'status/pending': {
    'status/result-too-early': member('A waiting task has a result.', status, [201], { result: {} }),
    'status/always-200': response('A status is 200 in every state.', [status], () => ({ status: 200 })),
  },
  'status/path': {
    'status/failed-200': response('The status of a failed task is 200.', [status], (_, { status }) =>
      status === 400 ? { status: 200 } : {},
    ),
    'status/failed-succeeds': member('A failed task is called a success.', status, [400], {
      status: 'SUCCESS',
    }),
  },
  'done/example': {
    'done/of-another': member('done is about another task.', done, anyStatus, another),
    'done/success-late': task('A succeeded task is not done yet.', done, ['SUCCESS'], ({ id }) => ({
      status: 201,
      body: { done: false, task_id: id },
    })),
    'done/failure-as-success': task('A failed task is done like a success.', done, ['FAILURE'], ({ id }) => ({
      status: 200,
      body: { done: true, task_id: id },
    })),
  },
  'done/pending': {
    'done/too-early': member('A task that has not ended is done.', done, [201], { done: true }),
  },
  'done/path': {
    'done/never': member('No task is ever done.', done, [200], { done: false }),
    'done/when-failed': member('A failed task is done.', done, [400], { done: true }),
    'done/when-revoked': member('A revoked task is done.', done, [410], { done: true }),
  },

  'cancel/revoked': {
    'status/revoked-how': member('The result of a revoked task is canceled.', status, [410], {
      result: 'canceled',
    }),
    'cancel/ignored': task(
      'A cancel says that the task goes on, and it does.',
      cancel,
      liveStates,
      ({ id }) => ({
        status: 201,
        body: { status: 'STARTED', result: null, task_id: id },
      }),
    ),
    'cancel/refused': task('A started task cannot be canceled.', cancel, ['STARTED'], () => ({
      status: 406,
      body: { detail: 'Task cannot be canceled' },
    })),
    'cancel/how': member('The result of a cancel is canceled.', cancel, [410], { result: 'canceled' }),
    'cancel/success': response('A cancel is 201.', [cancel], () => ({ status: 201 })),
    'log/revoked-how': line('The log calls a revoked task canceled.', ({ status, detail }) => ({
      detail: status === 'REVOKED' ? 'canceled' : detail,
    })),
  },
  'cancel/path': {
    'cancel/ended': task('A task that has ended can be canceled.', cancel, ended, revoked),
  },
  'cancel/example': {
    'cancel/of-another': member('A cancel is of another task.', cancel, [410], another),
  },

  'log/path': {
    'paths/log-moved': gone('/api/task/log/'),
    'log/oldest-first': lines('The lines are in reverse order.', reversed),
    'log/next-year': lines('The last line of a response is of the next year.', (all) => [
      ...withoutLast(all),
      ...all.slice(-1).map((each) => ({ ...each, time: aYearLater(each.time) })),
    ]),
    'log/misses-newest': lines('Without a page, the log lacks the newest line.', withoutFirst, ['get-log']),
    'log/count-and-one': page('count is one too many.', ({ count }) => ({ count: count + 1 })),
    'log/count-of-page': page('count is that of the page.', ({ results }) => ({ count: results.length })),
    'log/no-next': page('No page has a next one.', () => ({ next: null })),
    'log/next-of-last': page('The last page has a next one.', ({ next, previous }) => ({
      next: next ?? previous,
    })),
    'log/next-is-itself': page('The next page is the page itself.', ({ next }) => ({
      next: next?.replace(/page=(\d+)/, (_, number) => `page=${Number(number) - 1}`) ?? null,
    })),
    'log/next-forgets': page('The next page is of the whole log.', ({ next }) => ({
      next: next?.replace(/\?.*?(page=\d+).*$/, '?$1') ?? null,
    })),
    'log/no-previous': page('No page has a previous one.', () => ({ previous: null })),
    'log/previous-of-first': page('The first page has a previous one.', ({ next, previous }) => ({
      previous: previous ?? next,
    })),
    'log/of-99': page('A page ends one line too early.', ({ results }) => ({
      results: results.slice(0, 99),
    })),
    'log/status-ignored': ignoring('status', logPage),
    'log/object_type-ignored': ignoring('object_type', logPage),
    'log/object_name-ignored': ignoring('object_name', logPage),
    'log/date_from-ignored': ignoring('date_from', logPage),
    'log/date_to-ignored': ignoring('date_to', logPage),
    'log/show_running-ignored': ignoring('show_running', logPage),
    'log/hide_auto-ignored': ignoring('hide_auto', logPage),
    'log/order_by-ignored': ignoring('order_by', logPage),
    'log/page-ignored': query('Every page is the first.', (others) => ({ ...others, page: 1 })),
    'log/order-turned': query('time and -time are exchanged.', (others) => ({
      ...others,
      order_by: others.order_by?.trim() === 'time' ? '-time' : 'time',
    })),
    'log/date-to-inclusive': query('date_to includes its day.', ({ date_to, ...others }) => ({
      ...others,
      ...(date_to && { date_to: daysFrom(date_to, 1) }),
    })),
    'log/date-from-exclusive': query('date_from is a day too early.', ({ date_from, ...others }) => ({
      ...others,
      ...(date_from && { date_from: daysFrom(date_from, -1) }),
    })),
    'log/running-and-ended': query(
      'With show_running, the log also has tasks that have ended.',
      ({ show_running: _, ...others }) => others,
    ),
  },
  'log/time': {
    'log/day-before-month': line('Day and month are exchanged.', ({ time }) => ({
      time: monthBeforeDay(time),
    })),
    'log/four-digits': line('A time has four digits after the second.', ({ time }) => ({
      time: time.replace(/(\.\d{4})\d\d/, '$1'),
    })),
    'log/zulu': line('Times end with Z.', ({ time }) => ({ time: time.replace('+00:00', 'Z') })),
  },
  'log/more': {
    'log/three-dots': lines('The newest line, then three dots.', (all) => [all[0]!, { '...': '...' }], [
      'get-log',
    ]),
  },
  'log/example': {
    'log/changes': line('Each response has other users.', (_, look) => ({ username: `user-${look}` })),
    'log/other-object': line(
      'On a page, objects have other names.',
      ({ object_name }) => ({ object_name: `${object_name}.` }),
      logPage,
    ),
    'log/no-ends': lines(
      'The log does not have successes.',
      (all) => all.filter(({ status }) => status !== 'SUCCESS'),
      ['get-log'],
    ),
    'log/wrong-end': line('The log calls a failed task revoked.', (each) =>
      each.status === 'FAILURE' ? { status: 'REVOKED', detail: 'terminated' } : {},
    ),
  },

  'stats/path': { 'paths/stats-moved': gone('/api/task/log/stats/') },
  'stats/last': {
    'stats/last-ignored': ignoring('last', logStats),
    'stats/last-of-a-day': stats('_last is always a day.', () => ({ _last: 86_400 })),
    'stats/last-in-ms': stats('_last is in milliseconds.', ({ _last }) => ({ _last: _last * 1_000 })),
  },
  'stats/example': {
    'stats/one-more': stats('succeeded is one too many.', ({ succeeded }) => ({ succeeded: succeeded + 1 })),
    'stats/turned': stats('failed and revoked are exchanged.', ({ failed, revoked }) => ({
      failed: revoked,
      revoked: failed,
    })),
    'stats/swapped': stats('pending and succeeded are exchanged.', ({ pending, succeeded }) => ({
      pending: succeeded,
      succeeded: pending,
    })),
    'stats/backlog-only': stats('pending only counts tasks that still wait.', ({ pending, succeeded }) => ({
      pending: Math.max(0, pending - succeeded),
    })),
    'stats/none-failed': stats('failed is always 0.', () => ({ failed: 0 })),
    'stats/other-way': changingQuery(
      'It counts less if it looks further back.',
      logStats,
      ({ last = 86_400 }) => ({ last: Math.floor(1_000_000_000 / (1 + last)) }),
    ),
  },
});
