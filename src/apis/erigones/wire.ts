// How a task, its log and its pages look in the service's JSON.
import type {
  Log,
  LogLine,
  LogPage,
  Task as WireTask,
  TaskStatus as WireTaskStatus,
} from '../../../schemas/erigones/types.ts';
import { needsToken, type Wire } from '../../core/api/api.ts';
import type { RequestHead } from '../../core/api/operation.ts';
import type { Snapshot } from '../../core/records/snapshot.ts';
import type { Page } from '../../core/store/store.ts';
import { literal, observed } from './errata.ts';
import { endOf, type State } from './lifecycle.ts';
import {
  flagOf,
  isoOf,
  isSynchronousId,
  type Line,
  partsOf,
  type Task,
  type TaskAttributes,
  typeOf,
} from './record.ts';

/** What the handlers say when they say no. `taskAnymore` is about a call that was done at once. */
export const no = {
  task: { detail: 'Task does not exist' },
  taskAnymore: { detail: 'Task does not exist (anymore)' },
  canceling: { detail: 'Task cannot be canceled' },
  cancelling: { detail: 'Task cannot be cancelled' },
  deleting: { detail: 'Safe task deletion is not implemented' },
  datacenter: { detail: 'Datacenter not found' },
  page: { detail: 'Invalid page.' },
};

export const wire: Pick<Wire<TaskAttributes>, 'contentType' | 'locate'> = {
  contentType: 'application/json',
  locate: ({ id }, access) => ({
    path: `/api/task/${id}/status/`,
    ...(needsToken('erigones/login', access) && { headers: { 'ES-API-KEY': access.token } }),
  }),
};

/** By this header clients know the fate of a task from an error. The page prints no headers. */
export function taskResponse(request: RequestHead): Record<string, string> {
  return literal('task-response-header', request) ? {} : { es_task_response: 'true' };
}

/** Why nothing can be said of an id that no task has. The service takes it for a task that waits. */
export function absenceOf(id: string, request: RequestHead): { detail: string } | undefined {
  if (isSynchronousId(id)) return literal('gone-text', request) ? no.task : no.taskAnymore;
  return literal('unknown-task', request) ? no.task : undefined;
}

export function toTask({ id, attributes }: Task, snapshot: Snapshot, request: RequestHead): WireTask {
  const { method, hostname, action, view } = attributes;
  const start = view === 'vm_status' && action === 'start' && observed('details-start', request);
  return {
    method,
    hostname,
    action,
    view,
    task_id: id,
    ...(start && { freeze: false, unfreeze: false, update: false }),
    ...(observed('details-time', request) && {
      time: `${isoOf(snapshot.at('PENDING') ?? snapshot.since)}+00:00`,
    }),
  };
}

export function toStatus(
  id: string,
  state: State,
  request: Pick<RequestHead, 'reading'>,
  task?: Task,
): WireTaskStatus {
  return { status: state, result: task ? endOf(state, task, request).result : null, task_id: id };
}

/** A line of the log, as the last lines show it or as a page does. */
export function toLogLine(
  { record, state, at }: Line,
  request: RequestHead,
  where: 'last' | 'page',
): LogLine {
  const { object_type, hostname, object_alias, username, msg } = record.attributes;
  return {
    time: toTime(at, request, where),
    status: state as LogLine['status'],
    task: record.id,
    ...(observed('log-task-type', request) && where === 'last' && { task_type: typeOf(record.id) }),
    ...(observed('log-flag', request) && { flag: flagOf(msg) }),
    object_type,
    object_name: hostname,
    object_alias,
    username,
    msg,
    detail: endOf(state, record, request).detail,
  };
}

/** The last lines of a log that has so many. */
export function toLog({ items, total }: Page<Line>, request: RequestHead): Log {
  const lines = items.map((line) => toLogLine(line, request, 'last'));
  const asPrinted = total > 1 && literal('log-placeholder', request);
  return { results: asPrinted ? [lines[0]!, { '...': '...' }] : lines };
}

function toTime(at: number, request: RequestHead, where: 'last' | 'page'): string {
  const [whole, micros] = partsOf(at);
  const [year, month, day, clock] = whole.split(/[-T]/);
  const date = literal('log-time', request) ? [year, day, month] : [year, month, day];
  const second = literal('log-fraction', request)
    ? `${clock}.${String(Math.floor(micros / 100)).padStart(4, '0')}`
    : isoOf(at).slice(whole.length - clock!.length);
  const zone = where === 'page' && observed('log-zone', request) ? 'Z' : '+00:00';
  return `${date.join('-')}T${second}${zone}`;
}

export function toLogPage(
  { items, total }: Page<Line>,
  { page, perPage }: { page: number; perPage: number },
  request: RequestHead,
): LogPage {
  return {
    count: total,
    next: page * perPage < total ? pageUrl(page + 1, request) : null,
    previous: page > (observed('previous-page', request) ? 2 : 1) ? pageUrl(page - 1, request) : null,
    results: items.map((line) => toLogLine(line, request, 'page')),
  };
}

/** The same query with another page, its parameters in the order of their names. */
function pageUrl(page: number, request: RequestHead): string {
  const query = [...new Map(request.rawQuery).set('page', `${page}`)].sort(([a], [b]) => (a < b ? -1 : 1));
  return request.url(`/api/task/log/?${new URLSearchParams(query)}`);
}
