// What can be asked of the service: the tasks that have not ended, one of them, its end, and the log.
import type { Log, Shapes } from '../../../schemas/erigones/types.ts';
import { type Asked, type Operation, operationsFor } from '../../core/operation.ts';
import type { Page } from '../../core/store.ts';
import { literal, nowhere, observed, strangers } from './errata.ts';
import { countsOf, filterOf, logOf } from './givens.ts';
import { byFate, cancel, stateOf, statuses } from './lifecycle.ts';
import { elsewhere, find, type Line, liveIds, liveStates } from './record.ts';
import { absenceOf, atEveryPath, no, taskResponse, toLogLine, toLogPage, toStatus, toTask } from './wire.ts';

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
  replies: { 200: 'task-ids', 403: 'error', 404: 'error', 406: 'error' },
  unseen: nowhere,
  handle: async (call, reply) => reply(200, await liveIds(call)),
});

const getLogPage = operation({
  id: 'get-log-page',
  method: 'GET',
  path: '/api/task/log/',
  says: 'Shows a page of the log, of all its lines or of some.',
  clauses: ['erigones/log/path'],
  source: 'erigones/esdc-ce v4.6 (7e3deddd), api/task/task_views.py and api/paginator.py',
  request: 'get-log-page.request',
  replies: { 200: 'log-page', 400: 'filter-errors', 403: 'error', 404: 'error', 406: 'error', 412: 'error' },
  unseen: strangers,
  when: (asked) => (asked.rawQuery.get('page') ?? '') !== '',
  async handle(call, reply) {
    const { page, status, order_by, show_running } = call.query;
    const running = show_running ? new Set(await liveIds(call)) : undefined;
    const keep = filterOf(call.query, call, running);
    const newestFirst = order_by?.trim() !== 'time';
    const place = { offset: (page - 1) * linesPerPage, limit: linesPerPage };
    const found = await logOf(call, { state: status || undefined, keep, newestFirst, ...place });
    if (page > 1 && place.offset >= found.total)
      return literal('page-status', call) ? reply(400, no.page) : reply(404, no.page);
    return reply(200, toLogPage(found, { page, perPage: linesPerPage }, call));
  },
});

const getLog = operation({
  id: 'get-log',
  method: 'GET',
  path: '/api/task/log/',
  says: 'Shows the last lines of the log, newest first. Without a page no other parameter counts.',
  clauses: ['erigones/log/path', 'erigones/log/status', 'erigones/log/example'],
  replies: { 200: 'log', 403: 'error', 404: 'error', 406: 'error' },
  unseen: nowhere,
  handle: async (call, reply) =>
    reply(200, toLog(await logOf(call, { newestFirst: true, limit: lastLines }), call)),
});

/** The last lines of a log that has so many. */
export function toLog({ items, total }: Page<Line>, asked: Asked): Log {
  const lines = items.map((line) => toLogLine(line, asked, 'last'));
  const asPrinted = total > 1 && literal('log-placeholder', asked);
  return { results: asPrinted ? [lines[0]!, { '...': '...' }] : lines };
}

const getLogStats = operation({
  id: 'get-log-stats',
  method: 'GET',
  path: '/api/task/log/stats/',
  says: 'Counts the lines that the log has of the last so many seconds, by what happened.',
  clauses: ['erigones/stats/path', 'erigones/stats/status', 'erigones/stats/example', 'erigones/stats/last'],
  request: 'get-log-stats.request',
  replies: { 200: 'log-stats', 403: 'error', 404: 'error', 406: 'error', 412: 'error' },
  unseen: nowhere,
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
  replies: { 200: 'task', 403: 'error', 404: 'error', 406: 'error' },
  unseen: strangers,
  async handle(call, reply) {
    const task = await find(call, call.params.task_id);
    const moment = task && call.moment(task);
    if (!moment || !liveStates.includes(moment.state)) return reply(404, no.task);
    return reply(200, toTask(task, moment, call));
  },
});

const deleteTask = operation({
  id: 'delete-task',
  method: 'DELETE',
  path: '/api/task/{task_id}/',
  says: 'Takes away a task that is stuck, if forced to.',
  clauses: ['erigones/details/path'],
  source: 'erigones/esdc-ce v4.6 (7e3deddd), api/task/task_views.py and que/utils.py',
  request: 'delete-task.request',
  replies: { 200: 'delete-pending', 400: 'error', 403: 'error', 404: 'error', 406: 'error' },
  under: { erratum: 'erigones/delete', readings: ['observed'] },
  async handle(call, reply) {
    if (elsewhere(call, call.body?.dc)) return reply(404, no.datacenter);
    const task = await find(call, call.params.task_id);
    if (!task || !liveStates.includes(call.moment(task).state)) return reply(404, no.task);
    if (!call.body?.force) return reply(406, no.deleting);
    await call.command(task, 'delete');
    return reply(200, 'Delete pending');
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
  unseen: strangers,
  async handle(call, reply) {
    const { task_id } = call.params;
    const task = await find(call, task_id);
    const refused = task ? undefined : absenceOf(task_id, call);
    if (refused) return reply(404, refused);
    const state = stateOf(task, call);
    return reply(statuses[state], toStatus(task_id, state, call, task), taskResponse(call));
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
  unseen: strangers,
  async handle(call, reply) {
    const { task_id } = call.params;
    const task = await find(call, task_id);
    const refused = task ? undefined : absenceOf(task_id, call);
    if (refused) return reply(404, refused);
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
  replies: { 201: 'task-status', 400: 'error', 403: 'error', 404: 'error', 406: 'error', 410: 'task-status' },
  unseen: { 403: strangers[403], 201: 'A cancel is over at once, unless another state is preferred.' },
  async handle(call, reply) {
    if (elsewhere(call, call.body?.dc)) return reply(404, no.datacenter);
    const task = await find(call, call.params.task_id);
    if (!task && literal('cancel-unknown', call)) return reply(404, no.task);
    const canceled = task && (await cancel(task, call, call.body?.force ? 'kill' : 'cancel'));
    if (!canceled) return reply(406, literal('cancel-spelling', call) ? no.cancelling : no.canceling);
    const state = stateOf(canceled, call);
    // Only a reply for which a state is preferred can be from before the end.
    const status = state === 'REVOKED' ? 410 : 201;
    return reply(status, toStatus(task.id, state, call, canceled), taskResponse(call));
  },
});

// The log comes before the tasks: its name would pass for a task's id.
const ofLog = [getLogPage, getLog, getLogStats];
const ofTasks = [getTask, deleteTask, getTaskStatus, getTaskDone, cancelTask];
export const operations = atEveryPath([listTasks, ...ofLog, ...ofTasks], methodsAt);

/** The rows that are there at the path of a request. */
export function rowsAt(asked: Asked): Operation[] {
  const there = operations.filter(
    ({ path, under }) =>
      (!under || under.readings.includes(asked.reading(under.erratum))) &&
      new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(asked.path),
  );
  return there.filter((row) => row.path === there[0]?.path);
}

export function methodsAt(asked: Asked): string[] {
  const methods = rowsAt(asked).map((row) => row.method as string);
  return [...new Set(observed('options', asked) ? [...methods, 'OPTIONS'] : methods)];
}
