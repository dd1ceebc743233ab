// The operations of the service: the tasks that have not ended, one of them, its end, and the log.
import type { Schemas } from '../../../schemas/erigones/types.ts';
import type { RequestHead } from '../../core/api/operation.ts';
import { operationsFor } from '../../core/api/typed-operation.ts';
import { literal, nowhere, strangers } from './errata.ts';
import { byFate, cancel, stateOf, statuses } from './lifecycle.ts';
import { countsOf, filterOf, logOf } from './presets.ts';
import { elsewhere, find, liveStates } from './record.ts';
import { atEveryPath, methodsIn, operationsIn } from './supporting/paths.ts';
import { isListed, listedIds, seenBy } from './supporting/permissions.ts';
import { absenceOf, no, taskResponse, toLog, toLogPage, toStatus, toTask } from './wire.ts';

const operation = operationsFor<Schemas>();
const lastLines = 10;
const linesPerPage = 100;
const day = 86_400;

const listTasks = operation({
  id: 'list-tasks',
  method: 'GET',
  path: '/api/task/',
  says: 'Lists the ids of the tasks that have not ended.',
  clauses: ['erigones/list/path', 'erigones/list/status', 'erigones/list/example'],
  responses: { 200: 'task-ids', 403: 'error', 404: 'error', 406: 'error' },
  unseen: nowhere,
  handle: async (request, respond) => respond(200, await listedIds(request)),
});

const getLogPage = operation({
  id: 'get-log-page',
  method: 'GET',
  path: '/api/task/log/',
  says: 'Shows a page of the log, of all its lines or of some.',
  clauses: ['erigones/log/path'],
  source: 'erigones/esdc-ce v4.6 (7e3deddd), api/task/task_views.py and api/paginator.py',
  request: 'get-log-page.request',
  responses: {
    200: 'log-page',
    400: 'filter-errors',
    403: 'error',
    404: 'error',
    406: 'error',
    412: 'error',
  },
  unseen: strangers,
  when: (request) => (request.rawQuery.get('page') ?? '') !== '',
  async handle(request, respond) {
    const { page, status, order_by, show_running } = request.query;
    const running = show_running ? new Set(await listedIds(request)) : undefined;
    const keep = await seenBy(request, filterOf(request.query, request, running));
    const newestFirst = order_by?.trim() !== 'time';
    const place = { offset: (page - 1) * linesPerPage, limit: linesPerPage };
    const found = await logOf(request, { state: status || undefined, keep, newestFirst, ...place });
    if (page > 1 && place.offset >= found.total)
      return literal('page-status', request) ? respond(400, no.page) : respond(404, no.page);
    return respond(200, toLogPage(found, { page, perPage: linesPerPage }, request));
  },
});

const getLog = operation({
  id: 'get-log',
  method: 'GET',
  path: '/api/task/log/',
  says: 'Shows the last lines of the log, newest first. Without a page no other parameter counts.',
  clauses: ['erigones/log/path', 'erigones/log/status', 'erigones/log/example'],
  responses: { 200: 'log', 403: 'error', 404: 'error', 406: 'error' },
  unseen: nowhere,
  async handle(request, respond) {
    const keep = await seenBy(request);
    return respond(200, toLog(await logOf(request, { keep, newestFirst: true, limit: lastLines }), request));
  },
});

const getLogStats = operation({
  id: 'get-log-stats',
  method: 'GET',
  path: '/api/task/log/stats/',
  says: 'Counts the lines that the log has of the last so many seconds, by what happened.',
  clauses: ['erigones/stats/path', 'erigones/stats/status', 'erigones/stats/example', 'erigones/stats/last'],
  request: 'get-log-stats.request',
  responses: { 200: 'log-stats', 403: 'error', 404: 'error', 406: 'error', 412: 'error' },
  unseen: nowhere,
  async handle(request, respond) {
    const { last = day } = request.query;
    return respond(200, { ...(await countsOf(request, last)), _last: last });
  },
});

