// Erigones, later Danube Cloud: tasks and their log; at which paths, and whom it lets in.
import { defineApi } from '../../core/api.ts';
import type { Asked, Call, Operation, Refusal, Reply } from '../../core/operation.ts';
import { errata, observed } from './errata.ts';
import { exhibits, givens } from './givens.ts';
import { lifecycle } from './lifecycle.ts';
import { operations as rows } from './operations.ts';
import { datacenterOf, isLegacyId, record, type TaskAttributes } from './record.ts';
import { dress, wire } from './wire.ts';

// The doors, in the order in which the service asks at them. A path without its last slash is redirected before that.

function doors(asked: Asked): Refusal | undefined {
  if (leadsToSlash(asked)) return undefined;
  return strangerIn(asked) ?? wrongHead(asked) ?? strangeDatacenter(asked) ?? foreignIdIn(asked);
}

/** Who cannot read JSON, or has not logged in. */
function strangerIn(asked: Asked): Refusal | undefined {
  const accept = asked.header('accept') || '*/*';
  if (observed('accept', asked) && !/(^|,)\s*(application\/(json|\*)|\*\/\*)\s*(;|,|$)/.test(accept))
    return invalid('headers', 'accept', 'application/json', accept);
  if (!observed('login', asked)) return undefined;
  const token = /^Token\s+(.*)$/.exec(asked.header('authorization') ?? '')?.[1];
  const secret = token ?? asked.header('es-api-key');
  if (secret === undefined) return { kind: 'unauthenticated', why: 'missing' };
  return asked.accepts(secret) ? undefined : { kind: 'unauthenticated', why: 'invalid' };
}

function wrongHead(asked: Asked): Refusal | undefined {
  if (asked.method !== 'HEAD' || !observed('head', asked)) return undefined;
  return { kind: 'wrong-method', allowed: methodsAt(asked) };
}

/** The parameter counts before the path. What a PUT has in its body is for the handler to see. */
function strangeDatacenter(asked: Asked): Refusal | undefined {
  const inPath = /^\/api\/dc\/([^/]+)\//.exec(asked.path)?.[1];
  const inQuery = asked.method === 'GET' && observed('dc-parameter', asked) && asked.rawQuery.get('dc');
  const named = inQuery || inPath || 'main';
  return named === 'main' ? undefined : invalid('query', 'dc', 'main', named);
}

/** An id says whose task it is and where; if it does not, or names a place there is not, nobody is let in. */
function foreignIdIn(asked: Asked): Refusal | undefined {
  const id = /\/task\/(?!log\/)([^/]+)\//.exec(asked.path)?.[1];
  if (id === undefined) return undefined;
  if (observed('malformed-ids', asked) && /[^A-Za-z0-9-]/.test(id)) return { kind: 'unknown-route' };
  const elsewhere = (datacenterOf(id) ?? '1') !== '1' && observed('datacenter-ids', asked);
  const denied = elsewhere || (isLegacyId(id) && observed('legacy-ids', asked));
  return denied ? invalid('path', 'task_id', 'a full id of this data center', id, 'permission') : undefined;
}

function invalid(
  where: 'path' | 'query' | 'headers',
  name: string,
  expected: string,
  given: string,
  rule = 'enum',
): Refusal {
  return { kind: 'invalid', in: where, name, rule, expected, given };
}

/** A stranger is told nothing else. */
function refuse(refusal: Refusal, asked: Asked): Reply {
  if (refusal.kind === 'unknown-route' || leadsToSlash(asked)) return wire.refuse(refusal, asked);
  const first = strangerIn(asked) ?? refusal;
  if (first.kind !== 'wrong-method') return dress(wire.refuse(first, asked), asked, methodsAt);
  const allowed = methodsAt(asked);
  if (asked.method === 'OPTIONS' && observed('options', asked))
    return { status: 200, body: describe(asked), headers: { allow: allowed.join(', ') } };
  return dress(wire.refuse({ ...first, allowed }, asked), asked, methodsAt);
}

