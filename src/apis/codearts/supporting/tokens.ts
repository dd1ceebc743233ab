// The tokens of IAM: each is valid for a day of real time. Their hash is stored, with user and scope.
import { createHash } from 'node:crypto';
import type { RawRequest, RequestHead } from '../../../core/api/operation.ts';
import { afterRealTime } from '../../../core/time/clock.ts';
import { toIso } from '../../../core/time/duration.ts';
import { randomFor } from '../../../core/values/random.ts';

/** In ms. */
const lifetime = 24 * 3_600_000;
/** So many tokens are remembered; the oldest is then unknown, as an expired one would be. */
const mostTokens = 1_000;
/** Real ones are signed messages in base64 and begin so, for all of them begin alike. */
const beginning = 'MIIEngYJKoZIhvcNAQcCoIIEjzCC';

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** For whom a token is, and where. */
export interface Grant {
  readonly user: Named;
  readonly domain: Named;
  /** Without one, it is good for nothing but to ask IAM. */
  readonly project?: Named;
}

export interface KeptToken extends Grant {
  /** In ms. */
  readonly expires: number;
  readonly [member: string]: unknown;
}

/** A new token, with its stored facts. */
export async function giveToken(grant: Grant, { world, store, now }: RawRequest) {
  const serial = await store.serial('codearts tokens');
  const digits = randomFor(world.seed, `codearts tokens of ${world.name}`, serial).hex(384);
  const token = beginning + Buffer.from(digits, 'hex').toString('base64');
  const issued = Math.floor(now);
  const kept: KeptToken = { ...grant, expires: afterRealTime(world.clock, issued, lifetime) };
  await store.putParent('codearts', 'token', hashOf(token), kept, mostTokens);
  return { token, issued, expires: kept.expires };
}

/** The stored facts of a token. */
export async function shownToken({ store, header }: Pick<RawRequest, 'store' | 'header'>) {
  const token = header('x-auth-token');
  if (!token) return undefined;
  return (await store.parent('codearts', 'token', hashOf(token))) as KeptToken | undefined;
}

export function hasExpired({ expires }: KeptToken, { now }: Pick<RequestHead, 'now'>): boolean {
  return now >= expires;
}

/** An instant as IAM writes it, to the microsecond. */
export function iamTime(instant: number): string {
  return toIso(instant).replace('Z', '000Z');
}

/** Of a name, the id that it has in every world. */
export function idOf(kind: 'user' | 'domain' | 'project', name: string): string {
  return createHash('sha256').update(`${kind} ${name}`).digest('hex').slice(0, 32);
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
