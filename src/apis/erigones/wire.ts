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
import { flagOf, isLegacyId, type Line, type Task, type TaskAttributes, typeOf } from './record.ts';

/** What the handlers say when they say no. `taskAnymore` is about a call that was done at once. */
export const no = {
  task: { detail: 'Task does not exist' },
  taskAnymore: { detail: 'Task does not exist (anymore)' },
  canceling: { detail: 'Task cannot be canceled' },
  page: { detail: 'Invalid page.' },
};
/** By this header clients know the fate of a task from an error. */
export const taskResponse = { es_task_response: 'true' };

/** The status of a reply follows the state of the task. */
export const statuses = { PENDING: 201, STARTED: 201, SUCCESS: 200, FAILURE: 400, REVOKED: 410 } as const;
export type State = keyof typeof statuses;

export const wire: Wire<TaskAttributes> = {
  contentType: 'application/json',
  refuse: (refusal, asked) => ({ ...sayNo(refusal, asked), ...allowed(refusal) }),
  // A path without its last slash is redirected before anybody is asked who they are.
  authenticate: (asked) => (leadsToSlash(asked) ? undefined : (strangerIn(asked) ?? foreignIdIn(asked))),
  locate: ({ id }, readings) => ({
    path: `/api/task/${id}/status/`,
    ...(readings('erigones/login') === 'observed' && { headers: { 'es-api-key': 'any' } }),
  }),
};

export function toTask({ id, attributes }: Task, moment: Moment, asked: Asked): WireTask {
  const { method, hostname, action, view } = attributes;
  const shown = { method, hostname, action, view, task_id: id };
  if (!observed('details-time', asked)) return shown;
  return { ...shown, time: `${isoOf(moment.at('PENDING') ?? moment.since)}+00:00` };
}

export function toStatus(id: string, state: State, asked: Asked, known?: TaskAttributes): WireTaskStatus {
  return { status: state, result: known ? endOf(state, known, asked).result : null, task_id: id };
}

/** What came of a task: the result that its status shows, and the detail of the line that its end writes. */
function endOf(state: string, { message, failure }: TaskAttributes, asked: Asked) {
  if (state === 'SUCCESS') return { result: { returncode: 0, message }, detail: message };
  if (state === 'FAILURE') return { result: { detail: failure }, detail: failure };
  if (state !== 'REVOKED') return { result: null, detail: '' };
  return observed('revoked-result', asked)
    ? { result: 'TaskRevokedError: terminated', detail: 'terminated (15)' }
    : { result: 'terminated', detail: 'terminated' };
}

/** A line of the log, as the last lines show it or as a page does. */
export function toLogLine({ record, state, at }: Line, asked: Asked, where: 'last' | 'page'): LogLine {
  const { object_type, hostname, object_alias, username, msg } = record.attributes;
  return {
    time: toTime(at, asked, where),
    status: state as LogLine['status'],
    task: record.id,
    ...(observed('log-keys', asked) && where === 'last' && { task_type: typeOf(record.id) }),
    ...(observed('log-keys', asked) && { flag: flagOf(msg) }),
    object_type,
    object_name: hostname,
    object_alias,
    username,
    msg,
    detail: endOf(state, record.attributes, asked).detail,
  };
}

function toTime(at: number, asked: Asked, where: 'last' | 'page'): string {
  const reading = asked.reading('erigones/log-time');
  if (reading === 'observed' && where === 'page') return `${isoOf(at)}Z`;
  if (reading !== 'literal') return `${isoOf(at)}+00:00`;
  const [second, micros] = partsOf(at);
  const [year, month, day, clock] = second.split(/[-T]/);
  return `${year}-${day}-${month}T${clock}.${String(Math.floor(micros / 100)).padStart(4, '0')}+00:00`;
}

/** As Python writes an instant: with six digits after the second, or none. */
function isoOf(at: number): string {
  const [second, micros] = partsOf(at);
  return micros === 0 ? second : `${second}.${String(micros).padStart(6, '0')}`;
}

