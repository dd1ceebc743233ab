// What can be asked of the service: the tasks that have not ended, one of them, its end, and the log.
import type { Shapes } from '../../../schemas/erigones/types.ts';
import { type Call, type Operation, operationsFor } from '../../core/operation.ts';
import { countsOf, logOf } from './givens.ts';
import { filterOf, isSynchronousId, liveStates, type Task } from './record.ts';
import { no, type State, statuses, taskResponse, toLogLine, toLogPage, toStatus, toTask } from './wire.ts';

const operation = operationsFor<Shapes>();
const lastLines = 10;
const linesPerPage = 100;
const day = 86_400;

const listTasks = operation({
  id: 'list-tasks',
  method: 'GET',
  path: '/api/task/',
  says: 'Lists the ids of the tasks that have not ended.',
  clauses: ['erigones/list/path', 'erigones/list/status', 'erigones/list/example'],
  replies: { 200: 'task-ids', 403: 'error' },
  async handle(call, reply) {
    const { items } = await call.store.page('erigones', { now: call.now, states: liveStates });
    const ids = items.map((task) => task.id);
    return reply(200, ids);
  },
});

const getLogPage = operation({
  id: 'get-log-page',
  method: 'GET',
  path: '/api/task/log/',
  says: 'Shows a page of the log, of all its lines or of some.',
  clauses: ['erigones/log/path'],
  source: 'erigones/esdc-ce v4.6 (7e3deddd), api/task/task_views.py and api/paginator.py',
  request: 'get-log-page.request',
  replies: { 200: 'log-page', 400: 'filter-errors', 403: 'error', 404: 'error', 412: 'error' },
  when: (asked) => (asked.rawQuery.get('page') ?? '') !== '',
  async handle(call, reply) {
    const { page, status, order_by } = call.query;
    const wanted = {
      state: status || undefined,
      keep: filterOf(call.query),
      newestFirst: order_by !== 'time',
    };
    const offset = (page - 1) * linesPerPage;
    const found = await logOf(call, { ...wanted, offset, limit: linesPerPage });
    if (offset > 0 && offset >= found.total) return reply(404, no.page);
    return reply(200, toLogPage(found, { page, perPage: linesPerPage }, call));
  },
});

const getLog = operation({
  id: 'get-log',
  method: 'GET',
  path: '/api/task/log/',
  says: 'Shows the last lines of the log, newest first. Without a page no other parameter counts.',
  clauses: ['erigones/log/path', 'erigones/log/status', 'erigones/log/example'],
  replies: { 200: 'log', 403: 'error' },
  async handle(call, reply) {
    const { items, total } = await logOf(call, { newestFirst: true, limit: lastLines });
    const lines = items.map((line) => toLogLine(line, call, 'last'));
    const [newest] = lines;
    const asPrinted = call.reading('erigones/log-placeholder') === 'literal' && newest && total > 1;
    return reply(200, { results: asPrinted ? [newest, { '...': '...' }] : lines });
  },
});

const getLogStats = operation({
  id: 'get-log-stats',
  method: 'GET',
  path: '/api/task/log/stats/',
  says: 'Counts the lines that the log has of the last so many seconds, by what happened.',
  clauses: ['erigones/stats/path', 'erigones/stats/status', 'erigones/stats/example', 'erigones/stats/last'],
  request: 'get-log-stats.request',
  replies: { 200: 'log-stats', 403: 'error', 412: 'error' },
  async handle(call, reply) {
    const { last = day } = call.query;
    return reply(200, { ...(await countsOf(call, last)), _last: last });
  },
});

const getTask = operation({
  id: 'get-task',
  method: 'GET',
  path: '/api/task/{task_id}/',
  says: 'Shows the call that a task stands for, until the task has ended.',
  clauses: ['erigones/details/path', 'erigones/details/status', 'erigones/details/example'],
  request: 'get-task.request',
  replies: { 200: 'task', 403: 'error', 404: 'error' },
  async handle(call, reply) {
    const task = await find(call);
    const moment = task && call.moment(task);
    if (!moment || !liveStates.includes(moment.state)) return reply(404, no.task);
    return reply(200, toTask(task, moment, call));
  },
});

