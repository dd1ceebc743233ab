// Callbacks: requests that Standin sends because a request asked for it. They go to this machine only, unless more hosts are
// allowed. Failures are reported to `onSent` and affect nothing else.
import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { Callback } from '../core/worlds/callback.ts';
import { type Limits, sentenceOfLimit, usualLimits } from '../core/worlds/limits.ts';

/** The result of a callback, for logs. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  /** The status of the response; undefined if there was none. */
  readonly status?: number;
  /** Why there was no response. */
  readonly failed?: string;
}

export interface Callbacks {
  /**
   * Sends it when it is time. Never throws. If a foreign page could have asked for it (`isForeign`), it goes only to explicitly
   * allowed hosts, because other servers of this machine trust requests from it.
   */
  run(callback: Callback, isForeign?: boolean): Promise<Ending>;
  /** The same where processes share worlds: one of them sends it, whatever becomes of this one. */
  keep?(callback: Callback, about: Kept): Promise<void>;
  /** Drops what has not been sent, and resolves when nothing is in progress any more. */
  close(): Promise<void>;
}

/** What a callback is about that is to outlive the process. */
export interface Kept {
  readonly api: string;
  readonly world: string;
  readonly isForeign: boolean;
}

/** How it ended: `over` if nothing is left to be done, else why it was not sent. */
export type Ending = 'over' | 'given up' | Error;

interface Options {
  /** Allowed hosts beside this machine: names as in a URL, with a port (`example.com:8080`) or without. */
  readonly hosts?: readonly string[] | undefined;
  readonly onSent?: ((sent: Sent) => void) | undefined;
  readonly limits?: Pick<Limits, 'callbacks'>;
}

/** How many are sent at once; the others wait for their turn, so that none is lost for lack of sockets. */
const mostAtOnce = 64;
/** How long the receiver has to answer, in ms. */
const patience = 30_000;

export function createCallbacks({
  hosts: given = [],
  onSent = () => {},
  limits = usualLimits,
}: Options = {}): Callbacks {
  // As URLs have them.
  const hosts = given.map((host) => host.toLowerCase());
  /** Each has its own signal: with a shared one, the cost of each would grow with the number of the others. */
  const pending = new Map<Promise<Ending>, AbortController>();
  const turns = createTurns(mostAtOnce);

  async function go(callback: Callback, signal: AbortSignal, isForeign: boolean): Promise<Ending> {
    const { method, url } = callback;
    const tell = (outcome: Omit<Sent, 'method' | 'url'>): Ending => {
      onSent({ method, url: withoutSecrets(url), ...outcome });
      return 'over';
    };
    try {
      const refused = whyNot(url, hosts, isForeign);
      if (refused !== undefined) return tell({ failed: refused });
      if (pending.size >= limits.callbacks)
        return tell({ failed: sentenceOfLimit('callbacks', limits.callbacks) });
      const content = await callback.content(signal);
      if (content === undefined) return signal.aborted ? 'given up' : 'over';
      const status = await turns.take(() => send(callback, content, signal));
      return tell({ status });
    } catch (error) {
      // After close() results are not reported any more.
      if (signal.aborted) return 'given up';
      tell({ failed: (error as Error).message || 'it was cut off' });
      return error as Error;
    }
  }

  return {
    run(callback, isForeign = false) {
      const given = new AbortController();
      const gone = go(callback, given.signal, isForeign).finally(() => pending.delete(gone));
      pending.set(gone, given);
      return gone;
    },
    async close() {
      const left = [...pending];
      for (const [, given] of left) given.abort();
      await Promise.all(left.map(([gone]) => gone));
    },
  };
}

/** Runs at most `most` tasks at once; the others wait for their turn. */
function createTurns(most: number) {
  const queue: (() => void)[] = [];
  let taken = 0;
  let first = 0;
  const next = () => {
    taken--;
    queue[first]?.();
    if (first < queue.length) first++;
    if (first === queue.length) queue.length = first = 0;
  };
  return {
    async take<T>(action: () => Promise<T>): Promise<T> {
      if (taken >= most) await new Promise<void>((resolve) => queue.push(resolve));
      taken++;
      try {
        return await action();
      } finally {
        next();
      }
    },
  };
}

/** Why nothing may be sent to a URL; undefined if it may. */
function whyNot(url: string, hosts: readonly string[], isForeign: boolean): string | undefined {
  if (!URL.canParse(url)) return 'it is not an absolute URL';
  const { protocol, hostname, host, pathname } = new URL(url);
  // A page may call an API, but must not control Standin through our callbacks: the access check cannot tell our own requests from the user's.
  if (pathname.includes('/__standin')) return 'it is a control API, which no callback may reach';
  if (protocol !== 'http:' && protocol !== 'https:') return 'it is not HTTP';
  if (hosts.includes(hostname) || hosts.includes(host)) return undefined;
  if (isHere(hostname) && !isForeign) return undefined;
  if (isForeign)
    return `the request for it came with a foreign Host or Origin; --callbacks ${host} allows it`;
  return `${hostname} is not this machine; --callbacks ${hostname} allows it`;
}

function isHere(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** Sends a body with any method, and returns the status of the response. Redirects are not followed: they may lead anywhere. */
function send({ method, url, headers }: Callback, content: string, signal: AbortSignal): Promise<number> {
  const request = url.startsWith('https:') ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const length = { 'content-length': Buffer.byteLength(content) };
    const sending = request(
      url,
      {
        method,
        headers: { ...headers, ...length },
        agent: false,
        signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
      },
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
