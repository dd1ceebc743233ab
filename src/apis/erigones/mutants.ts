// The lies about Erigones that neither its schemas nor its operations give.
import type { LogLine, LogPage, LogStats, TaskIds } from '../../../schemas/erigones/types.ts';
import type { Api, Mutant } from '../../core/api/api.ts';
import type { OperationResponse } from '../../core/api/operation.ts';
import { changeHandlers, changingBody, changingQuery, ignoringParameter } from '../../core/mutants/mutant.ts';
import { logOperations } from './observations.ts';
import { liveStates } from './record.ts';

// biome-ignore lint/suspicious/noExplicitAny: bodies of several schemas are lied about.
type Body = any;

/** A mutant that changes responses, those of failed and revoked tasks included, but no errors. */
function telling(
  name: string,
  clause: string,
  says: string,
  operations: readonly string[],
  change: (body: Body, response: OperationResponse, look: number) => Body | Partial<OperationResponse>,
): Mutant {
  return {
    id: `erigones/${name}`,
    clause: `erigones/${clause}`,
    says,
    mutate(api) {
      let looks = 0;
      return changeHandlers(api, operations, async (request, honest) => {
        const response = await honest(request);
        const { body } = response as { body?: object };
        return body === undefined || 'detail' in body
          ? response
          : { ...response, ...change(body, response, ++looks) };
      });
    },
  };
}

/** A mutant that changes a member of what is told of a task in some states. */
function member(
  name: string,
  clause: string,
  says: string,
  operation: string,
  statuses: readonly number[],
  change: (body: Body, look: number) => object,
): Mutant {
  return telling(name, clause, says, [operation], (body, { status }, look) =>
    statuses.includes(status) ? { body: { ...body, ...change(body, look) } } : {},
  );
}

/** A mutant that changes the lines of the log. */
function lines(
  name: string,
  clause: string,
  says: string,
  change: (all: LogLine[], look: number, page: LogPage | undefined) => object[],
  operations: readonly string[] = logOperations,
): Mutant {
  return telling(name, clause, says, operations, (body, _, look) => ({
    body: { ...body, results: change(body.results, look, 'count' in body ? body : undefined) },
  }));
}

function page(name: string, says: string, change: (page: LogPage) => Partial<LogPage>): Mutant {
  return member(`log/${name}`, 'log/path', says, 'get-log-page', [200], change);
}

function stats(name: string, clause: string, says: string, change: (stats: LogStats) => object): Mutant {
  return member(`stats/${name}`, `stats/${clause}`, says, 'get-log-stats', [200], change);
}

/** A mutant whose log does not know one parameter. */
function ignoring(parameter: string): Mutant {
  return ignoringParameter(
    { id: `erigones/log/${parameter}-ignored`, clause: 'erigones/log/path' },
    ['get-log-page'],
    parameter,
  );
}

function options(name: string, says: string, change: Parameters<typeof changingQuery>[2]): Mutant {
  return changingQuery(
    { id: `erigones/log/${name}`, clause: 'erigones/log/path', says },
    ['get-log-page'],
    change,
  );
}

/** A mutant that leads from a path without its last slash to elsewhere. */
function leading(
  name: string,
  clause: string,
  says: string,
  operations: RegExp,
  change: (to: string) => string,
): Mutant {
  return {
    id: `erigones/slash/${name}`,
    clause: `erigones/${clause}`,
    says,
    mutate: (api) =>
      changeHandlers(api, namesOf(api, operations), async (request, honest) => {
        const { headers, ...response } = await honest(request);
        return { ...response, headers: { ...headers, location: change(headers?.location ?? '') } };
      }),
  };
}

function namesOf(api: Api, pattern: RegExp): string[] {
  return api.operations.map(({ id }) => id).filter((id) => pattern.test(id));
}

