// Who may control a Standin over a port: checks of the host name, the page, and the token. In the same process none of them is needed.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Problem } from '../../core/values/problem.ts';
import type { Guard } from '../requests/env.ts';
import { isLoopback, isOwnName, nameInHost } from './hosts.ts';

export interface AccessOptions {
  /** The address or name to listen on; undefined if another server listens. */
  readonly host?: string;
  /** The token for the control API. Default: none on a loopback address or another server, otherwise a random one. */
  readonly adminToken?: string;
  /** Further host names under which the control API answers. */
  readonly allowHosts?: readonly string[];
  /** The origin under which clients reach it, behind a proxy that may send another Host. */
  readonly publicOrigin?: string;
}

export interface Access {
  /** The token that the control API requires, if any. */
  readonly token: string | undefined;
  readonly guard: Guard;
  /**
   * Whether a foreign page could have caused a request: it came under a name that anyone can point to this machine, or from a
   * page of another origin.
   */
  readonly isForeign: (request: Request) => boolean;
}

/** A header of our own, because the vendors' clients use `Authorization` for their APIs. */
export const tokenHeader = 'x-standin-token';

/** Routes that neither show nor change a world: the page, health, and descriptions that responses link to. */
export const openToAll = /^\/__standin(\/|\/page\/[\w.]+|\/health|\/openapi\.json|\/schemas\/.*)?$/;

export function createAccess({ host, adminToken, allowHosts = [], publicOrigin }: AccessOptions): Access {
  const isOurs = host === undefined || isLoopback(host);
  const token = adminToken ?? (isOurs ? undefined : randomBytes(24).toString('base64url'));
  const expected = token === undefined ? undefined : digestOf(token);
  const known = host === undefined ? allowHosts : [host, ...allowHosts];
  return {
    token,
    isForeign: (request) => (foreignHost(request, known) ?? foreignPage(request, publicOrigin)) !== undefined,
    guard: (request, path) =>
      foreignHost(request, known) ?? foreignPage(request, publicOrigin) ?? stranger(request, path, expected),
  };
}

function foreignHost({ headers }: Request, known: readonly string[]): Problem | undefined {
  const name = nameInHost(headers.get('host') ?? '');
  if (isOwnName(name, known)) return undefined;
  return new Problem(403, 'Unknown host', {
    detail: `The control API is not served under the host name '${name}'.`,
    given: name,
    hint: `If this server has that name, start it with --allow-host ${name || '<name>'}, or allowHosts in createStandin().`,
  });
}

/** Pages of other origins may not control, whatever their user's browser could send. */
function foreignPage({ method, headers }: Request, publicOrigin: string | undefined): Problem | undefined {
  const origin = headers.get('origin');
  const host = headers.get('host');
  // Browsers omit Origin in some requests, but send Sec-Fetch-Site. Following a link is harmless.
  const site = headers.get('sec-fetch-site') ?? 'none';
  const isLink = method === 'GET' && headers.get('sec-fetch-mode') === 'navigate';
  const isOwn =
    origin === null
      ? isLink || !/^(cross|same)-site$/.test(site)
      : origin === publicOrigin || isOriginOf(origin, host);
  if (isOwn) return undefined;
  return new Problem(403, 'Foreign page', {
    detail: `A page of ${origin ?? 'another site'} called the control API, which answers only its own page.`,
    given: origin ?? site,
    hint: 'Call it from a program instead of the page. --cors is for the APIs alone.',
  });
}

function isOriginOf(origin: string, host: string | null): boolean {
  return origin === `http://${host}` || origin === `https://${host}`;
}

function stranger(
  { method, headers }: Request,
  path: string,
  expected: Buffer | undefined,
): Problem | undefined {
  if (expected === undefined) return undefined;
  if ((method === 'GET' || method === 'HEAD') && openToAll.test(path)) return undefined;
  const [, bearer] = /^Bearer +(.+)$/i.exec(headers.get('authorization') ?? '') ?? [];
  const shown = headers.get(tokenHeader) ?? bearer;
  if (shown !== undefined && timingSafeEqual(digestOf(shown), expected)) return undefined;
  return new Problem(401, 'Admin token needed', {
    detail:
      shown === undefined
        ? 'The control API requires a token.'
        : 'The control API does not accept this token.',
    hint: "Send 'X-Standin-Token: <token>' or 'Authorization: Bearer <token>': the token given as --admin-token, or the one that was printed at the start.",
  });
}

/** Always the same length, so that the time of a comparison shows nothing. */
function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** A token that can be sent. A Problem (400) for one that cannot. The message does not repeat it, because it may be a real one with a typo. */
export function checkToken(token: string): void {
  if (/^[\x21-\x7e]+$/.test(token)) return;
  throw new Problem(400, 'Bad admin token', {
    detail: 'An admin token must be one word of visible ASCII characters.',
    hint: "Make one with 'openssl rand -hex 24', or omit it and use the one that Standin prints.",
  });
}
