// Whom the gateway before CodeArts lets in, and how the two say no.
import type { Error as CodeArtsError, IamError } from '../../../schemas/codearts/types.ts';
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
import { flawOf, form, isMalformed, signatureOf } from './supporting/signature.ts';
import { hasExpired, shownToken } from './supporting/tokens.ts';

/** Where IAM gives tokens, and has errors of another schema. */
const tokens = '/v3/auth/tokens';
/** What IAM answers itself takes a token of any scope. */
const ofIam = /^\/v3\/(auth|projects)\b/;

/** Code and message of each status, for `Prefer: code`. Codes are the service's; messages are ours where not known. */
const worded: Readonly<Record<number, readonly [code: string, message: string]>> = {
  400: ['CB.00060200', 'Invalid param'],
  401: ['APIGW.0301', 'Incorrect IAM authentication information: decrypt token fail'],
  403: ['APIGW.0302', 'The caller is not allowed to use this API.'],
  404: ['CB.00031006', 'The build task does not exist.'],
  413: ['APIGW.0201', 'The request is too large.'],
  422: ['CB.00031006', 'The build task does not exist.'],
  429: ['APIGW.0308', 'There were too many requests.'],
  500: ['CB.00060101', 'Internal error.'],
  502: ['APIGW.0201', 'Backend unavailable.'],
  504: ['APIGW.0201', 'Backend timeout.'],
};

export const auth: Pick<Speech, 'refuse' | 'authenticate' | 'dress'> = {
  refuse: (refusal, request) => withRequestId(sayNo(refusal, request), request),
  dress: (response, request) => ({ ...response, headers: { ...requestId(request), ...response.headers } }),
  async authenticate(request, operation) {
    if (request.header('x-auth-token')) return doubtOfToken(request, operation);
    const signature = takesSignatures(request, operation) ? signatureOf(request) : undefined;
    if (!signature)
      return { kind: 'unauthenticated', why: 'missing', ...(isMalformed(request) && { says: form }) };
    const says = flawOf(signature, request);
    return says === undefined ? undefined : { kind: 'unauthenticated', why: 'invalid', says };
  },
};

/** What is wrong with a token. A token that did not come from IAM here is opaque: the configured credentials decide. */
async function doubtOfToken(request: RawRequest, { path }: Operation): Promise<Refusal | undefined> {
  const kept = await shownToken(request);
  const invalid = { kind: 'unauthenticated', why: 'invalid' } as const;
  if (!kept) return request.accepts(request.header('x-auth-token')!) ? undefined : invalid;
  if (hasExpired(kept, request)) return { kind: 'unauthenticated', why: 'expired' };
  return kept.project || ofIam.test(path) ? undefined : { ...invalid, says: 'no scope of a project' };
}

/** The page knows of no signature; the definitions of what stands beside it do not insist on the token. */
function takesSignatures({ reading }: RequestHead, operation: Operation): boolean {
  return isSupporting(operation) || reading('codearts/credentials') !== 'literal';
}

/** The response for a missing task or build: status and body. */
export function notThere({ path, reading }: Pick<RequestHead, 'path' | 'reading'>) {
  const status = reading('codearts/unknown-job') === 'observed' ? 422 : 404;
  const { error_code, error_msg } = toError(status);
  const code = path.startsWith('/v1/') ? `DEV${error_code}` : error_code;
  return [status, { error_code: code, error_msg }] as const;
}

/** An error in IAM's format. */
export function iamError(code: 400 | 401, message: string): IamError {
  return { error: { code, message, title: code === 400 ? 'Bad Request' : 'Unauthorized' } };
}

export function toError(status: number): CodeArtsError {
  const [error_code, error_msg] = worded[status] ?? worded[status < 500 ? 400 : 500]!;
  return { error_code, error_msg };
}

export function invalidParam(name: string, expected: string, given: unknown): CodeArtsError {
  const error_msg = `Invalid param: ${name}, expected ${expected}, given ${textOf(given ?? 'nothing')}`;
  return { error_code: 'CB.00060200', error_msg };
}

/** The response to a window of more than 31 days; the text is ours. */
export const windowTooLong: CodeArtsError = {
  error_code: 'CB.00031105',
  error_msg: 'The window of the query is longer than 31 days.',
};

/** A header that clients show: the instant and the number of the request, so that no two have the same. */
function requestId({ now, number }: Pick<RequestHead, 'now' | 'number'>): { 'x-request-id': string } {
  return { 'x-request-id': hex(Math.abs(Math.floor(now))) + hex(number) };
}

function hex(number: number): string {
  return number.toString(16).padStart(16, '0');
}

/** With the id of the request in the body, where an error of the gateway has it there. */
function withRequestId({ status, body }: OperationResponse, request: RequestHead): OperationResponse {
  const { error_code = '' } = body as Partial<CodeArtsError>;
  const inBody = error_code.startsWith('APIGW.') && request.reading('codearts/request-id') === 'observed';
  return {
    status,
    body: inBody ? { ...(body as object), request_id: requestId(request)['x-request-id'] } : body,
  };
}

function sayNo(refusal: Refusal, request: RequestHead): OperationResponse {
  switch (refusal.kind) {
    case 'unknown-route':
    case 'wrong-method':
      return error(404, 'APIGW.0101', 'The API does not exist or has not been published.');
    case 'unauthenticated':
      return stranger(refusal);
    case 'invalid':
      return invalid(refusal, request);
    case 'unreadable-body':
      return unreadable(refusal.reason, request);
    case 'body-too-large':
      return { status: 413, body: toError(413) };
    case 'limit':
      return {
        status: refusal.status,
        body: { ...toError(refusal.status === 415 ? 415 : 429), error_msg: refusal.says },
      };
    case 'status':
      return { status: refusal.status, body: errorFor(refusal.status, request) };
  }
}

/** An error that was requested by its status. */
function errorFor(status: number, { path }: RequestHead): CodeArtsError | IamError {
  const ofIam = path === tokens && (status === 400 || status === 401);
  return ofIam ? iamError(status, 'The request preferred this.') : toError(status);
}

function stranger({ why, says }: Extract<Refusal, { kind: 'unauthenticated' }>): OperationResponse {
  if (why === 'expired') return error(401, 'APIGW.0307', 'The token must be updated.');
  const found = says ?? (why === 'missing' ? 'x-auth-token not found' : 'decrypt token fail');
  return error(401, 'APIGW.0301', `Incorrect IAM authentication information: ${found}`);
}

function invalid(
  { name, expected, given }: Extract<Refusal, { kind: 'invalid' }>,
  { path }: RequestHead,
): OperationResponse {
  if (path === tokens) return { status: 400, body: iamError(400, `${name}: expected ${expected}.`) };
  if (name === 'job_id')
    return error(
      400,
      'CB.00060201',
      `Invalid task ID: ${given === undefined ? 'none is given' : textOf(given)}`,
    );
  return { status: 400, body: invalidParam(name, expected, given) };
}

function unreadable(reason: string, { path }: RequestHead): OperationResponse {
  const says = `the body is not JSON: ${reason}`;
  if (path === tokens) return { status: 400, body: iamError(400, `${says}.`) };
  return error(400, 'CB.00060200', `Invalid param: ${says}`);
}

function error(status: number, error_code: string, error_msg: string): OperationResponse {
  return { status, body: { error_code, error_msg } satisfies CodeArtsError };
}
