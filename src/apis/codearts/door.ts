// Whom the gateway before CodeArts lets in, and how the two say no.
import type { Error as CodeArtsError, IamError } from '../../../schemas/codearts/types.ts';
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
import { flawOf, form, isMalformed, signatureOf } from './neighbours/signature.ts';
import { hasExpired, shownToken } from './neighbours/tokens.ts';

/** Where IAM gives tokens, and has errors of another shape. */
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
};

export const door: Pick<Speech, 'refuse' | 'authenticate' | 'dress'> = {
  refuse: (refusal, asked) => withRequestId(sayNo(refusal, asked), asked),
  dress: (reply, asked) => ({ ...reply, headers: { ...requestId(asked), ...reply.headers } }),
  async authenticate(knock, row) {
    if (knock.header('x-auth-token')) return doubtOfToken(knock, row);
    const signature = takesSignatures(knock, row) ? signatureOf(knock) : undefined;
    if (!signature)
      return { kind: 'unauthenticated', why: 'missing', ...(isMalformed(knock) && { says: form }) };
    const says = flawOf(signature, knock);
    return says === undefined ? undefined : { kind: 'unauthenticated', why: 'invalid', says };
  },
};

/** What is wrong with a token. One that IAM did not give here is opaque: what is configured decides. */
async function doubtOfToken(knock: Knock, { path }: Operation): Promise<Refusal | undefined> {
  const kept = await shownToken(knock);
  const invalid = { kind: 'unauthenticated', why: 'invalid' } as const;
  if (!kept) return knock.accepts(knock.header('x-auth-token')!) ? undefined : invalid;
  if (hasExpired(kept, knock)) return { kind: 'unauthenticated', why: 'expired' };
  return kept.project || ofIam.test(path) ? undefined : { ...invalid, says: 'no scope of a project' };
}

/** The page knows of no signature; the definitions of what stands beside it do not insist on the token. */
function takesSignatures({ reading }: Asked, row: Operation): boolean {
  return isNeighbour(row) || reading('codearts/credentials') !== 'literal';
}

/** What is said of a task or a build that is not there: status and body. */
export function notThere({ path, reading }: Pick<Asked, 'path' | 'reading'>) {
  const status = reading('codearts/unknown-job') === 'observed' ? 422 : 404;
  const { error_code, error_msg } = toError(status);
  const code = path.startsWith('/v1/') ? `DEV${error_code}` : error_code;
  return [status, { error_code: code, error_msg }] as const;
}

/** An error in the words of IAM. */
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

/** In reply to a window of more than 31 days; the words are ours. */
export const windowTooLong: CodeArtsError = {
  error_code: 'CB.00031105',
  error_msg: 'The window of the query is longer than 31 days.',
};

/** A header that clients show; of the instant alone, so that the same question has the same answer. */
function requestId({ now }: Pick<Asked, 'now'>): { 'x-request-id': string } {
  return { 'x-request-id': Math.abs(Math.floor(now)).toString(16).padStart(32, '0') };
}

/** With the id of the request in the body, where an error of the gateway has it there. */
function withRequestId({ status, body }: Reply, asked: Asked): Reply {
  const { error_code = '' } = body as Partial<CodeArtsError>;
  const inBody = error_code.startsWith('APIGW.') && asked.reading('codearts/request-id') === 'observed';
  return {
    status,
    body: inBody ? { ...(body as object), request_id: requestId(asked)['x-request-id'] } : body,
  };
}

function sayNo(refusal: Refusal, asked: Asked): Reply {
  switch (refusal.kind) {
    case 'unknown-route':
    case 'wrong-method':
      return error(404, 'APIGW.0101', 'The API does not exist or has not been published.');
    case 'unauthenticated':
      return stranger(refusal);
    case 'invalid':
      return invalid(refusal, asked);
    case 'unreadable-body':
      return unreadable(refusal.reason, asked);
    case 'body-too-large':
      return { status: 413, body: toError(413) };
    case 'limit':
      return { status: refusal.status, body: { ...toError(429), error_msg: refusal.says } };
    case 'status':
      return { status: refusal.status, body: errorFor(refusal.status, asked) };
  }
}

/** An error that was asked for by its status. */
function errorFor(status: number, { path }: Asked): CodeArtsError | IamError {
  const ofIam = path === tokens && (status === 400 || status === 401);
  return ofIam ? iamError(status, 'This was asked for.') : toError(status);
}

function stranger({ why, says }: Extract<Refusal, { kind: 'unauthenticated' }>): Reply {
  if (why === 'expired') return error(401, 'APIGW.0307', 'The token must be updated.');
  const found = says ?? (why === 'missing' ? 'x-auth-token not found' : 'decrypt token fail');
  return error(401, 'APIGW.0301', `Incorrect IAM authentication information: ${found}`);
}

function invalid({ name, expected, given }: Extract<Refusal, { kind: 'invalid' }>, { path }: Asked): Reply {
  if (path === tokens) return { status: 400, body: iamError(400, `${name}: expected ${expected}.`) };
  if (name === 'job_id')
    return error(
      400,
      'CB.00060201',
      `Invalid task ID: ${given === undefined ? 'none is given' : textOf(given)}`,
    );
  return { status: 400, body: invalidParam(name, expected, given) };
}

function unreadable(reason: string, { path }: Asked): Reply {
  const says = `the body is not JSON: ${reason}`;
  if (path === tokens) return { status: 400, body: iamError(400, `${says}.`) };
  return error(400, 'CB.00060200', `Invalid param: ${says}`);
}

function error(status: number, error_code: string, error_msg: string): Reply {
  return { status, body: { error_code, error_msg } satisfies CodeArtsError };
}
