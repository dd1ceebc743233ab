// Standin in Mock Service Worker: a world answers code with a fixed base URL, without a port.

/**
 * Handlers that answer code with a fixed base URL.
 * @module standin/msw
 */
import { type HttpHandler, HttpResponse, http } from 'msw';
import type { NamedWorld } from '../named-world.ts';
import { baseHeader } from '../server/requests/locate.ts';
import type { Standin } from '../standin.ts';

/**
 * Handlers that let a Standin, or one of its worlds, answer all requests below a base URL, such as
 * `https://copr.fedorainfracloud.org`. Requests to other URLs are left to other handlers.
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

/** If a fault breaks the connection, `fetch` fails as it does over a network, in the code under test too. */
function toNetworkError(error: Error): Response {
  if (error instanceof TypeError && error.message === 'fetch failed') return HttpResponse.error();
  throw error;
}

/** The same request, below a base: links lead to the same host and path. Redirects are left to the sender. */
function meantBelow(base: string, request: Request): Request {
  const { url, method, headers, body, signal } = request;
  const init = { method, headers, signal, redirect: 'manual', ...(body && { body, duplex: 'half' }) };
  const meant = new Request(url, init as RequestInit);
  if (base !== '') meant.headers.set(baseHeader, base);
  return meant;
}

export type { NamedWorld, Standin };
