// What was recorded, found by request: all that was answered to it, in the order of its time.
import { distance } from 'fastest-levenshtein';
import type { Exchange } from '../har.ts';
import { fits, type Key, keyOf } from './key.ts';

export interface Recorded extends Key {
  /** Its number in the archive. */
  readonly number: number;
  /** How long after the first request it was sent, in ms. */
  readonly after: number;
  readonly response: Exchange['response'];
}

export interface Recordings {
  readonly origin: string;
  readonly all: readonly Recorded[];
  /** Each that answers such a request, oldest first. */
  find(sent: Key): readonly Recorded[];
  /** The request that is most like one that was never recorded. */
  nearest(sent: Key): Recorded | undefined;
}

/** `exchanges`: in the order in which they were sent; of those the ones with `origin` count. */
export function createRecordings(exchanges: readonly Exchange[], origin: string): Recordings {
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

/** The request line, as a person writes it. */
export function lineOf({ method, path, query }: Key): string {
  const search = new URLSearchParams(
    query.map(([name, value]): [string, string] => [name, value]),
  ).toString();
  return `${method} ${path}${search && `?${search}`}`;
}
