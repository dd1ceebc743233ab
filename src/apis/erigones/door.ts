// Whom the service lets in, and how it says no.
import type { FilterErrors } from '../../../schemas/erigones/types.ts';
import type { Asked, Refusal, Reply, Speech } from '../../core/operation.ts';
import { literal, observed } from './errata.ts';
import { methodsAt, rowsAt } from './operations.ts';
import { datacenterOf, isLegacyId } from './record.ts';
import { dress, no, wire } from './wire.ts';

export const door: Pick<Speech, 'refuse' | 'authenticate' | 'forgivesBody'> = {
  refuse,
  authenticate,
  forgivesBody: (asked) => observed('broken-body', asked),
};

/** In the order in which the service asks. A path without its last slash is redirected before that. */
function authenticate(asked: Asked): Refusal | undefined {
  if (leadsToSlash(asked)) return undefined;
  return strangerIn(asked) ?? wrongHead(asked) ?? strangeDatacenter(asked) ?? foreignIdIn(asked);
}

/** Who cannot read JSON, or has not logged in. */
function strangerIn(asked: Asked): Refusal | undefined {
  const accept = asked.header('accept') || '*/*';
  if (observed('accept', asked) && !/(^|,)\s*(application\/(json|\*)|\*\/\*)\s*(;|,|$)/.test(accept))
    return refusalOf('headers', 'accept', 'application/json', accept);
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
  return named === 'main' ? undefined : refusalOf('query', 'dc', 'main', named);
}

/** An id says whose task it is and where; if it does not, or names a place there is not, nobody is let in. */
function foreignIdIn(asked: Asked): Refusal | undefined {
  const id = /\/task\/(?!log\/)([^/]+)\//.exec(asked.path)?.[1];
  if (id === undefined) return undefined;
  if (observed('malformed-ids', asked) && /[^A-Za-z0-9-]/.test(id)) return { kind: 'unknown-route' };
  const elsewhere = (datacenterOf(id) ?? '1') !== '1' && observed('datacenter-ids', asked);
  const denied = elsewhere || (isLegacyId(id) && observed('legacy-ids', asked));
  return denied ? refusalOf('path', 'task_id', 'a full id of this data center', id, 'permission') : undefined;
}

function refusalOf(
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
  if (refusal.kind === 'unknown-route' || leadsToSlash(asked)) return sayNo(refusal, asked);
  const first = strangerIn(asked) ?? refusal;
  if (first.kind !== 'wrong-method') return dress(sayNo(first, asked), asked, methodsAt);
  const allowed = methodsAt(asked);
  if (asked.method === 'OPTIONS' && observed('options', asked))
    return { status: 200, body: describe(asked), headers: { allow: allowed.join(', ') } };
  return dress(sayNo({ ...first, allowed }, asked), asked, methodsAt);
}

/** Whether a path lacks its last slash, and is answered by a redirect. */
function leadsToSlash(asked: Asked): boolean {
  if (asked.path.endsWith('/')) return false;
  const details = /^\/api\/task\/(?!log$)[^/]+$/.test(asked.path);
  return asked.reading(`erigones/${details ? 'details' : 'trailing'}-slash`) !== 'literal';
}

/** What the service says of itself, but for its words. */
function describe(asked: Asked) {
  const { path, says } = rowsAt(asked)[0]!;
  const name = names[path.replace(/\/$/, '').split('/').at(-1)!];
  return { name, description: says, renders: [wire.contentType], parses: [wire.contentType] };
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
    case 'limit':
      return error(refusal.status, refusal.says);
    case 'status':
      return error(refusal.status, `Answered ${refusal.status} because the request preferred it.`);
    case 'invalid':
      return invalid(refusal, asked);
  }
}

function lockedOut(why: 'missing' | 'invalid' | 'expired', asked: Asked): string {
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
