// Standin in Mock Service Worker: code that asks a fixed address is answered by a world, and no port is opened.

/**
 * Handlers that answer code with a fixed base URL.
 * @module standin/msw
 */
import { type HttpHandler, HttpResponse, http } from 'msw';
import type { NamedWorld } from '../named-world.ts';
import { baseHeader } from '../server/requests/locate.ts';
import type { Standin } from '../standin.ts';

/**
 * Handlers that have a Standin, or one world of it, answer whatever is sent below a base URL, such as
 * `https://copr.fedorainfracloud.org`. What is sent elsewhere is left to other handlers.
 */
export function standinHandlers(
  world: Pick<NamedWorld | Standin, 'fetch'>,
  ...bases: readonly string[]
): HttpHandler[] {
  return bases.flatMap((base) => {
    const { origin, pathname } = new URL(base);
    const below = pathname.replace(/\/+$/, '');
    const answer = ({ request }: { request: Request }) =>
      world.fetch(meantBelow(below, request)).catch(toNetworkError);
    return [origin + below, `${origin}${below}/*`].map((pattern) => http.all(pattern, answer));
  });
}

/** Where a fault breaks the connection, `fetch` fails as it does over a network: so it is for the code under test. */
function toNetworkError(error: Error): Response {
  if (error instanceof TypeError && error.message === 'fetch failed') return HttpResponse.error();
  throw error;
}

/** The same request, meant below a base: links lead to the same host and path. A redirect is for its sender to follow. */
function meantBelow(base: string, request: Request): Request {
  const { url, method, headers, body, signal } = request;
  const init = { method, headers, signal, redirect: 'manual', ...(body && { body, duplex: 'half' }) };
  const meant = new Request(url, init as RequestInit);
  if (base !== '') meant.headers.set(baseHeader, base);
  return meant;
}

export type { NamedWorld, Standin };
