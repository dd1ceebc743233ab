// Whom the service lets in, and how it says no.
import type { FilterErrors } from '../../../schemas/erigones/types.ts';
import {
  isSupporting,
  type Operation,
  type OperationResponse,
  type RawRequest,
  type Refusal,
  type RequestHead,
  type Speech,
} from '../../core/api/operation.ts';
import { textOf } from '../../core/values/problem.ts';
import { literal, observed } from './errata.ts';
import { methodsAt } from './operations.ts';
import { datacenterOf, isLegacyId } from './record.ts';
import { callerOf, type Nobody, turnAway } from './supporting/caller.ts';
import { describe } from './supporting/describe.ts';
import { dress } from './supporting/dress.ts';
import { isForAnybody, methodsBeside, operationsBeside } from './supporting/index.ts';
import { withSlash } from './supporting/paths.ts';
import { tooOften } from './supporting/throttle.ts';
import { no } from './wire.ts';

export const auth: Pick<Speech, 'refuse' | 'authenticate' | 'forgivesBody'> = {
  refuse,
  authenticate,
  forgivesBody: (request) =>
    isBeside(request) ? request.path !== '/api/accounts/login/' : observed('broken-body', request),
};

/** Whether a path is one that the page does not describe. There the service is followed whatever the readings. */
const isBeside = (request: RequestHead) => operationsBeside(request).length > 0;

/** In the order in which the service asks. A path without its last slash is redirected before that. */
async function authenticate(
  request: RawRequest,
  operation: Operation,
): Promise<Refusal | OperationResponse | undefined> {
  if (leadsToSlash(request)) return undefined;
  const stranger = (await strangerIn(request)) ?? wrongHead(request);
  if (stranger || isSupporting(operation)) return stranger;
  return strangeDatacenter(request) ?? foreignIdIn(request);
}

/** Who cannot read JSON, is not let in, or asks too often. */
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

/** A token that was given out here and is none any more lets nobody in, whether or not somebody has to say who he is. */
function isLetIn(nobody: Nobody, request: RawRequest): boolean {
  const operations = operationsBeside(request);
  if (operations.length > 0)
    return operations.every(isForAnybody) && (nobody === 'missing' || nobody === 'expired');
  return !observed('login', request) && (nobody === 'missing' || nobody === 'invalid');
}

function wrongHead(request: RequestHead): Refusal | undefined {
  if (request.method !== 'HEAD' || !(isBeside(request) || observed('head', request))) return undefined;
  return { kind: 'wrong-method', allowed: allowedAt(request) };
}

const allowedAt = (request: RequestHead) => (isBeside(request) ? methodsBeside(request) : methodsAt(request));

/** An answer as the service dresses it; who asks is told his name where he has one. */
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

/** An id says whose task it is and where; if it does not, or names a place there is not, nobody is let in. */
function foreignIdIn(request: RequestHead): Refusal | undefined {
  const id = /\/task\/(?!log\/)([^/]+)\//.exec(request.path)?.[1];
  if (id === undefined) return undefined;
  if (observed('malformed-ids', request) && /[^A-Za-z0-9-]/.test(id)) return { kind: 'unknown-route' };
  const elsewhere = (datacenterOf(id) ?? '1') !== '1' && observed('datacenter-ids', request);
  const denied = elsewhere || (isLegacyId(id) && observed('legacy-ids', request));
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

function sayNo(refusal: Refusal, request: RequestHead): OperationResponse {
  switch (refusal.kind) {
    case 'unknown-route':
      return observed('unknown-route', request)
        ? { status: 404, text: 'Resource not found' }
        : error(404, 'Resource not found');
    case 'wrong-method':
      return {
        ...error(405, `Method "${request.method}" not allowed.`),
        headers: { allow: refusal.allowed.join(', ') },
      };
    case 'unauthenticated':
      return turnAway(refusal.why, request);
    case 'unreadable-body':
      return error(400, `JSON parse error - ${refusal.reason}`);
    case 'body-too-large':
      return error(413, `The request has more than ${refusal.limit} bytes.`);
    case 'limit':
      return error(refusal.status, refusal.says);
    case 'status':
      return error(refusal.status, `Answered ${refusal.status} because that was asked for.`);
    case 'invalid':
      return invalid(refusal, request);
  }
}

const filterTexts: Readonly<Record<string, string>> = {
  format: 'Enter a valid date.',
  dependentRequired: 'object_type attribute is required when filtering by object_name.',
};

type Invalid = Extract<Refusal, { kind: 'invalid' }>;

function invalid(
  { in: where, name, rule, expected, given }: Invalid,
  request: RequestHead,
): OperationResponse {
  if (where === 'body') return error(400, `Invalid ${name}: expected ${expected}`);
  if (where === 'headers') return error(406, 'Could not satisfy the request Accept header.');
  if (name === 'dc') return { status: 404, body: no.datacenter };
  if (where === 'path') {
    const denied = rule === 'permission' || observed('malformed-ids', request);
    return denied ? error(403, 'Permission denied') : { status: 404, body: no.task };
  }
  const said = (erratum: string, status: number) => (literal(erratum, request) ? 400 : status);
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

function error(status: number, detail: string): OperationResponse {
  return { status, body: { detail } };
}
