// Authentication of the App Manager, and its refusals.
import type { Problem } from '../../../schemas/entrecode/types.ts';
import {
  isGuarded,
  type OperationResponse,
  type Refusal,
  type RequestHead,
  type Speech,
} from '../../core/api/operation.ts';
import { textOf } from '../../core/values/problem.ts';
import { unsortableIn } from './record.ts';
import { flawOf } from './supporting/token.ts';
import { buildsPath, deploymentsPath } from './wire.ts';

/** The codes in use, by the table of errors. The first digit is the App Manager's. */
const errors = {
  3000: [500, 'Internal Error'],
  3100: [404, 'Resource not found'],
  3102: [404, 'No resource entity matching query string filter found'],
  3110: [405, 'Method not allowed'],
  3202: [400, 'Missing property in query string'],
  3211: [400, 'Invalid format for property in JSON body'],
  3212: [400, 'Invalid format for property in query string'],
  3215: [400, 'Resource cannot be sorted after given property'],
  3216: [400, 'Resource cannot be filtered with given property'],
  3217: [400, 'Resource cannot be range-filtered with given property'],
  3370: [403, 'Cannot delete Resource. Is used.'],
  3400: [401, 'Missing Access Token'],
  3401: [401, 'Invalid Access Token'],
  3402: [401, 'Outdated Access Token'],
} as const;
type Code = keyof typeof errors;
type About = { readonly detail?: string; readonly verbose?: string; readonly status?: number };

export const auth: Pick<Speech, 'refuse' | 'authenticate'> = { refuse: sayNo, authenticate };

/**
 * The page does not mention a token, but the service requires one, and so do configured credentials. A visibly wrong
 * one is always refused.
 */
function authenticate(request: RequestHead): Refusal | undefined {
  const [, bearer] = /^Bearer\s+(.+)$/i.exec(request.header('authorization') ?? '') ?? [];
  const token = bearer ?? request.rawQuery.get('_token');
  const flaw = token && flawOf(token, request.now);
  if (flaw) return { kind: 'unauthenticated', why: flaw };
  if (request.reading('entrecode/login') !== 'observed' && !isGuarded(request)) return undefined;
  if (!token) return { kind: 'unauthenticated', why: 'missing' };
  return request.accepts(token) ? undefined : { kind: 'unauthenticated', why: 'invalid' };
}

export const asProblem = { 'content-type': 'application/problem+json' };

/** A problem by its code. A name that is empty, as in `?=x`, cannot be said. */
export function problem(code: Code, request: RequestHead, { detail, ...about }: About = {}): Problem {
  const [status, title] = errors[code];
  const type = `https://entrecode.de/doc/errors/${code}`;
  const _links = { up: { href: request.href('/') }, describedby: { href: type } };
  return { status, code, title, type, ...(detail && { detail }), ...about, _links };
}

function sayNo(refusal: Refusal, request: RequestHead): OperationResponse {
  const no = (code: Code, about?: About): OperationResponse => {
    const body = problem(code, request, about);
    return { status: body.status, body, headers: asProblem };
  };
  switch (refusal.kind) {
    case 'unknown-route':
      return no(3100);
    case 'wrong-method': {
      const allow = allowedAt(request, refusal.allowed).join(', ');
      return { ...no(3110, { detail: request.method }), headers: { ...asProblem, allow } };
    }
    case 'unauthenticated':
      if (refusal.why === 'missing') return no(3400);
      return no(refusal.why === 'expired' ? 3402 : 3401);
    case 'unreadable-body':
      return no(3211, { verbose: refusal.reason });
    case 'body-too-large':
      return no(3211, { status: 413, verbose: `The body is larger than ${refusal.limit} bytes.` });
    case 'limit':
      return no(refusal.status < 500 ? 3212 : 3000, { status: refusal.status, verbose: refusal.says });
    case 'status':
      return preferred(refusal.status, no);
    case 'invalid':
      return no(...invalid(refusal));
  }
}

/** By path: the parameter that means a single one instead of the list. */
const ids: Readonly<Record<string, string>> = {
  '/': 'appID',
  '/platform': 'platformID',
  [deploymentsPath]: 'deploymentID',
  '/codesource': 'codeSourceID',
  '/datasource': 'dataSourceID',
  '/target': 'targetID',
};

/** The methods of a single one or of the list: both share one path, and differ by the id. */
function allowedAt({ path, rawQuery, reading }: RequestHead, allowed: readonly string[]): readonly string[] {
  // Without an app there is nothing to create a platform in.
  if (path === '/platform' && !rawQuery.has('appID') && !rawQuery.has('platformID')) return ['GET'];
  if (path !== buildsPath) {
    const elsewhere = rawQuery.has(ids[path] ?? '') ? ['POST'] : ['PUT', 'DELETE'];
    return allowed.filter((method) => !elsewhere.includes(method));
  }
  if (!rawQuery.has('buildID')) return allowed.filter((method) => method !== 'DELETE');
  // The table of relations gives self nothing but GET.
  if (reading('entrecode/self-methods') === 'literal') return ['GET'];
  return allowed.filter((method) => method !== 'POST');
}

function preferred(status: number, no: (code: Code, about?: About) => OperationResponse): OperationResponse {
  if (status < 400) return { status };
  const codes = Object.keys(errors).map(Number) as Code[];
  const code = codes.find((each) => errors[each][0] === status) ?? 3000;
  return no(code, { status, verbose: `Answered ${status} because that was requested.` });
}

function invalid(refusal: Extract<Refusal, { kind: 'invalid' }>): [Code, About] {
  const { in: where, name, rule, expected, given } = refusal;
  const verbose = `Expected ${expected}, got ${textOf(given)}`;
  if (where === 'body') return [3211, { ...(name !== 'body' && { detail: name }), verbose }];
  if (rule === 'required') return [3202, { detail: name }];
  if (rule === 'additionalProperties') return unfiltered(name);
  if (name === 'sort') return [3215, { detail: unsortableIn(textOf(given)) || name }];
  return [3212, { detail: name, ...(rule !== 'pattern' && { verbose }) }];
}

/** `startedFrom` and `startedTo` ask for a range; any other unknown parameter is a filter. */
function unfiltered(name: string): [Code, About] {
  const range = /^(.+)(From|To)$/.exec(name)?.[1];
  return range ? [3217, { detail: range }] : [3216, { detail: name.replace(/[!~]$/, '') || name }];
}
