// The same for Node's own clients, such as the proxy that records: through the proxy that the environment names.
import type { Agent } from 'node:http';
import { tokenOf } from './fetch.ts';
import { type Environment, proxyFor } from './proxies.ts';

/** How requests to one server get there. */
export interface Way {
  /** Makes the tunnel that TLS goes through; undefined where none is needed. */
  readonly agent?: Agent;
  /** Who is connected to in the clear, instead of the server, and is sent whole URLs. */
  readonly by?: URL;
  /** What it is sent besides. */
  readonly headers: readonly (readonly [string, string])[];
  /** Scheme, host and port of the proxy, for messages; undefined without one. */
  readonly proxy?: string;
}

export async function wayTo(to: URL, env: Environment = process.env): Promise<Way> {
  const proxy = proxyFor(to, env);
  if (!proxy) return { headers: [] };
  if (to.protocol === 'https:') {
    const { HttpsProxyAgent } = await import('../bundled/proxy-agents.ts');
    return { agent: new HttpsProxyAgent(proxy, { keepAlive: true }), headers: [], proxy: proxy.origin };
  }
  const token = tokenOf(proxy);
  const headers = token === undefined ? [] : [['Proxy-Authorization', token] as const];
  return { by: new URL(proxy.origin), headers, proxy: proxy.origin };
}
