// Who may steer: the door before the admin API, where requests come in by a port. Whoever has the Standin in his own process
// has no door to pass.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Problem } from '../core/values/problem.ts';
import { addressOf } from './address.ts';
import { type AllowedOrigins, allowOrigins } from './cors.ts';
import { isLoopback, isOwnName, nameInHost } from './hosts.ts';
import { toProblemResponse } from './problem-response.ts';

export interface AccessOptions {
  /** The address or name on which is listened. */
  readonly host: string;
  /** What whoever steers must show. Default: nothing on a loopback address, else a token that is made up. */
  readonly adminToken?: string;
  /** Names of hosts under which the admin API may be asked, beside our own. */
  readonly allowHosts?: readonly string[];
  /** The pages that may ask the APIs; undefined for none. */
  readonly cors?: AllowedOrigins | undefined;
}

type Answer = (request: Request) => Response | Promise<Response>;

export interface Access {
  /** What the admin API wants to be shown, if anything. */
  readonly token: string | undefined;
  /** Whether there is anything to look at before a request to this URL is answered. */
  minds(url: string): boolean;
  /** Answers a request, or says why it is not let in. */
  pass(request: Request, answer: Answer): Response | Promise<Response>;
}

/** A header of our own, because the vendors' clients fill `Authorization` with what is meant for their APIs. */
export const tokenHeader = 'x-standin-token';

/** What tells nothing of a world and changes none: the page, health, and descriptions that responses link to. */
const openToAll = /^\/__standin(\/|\/health|\/openapi\.json|\/schemas\/.*)?$/;

export function createAccess({ host, adminToken, allowHosts = [], cors }: AccessOptions): Access {
  const token = adminToken ?? (isLoopback(host) ? undefined : randomBytes(24).toString('base64url'));
  const expected = token === undefined ? undefined : digestOf(token);
  const known = [host, ...allowHosts];
  const toApis: (request: Request, answer: Answer) => Response | Promise<Response> = cors
    ? allowOrigins(cors)
    : (request, answer) => answer(request);
  return {
    token,
    minds: (url) => cors !== undefined || adminPathOf(url) !== undefined,
    pass(request, answer) {
      const path = adminPathOf(request.url);
      if (path === undefined) return toApis(request, answer);
      const refused =
        foreignHost(request, known) ?? foreignPage(request) ?? stranger(request, path, expected);
      if (!refused) return answer(request);
      return toProblemResponse(
        refused,
        refused.status === 401 ? { 'www-authenticate': 'Bearer realm="standin"' } : {},
      );
    },
  };
}

/** The path of a request to the admin API; undefined for any other. Asked of each request, so the usual no is quick. */
function adminPathOf(url: string): string | undefined {
  if (!url.includes('/__standin')) return undefined;
  const { path } = addressOf(url);
  return path === '/__standin' || path.startsWith('/__standin/') ? path : undefined;
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

/** A page of another origin may not steer, whatever its user's browser could send. */
function foreignPage({ method, headers }: Request): Problem | undefined {
  const origin = headers.get('origin');
  const host = headers.get('host');
  // Browsers leave Origin out of some requests, and say in other words whose page it is. To follow a link is no harm.
  const site = headers.get('sec-fetch-site') ?? 'none';
  const isLink = method === 'GET' && headers.get('sec-fetch-mode') === 'navigate';
  const isOwn = origin === null ? isLink || !/^(cross|same)-site$/.test(site) : isOriginOf(origin, host);
  if (isOwn) return undefined;
  return new Problem(403, 'Foreign page', {
    detail: `A page of ${origin ?? 'another site'} asked the admin API, which answers no pages but its own.`,
    given: origin ?? site,
    hint: 'Steer from the program that runs the page, not from the page. --cors is for the APIs alone.',
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