const getTaskStatus = operation({
  id: 'get-task-status',
  method: 'GET',
  path: '/api/task/{task_id}/status/',
  says: 'Shows where a task is and what came of it. A task that nobody knows is pending.',
  clauses: ['erigones/status/path', 'erigones/status/pending', 'erigones/status/example'],
  request: 'get-task-status.request',
  replies: byFate('task-status'),
  async handle(call, reply) {
    const task = await find(call);
    const { task_id } = call.params;
    if (!task && isSynchronousId(task_id)) return reply(404, no.taskAnymore);
    const state = stateOf(task, call);
    return reply(statuses[state], toStatus(task_id, state, call, task?.attributes), taskResponse);
  },
});

const getTaskDone = operation({
  id: 'get-task-done',
  method: 'GET',
  path: '/api/task/{task_id}/done/',
  says: 'Says whether a task has succeeded. A task that nobody knows has not.',
  clauses: ['erigones/done/path', 'erigones/done/pending', 'erigones/done/example'],
  request: 'get-task-done.request',
  replies: byFate('task-done'),
  async handle(call, reply) {
    const task = await find(call);
    const { task_id } = call.params;
    if (!task && isSynchronousId(task_id)) return reply(404, no.taskAnymore);
    const state = stateOf(task, call);
    return reply(statuses[state], { done: state === 'SUCCESS', task_id });
  },
});

const cancelTask = operation({
  id: 'cancel-task',
  method: 'PUT',
  path: '/api/task/{task_id}/cancel/',
  says: 'Revokes a task that has not ended.',
  clauses: ['erigones/cancel/path', 'erigones/cancel/revoked', 'erigones/cancel/example'],
  request: 'cancel-task.request',
  replies: { 201: 'task-status', 400: 'error', 403: 'error', 406: 'error', 410: 'task-status' },
  async handle(call, reply) {
    const task = await find(call);
    const cancelable = task && liveStates.includes(call.moment(task).state);
    const canceled = cancelable && ((await call.command(task, 'cancel')) as Task | undefined);
    if (!canceled) return reply(406, no.canceling);
    const state = stateOf(canceled, call);
    const shown = toStatus(canceled.id, state, call, canceled.attributes);
    // Only a reply for which a state is preferred can be from before the end.
    return reply(state === 'REVOKED' ? 410 : 201, shown, taskResponse);
  },
});

// The log comes before the tasks: its name would pass for a task's id.
const rows = [listTasks, getLogPage, getLog, getLogStats, getTask, getTaskStatus, getTaskDone, cancelTask];

export const operations: readonly Operation[] = [...rows, ...rows.flatMap(withoutSlash)];

/** The replies about one task: the status says what became of it. */
function byFate<const Shape extends string>(shape: Shape) {
  return { 200: shape, 201: shape, 400: shape, 403: 'error', 404: 'error', 410: shape } as const;
}

/** The same without the slash at the end of the path: as printed it answers, else it leads to the slash. */
function withoutSlash(row: Operation): Operation[] {
  const erratum = 'erigones/trailing-slash';
  const path = row.path.slice(0, -1);
  const bare: Operation = {
    ...row,
    id: `${row.id}-bare`,
    path,
    says: `${row.says} Under the path without its last slash.`,
    under: { erratum, readings: ['literal'] },
  };
  const redirect: Operation = {
    ...row,
    id: `${row.id}-redirect`,
    path,
    says: 'Leads to the path with its last slash.',
    clauses: ['erigones/slash'],
    replies: { 301: null },
    under: { erratum, readings: ['corrected', 'observed'] },
    handle: async (call, reply) => reply(301, undefined, { location: withSlash(call) }),
  };
  return [bare, redirect];
}

function withSlash(call: Call): string {
  const query = new URLSearchParams([...call.rawQuery]);
  return call.href(`${call.path}/`) + (query.size > 0 ? `?${query}` : '');
}

async function find(call: Call<{ path: { task_id: string } }>): Promise<Task | undefined> {
  return (await call.store.get('erigones', call.params.task_id)) as Task | undefined;
}

/** The service cannot tell a task that never was from one that waits. */
function stateOf(task: Task | undefined, call: Call): State {
  return task ? (call.moment(task).state as State) : 'PENDING';
}
