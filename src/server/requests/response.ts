// From the result of an operation to a `Response`.
import type { OperationResponse } from '../../core/api/operation.ts';
import type { Problem } from '../../core/values/problem.ts';
import { streamOf } from './stream.ts';

interface Circumstances {
  readonly request: Pick<Request, 'method'>;
  /** The default content type of a body. */
  readonly contentType: string;
  /** The world's instant of the request, in ms. */
  readonly now: number;
  readonly isHeldOpen: boolean;
  readonly leave: (() => void) | undefined;
}

export function toResponse(
  { status, body, text = toText(body), bytes, stream, headers }: OperationResponse,
  { request, contentType, now, isHeldOpen, leave }: Circumstances,
): Response {
  const own = { date: toHttpDate(now), ...sendable(headers) };
  if (isHeldOpen)
    return new Response(streamOf(stream!, leave), {
      status,
      headers: { 'content-type': contentType, ...own },
    });
  leave?.();
  const sent = text ?? bytes;
  if (sent === undefined || bodiless.includes(status)) return new Response(null, { status, headers: own });
  return withText(sent, request, { status, headers: { 'content-type': contentType, ...own } });
}

let second = Number.NaN;
let written = '';

/** An instant in the format of headers. Many requests have the same second. */
export function toHttpDate(now: number): string {
  const current = Math.floor(now / 1_000);
  if (current !== second) {
    second = current;
    written = new Date(current * 1_000).toUTCString();
  }
  return written;
}

/** Standin's own errors on the wire, by RFC 9457. */
export function toProblemResponse(
  problem: Problem,
  request: Pick<Request, 'method'>,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const { status } = problem;
  return withText(JSON.stringify(problem), request, {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  });
}

/** A HEAD request gets the length that the text would have. */
export function withText(
  text: string | Uint8Array<ArrayBuffer>,
  { method }: Pick<Request, 'method'>,
  { status, headers }: { readonly status: number; readonly headers: Readonly<Record<string, string>> },
): Response {
  if (method !== 'HEAD') return new Response(text, { status, headers });
  const length = `${Buffer.byteLength(text)}`;
  return new Response(null, { status, headers: { ...headers, 'content-length': length } });
}

/** Statuses that cannot have a body, whatever an operation returns. */
const bodiless = [204, 205, 304];

function toText(body: unknown): string | undefined {
  return body === undefined ? undefined : JSON.stringify(body);
}

const noHeaders = {};

/** Headers hold ASCII without control characters; a value from a client may be anything. */
function sendable(headers: OperationResponse['headers']): Readonly<Record<string, string>> {
  if (!headers) return noHeaders;
  const sent = { ...headers };
  for (const [name, value] of Object.entries(sent))
    if (!/^[\x20-\x7e]*$/.test(value)) sent[name] = value.replaceAll(/[^\x20-\x7e]/g, '?');
  return sent;
}
