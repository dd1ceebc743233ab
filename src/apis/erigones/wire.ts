// How a task, its log and its pages look in the service's JSON, and at which paths an operation is found.
import type {
  LogLine,
  LogPage,
  Task as WireTask,
  TaskStatus as WireTaskStatus,
} from '../../../schemas/erigones/types.ts';
import { needsToken, type Wire } from '../../core/api/api.ts';
import type { Operation, RequestHead } from '../../core/api/operation.ts';
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
import { userOf } from './supporting/caller.ts';
import { dress } from './supporting/dress.ts';

type MethodsAt = (request: RequestHead) => string[];
type Dressing = (operation: Operation) => Operation;

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

export function toStatus(id: string, state: State, request: RequestHead, task?: Task): WireTaskStatus {
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

/** Operations at all their paths: each with and without its last slash, and at those that the page does not print. */
export function atEveryPath(operations: readonly Operation[], methodsAt: MethodsAt): readonly Operation[] {
  const dressed: Dressing = (operation) => ({
    ...operation,
    async handle(request, respond) {
      const { username } = await userOf(request);
      return dress(await operation.handle(request, respond), request, {
        methods: methodsAt(request),
        username,
      });
    },
  });
  const canonical = operations.flatMap((operation) => {
    if (operation.id === 'get-log-stats') return [asSaid(operation), operation];
    return operation.id === 'get-task-status' ? [operation, asState(operation)] : [operation];
  });
  const everywhere = [...canonical, ...canonical.filter((operation) => !operation.under).map(inDatacenter)];
  return [...everywhere.map(dressed), ...everywhere.flatMap((operation) => withoutSlash(operation, dressed))];
}

/** Under the status that the function's own text names, instead of the service's; meant only where it is read so. */
function asSaid(operation: Operation): Operation {
  const under = { erratum: 'erigones/last-status', readings: ['literal'] } as const;
  const when = (request: RequestHead) => literal('last-status', request);
  return {
    ...operation,
    id: `${operation.id}-as-said`,
    responses: { ...operation.responses, 400: 'error' },
    under,
    when,
  };
}

function asState(operation: Operation): Operation {
  const under = { erratum: 'erigones/state-alias', readings: ['observed'] } as const;
  return { ...operation, id: 'get-task-state', path: '/api/task/{task_id}/state/', under };
}

function inDatacenter(operation: Operation): Operation {
  const under = { erratum: 'erigones/dc-prefix', readings: ['observed'] } as const;
  return {
    ...operation,
    id: `${operation.id}-in-dc`,
    path: operation.path.replace('/api/', '/api/dc/{dc}/'),
    under,
  };
}

/** The same without the slash at the end of the path: as printed it answers, else it leads to the slash. */
function withoutSlash(operation: Operation, dressed: Dressing): Operation[] {
  if (operation.under?.readings.includes('literal')) return [];
  const path = operation.path.slice(0, -1);
  const erratum =
    operation.path === '/api/task/{task_id}/' ? 'erigones/details-slash' : 'erigones/trailing-slash';
  const redirect: Operation = {
    ...operation,
    id: `${operation.id}-redirect`,
    path,
    says: 'Leads to the path with its last slash.',
    clauses: ['erigones/slash'],
    responses: { 301: null },
    under: operation.under ?? { erratum, readings: ['corrected', 'observed'] },
    handle: async (request, respond) => respond(301, undefined, { location: withSlash(request) }),
  };
  if (operation.under) return [redirect];
  const says = `${operation.says} Under the path without its last slash.`;
  const under = { erratum, readings: ['literal'] } as const;
  return [redirect, { ...dressed(operation), id: `${operation.id}-bare`, path, says, under }];
}

/** The same with a slash at the end of its path. */
export function withSlash(request: RequestHead): string {
  const query = new URLSearchParams([...request.rawQuery]);
  return request.href(`${request.path}/`) + (query.size > 0 ? `?${query}` : '');
}