/** What the service calls what is at a path, by the path's last part. */
const names: Readonly<Record<string, string>> = {
  task: 'Task List',
  '{task_id}': 'Task Details',
  status: 'Task Status',
  state: 'Task Status',
  done: 'Task Done',
  cancel: 'Task Cancel',
  log: 'Task Log',
  stats: 'Task Log Stats',
};

// The paths: each with and without its last slash, and those that the page does not print.

const canonical = rows.flatMap((row) => {
  if (row.id === 'get-log-stats') return [asSaid(row), row];
  return row.id === 'get-task-status' ? [row, asState(row)] : [row];
});
const everywhere = [...canonical, ...canonical.filter((row) => !row.under).map(inDatacenter)];
const operations = [...everywhere.map(dressed), ...everywhere.flatMap(withoutSlash)];

/** Under the status that the function's own text names, instead of the service's. */
function asSaid(row: Operation): Operation {
  const under = { erratum: 'erigones/last-status', readings: ['literal'] } as const;
  return { ...row, id: `${row.id}-as-said`, replies: { ...row.replies, 400: 'error' }, under };
}

function asState(row: Operation): Operation {
  const under = { erratum: 'erigones/state-alias', readings: ['observed'] } as const;
  return { ...row, id: 'get-task-state', path: '/api/task/{task_id}/state/', under };
}

function inDatacenter(row: Operation): Operation {
  const under = { erratum: 'erigones/dc-prefix', readings: ['observed'] } as const;
  return { ...row, id: `${row.id}-in-dc`, path: row.path.replace('/api/', '/api/dc/{dc}/'), under };
}

function dressed(row: Operation): Operation {
  return { ...row, handle: async (call, reply) => dress(await row.handle(call, reply), call, methodsAt) };
}

/** The same without the slash at the end of the path: as printed it answers, else it leads to the slash. */
function withoutSlash(row: Operation): Operation[] {
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
  return [
    { ...dressed(row), id: `${row.id}-bare`, path, says, under: { erratum, readings: ['literal'] } },
    redirect,
  ];
}

function withSlash(call: Call): string {
  const query = new URLSearchParams([...call.rawQuery]);
  return call.href(`${call.path}/`) + (query.size > 0 ? `?${query}` : '');
}

function leadsToSlash(asked: Asked): boolean {
  if (asked.path.endsWith('/')) return false;
  const details = /^\/api\/task\/(?!log$)[^/]+$/.test(asked.path);
  return asked.reading(`erigones/${details ? 'details' : 'trailing'}-slash`) !== 'literal';
}

/** The rows that are there at the path of a request. */
function rowsAt(asked: Asked): Operation[] {
  const there = operations.filter(
    ({ path, under }) =>
      (!under || under.readings.includes(asked.reading(under.erratum))) &&
      new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(asked.path),
  );
  return there.filter((row) => row.path === there[0]?.path);
}

function methodsAt(asked: Asked): string[] {
  const methods = rowsAt(asked).map((row) => row.method as string);
  return [...new Set(observed('options', asked) ? [...methods, 'OPTIONS'] : methods)];
}

/** What the service says of itself, but for its words. */
function describe(asked: Asked) {
  const { path, says } = rowsAt(asked)[0]!;
  const name = names[path.replace(/\/$/, '').split('/').at(-1)!];
  return { name, description: says, renders: [wire.contentType], parses: [wire.contentType] };
}

export default defineApi<TaskAttributes>({
  name: 'erigones',
  title: 'Erigones (Danube Cloud) API, tasks and task log',
  document: 'erigones-task.rst',
  basePaths: ['/api'],
  lifecycle,
  record,
  wire: { ...wire, authenticate: doors, refuse },
  operations,
  givens,
  exhibits,
  errata,
  example: {
    path: '/api/task/',
    headers: ({ readings, token }) => ({
      ...(readings('erigones/login') === 'observed' && { 'ES-API-KEY': token }),
    }),
    exchange: 'list-tasks.documented',
  },
});
