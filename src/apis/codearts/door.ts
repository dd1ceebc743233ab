// Whom the gateway before CodeArts lets in, and how the two say no.
import type { Error as CodeArtsError } from '../../../schemas/codearts/types.ts';
import type { Asked, Refusal, Reply, Speech } from '../../core/operation.ts';

const signature = /^SDK-HMAC-SHA256 Access=([^,\s]+),\s*SignedHeaders=[^,\s]+,\s*Signature=[0-9a-f]{64}$/;

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

export const door: Pick<Speech, 'refuse' | 'authenticate'> = {
  refuse: (refusal, asked) => withRequestId(sayNo(refusal, asked), asked),
  authenticate(asked) {
    const secret = asked.header('x-auth-token') ?? accessKeyOf(asked);
    if (!secret) return { kind: 'unauthenticated', why: 'missing' };
    return asked.accepts(secret) ? undefined : { kind: 'unauthenticated', why: 'invalid' };
  },
};

export function toError(status: number): CodeArtsError {
  const [error_code, error_msg] = worded[status] ?? worded[status < 500 ? 400 : 500]!;
  return { error_code, error_msg };
}

export function invalidParam(name: string, expected: string, given: unknown): CodeArtsError {
  const error_msg = `Invalid param: ${name}, expected ${expected}, given ${given ?? 'nothing'}`;
  return { error_code: 'CB.00060200', error_msg };
}

/** In reply to a window of more than 31 days; the words are ours. */
export const windowTooLong: CodeArtsError = {
  error_code: 'CB.00031105',
  error_msg: 'The window of the query is longer than 31 days.',
};

/** A header that clients show with an error; of the instant alone, so that the same question has the same answer. */
export function requestId({ now }: Pick<Asked, 'now'>): { 'x-request-id': string } {
  return { 'x-request-id': Math.abs(Math.floor(now)).toString(16).padStart(32, '0') };
}

/** With the id of the request in the header, and in the body too where an error of the gateway has it there. */
function withRequestId({ status, body }: Reply, asked: Asked): Reply {
  const headers = requestId(asked);
  const error = body as CodeArtsError;
  const inBody = error.error_code.startsWith('APIGW.') && asked.reading('codearts/request-id') === 'observed';
  return { status, body: inBody ? { ...error, request_id: headers['x-request-id'] } : error, headers };
}

/** Whose signature it is that the vendor's own clients send in place of a token. The signature is not verified. */
function accessKeyOf(asked: Asked): string | undefined {
  if (asked.reading('codearts/credentials') !== 'observed') return undefined;
  return signature.exec(asked.header('authorization') ?? '')?.[1];
}

function sayNo(refusal: Refusal, asked: Asked): Reply {
  switch (refusal.kind) {
    case 'unknown-route':
    case 'wrong-method':
      return error(404, 'APIGW.0101', 'The API does not exist or has not been published.');
    case 'unauthenticated':
      return error(
        401,
        'APIGW.0301',
        `Incorrect IAM authentication information: ${whyStranger(refusal.why, asked)}`,
      );
    case 'invalid':
      return invalid(refusal);
    case 'unreadable-body':
      return error(400, 'CB.00060200', `Invalid param: the body is not JSON: ${refusal.reason}`);
    case 'body-too-large':
      return { status: 413, body: toError(413) };
    case 'limit':
      return { status: refusal.status, body: { ...toError(429), error_msg: refusal.says } };
    case 'status':
      return { status: refusal.status, body: toError(refusal.status) };
  }
}

function whyStranger(why: 'missing' | 'invalid', asked: Asked): string {
  if (why === 'missing') return 'x-auth-token not found';
  const key = asked.header('x-auth-token') === undefined ? accessKeyOf(asked) : undefined;
  return key === undefined ? 'decrypt token fail' : `Get secretKey failed,ak:${key},err:ak not exist`;
}

function invalid({ name, expected, given }: Extract<Refusal, { kind: 'invalid' }>): Reply {
  if (name === 'job_id') return error(400, 'CB.00060201', `Invalid task ID: ${given}`);
  return { status: 400, body: invalidParam(name, expected, given) };
}

function error(status: number, error_code: string, error_msg: string): Reply {
  return { status, body: { error_code, error_msg } satisfies CodeArtsError };
}