/** A mutant that answers an operation anew when the state of its task is one of these. */
function answering(
  name: string,
  clause: string,
  says: string,
  operation: string,
  states: readonly string[],
  respond: (task: Body) => OperationResponse,
): Mutant {
  return {
    id: `erigones/${name}`,
    clause: `erigones/${clause}`,
    says,
    mutate: (api) =>
      changeHandlers(api, [operation], async (request, honest) => {
        const task = await request.store.get('erigones', (request.params as { task_id: string }).task_id);
        return task && states.includes(request.snapshot(task).state) ? respond(task) : honest(request);
      }),
  };
}

const ended = ['SUCCESS', 'FAILURE', 'REVOKED'];
const another = '1e1d1-00000000-0000-4000-a000';
const swapped = (time: string) => time.replace(/^(\d{4})-(\d\d)-(\d\d)/, '$1-$3-$2');
const later = (time: string) => time.replace(/^\d{4}/, (year) => `${Number(year) + 1}`);

export const mutants: readonly Mutant[] = [
  // Paths.
  {
    id: 'erigones/paths/moved',
    clause: 'erigones/base-path',
    says: 'Everything is below /api/v2.',
    mutate: (api) => ({
      ...api,
      operations: api.operations.map((operation) => ({
        ...operation,
        path: operation.path.replace('/api/', '/api/v2/'),
      })),
    }),
  },
  ...(['task/', 'task/log/', 'task/log/stats/'] as const).map(
    (path, index): Mutant => ({
      id: `erigones/paths/${['list', 'log', 'stats'][index]}-moved`,
      clause: `erigones/${['list', 'log', 'stats'][index]}/path`,
      says: `There is nothing at ${path}.`,
      mutate: (api) => ({
        ...api,
        operations: api.operations.map((operation) =>
          operation.path === `/api/${path}` ? { ...operation, path: `/api/${path}all/of/it/` } : operation,
        ),
      }),
    }),
  ),
  leading('to-itself', 'slash', 'The redirect leads to where it came from.', /-redirect$/, (to) =>
    to.replace(/\/(?=\?|$)/, ''),
  ),
  leading('loses-query', 'slash', 'The redirect loses the query.', /-redirect$/, (to) => to.split('?')[0]!),
  leading(
    'details-to-list',
    'details/path',
    'The redirect of the details leads to the list.',
    /^get-task-redirect$/,
    () => '/api/task/',
  ),

  // The list and the details.
  changingBody<TaskIds>(
    { id: 'erigones/list/one-missing', clause: 'erigones/list/path', says: 'The newest task is missing.' },
    ['list-tasks'],
    (ids) => ids.slice(0, -1),
  ),
  changingBody<TaskIds>(
    {
      id: 'erigones/list/one-twice',
      clause: 'erigones/list/example',
      says: 'The oldest task is listed twice.',
    },
    ['list-tasks'],
    (ids) => [...ids, ...ids.slice(0, 1)],
  ),
  changingBody<TaskIds>(
    { id: 'erigones/list/empty', clause: 'erigones/list/path', says: 'No task is listed.' },
    ['list-tasks'],
    () => [],
  ),
  {
    id: 'erigones/list/ended-too',
    clause: 'erigones/list/path',
    says: 'Tasks that have ended are listed as well.',
    mutate: (api) =>
      changeHandlers(api, ['list-tasks'], async ({ store, now }) => {
        const { items } = await store.page('erigones', { now });
        return { status: 200, body: items.map(({ id }) => id) };
      }),
  },
  {
    id: 'erigones/list/canceled-too',
    clause: 'erigones/list/path',
    says: 'Tasks that were canceled are still listed.',
    mutate: (api) =>
      changeHandlers(api, ['list-tasks'], async ({ store, now }) => {
        const { items } = await store.page('erigones', { now, states: [...liveStates, 'REVOKED'] });
        return { status: 200, body: items.map(({ id }) => id) };
      }),
  },
  {
    id: 'erigones/list/only-waiting',
    clause: 'erigones/list/path',
    says: 'Only tasks that wait are listed.',
    mutate: (api) =>
      changeHandlers(api, ['list-tasks'], async ({ store, now }) => {
        const { items } = await store.page('erigones', { now, states: ['PENDING'] });
        return { status: 200, body: items.map(({ id }) => id) };
      }),
  },
  answering(
    'details/of-ended',
    'details/path',
    'A task that has ended has details.',
    'get-task',
    ended,
    ({ id, attributes }) => {
      const { method, hostname, action, view } = attributes;
      return { status: 200, body: { method, hostname, action, view, task_id: id } };
    },
  ),
  answering(
    'details/gone-once-started',
    'details/path',
    'A task that has started has no details.',
    'get-task',
    ['STARTED'],
    () => ({
      status: 404,
      body: { detail: 'Task does not exist' },
    }),
  ),
  member(
    'details/of-another',
    'details/example',
    'The details are of another task.',
    'get-task',
    [200],
    () => ({ task_id: another }),
  ),
  member(
    'details/change',
    'details/example',
    'The server is another whenever it is looked at.',
    'get-task',
    [200],
    (_, look) => ({
      hostname: `server-${look}.cust.erigones.com`,
    }),
  ),
  {
    id: 'erigones/details/of-unknown',
    clause: 'erigones/details/path',
    says: 'A task that nobody knows has details.',
    mutate: (api) =>
      changeHandlers(api, ['get-task'], async (request, honest) => {
        const response = await honest(request);
        const { task_id } = request.params as { task_id: string };
        if (response.status !== 404 || (await request.store.get('erigones', task_id))) return response;
        return {
          status: 200,
          body: { method: 'PUT', hostname: 'x', action: 'start', view: 'vm_status', task_id },
        };
      }),
  },

  // Status and done.
  member(
    'status/of-another',
    'status/example',
    'The status is of another task.',
    'get-task-status',
    [200, 201, 400, 410],
    () => ({ task_id: another }),
  ),
  member(
    'status/result-too-early',
    'status/pending',
    'A task that waits has a result.',
    'get-task-status',
    [201],
    () => ({ result: {} }),
  ),
  member(
    'status/no-result',
    'status/example',
    'A task that has succeeded has no result.',
    'get-task-status',
    [200],
    () => ({ result: null }),
  ),
  telling(
    'status/always-200',
    'status/pending',
    'A status is answered with 200, whatever the state.',
    ['get-task-status'],
    () => ({ status: 200 }),
  ),
  telling(
    'status/failed-200',
    'status/path',
    'A task that has failed is answered with 200.',
    ['get-task-status'],
    (_, { status }) => (status === 400 ? { status: 200 } : {}),
  ),
  member(
    'status/failed-succeeds',
    'status/path',
    'A task that has failed is called a success.',
    'get-task-status',
    [400],
    () => ({ status: 'SUCCESS' }),
  ),
  member(
    'status/revoked-how',
    'cancel/revoked',
    'A task that was revoked has the result canceled.',
    'get-task-status',
    [410],
    () => ({ result: 'canceled' }),
  ),
  member(
    'done/of-another',
    'done/example',
    'The answer is about another task.',
    'get-task-done',
    [200, 201, 400, 410],
    () => ({ task_id: another }),
  ),
  member(
    'done/too-early',
    'done/pending',
    'A task that has not ended is done.',
    'get-task-done',
    [201],
    () => ({ done: true }),
  ),
  member('done/never', 'done/path', 'No task is ever done.', 'get-task-done', [200], () => ({ done: false })),
  member('done/when-failed', 'done/path', 'A task that has failed is done.', 'get-task-done', [400], () => ({
    done: true,
  })),
  member(
    'done/when-revoked',
    'done/path',
    'A task that was revoked is done.',
    'get-task-done',
    [410],
    () => ({ done: true }),
  ),
  answering(
    'done/success-late',
    'done/example',
    'A task that has succeeded reads as not done yet.',
    'get-task-done',
    ['SUCCESS'],
    ({ id }) => ({
      status: 201,
      body: { done: false, task_id: id },
    }),
  ),
  answering(
    'done/failure-as-success',
    'done/example',
    'A task that has failed reads as one that succeeded.',
    'get-task-done',
    ['FAILURE'],
    ({ id }) => ({
      status: 200,
      body: { done: true, task_id: id },
    }),
  ),

  // The cancel.
  answering(
    'cancel/ignored',
    'cancel/revoked',
    'A cancel says that the task goes on, and so it does.',
    'cancel-task',
    liveStates,
    ({ id }) => ({
      status: 201,
      body: { status: 'STARTED', result: null, task_id: id },
    }),
  ),
  answering(
    'cancel/pretended',
    'status/example',
    'A cancel says that the task is revoked, and it goes on.',
    'cancel-task',
    liveStates,
    ({ id }) => ({
      status: 410,
      headers: { es_task_response: 'true' },
      body: { status: 'REVOKED', result: 'terminated', task_id: id },
    }),
  ),
  answering(
    'cancel/refused',
    'cancel/revoked',
    'A task that has started cannot be canceled.',
    'cancel-task',
    ['STARTED'],
    () => ({
      status: 406,
      body: { detail: 'Task cannot be canceled' },
    }),
  ),
  answering(
    'cancel/ended',
    'cancel/path',
    'A task that has ended can be canceled.',
    'cancel-task',
    ended,
    ({ id }) => ({
      status: 410,
      headers: { es_task_response: 'true' },
      body: { status: 'REVOKED', result: 'terminated', task_id: id },
    }),
  ),
  member(
    'cancel/of-another',
    'cancel/example',
    'The cancel is of another task.',
    'cancel-task',
    [410],
    () => ({ task_id: another }),
  ),
  member('cancel/how', 'cancel/revoked', 'The result of a cancel is canceled.', 'cancel-task', [410], () => ({
    result: 'canceled',
  })),
  telling('cancel/success', 'cancel/revoked', 'A cancel is a success.', ['cancel-task'], () => ({
    status: 201,
  })),

  // The log.
  lines('log/oldest-first', 'log/path', 'The lines are turned round.', (all) => all.toReversed()),
  lines('log/day-before-month', 'log/time', 'Day and month change places.', (all) =>
    all.map((line) => ({ ...line, time: swapped(line.time) })),
  ),
  lines('log/four-digits', 'log/time', 'A time has four digits after the second.', (all) =>
    all.map((line) => ({ ...line, time: line.time.replace(/(\.\d{4})\d\d/, '$1') })),
  ),
  lines('log/zulu', 'log/time', 'Times end with Z.', (all) =>
    all.map((line) => ({ ...line, time: line.time.replace('+00:00', 'Z') })),
  ),
  lines('log/next-year', 'log/path', 'The last line of a list is of the next year.', (all) => [
    ...all.slice(0, -1),
    ...all.slice(-1).map((line) => ({ ...line, time: later(line.time) })),
  ]),
  lines(
    'log/three-dots',
    'log/more',
    'The newest line, then three dots.',
    (all) => [all[0]!, { '...': '...' }],
    ['get-log'],
  ),
  lines(
    'log/misses-newest',
    'log/path',
    'The log without a page misses the newest line.',
    (all) => all.slice(1),
    ['get-log'],
  ),
  lines('log/changes', 'log/example', 'A line has another user whenever it is looked at.', (all, look) =>
    all.map((line) => ({ ...line, username: `user-${look}` })),
  ),
  lines(
    'log/other-object',
    'log/example',
    'A page has other names of objects than the log.',
    (all) => all.map((line) => ({ ...line, object_name: `${line.object_name}.` })),
    ['get-log-page'],
  ),
  lines(
    'log/no-ends',
    'log/example',
    'That a task has succeeded is not logged.',
    (all) => all.filter(({ status }) => status !== 'SUCCESS'),
    ['get-log'],
  ),
  lines('log/wrong-end', 'log/example', 'A task that has failed is logged as revoked.', (all) =>
    all.map((line) =>
      line.status === 'FAILURE' ? { ...line, status: 'REVOKED', detail: 'terminated' } : line,
    ),
  ),
  lines('log/revoked-how', 'cancel/revoked', 'A revoked task is logged as canceled.', (all) =>
    all.map((line) => (line.status === 'REVOKED' ? { ...line, detail: 'canceled' } : line)),
  ),
  page('count-and-one', 'The log counts one line more than it has.', ({ count }) => ({ count: count + 1 })),
  page('count-of-page', 'The count is that of the page.', ({ results }) => ({ count: results.length })),
  page('no-next', 'No page leads to the next.', () => ({ next: null })),
  page('next-of-last', 'The last page leads on.', ({ next, previous }) => ({ next: next ?? previous })),
  page('next-is-itself', 'A page leads to itself.', ({ next }) => ({
    next: next?.replace(/page=(\d+)/, (_, number) => `page=${Number(number) - 1}`) ?? null,
  })),
  page('next-forgets', 'The next page is of the whole log.', ({ next }) => ({
    next: next?.replace(/\?.*?(page=\d+).*$/, '?$1') ?? null,
  })),
  page('no-previous', 'No page leads back.', () => ({ previous: null })),
  page('previous-of-first', 'The first page leads back.', ({ next, previous }) => ({
    previous: previous ?? next,
  })),
  page('of-99', 'A page ends one line too early.', ({ results }) => ({ results: results.slice(0, 99) })),
  ...[
    'status',
    'object_type',
    'object_name',
    'date_from',
    'date_to',
    'show_running',
    'hide_auto',
    'order_by',
  ].map(ignoring),
  options('page-ignored', 'Every page is the first.', (query) => ({ ...query, page: 1 })),
  options('order-turned', 'time and -time change places.', (query) => ({
    ...query,
    order_by: query.order_by?.trim() === 'time' ? '-time' : 'time',
  })),
  options('date-to-inclusive', 'The day of date_to is in the list.', ({ date_to, ...query }) => ({
    ...query,
    ...(date_to && { date_to: new Date(Date.parse(date_to) + 86_400_000).toISOString().slice(0, 10) }),
  })),
  options(
    'date-from-exclusive',
    'A page asked for from a day on begins a day too early.',
    ({ date_from, ...query }) => ({
      ...query,
      ...(date_from && {
        date_from: new Date(Date.parse(date_from) - 86_400_000).toISOString().slice(0, 10),
      }),
    }),
  ),
  options(
    'running-and-ended',
    'Of what runs and of what has ended alike.',
    ({ show_running: _, ...query }) => query,
  ),

  // The statistics.
  ignoringParameter(
    { id: 'erigones/stats/last-ignored', clause: 'erigones/stats/last' },
    ['get-log-stats'],
    'last',
  ),
  stats('last-of-a-day', 'last', '_last is a day, whatever was asked for.', () => ({ _last: 86_400 })),
  stats('last-in-ms', 'last', '_last is in milliseconds.', ({ _last }) => ({ _last: _last * 1_000 })),
  stats('one-more', 'example', 'One more has succeeded than the log has.', ({ succeeded }) => ({
    succeeded: succeeded + 1,
  })),
  stats('turned', 'example', 'failed and revoked change places.', ({ failed, revoked }) => ({
    failed: revoked,
    revoked: failed,
  })),
  stats('swapped', 'example', 'pending and succeeded change places.', ({ pending, succeeded }) => ({
    pending: succeeded,
    succeeded: pending,
  })),
  stats('backlog-only', 'example', 'Only what waits is pending.', ({ pending, succeeded }) => ({
    pending: Math.max(0, pending - succeeded),
  })),
  stats('none-failed', 'example', 'Nothing ever fails.', () => ({ failed: 0 })),
  changingQuery(
    {
      id: 'erigones/stats/other-way',
      clause: 'erigones/stats/example',
      says: 'It counts less the further back it is asked to.',
    },
    ['get-log-stats'],
    ({ last = 86_400 }) => ({ last: Math.floor(1_000_000_000 / (1 + last)) }),
  ),
];
