// How a task looks in the service's JSON at a moment, how its log and its pages look, and how the service says no.
import type {
  FilterErrors,
  LogLine,
  LogPage,
  Task as WireTask,
  TaskStatus as WireTaskStatus,
} from '../../../schemas/erigones/types.ts';
import type { Wire } from '../../core/api.ts';
import type { Moment } from '../../core/moment.ts';
import type { Asked, Refusal, Reply } from '../../core/operation.ts';
import type { Page } from '../../core/store.ts';
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

export const wire: Wire<TaskAttributes> = {
  contentType: 'application/json',
  refuse: sayNo,
  locate: ({ id }, { readings, token }) => ({
    path: `/api/task/${id}/status/`,
    ...(readings('erigones/login') === 'observed' && { headers: { 'ES-API-KEY': token } }),
  }),
};

/** By this header clients know the fate of a task from an error. The page prints no headers. */
export function taskResponse(asked: Asked): Record<string, string> {
  return literal('task-response-header', asked) ? {} : { es_task_response: 'true' };
}

/** A reply with what the service puts on every one, and in the layout that the client asks for. */
export function dress(reply: Reply, asked: Asked, methodsAt: (asked: Asked) => string[]): Reply {
  const usual = { es_version: '4.6', es_username: 'admin', es_dc: 'main' };
  const headers = observed('reply-headers', asked)
    ? { ...usual, allow: methodsAt(asked).join(', '), ...reply.headers }
    : reply.headers;
  const indent = observed('indent', asked) ? indentOf(asked.header('accept') ?? '') : 0;
  const text = reply.body !== undefined && indent > 0 && JSON.stringify(reply.body, null, indent);
  return { ...reply, ...(headers && { headers }), ...(text && { text }) };
}

/** How far a client wants JSON indented: said in the first kind of body that it accepts with an indent. */
function indentOf(accept: string): number {
  const wanted = Number(/;\s*indent=(-?\d+)/.exec(accept)?.[1] ?? 0);
  return Math.max(0, Math.min(8, wanted));
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

function sayNo(refusal: Refusal, asked: Asked): Reply {
  switch (refusal.kind) {
    case 'unknown-route':
      return observed('unknown-route', asked)
        ? { status: 404, text: 'Resource not found' }
        : error(404, 'Resource not found');
    case 'wrong-method':
      return {
        ...error(405, `Method "${asked.method}" not allowed.`),
        headers: { allow: refusal.allowed.join(', ') },
      };
    case 'unauthenticated':
      return error(403, lockedOut(refusal.why, asked));
    case 'unreadable-body':
      return error(400, `JSON parse error - ${refusal.reason}`);
    case 'body-too-large':
      return error(413, `The request has more than ${refusal.limit} bytes.`);
    case 'status':
      return error(refusal.status, `Answered ${refusal.status} because the request preferred it.`);
    case 'invalid':
      return invalid(refusal, asked);
  }
}

function lockedOut(why: 'missing' | 'invalid', asked: Asked): string {
  if (why === 'missing') return 'Authentication credentials were not provided.';
  return asked.header('authorization')?.startsWith('Token') ? 'Invalid token.' : 'Invalid API key';
}

const filterTexts: Readonly<Record<string, string>> = {
  format: 'Enter a valid date.',
  dependentRequired: 'object_type attribute is required when filtering by object_name.',
};

type Invalid = Extract<Refusal, { kind: 'invalid' }>;

function invalid({ in: where, name, rule, expected, given }: Invalid, asked: Asked): Reply {
  if (where === 'body') return error(400, `Invalid ${name}: expected ${expected}`);
  if (where === 'headers') return error(406, 'Could not satisfy the request Accept header.');
  if (name === 'dc') return { status: 404, body: no.datacenter };
  if (where === 'path') {
    const denied = rule === 'permission' || observed('malformed-ids', asked);
    return denied ? error(403, 'Permission denied') : { status: 404, body: no.task };
  }
  const said = (erratum: string, status: number) => (literal(erratum, asked) ? 400 : status);
  if (name === 'page') return { status: said('page-status', 404), body: no.page };
  if (name === 'last') return error(said('last-status', 412), 'Invalid "last" parameter');
  if (name === 'order_by')
    return error(said('order-status', 412), 'Invalid order_by; Possible sort fields are: time');
  const choice = `Select a valid choice. ${given} is not one of the available choices.`;
  const filters: FilterErrors = {
    [name]: [rule === 'enum' ? choice : (filterTexts[rule] ?? 'Enter a valid value.')],
  };
  return { status: 400, body: filters };
}

function error(status: number, detail: string): Reply {
  return { status, body: { detail } };
}
