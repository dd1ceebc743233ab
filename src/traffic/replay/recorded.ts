// Finds recorded exchanges by request: all responses to it, in the order of time.

import { distance } from 'fastest-levenshtein';
import type { RecordedExchange } from '../../core/invariants/recorded.ts';
import { redactUrl } from '../../core/worlds/redact.ts';
import { fits, type Key, keyOf } from './key.ts';

export interface Recorded extends Key {
  /** Its number in the archive. */
  readonly number: number;
  /** When it was sent, in ms after the first request. */
  readonly after: number;
  readonly response: RecordedExchange['response'];
}

export interface Recordings {
  readonly origin: string;
  readonly all: readonly Recorded[];
  /** The exchanges with such a request, oldest first. */
  find(sent: Key): readonly Recorded[];
  /** The recorded request that is most similar to an unknown one. */
  nearest(sent: Key): Recorded | undefined;
}

/** `exchanges`: in the order of sending; only those with `origin` count. */
export function createRecordings(exchanges: readonly RecordedExchange[], origin: string): Recordings {
  const own = exchanges.filter(({ request }) => request.url.origin === origin);
  const first = own[0]?.at ?? 0;
  const all = own.map(({ number, at, request: { method, url, body }, response }) => ({
    ...keyOf(method, url, body),
    number,
    after: at - first,
    response,
  }));
  const byPlace = new Map<string, Recorded[]>();
  for (const each of all) byPlace.set(placeOf(each), [...(byPlace.get(placeOf(each)) ?? []), each]);
  return {
    origin,
    all,
    find: (sent) => (byPlace.get(placeOf(sent)) ?? []).filter((each) => fits(each, sent)),
    nearest(sent) {
      const far = (each: Key) => distance(lineOf(each), lineOf(sent));
      const distinct = [...new Map(all.toReversed().map((each) => [lineOf(each), each])).values()];
      return distinct.map((each) => ({ each, far: far(each) })).sort((a, b) => a.far - b.far)[0]?.each;
    },
  };
}

function placeOf({ method, path }: Key): string {
  return `${method} ${path}`;
}

/** The request line, for people. */
export function lineOf({ method, path, query }: Key): string {
  const search = new URLSearchParams(
    query.map(([name, value]): [string, string] => [name, value]),
  ).toString();
  return `${method} ${redactUrl(path + (search && `?${search}`))}`;
}
