// The same for Node's own clients: an agent that goes through the proxy that the environment names.
import * as http from 'node:http';
import * as https from 'node:https';
import { type Environment, proxyFor } from './proxies.ts';

/** What leads requests to one server, and the proxy that they go through. */
export interface Way {
  readonly agent: http.Agent;
  /** Scheme, host and port of the proxy; undefined without one. */
  readonly proxy: string | undefined;
}

export async function wayTo(to: URL, env: Environment = process.env): Promise<Way> {
  const isSecure = to.protocol === 'https:';
  const proxy = proxyFor(to, env);
  const options = { keepAlive: true };
  if (!proxy) return { agent: new (isSecure ? https : http).Agent(options), proxy: undefined };
  const { HttpProxyAgent, HttpsProxyAgent } = await import('../bundled/proxy-agents.ts');
  const Agent = isSecure ? HttpsProxyAgent : HttpProxyAgent;
  return { agent: new Agent(proxy, options), proxy: proxy.origin };
}
