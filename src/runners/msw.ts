// Standin in Mock Service Worker: code that asks a fixed address is answered by a world, and no port is opened.

/**
 * Handlers that answer code with a fixed base URL.
 * @module standin/msw
 */
import { type HttpHandler, HttpResponse, http } from 'msw';
import type { NamedWorld } from '../named-world.ts';
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
    const answer = ({ request }: { request: Request }) => {
      // Links in responses should lead to the same host, so only the path of the base is taken off.
      const path = request.url.slice(origin.length + below.length);
      const url = origin + (path.startsWith('/') ? path : `/${path}`);
      return world.fetch(readdressed(request, url)).catch(toNetworkError);
    };
    return [origin + below, `${origin}${below}/*`].map((pattern) => http.all(pattern, answer));
  });
}

/** Where a fault breaks the connection, `fetch` fails as it does over a network: so it is for the code under test. */
function toNetworkError(error: Error): Response {
  if (error instanceof TypeError && error.message === 'fetch failed') return HttpResponse.error();
  throw error;
}

/** The same request to another address; a redirect is for its sender to follow. */
function readdressed(request: Request, url: string): Request {
  const { method, headers, body, signal } = request;
  return new Request(url, {
    method,
    headers,
    signal,
    redirect: 'manual',
    ...(body && { body, duplex: 'half' }),
  } as RequestInit);
}

export type { NamedWorld, Standin };
