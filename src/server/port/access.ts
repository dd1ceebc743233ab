// Who may control a Standin over a port: by host name, by page, by token. A program that has it in its own process needs none of them.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Problem } from '../../core/values/problem.ts';
import type { Guard } from '../requests/env.ts';
import { isLoopback, isOwnName, nameInHost } from './hosts.ts';

export interface AccessOptions {
  /** The address or name on which is listened; undefined where another server listens. */
  readonly host?: string;
  /** The token for the control API. Default: on a loopback address or another server none, else one that is made up. */
  readonly adminToken?: string;
  /** Names of hosts under which the control API may be asked, beside our own. */
  readonly allowHosts?: readonly string[];
  /** The origin under which clients reach it, behind a proxy that may send another Host. */
  readonly publicOrigin?: string;
}

export interface Access {
  /** The token that the control API requires, if any. */
  readonly token: string | undefined;
  readonly guard: Guard;
  /**
   * Whether a request could be the doing of a foreign page: it came under a name that anybody can make lead here, or from a page
   * of another origin.
   */
  readonly isForeign: (request: Request) => boolean;
}

/** A header of our own, because the vendors' clients fill `Authorization` with what is meant for their APIs. */
export const tokenHeader = 'x-standin-token';

/** What tells nothing of a world and changes none: the page, health, and descriptions that responses link to. */
const openToAll = /^\/__standin(\/|\/page\/[\w.]+|\/health|\/openapi\.json|\/schemas\/.*)?$/;

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
    detail: `The admin API is not served under the host name '${name}'.`,
    given: name,
    hint: `If that is a name of this server, start it with --allow-host ${name || '<name>'}, or allowHosts in createStandin().`,
  });
}

/** A page of another origin may not control, whatever its user's browser could send. */
function foreignPage({ method, headers }: Request, publicOrigin: string | undefined): Problem | undefined {
  const origin = headers.get('origin');
  const host = headers.get('host');
  // Browsers leave Origin out of some requests, and say in other words whose page it is. To follow a link is no harm.
  const site = headers.get('sec-fetch-site') ?? 'none';
  const isLink = method === 'GET' && headers.get('sec-fetch-mode') === 'navigate';
  const isOwn =
    origin === null
      ? isLink || !/^(cross|same)-site$/.test(site)
      : origin === publicOrigin || isOriginOf(origin, host);
  if (isOwn) return undefined;
  return new Problem(403, 'Foreign page', {
    detail: `A page of ${origin ?? 'another site'} asked the admin API, which answers no pages but its own.`,
    given: origin ?? site,
    hint: 'Control from the program that runs the page, not from the page. --cors is for the APIs alone.',
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
      shown === undefined ? 'The admin API wants a token.' : 'The admin API does not know the token shown.',
    hint: "Send 'X-Standin-Token: <token>' or 'Authorization: Bearer <token>': the one of --admin-token, else the one that was printed at the start.",
  });
}

/** Of one length whatever was given, so that comparing two tells nothing by the time it takes. */
function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** A token that can be sent. A Problem (400) for one that cannot; it is not repeated, for it may be a good one misspelt. */
export function checkToken(token: string): void {
  if (/^[\x21-\x7e]+$/.test(token)) return;
  throw new Problem(400, 'Bad admin token', {
    detail: 'An admin token is one word of visible ASCII characters.',
    hint: "Make one with 'openssl rand -hex 24', or leave it out and take the one that is printed.",
  });
}
