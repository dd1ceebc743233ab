// How a task, its log and its pages look in the service's JSON, and at which paths a row is found.
import type {
  LogLine,
  LogPage,
  Task as WireTask,
  TaskStatus as WireTaskStatus,
} from '../../../schemas/erigones/types.ts';
import type { Wire } from '../../core/api.ts';
import type { Moment } from '../../core/moment.ts';
import type { Asked, Operation } from '../../core/operation.ts';
import type { Page } from '../../core/store.ts';
import { literal, observed } from './errata.ts';
import { endOf, type State } from './lifecycle.ts';
import { userOf } from './neighbours/caller.ts';
import { dress } from './neighbours/dress.ts';
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

type MethodsAt = (asked: Asked) => string[];
type Dressing = (row: Operation) => Operation;

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
  locate: ({ id }, { readings, token }) => ({
    path: `/api/task/${id}/status/`,
    ...(readings('erigones/login') === 'observed' && { headers: { 'ES-API-KEY': token } }),
  }),
};

/** By this header clients know the fate of a task from an error. The page prints no headers. */
export function taskResponse(asked: Asked): Record<string, string> {
  return literal('task-response-header', asked) ? {} : { es_task_response: 'true' };
}

/** Why nothing can be said of an id that no task has. The service takes it for a task that waits. */
export function absenceOf(id: string, asked: Asked): { detail: string } | undefined {
  if (isSynchronousId(id)) return literal('gone-text', asked) ? no.task : no.taskAnymore;
  return literal('unknown-task', asked) ? no.task : undefined;
}

export function toTask({ id, attributes }: Task, moment: Moment, asked: Asked): WireTask {
  const { method, hostname, action, view } = attributes;
  const start = view === 'vm_status' && action === 'start' && observed('details-start', asked);
  return {
    method,
    hostname,
    action,
    view,
    task_id: id,
    ...(start && { freeze: false, unfreeze: false, update: false }),
    ...(observed('details-time', asked) && {
      time: `${isoOf(moment.at('PENDING') ?? moment.since)}+00:00`,
    }),
  };
}

export function toStatus(id: string, state: State, asked: Asked, task?: Task): WireTaskStatus {
  return { status: state, result: task ? endOf(state, task, asked).result : null, task_id: id };
}

/** A line of the log, as the last lines show it or as a page does. */
export function toLogLine({ record, state, at }: Line, asked: Asked, where: 'last' | 'page'): LogLine {
  const { object_type, hostname, object_alias, username, msg } = record.attributes;
  return {
    time: toTime(at, asked, where),
    status: state as LogLine['status'],
    task: record.id,
    ...(observed('log-task-type', asked) && where === 'last' && { task_type: typeOf(record.id) }),
    ...(observed('log-flag', asked) && { flag: flagOf(msg) }),
    object_type,
    object_name: hostname,
    object_alias,
    username,
    msg,
    detail: endOf(state, record, asked).detail,
  };
}

function toTime(at: number, asked: Asked, where: 'last' | 'page'): string {
  const [whole, micros] = partsOf(at);
  const [year, month, day, clock] = whole.split(/[-T]/);
  const date = literal('log-time', asked) ? [year, day, month] : [year, month, day];
  const second = literal('log-fraction', asked)
    ? `${clock}.${String(Math.floor(micros / 100)).padStart(4, '0')}`
    : isoOf(at).slice(whole.length - clock!.length);
  const zone = where === 'page' && observed('log-zone', asked) ? 'Z' : '+00:00';
  return `${date.join('-')}T${second}${zone}`;
}

export function toLogPage(
  { items, total }: Page<Line>,
  { page, perPage }: { page: number; perPage: number },
  asked: Asked,
): LogPage {
  return {
    count: total,
    next: page * perPage < total ? pageUrl(page + 1, asked) : null,
    previous: page > (observed('previous-page', asked) ? 2 : 1) ? pageUrl(page - 1, asked) : null,
    results: items.map((line) => toLogLine(line, asked, 'page')),
  };
}

/** The same query with another page, its parameters in the order of their names. */
function pageUrl(page: number, asked: Asked): string {
  const query = [...new Map(asked.rawQuery).set('page', `${page}`)].sort(([a], [b]) => (a < b ? -1 : 1));
  return asked.url(`/api/task/log/?${new URLSearchParams(query)}`);
}

/** Rows at all their paths: each with and without its last slash, and at those that the page does not print. */
export function atEveryPath(rows: readonly Operation[], methodsAt: MethodsAt): readonly Operation[] {
  const dressed: Dressing = (row) => ({
    ...row,
    async handle(call, reply) {
      const { username } = await userOf(call);
      return dress(await row.handle(call, reply), call, { methods: methodsAt(call), username });
    },
  });
  const canonical = rows.flatMap((row) => {
    if (row.id === 'get-log-stats') return [asSaid(row), row];
    return row.id === 'get-task-status' ? [row, asState(row)] : [row];
  });
  const everywhere = [...canonical, ...canonical.filter((row) => !row.under).map(inDatacenter)];
  return [...everywhere.map(dressed), ...everywhere.flatMap((row) => withoutSlash(row, dressed))];
}

/** Under the status that the function's own text names, instead of the service's; meant only where it is read so. */
function asSaid(row: Operation): Operation {
  const under = { erratum: 'erigones/last-status', readings: ['literal'] } as const;
  const when = (asked: Asked) => literal('last-status', asked);
  return { ...row, id: `${row.id}-as-said`, replies: { ...row.replies, 400: 'error' }, under, when };
}

function asState(row: Operation): Operation {
  const under = { erratum: 'erigones/state-alias', readings: ['observed'] } as const;
  return { ...row, id: 'get-task-state', path: '/api/task/{task_id}/state/', under };
}

function inDatacenter(row: Operation): Operation {
  const under = { erratum: 'erigones/dc-prefix', readings: ['observed'] } as const;
  return { ...row, id: `${row.id}-in-dc`, path: row.path.replace('/api/', '/api/dc/{dc}/'), under };
}

/** The same without the slash at the end of the path: as printed it answers, else it leads to the slash. */
function withoutSlash(row: Operation, dressed: Dressing): Operation[] {
  if (row.under?.readings.includes('literal')) return [];
  const path = row.path.slice(0, -1);
  const erratum = row.path === '/api/task/{task_id}/' ? 'erigones/details-slash' : 'erigones/trailing-slash';
  const redirect: Operation = {
    ...row,
    id: `${row.id}-redirect`,
    path,
    says: 'Leads to the path with its last slash.',
    clauses: ['erigones/slash'],
    replies: { 301: null },
    under: row.under ?? { erratum, readings: ['corrected', 'observed'] },
    handle: async (call, reply) => reply(301, undefined, { location: withSlash(call) }),
  };
  if (row.under) return [redirect];
  const says = `${row.says} Under the path without its last slash.`;
  const under = { erratum, readings: ['literal'] } as const;
  return [redirect, { ...dressed(row), id: `${row.id}-bare`, path, says, under }];
}

/** The same with a slash at the end of its path. */
export function withSlash(call: Asked): string {
  const query = new URLSearchParams([...call.rawQuery]);
  return call.href(`${call.path}/`) + (query.size > 0 ? `?${query}` : '');
}