const getTask = operation({
  id: 'get-task',
  method: 'GET',
  path: '/api/task/{task_id}/',
  says: 'Shows the call of a task, until the task has ended.',
  clauses: ['erigones/details/path', 'erigones/details/status', 'erigones/details/example'],
  request: 'get-task.request',
  responses: { 200: 'task', 403: 'error', 404: 'error', 406: 'error' },
  unseen: strangers,
  async handle(request, respond) {
    const task = await find(request, request.params.task_id);
    const snapshot = task && request.snapshot(task);
    if (!snapshot || !liveStates.includes(snapshot.state)) return respond(404, no.task);
    return respond(200, toTask(task, snapshot, request));
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
  responses: { 200: 'delete-pending', 400: 'error', 403: 'error', 404: 'error', 406: 'error' },
  under: { erratum: 'erigones/delete', readings: ['observed'] },
  async handle(request, respond) {
    if (elsewhere(request, request.body?.dc)) return respond(404, no.datacenter);
    const task = await find(request, request.params.task_id);
    if (!task || !liveStates.includes(request.snapshot(task).state)) return respond(404, no.task);
    if (!request.body?.force) return respond(406, no.deleting);
    await request.command(task, 'delete');
    return respond(200, 'Delete pending');
  },
});

const getTaskStatus = operation({
  id: 'get-task-status',
  method: 'GET',
  path: '/api/task/{task_id}/status/',
  says: 'Shows the status of a task and its result. An unknown task is pending.',
  clauses: ['erigones/status/path', 'erigones/status/pending', 'erigones/status/example'],
  request: 'get-task-status.request',
  responses: byFate('task-status'),
  unseen: strangers,
  async handle(request, respond) {
    const { task_id } = request.params;
    const task = await find(request, task_id);
    const refused = task ? undefined : absenceOf(task_id, request);
    if (refused) return respond(404, refused);
    const state = stateOf(task, request);
    return respond(statuses[state], toStatus(task_id, state, request, task), taskResponse(request));
  },
});

const getTaskDone = operation({
  id: 'get-task-done',
  method: 'GET',
  path: '/api/task/{task_id}/done/',
  says: 'Says whether a task has succeeded. An unknown task has not.',
  clauses: ['erigones/done/path', 'erigones/done/pending', 'erigones/done/example'],
  request: 'get-task-done.request',
  responses: byFate('task-done'),
  unseen: strangers,
  async handle(request, respond) {
    const { task_id } = request.params;
    const task = await find(request, task_id);
    const refused = task ? undefined : absenceOf(task_id, request);
    if (refused) return respond(404, refused);
    const state = stateOf(task, request);
    return respond(statuses[state], { done: state === 'SUCCESS', task_id });
  },
});

const cancelTask = operation({
  id: 'cancel-task',
  method: 'PUT',
  path: '/api/task/{task_id}/cancel/',
  says: 'Revokes a task that has not ended.',
  clauses: ['erigones/cancel/path', 'erigones/cancel/revoked', 'erigones/cancel/example'],
  request: 'cancel-task.request',
  responses: {
    201: 'task-status',
    400: 'error',
    403: 'error',
    404: 'error',
    406: 'error',
    410: 'task-status',
  },
  unseen: { 403: strangers[403], 201: 'A cancel is over at once, unless another state is preferred.' },
  async handle(request, respond) {
    if (elsewhere(request, request.body?.dc)) return respond(404, no.datacenter);
    const task = await find(request, request.params.task_id);
    if (!task && literal('cancel-unknown', request)) return respond(404, no.task);
    const listed = (await isListed(request.params.task_id, request)) && task;
    const canceled = listed && (await cancel(task, request, request.body?.force ? 'kill' : 'cancel'));
    if (!canceled) return respond(406, literal('cancel-spelling', request) ? no.cancelling : no.canceling);
    const state = stateOf(canceled, request);
    // Only a response for which a state is preferred can be from before the end.
    const status = state === 'REVOKED' ? 410 : 201;
    return respond(status, toStatus(task.id, state, request, canceled), taskResponse(request));
  },
});

// The log comes before the tasks: its name would pass for a task's id.
const ofLog = [getLogPage, getLog, getLogStats];
const ofTasks = [getTask, deleteTask, getTaskStatus, getTaskDone, cancelTask];
export const operations = atEveryPath([listTasks, ...ofLog, ...ofTasks]);

export const operationsAt = (request: RequestHead) => operationsIn(operations, request);
export const methodsAt = (request: RequestHead) => methodsIn(operations, request);
