// The target of a verification: a base URL, or a `fetch`. Redirects are not followed, and nothing is sent
// to any other origin.
import { clearTimeout, setTimeout } from 'node:timers';
import { createClock } from '../../core/time/clock.ts';
import { Problem } from '../../core/values/problem.ts';
import { silenceProblem } from '../../core/values/silence.ts';
import { type Fetch, withCookies } from './cookies.ts';

export interface Sent {
  readonly method: string;
  /** Below the base URL, with its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Why it is sent, for the report, if it may change something. */
  readonly why?: string;
}

export interface Received {
  /** When it was sent, in ms since 1970. */
  readonly at: number;
  /** When the response had arrived, likewise. */
  readonly until: number;
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Whether the body is missing in a recording. */
  readonly lacksBody?: boolean;
  /** Whether its headers are missing in a recording. */
  readonly lacksHeaders?: boolean;
}

export interface Target {
  /** Without a slash at its end. */
  readonly url: string;
  /** Throws a Problem (502) if no response comes in time. */
  send(request: Sent): Promise<Received>;
  /** A path below the base URL for a link of a response; undefined if it leads to another origin, or out of the base. */
  pathOf(href: string): string | undefined;
}

const clock = createClock();

/** `timeoutMs` is for each request. A Problem (400) for an invalid URL. */
export function createTarget({
  url,
  fetch: given,
  timeoutMs,
  adminToken,
}: {
  readonly url: string;
  readonly fetch: Fetch;
  readonly timeoutMs: number;
  /** The token for a Standin's control API. */
  readonly adminToken?: string | undefined;
}): Target {
  const base = parseBase(url);
  const fetch = withCookies(given);
  const prefix = base.pathname.replace(/\/+$/, '');
  const root = base.origin + prefix;
  const control = adminToken === undefined ? {} : { 'x-standin-token': adminToken };
  return {
    url: root,
    async send({ method, path, headers, body }) {
      const at = clock.now();
      const { signal, done } = deadline(timeoutMs);
      const sent = { ...headers, ...(isControl(path) && control) };
      const init = { method, headers: sent, redirect: 'manual', signal } as const;
      try {
        const response = await fetch(root + path, body === undefined ? init : { ...init, body });
        const text = await textOf(response);
        return {
          at,
          until: clock.now(),
          url: root + path,
          status: response.status,
          headers: Object.fromEntries(response.headers),
          text,
        };
      } catch (error) {
        if (error instanceof Problem) throw error;
        throw silent(`${method} ${root}${path.split('?')[0]}`, error as Error, timeoutMs);
      } finally {
        done();
      }
    },
    pathOf(href) {
      const target = URL.canParse(href, `${root}/`) ? new URL(href, `${root}/`) : undefined;
      if (target?.origin !== base.origin || !`${target.pathname}/`.startsWith(`${prefix}/`)) return undefined;
      return target.pathname.slice(prefix.length) + target.search;
    },
  };
}

/** Like `AbortSignal.timeout`, which would keep its request alive until the time is up, even after the response. */
function deadline(ms: number): { readonly signal: AbortSignal; done(): void } {
  const controller = new AbortController();
  const late = () => controller.abort(new DOMException(`nothing within ${ms} ms`, 'TimeoutError'));
  const timer = setTimeout(late, ms);
  return { signal: controller.signal, done: () => clearTimeout(timer) };
}

/** Whether a path belongs to the control API, in any world. The health route is requested without a token, before we know the server. */
function isControl(path: string): boolean {
  return /^\/+(~[^/]+\/+)?__standin\/(?!health$)/.test(path);
}

/** The longest response that is read, in bytes: no response of these APIs is longer, and a longer one would fill the memory. */
const longest = 4_194_304;

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > longest) throw new Error(`it was longer than ${longest} bytes`);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function parseBase(url: string): URL {
  const base = URL.canParse(url) ? new URL(url) : undefined;
  if (
    base &&
    /^https?:$/.test(base.protocol) &&
    !base.username &&
    !base.password &&
    !base.search &&
    !base.hash
  )
    return base;
  throw new Problem(400, 'Bad URL', {
    detail: `'${url.replace(/[^/]*@/g, '')}' is not a base URL.`,
    hint: 'Give http:// or https://, a host, and optionally a path, without credentials and query.',
  });
}

function silent(what: string, error: Error, timeoutMs: number): Problem {
  const isLate = error.name === 'TimeoutError';
  return silenceProblem(what, isLate ? new Error(`no response within ${timeoutMs / 1_000} s`) : error);
}
