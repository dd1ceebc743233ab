// `fetch` for what is verified: through the proxy that the environment names, and trusting the authority that the user names.
// Where neither is wanted it is that of the runtime.
import { rootCertificates } from 'node:tls';
import type { Dispatcher } from 'undici';
import { Problem } from '../core/values/problem.ts';
import { type Environment, proxyFor } from './proxies.ts';

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

export interface OutwardOptions {
  /** The certificate (PEM) of the authority that signed the server's, in the place of those that the runtime knows. */
  readonly ca?: string | undefined;
  /** Where the proxy variables are. Default: the environment. */
  readonly env?: Environment;
}

/** A Problem (400) for an authority that is none. */
export function createFetch({ ca, env = process.env }: OutwardOptions = {}): Fetch {
  if (ca !== undefined) checkCa(ca);
  const dispatchers = new Map<string, Dispatcher>();
  return async (url, init) => {
    const proxy = proxyFor(url, env);
    if (!proxy && ca === undefined) return globalThis.fetch(url, init);
    const undici = await import('undici');
    const key = `${proxy?.href ?? ''} ${new URL(url).protocol}`;
    const dispatcher = dispatchers.get(key) ?? dispatcherFor(undici, proxy, ca);
    dispatchers.set(key, dispatcher);
    try {
      const response = await undici.fetch(url, { ...(init as object), dispatcher });
      return response as unknown as Response;
    } catch (error) {
      throw proxy ? through(proxy, error as Error) : error;
    }
  };
}

function dispatcherFor(
  { Agent, ProxyAgent }: typeof import('undici'),
  proxy: URL | undefined,
  ca: string | undefined,
): Dispatcher {
  const trust = ca === undefined ? {} : { ca };
  if (!proxy) return new Agent({ connect: trust });
  // The proxy need not be of the same authority as the server behind it.
  const proxyTrust = ca === undefined ? {} : { ca: [...rootCertificates, ca] };
  const token = tokenOf(proxy);
  return new ProxyAgent({
    uri: proxy.origin,
    ...(token !== undefined && { token }),
    requestTls: trust,
    proxyTls: proxyTrust,
    // What is sent in the clear is sent to the proxy as a whole URL; TLS goes through a tunnel anyway.
    proxyTunnel: false,
  });
}

/** What lets us use the proxy, as a header has it. */
export function tokenOf({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

/** The same failure, saying by which proxy; its credentials are not part of that. */
function through(proxy: URL, error: Error): Error {
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return error;
  return Object.assign(new TypeError(error.message, { cause: error.cause ?? error }), {
    proxy: proxy.origin,
  });
}

export function checkCa(ca: string): void {
  if (ca.includes('-----BEGIN CERTIFICATE-----')) return;
  throw new Problem(400, 'Bad certificate', {
    detail: 'The authority that is to be trusted is no certificate.',
    hint: "Give one as PEM, which begins with '-----BEGIN CERTIFICATE-----'.",
  });
}
