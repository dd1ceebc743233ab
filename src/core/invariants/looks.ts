// Which record was seen when: for each record the responses that showed it, to know what must have been there in between.
import type { Seen, Trace } from './invariant.ts';
import type { Entry, Listing } from './list.ts';

/** One response that showed a record. */
export interface Look<T> extends Entry<T> {
  readonly seen: Seen;
}

/** What was shown of records within one scene, by name, in the order in which it was sent. */
export type Looks<T> = ReadonlyMap<string, readonly Look<T>[]>;

export function looksOf<T>(listing: Listing<T>, trace: Trace): ReadonlyMap<number, Looks<T>> {
  const scenes = new Map<number, Map<string, Look<T>[]>>();
  for (const seen of trace.of([...listing.operations, ...(listing.alone ?? [])])) {
    const scene = scenes.get(seen.scene) ?? new Map<string, Look<T>[]>();
    scenes.set(seen.scene, scene);
    for (const each of listing.entriesOf(seen)) {
      const name = listing.nameOf(each.entry, seen);
      if (name === undefined) continue;
      const looks = scene.get(name);
      if (looks) looks.push({ ...each, seen });
      else scene.set(name, [{ ...each, seen }]);
    }
  }
  return scenes;
}

/** The last look that had ended before a request was sent, and the first that was sent after its response. */
export function around<T>(
  looks: readonly Look<T>[],
  { number, at, until }: Seen,
): readonly [Look<T>, Look<T>] | undefined {
  let low = 0;
  let high = looks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (looks[middle]!.seen.number < number) low = middle + 1;
    else high = middle;
  }
  const own = looks[low]?.seen.number === number ? 1 : 0;
  const [before, after] = [looks[low - 1], looks[low + own]];
  if (!before || !after || before.seen.until > at || after.seen.at < until) return undefined;
  return [before, after];
}

/** Whether some of these exchanges came before another, and some after it. */
export function isBetween({ number }: Seen, shown: readonly Seen[]): boolean {
  return shown.some((each) => each.number < number) && shown.some((each) => each.number > number);
}
