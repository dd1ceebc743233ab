// Authentication of the service, and its refusals.
import {
  isGuarded,
  isSupporting,
  type Operation,
  type OperationResponse,
  type RawRequest,
  type Refusal,
  type RequestHead,
  type Speech,
} from '../../core/api/operation.ts';
import { observed } from './errata.ts';
import { methodsAt } from './operations.ts';
import { datacenterOf, isLegacyId } from './record.ts';
import { callerOf, type Nobody, turnAway, userOf } from './supporting/caller.ts';
import { describe } from './supporting/describe.ts';
import { dress } from './supporting/dress.ts';
import { isForAnybody, methodsBeside, operationsBeside } from './supporting/index.ts';
import { withSlash } from './supporting/paths.ts';
import type { User } from './supporting/people.ts';
import { isPermitted } from './supporting/permissions.ts';
import { sayNo } from './supporting/refusals.ts';
import { tooOften } from './supporting/throttle.ts';

export const auth: Pick<Speech, 'refuse' | 'authenticate' | 'forgivesBody'> = {
  refuse,
  authenticate,
  forgivesBody: (request) =>
    isBeside(request) ? request.path !== '/api/accounts/login/' : observed('broken-body', request),
};

/** Whether a path is one that the page does not describe. There the service is followed whatever the readings. */
const isBeside = (request: RequestHead) => operationsBeside(request).length > 0;

/** In the order of the service's checks. A path without its last slash is redirected before that. */
async function authenticate(
  request: RawRequest,
  operation: Operation,
): Promise<Refusal | OperationResponse | undefined> {
  if (leadsToSlash(request)) return undefined;
  const stranger = (await strangerIn(request)) ?? wrongHead(request);
  if (stranger || isSupporting(operation)) return stranger;
  return strangeDatacenter(request) ?? foreignIdIn(request) ?? deniedTo(await userOf(request), request);
}

/** What an administrator may do, a user may not do with what belongs to others. */
function deniedTo(user: User, request: RequestHead): Refusal | undefined {
  if (isPermitted(user, request)) return undefined;
  return refusalOf('path', 'task_id', 'a task of your own', request.path, 'permission');
}

/** Refusals for unreadable JSON, missing authentication, and too many requests. */
async function strangerIn(request: RawRequest): Promise<Refusal | OperationResponse | undefined> {
  const accept = request.header('accept') || '*/*';
  const readsJson = /(^|,)\s*(application\/(json|\*)|\*\/\*)\s*(;|,|$)/.test(accept);
  if (!readsJson && (isBeside(request) || observed('accept', request)))
    return refusalOf('headers', 'accept', 'application/json', accept);
  const caller = await callerOf(request);
  if ('user' in caller) return tooOften(request, caller.user);
  if (!isLetIn(caller.nobody, request)) return dressed(turnAway(caller.nobody, request), request);
  return tooOften(request, undefined);
}

/** Configured credentials are required in every profile. An expired token is refused. */
function isLetIn(nobody: Nobody, request: RawRequest): boolean {
  const operations = operationsBeside(request);
  if (operations.length > 0)
    return operations.every(isForAnybody) && (nobody === 'missing' || nobody === 'expired');
  const asksForToken = isGuarded(request) || observed('login', request);
  return !asksForToken && (nobody === 'missing' || nobody === 'invalid');
}

function wrongHead(request: RequestHead): Refusal | undefined {
  if (request.method !== 'HEAD' || !(isBeside(request) || observed('head', request))) return undefined;
  return { kind: 'wrong-method', allowed: allowedAt(request) };
}

const allowedAt = (request: RequestHead) => (isBeside(request) ? methodsBeside(request) : methodsAt(request));

/** A response in the service's envelope, with the caller's name if known. */
function dressed(response: OperationResponse, request: RequestHead, username?: string): OperationResponse {
  const beside = isBeside(request);
  const bare = beside && operationsBeside(request).every(isForAnybody);
  return dress(response, request, {
    methods: allowedAt(request),
    beside,
    bare,
    username: username ?? (beside ? '' : 'admin'),
  });
}

/** The parameter counts before the path. What a PUT has in its body is for the handler to see. */
function strangeDatacenter(request: RequestHead): Refusal | undefined {
  const inPath = /^\/api\/dc\/([^/]+)\//.exec(request.path)?.[1];
  const inQuery = request.method === 'GET' && observed('dc-parameter', request) && request.rawQuery.get('dc');
  const named = inQuery || inPath || 'main';
  return named === 'main' ? undefined : refusalOf('query', 'dc', 'main', named);
}

const notHexadecimal = /-\w*[^0-9a-f-]/;

/** An id contains the user and the data center of its task; without these, or with an unknown data center, access is refused. */
function foreignIdIn(request: RequestHead): Refusal | undefined {
  const id = /\/task\/(?!log\/)([^/]+)\//.exec(request.path)?.[1];
  if (id === undefined) return undefined;
  if (observed('malformed-ids', request) && /[^A-Za-z0-9-]/.test(id)) return { kind: 'unknown-route' };
  const elsewhere = (datacenterOf(id) ?? '1') !== '1' && observed('datacenter-ids', request);
  const denied = elsewhere || (isLegacyId(id) && observed('legacy-ids', request));
  // The service counts the digits of an id and does not look at them.
  if (!observed('malformed-ids', request) && notHexadecimal.test(id))
    return refusalOf('path', 'task_id', 'hexadecimal digits', id, 'pattern');
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

/** Refusals before authentication. */
const early: readonly Refusal['kind'][] = ['wrong-method', 'body-too-large', 'status'];

/** An unknown caller gets no more information. */
async function refuse(refusal: Refusal, request: RawRequest): Promise<OperationResponse> {
  if (refusal.kind === 'unknown-route' && operationsBeside(request, '/').length > 0)
    return { status: 301, headers: { location: withSlash(request) } };
  if (refusal.kind === 'unknown-route' || leadsToSlash(request)) return sayNo(refusal, request);
  const first = (early.includes(refusal.kind) && (await strangerIn(request))) || refusal;
  if (!('kind' in first)) return dressed(first, request);
  const caller = await callerOf(request);
  const username = 'user' in caller ? caller.user.username : undefined;
  if (first.kind !== 'wrong-method') return dressed(sayNo(first, request), request, username);
  const allowed = allowedAt(request);
  if (request.method === 'OPTIONS' && (isBeside(request) || observed('options', request))) {
    const described = { status: 200, body: describe(request), headers: { allow: allowed.join(', ') } };
    return isBeside(request) ? dressed(described, request, username) : described;
  }
  return dressed(sayNo({ ...first, allowed }, request), request, username);
}

/** Whether a path lacks its last slash, and is answered by a redirect. */
function leadsToSlash(request: RequestHead): boolean {
  if (request.path.endsWith('/')) return false;
  const details = /^\/api\/task\/(?!log$)[^/]+$/.test(request.path);
  return request.reading(`erigones/${details ? 'details' : 'trailing'}-slash`) !== 'literal';
}