/** The second and the microseconds of an instant in ms, of which a binary fraction only comes close. */
function partsOf(at: number): [string, number] {
  const second = Math.floor(at / 1_000) * 1_000;
  const micros = Math.min(999_999, Math.round((at - second) * 1_000));
  return [new Date(second).toISOString().slice(0, 19), micros];
}

export function toLogPage(
  { items, total }: Page<Line>,
  { page, perPage }: { page: number; perPage: number },
  asked: Asked,
): LogPage {
  return {
    count: total,
    next: page * perPage < total ? pageUrl(page + 1, asked) : null,
    // The service has none on page 2 either.
    previous: page > 2 ? pageUrl(page - 1, asked) : null,
    results: items.map((line) => toLogLine(line, asked, 'page')),
  };
}

/** The same query with another page, its parameters in the order of their names. */
function pageUrl(page: number, asked: Asked): string {
  const query = [...new Map(asked.rawQuery).set('page', `${page}`)].sort(([a], [b]) => (a < b ? -1 : 1));
  return asked.url(`/api/task/log/?${new URLSearchParams(query)}`);
}

function leadsToSlash(asked: Asked): boolean {
  return !asked.path.endsWith('/') && asked.reading('erigones/trailing-slash') !== 'literal';
}

function strangerIn(asked: Asked): Refusal | undefined {
  if (!observed('login', asked)) return undefined;
  const token = /^Token\s+(.*)$/.exec(asked.header('authorization') ?? '')?.[1];
  const secret = token ?? asked.header('es-api-key');
  if (secret === undefined) return { kind: 'unauthenticated', why: 'missing' };
  return asked.accepts(secret) ? undefined : { kind: 'unauthenticated', why: 'invalid' };
}

/** An id says whose task it is; from one of the old kind the service cannot tell, and lets nobody in. */
function foreignIdIn(asked: Asked): Refusal | undefined {
  const id = asked.path.split('/')[3] ?? '';
  if (!observed('legacy-ids', asked) || !isLegacyId(id)) return undefined;
  return { kind: 'invalid', in: 'path', name: 'task_id', rule: 'pattern', expected: 'a full id', given: id };
}

function observed(erratum: string, asked: Asked): boolean {
  return asked.reading(`erigones/${erratum}`) === 'observed';
}

function sayNo(refusal: Refusal, asked: Asked): Reply {
  switch (refusal.kind) {
    case 'unknown-route':
      return observed('unknown-route', asked)
        ? { status: 404, text: 'Resource not found' }
        : error(404, 'Resource not found');
    case 'wrong-method':
      return error(405, `Method "${asked.method}" not allowed.`);
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
  dependentRequired: 'This field is required.',
};

type Invalid = Extract<Refusal, { kind: 'invalid' }>;

function invalid({ in: where, name, rule, expected, given }: Invalid, asked: Asked): Reply {
  if (where === 'body') return error(400, `Invalid ${name}: expected ${expected}`);
  if (where === 'path')
    return observed('legacy-ids', asked) ? error(403, 'Permission denied') : { status: 404, body: no.task };
  if (name === 'page') return { status: 404, body: no.page };
  if (name === 'last') return error(412, 'Invalid "last" parameter');
  if (name === 'order_by') return error(412, 'Invalid order_by; Possible sort fields are: time');
  const choice = `Select a valid choice. ${given} is not one of the available choices.`;
  const filters: FilterErrors = {
    [name]: [rule === 'enum' ? choice : (filterTexts[rule] ?? 'Enter a valid value.')],
  };
  return { status: 400, body: filters };
}

function error(status: number, detail: string): Reply {
  return { status, body: { detail } };
}

function allowed(refusal: Refusal): { headers?: Record<string, string> } {
  return refusal.kind === 'wrong-method' ? { headers: { allow: refusal.allowed.join(', ') } } : {};
}
