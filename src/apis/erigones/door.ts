// Whom the service lets in, and how it says no.
import type { FilterErrors } from '../../../schemas/erigones/types.ts';
import {
  type Asked,
  isNeighbour,
  type Knock,
  type Operation,
  type Refusal,
  type Reply,
  type Speech,
} from '../../core/operation.ts';
import { textOf } from '../../core/problem.ts';
import { literal, observed } from './errata.ts';
import { callerOf, type Nobody, turnAway } from './neighbours/caller.ts';
import { describe } from './neighbours/describe.ts';
import { dress } from './neighbours/dress.ts';
import { isForAnybody, methodsBeside, rowsBeside } from './neighbours/index.ts';
import { tooOften } from './neighbours/throttle.ts';
import { methodsAt } from './operations.ts';
import { datacenterOf, isLegacyId } from './record.ts';
import { no, withSlash } from './wire.ts';

export const door: Pick<Speech, 'refuse' | 'authenticate' | 'forgivesBody'> = {
  refuse,
  authenticate,
  forgivesBody: (asked) =>
    isBeside(asked) ? asked.path !== '/api/accounts/login/' : observed('broken-body', asked),
};

/** Whether a path is one that the page does not describe. There the service is followed whatever the readings. */
const isBeside = (asked: Asked) => rowsBeside(asked).length > 0;

/** In the order in which the service asks. A path without its last slash is redirected before that. */
async function authenticate(knock: Knock, row: Operation): Promise<Refusal | Reply | undefined> {
  if (leadsToSlash(knock)) return undefined;
  const stranger = (await strangerIn(knock)) ?? wrongHead(knock);
  if (stranger || isNeighbour(row)) return stranger;
  return strangeDatacenter(knock) ?? foreignIdIn(knock);
}

/** Who cannot read JSON, is not let in, or asks too often. */
async function strangerIn(knock: Knock): Promise<Refusal | Reply | undefined> {
  const accept = knock.header('accept') || '*/*';
  const readsJson = /(^|,)\s*(application\/(json|\*)|\*\/\*)\s*(;|,|$)/.test(accept);
  if (!readsJson && (isBeside(knock) || observed('accept', knock)))
    return refusalOf('headers', 'accept', 'application/json', accept);
  const caller = await callerOf(knock);
  if ('user' in caller) return tooOften(knock, caller.user);
  if (!isLetIn(caller.nobody, knock)) return dressed(turnAway(caller.nobody, knock), knock);
  return tooOften(knock, undefined);
}

/** A token that was given out here and is none any more lets nobody in, whether or not somebody has to say who he is. */
function isLetIn(nobody: Nobody, knock: Knock): boolean {
  const rows = rowsBeside(knock);
  if (rows.length > 0) return rows.every(isForAnybody) && (nobody === 'missing' || nobody === 'expired');
  return !observed('login', knock) && (nobody === 'missing' || nobody === 'invalid');
}

function wrongHead(asked: Asked): Refusal | undefined {
  if (asked.method !== 'HEAD' || !(isBeside(asked) || observed('head', asked))) return undefined;
  return { kind: 'wrong-method', allowed: allowedAt(asked) };
}

const allowedAt = (asked: Asked) => (isBeside(asked) ? methodsBeside(asked) : methodsAt(asked));

/** An answer as the service dresses it; who asks is told his name where he has one. */
function dressed(reply: Reply, asked: Asked, username?: string): Reply {
  const beside = isBeside(asked);
  const bare = beside && rowsBeside(asked).every(isForAnybody);
  return dress(reply, asked, {
    methods: allowedAt(asked),
    beside,
    bare,
    username: username ?? (beside ? '' : 'admin'),
  });
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

/** What is refused before anybody has asked who asks. */
const early: readonly Refusal['kind'][] = ['wrong-method', 'body-too-large', 'status'];

/** A stranger is told nothing else. */
async function refuse(refusal: Refusal, knock: Knock): Promise<Reply> {
  if (refusal.kind === 'unknown-route' && rowsBeside(knock, '/').length > 0)
    return { status: 301, headers: { location: withSlash(knock) } };
  if (refusal.kind === 'unknown-route' || leadsToSlash(knock)) return sayNo(refusal, knock);
  const first = (early.includes(refusal.kind) && (await strangerIn(knock))) || refusal;
  if (!('kind' in first)) return dressed(first, knock);
  const caller = await callerOf(knock);
  const username = 'user' in caller ? caller.user.username : undefined;
  if (first.kind !== 'wrong-method') return dressed(sayNo(first, knock), knock, username);
  const allowed = allowedAt(knock);
  if (knock.method === 'OPTIONS' && (isBeside(knock) || observed('options', knock))) {
    const described = { status: 200, body: describe(knock), headers: { allow: allowed.join(', ') } };
    return isBeside(knock) ? dressed(described, knock, username) : described;
  }
  return dressed(sayNo({ ...first, allowed }, knock), knock, username);
}

/** Whether a path lacks its last slash, and is answered by a redirect. */
function leadsToSlash(asked: Asked): boolean {
  if (asked.path.endsWith('/')) return false;
  const details = /^\/api\/task\/(?!log$)[^/]+$/.test(asked.path);
  return asked.reading(`erigones/${details ? 'details' : 'trailing'}-slash`) !== 'literal';
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
      return turnAway(refusal.why, asked);
    case 'unreadable-body':
      return error(400, `JSON parse error - ${refusal.reason}`);
    case 'body-too-large':
      return error(413, `The request has more than ${refusal.limit} bytes.`);
    case 'limit':
      return error(refusal.status, refusal.says);
    case 'status':
      return error(refusal.status, `Answered ${refusal.status} because that was asked for.`);
    case 'invalid':
      return invalid(refusal, asked);
  }
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
  const choice = `Select a valid choice. ${textOf(given)} is not one of the available choices.`;
  const filters: FilterErrors = {
    [name]: [rule === 'enum' ? choice : (filterTexts[rule] ?? 'Enter a valid value.')],
  };
  return { status: 400, body: filters };
}

function error(status: number, detail: string): Reply {
  return { status, body: { detail } };
}
