// Signatures by an access key, which the vendor's clients send instead of a token: parsed, computed again, compared.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { RawRequest, RequestHead } from '../../../core/api/operation.ts';
import { realNow } from '../../../core/time/clock.ts';
import { toIso } from '../../../core/time/duration.ts';
import { decoded } from '../../../core/values/decoded.ts';

const algorithm = 'SDK-HMAC-SHA256';
const written = new RegExp(
  `^${algorithm} Access=([^,\\s]+), *SignedHeaders=([^,\\s]+), *Signature=([0-9a-f]{64})$`,
);
/** How far the time of a signature may be off, in ms. */
const mostSkew = 15 * 60_000;

interface Signature {
  readonly accessKey: string;
  /** The names of the headers that are signed, in lower case and in order. */
  readonly headers: readonly string[];
  readonly hex: string;
}

export function signatureOf(request: Pick<RequestHead, 'header'>): Signature | undefined {
  const [, accessKey, headers, hex] = written.exec(request.header('authorization') ?? '') ?? [];
  return accessKey ? { accessKey, headers: headers!.toLowerCase().split(';'), hex: hex! } : undefined;
}

/** The format of a signature, for the error about an unreadable one. */
export const form = `authorization is not '${algorithm} Access=…, SignedHeaders=…, Signature=…' with 64 digits of 0-9 and a-f`;

/** Whether a signature is meant that cannot be read: another algorithm, a part that is missing or is spelt otherwise. */
export function isMalformed(request: Pick<RequestHead, 'header'>): boolean {
  return /-HMAC-/.test(request.header('authorization') ?? '') && !signatureOf(request);
}

/**
 * What is wrong with a signature, in the gateway's words, or undefined. Without configured credentials any signature
 * is accepted, as is any token.
 */
export function flawOf(signature: Signature, request: RawRequest): string | undefined {
  const { accessKey } = signature;
  // Any secret is accepted only where none is configured.
  if (request.accepts(`${accessKey}:`)) return undefined;
  const secret = request.secretOf(accessKey);
  if (secret === undefined) return `Get secretKey failed,ak:${accessKey},err:ak not exist`;
  const payload = payloadOf(request);
  const date = request.header('x-sdk-date') ?? '';
  const made = payload === undefined ? '' : sign({ ...signature, secret, payload, date }, request);
  if (!isSame(made, signature.hex)) return 'verify aksk signature fail';
  return isStale(date, request)
    ? `calc aksk signature fail:signature expired, signature time:${date},server time:${toSdkDate(realNow())}`
    : undefined;
}

/**
 * Clients sign with the real time, whatever the world's clock; a test that fakes time signs with the world's. Both are
 * accepted, so that a fast, frozen or past world refuses no client.
 */
function isStale(date: string, { now }: Pick<RequestHead, 'now'>): boolean {
  const [, day, time] = /^(\d{8})T(\d{6})Z$/.exec(date) ?? [];
  if (!day || !time) return true;
  const pairs = (digits: string, by: string) => digits.match(/\d\d/g)!.join(by);
  const signed = Date.parse(`${day.slice(0, 4)}-${pairs(day.slice(4), '-')}T${pairs(time, ':')}Z`);
  return ![realNow(), now].some((clock) => Math.abs(clock - signed) <= mostSkew);
}

/** `yyyyMMddTHHmmssZ` */
function toSdkDate(instant: number): string {
  return toIso(instant).replaceAll(/[-:]|\.\d+/g, '');
}

interface Signing extends Signature {
  readonly secret: string;
  readonly payload: string;
  readonly date: string;
}

function sign({ headers, secret, payload, date }: Signing, request: RawRequest): string {
  const [path = '', search = ''] = split(request.target, '?');
  const lines = headers.map((name) => `${name}:${headerOf(request, name)}\n`).join('');
  const canonical = [
    request.method,
    canonicalPath(path),
    canonicalQuery(search),
    lines,
    headers.join(';'),
    payload,
  ];
  return createHmac('sha256', secret)
    .update([algorithm, date, sha256(canonical.join('\n'))].join('\n'))
    .digest('hex');
}

/** The hash of the body, or its placeholder; undefined if the sent hash is not that of the body. */
function payloadOf(request: RawRequest): string | undefined {
  const declared = request.header('x-sdk-content-sha256');
  if (declared && /^UNSIGNED(-PAYLOAD)?$/.test(declared)) return declared;
  const actual = sha256(bodyOf(request));
  return declared === undefined || declared.toLowerCase() === actual ? (declared ?? actual) : undefined;
}

/** A body on a GET is not read; the vendor's client sends an empty object there, and signs it. */
function bodyOf({ method, sent, header }: RawRequest): Uint8Array | string {
  return method === 'GET' && header('content-length') === '2' ? '{}' : sent;
}

/** Where there is no socket, there may be no Host either. */
function headerOf(request: RawRequest, name: string): string {
  return (request.header(name) ?? (name === 'host' ? new URL(request.url('/')).host : '')).trim();
}

/** Each part encoded once, and a slash at the end. */
function canonicalPath(path: string): string {
  const whole = path
    .split('/')
    .map((part) => encode(decoded(part)))
    .join('/');
  return whole.endsWith('/') ? whole : `${whole}/`;
}

/** Sorted by name and value, a space always %20. */
function canonicalQuery(search: string): string {
  return [...new URLSearchParams(search)]
    .sort(([a, one], [b, other]) => compare(a, b) || compare(one, other))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Everything but letters, digits and `-._~`. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function split(text: string, mark: string): string[] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function sha256(text: Uint8Array | string): string {
  return createHash('sha256').update(text).digest('hex');
}

function isSame(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
