// Recorded traffic: the exchanges of archives as a trace.

import type { Api } from '../../core/api/api.ts';
import { operationFor } from '../../core/api/matching.ts';
import type { Seen } from '../../core/invariants/invariant.ts';
import type { RecordedExchange } from '../../core/invariants/recorded.ts';
import { mostFrequent } from '../../core/values/most-frequent.ts';
import { Problem } from '../../core/values/problem.ts';
import { anyReading, createNotebook } from '../judge/trace.ts';
import type { Received, Sent } from './target.ts';

/**
 * The exchanges of recordings with one base URL of an API, in the order in which they were sent. The base URL is the
 * given one, or the most frequent. A Problem (400) if there is none.
 */
export async function seenInTraffic(
  api: Api,
  recorded: readonly RecordedExchange[],
  base?: string,
): Promise<{ readonly base: string; readonly seen: readonly Seen[] }> {
  const chosen =
    base?.replace(/\/+$/, '') ?? mostFrequent(recorded.flatMap((each) => baseOf(api, each) ?? []));
  if (chosen === undefined)
    throw new Problem(400, 'Nothing to judge', {
      detail: `None of the ${recorded.length} entries is a request of ${api.name}.`,
      hint: `Its requests go to ${api.basePaths.join(', ')}. Is this an archive of another API?`,
    });
  const notebook = createNotebook(api);
  const inOrder = [...recorded].sort((a, b) => a.at - b.at || a.number - b.number);
  for (const each of inOrder) {
    const path = below(chosen, each.request.url);
    // Entries of other servers are ignored.
    if (path !== undefined)
      await notebook.note(toSent(each, path), toReceived(each), { number: each.number });
  }
  return { base: chosen, seen: notebook.seen };
}

/** The part before an operation's path in the URL of an entry; undefined if no operation fits. */
function baseOf(api: Api, { request: { method, url } }: RecordedExchange): string | undefined {
  const { origin, pathname, searchParams } = url;
  for (let at = 0; at >= 0; at = pathname.indexOf('/', at + 1)) {
    const sent = { method, path: pathname.slice(at), query: new Map(searchParams) };
    if (operationFor(api, sent, anyReading)) return origin + pathname.slice(0, at);
  }
  return undefined;
}

/** Without user name and password: an origin has none. */
function below(base: string, { origin, pathname, search }: URL): string | undefined {
  const plain = origin + pathname + search;
  return plain.startsWith(`${base}/`) ? plain.slice(base.length) : undefined;
}

function toSent({ request: { method, headers, body } }: RecordedExchange, path: string): Sent {
  return { method, path, headers, ...(body && { body }) };
}

function toReceived({ at, until, request, response: { status, headers, text } }: RecordedExchange): Received {
  const isEmpty = text === '' && headers['content-length'] === '0';
  const lacksBody = !isEmpty && !text;
  return {
    at,
    until,
    url: request.url.href,
    status,
    headers,
    text: text ?? '',
    ...(lacksBody && { lacksBody }),
    ...(Object.keys(headers).length === 0 && { lacksHeaders: true }),
  };
}
