// What is sent to others because a request asked for it: call-backs. It goes to this machine only, unless more is allowed;
// what goes wrong is told, and nobody else is troubled.
import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { Callback } from '../core/worlds/callback.ts';

/** What became of a callback, for whoever logs. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  /** The status of the answer; left out if there was none. */
  readonly status?: number;
  /** Why there was none. */
  readonly failed?: string;
}

export interface Callbacks {
  /** Sends it when it is time. Never throws. */
  run(callback: Callback): void;
  /** Gives up what has not been sent, and resolves when nothing is under way any more. */
  close(): Promise<void>;
}

/** `hosts` may be sent something beside this machine: names as in a URL, with a port (`example.com:8080`) or without. */
export function createCallbacks(
  hosts: readonly string[] = [],
  onSent: (sent: Sent) => void = () => {},
): Callbacks {
  const underWay = new Set<Promise<void>>();
  let given = new AbortController();

  async function go(callback: Callback, signal: AbortSignal): Promise<void> {
    const { method, url } = callback;
    const tell = (outcome: Omit<Sent, 'method' | 'url'>) =>
      onSent({ method, url: withoutSecrets(url), ...outcome });
    try {
      const refused = whyNot(url, hosts);
      if (refused !== undefined) return tell({ failed: refused });
      const content = await callback.content(signal);
      if (content !== undefined) tell({ status: await send(callback, content, signal) });
    } catch (error) {
      // Whom nobody waits for any more has nothing to tell.
      if (!signal.aborted) tell({ failed: (error as Error).message || 'it broke off' });
    }
  }

  return {
    run(callback) {
      const gone = go(callback, given.signal).finally(() => underWay.delete(gone));
      underWay.add(gone);
    },
    async close() {
      given.abort();
      given = new AbortController();
      await Promise.all(underWay);
    },
  };
}

/** Why nothing may be sent to a URL; undefined if it may. */
function whyNot(url: string, hosts: readonly string[]): string | undefined {
  if (!URL.canParse(url)) return 'it is no absolute URL';
  const { protocol, hostname, host, pathname } = new URL(url);
  // A page may ask an API, and shall not control by having us ask: the access check cannot tell our own requests from the user's.
  if (pathname.includes('/__standin')) return 'it is an admin API, which nobody controls by a call-back';
  if (protocol !== 'http:' && protocol !== 'https:') return 'it is not HTTP';
  if (isHere(hostname) || hosts.includes(hostname) || hosts.includes(host)) return undefined;
  return `${hostname} is not this machine; --callbacks ${hostname} allows it`;
}

function isHere(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** Sends a body, whatever the method is, and gives the status of the answer. Redirects are not followed: they lead anywhere. */
function send({ method, url, headers }: Callback, content: string, signal: AbortSignal): Promise<number> {
  const request = url.startsWith('https:') ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const length = { 'content-length': Buffer.byteLength(content) };
    const sending = request(
      url,
      { method, headers: { ...headers, ...length }, agent: false, signal },
      (answer) => {
        answer.resume();
        answer.once('close', () => resolve(answer.statusCode!));
        answer.once('error', reject);
      },
    );
    sending.once('error', reject);
    sending.end(content);
  });
}

/** A URL without its query and its user, which may be secrets. */
function withoutSecrets(url: string): string {
  if (!URL.canParse(url)) return url.split('?')[0]!;
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
