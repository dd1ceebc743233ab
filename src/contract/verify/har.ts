// Recorded traffic: the exchanges of an HTTP archive (HAR 1.2) as if they had just been seen.
import type { Api } from '../../core/api/api.ts';
import { operationFor } from '../../core/api/matching.ts';
import type { Seen } from '../../core/invariants/invariant.ts';
import { Problem } from '../../core/values/problem.ts';
import { anyReading, createNotebook } from '../judge/trace.ts';
import type { Received, Sent } from './target.ts';

interface Named {
  readonly name: string;
  readonly value: string;
}

interface Entry {
  readonly startedDateTime?: string;
  /** How long it took, in ms. */
  readonly time?: number;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers?: readonly Named[];
    readonly postData?: { readonly text?: string };
  };
  readonly response: {
    readonly status: number;
    readonly headers?: readonly Named[];
    readonly content?: { readonly text?: string; readonly encoding?: string };
  };
}

/**
 * What an archive tells of an API: its exchanges with one base URL, the one given or else the one that most of them are
 * with. Each has the number of its entry. A Problem (400) for what is no archive.
 */
export async function seenInHar(
  api: Api,
  text: string,
  base?: string,
): Promise<{ readonly base: string; readonly seen: readonly Seen[] }> {
  const entries = entriesOf(text);
  const chosen = base?.replace(/\/+$/, '') ?? commonest(entries.flatMap((entry) => baseOf(api, entry) ?? []));
  if (chosen === undefined)
    throw new Problem(400, 'Nothing to judge', {
      detail: `None of the ${entries.length} entries is a request of ${api.name}.`,
      hint: `Its requests go to ${api.basePaths.join(', ')}. Is it the archive of another API?`,
    });
  const notebook = createNotebook(api);
  for (const entry of entries) {
    const path = below(chosen, entry.request.url);
    // An entry of somebody else keeps its number, and is nothing of ours.
    await notebook.note(toSent(entry, path ?? ''), toReceived(entry));
  }
  return { base: chosen, seen: notebook.seen };
}

function entriesOf(text: string): readonly Entry[] {
  try {
    const { log } = JSON.parse(text) as { log?: { entries?: unknown } };
    if (Array.isArray(log?.entries) && log.entries.every(isEntry)) return log.entries;
  } catch {
    // Said below.
  }
  throw new Problem(400, 'No archive', {
    detail:
      'The file is no HTTP archive: it should be JSON with log.entries, each with a request and a response.',
    hint: "Browsers write one with 'Save all as HAR'.",
  });
}

function isEntry(value: unknown): value is Entry {
  const { request, response } = (value ?? {}) as Partial<Entry>;
  return (
    typeof request?.method === 'string' &&
    typeof request.url === 'string' &&
    URL.canParse(request.url) &&
    typeof response?.status === 'number'
  );
}

/** What stands before the path of an operation in the URL of an entry; undefined if it is of none. */
function baseOf(api: Api, { request }: Entry): string | undefined {
  const { origin, pathname, searchParams } = new URL(request.url);
  for (let at = 0; at >= 0; at = pathname.indexOf('/', at + 1)) {
    const sent = { method: request.method, path: pathname.slice(at), query: new Map(searchParams) };
    if (operationFor(api, sent, anyReading)) return origin + pathname.slice(0, at);
  }
  return undefined;
}

function commonest(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function below(base: string, url: string): string | undefined {
  const { href, hash } = new URL(url);
  const plain = href.slice(0, href.length - hash.length);
  return plain.startsWith(`${base}/`) ? plain.slice(base.length) : undefined;
}

function toSent({ request }: Entry, path: string): Sent {
  const body = request.postData?.text;
  return { method: request.method, path, headers: toHeaders(request.headers), ...(body && { body }) };
}

function toReceived({ startedDateTime = '', time = 0, request, response }: Entry): Received {
  const at = Date.parse(startedDateTime) || 0;
  const { text = '', encoding } = response.content ?? {};
  return {
    at,
    // Archives give beginnings in whole ms, rounded down: what came next did not begin before this had ended.
    until: at + Math.floor(Math.max(0, time)),
    url: request.url,
    status: response.status,
    headers: toHeaders(response.headers),
    text: encoding === 'base64' ? Buffer.from(text, 'base64').toString() : text,
  };
}

/** Names of HTTP/2 that begin with a colon are no headers. */
function toHeaders(headers: readonly Named[] = []): Record<string, string> {
  return Object.fromEntries(
    headers.filter(({ name }) => /^[\w-]+$/.test(name)).map(({ name, value }) => [name, value]),
  );
}
