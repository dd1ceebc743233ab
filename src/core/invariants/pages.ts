// Whether the windows of a list show one list: each entry in its place and order, none lost, none twice, as many as announced.
import type { Judge, May, Seen, Trace } from './invariant.ts';
import { clauseOfPlace, type Entry, type Listing, type Window } from './list.ts';

/** Responses that are windows of one list: requested in one scene, with the same filters, of entries that stay. */
export function walksOf<T>(
  { operations, entriesOf, isStill, sameList, lengthOf }: Listing<T>,
  trace: Trace,
): Iterable<readonly Seen[]> {
  const walks = new Map<string, Seen[]>();
  for (const seen of trace.of(operations)) {
    if (!entriesOf(seen).every(({ entry }) => isStill(entry))) continue;
    const { params, query } = seen.request;
    const key = JSON.stringify([
      seen.scene,
      params,
      sameList.map((name) => query.get(name)),
      lengthOf?.(seen),
    ]);
    const walk = walks.get(key);
    if (walk) walk.push(seen);
    else walks.set(key, [seen]);
  }
  return walks.values();
}

/** Compares the windows of one list with each other. */
export function judgeWalk<T>(listing: Listing<T>, walk: readonly Seen[], may: May, judge: Judge): void {
  const { entriesOf, nameOf, windowOf, clauses } = listing;
  const windows = walk.flatMap((seen): Paged<T>[] => {
    const window = windowOf(seen, may);
    const named = entriesOf(seen).map((each) => ({ ...each, name: nameOf(each.entry, seen) }));
    return window ? [{ seen, window, listed: named }] : [];
  });
  if (!stoodStill(windows.map(({ window, listed }) => [window, ...listed.map(({ name }) => name)]))) return;
  const last = judgePlaces(listing, windows, judge);
  for (const { seen, window, listed } of windows) {
    const full = Math.min(window.limit, Math.max(0, last + 1 - window.offset));
    // An empty window beyond the end shows nothing.
    if (full === 0) continue;
    judge(listed.length >= full, {
      seen,
      clause: full === window.limit ? clauses.limit : clauseOfPlace(listing, window),
      expected: `${full} entries, because that many exist`,
      actual: `${listed.length} entries`,
    });
  }
}

interface Paged<T> {
  readonly seen: Seen;
  readonly window: Window;
  readonly listed: readonly (Entry<T> & { readonly name: string | undefined })[];
}

/** Compares each entry with its place in the whole list. Returns the last known place. */
function judgePlaces<T>(listing: Listing<T>, windows: readonly Paged<T>[], judge: Judge): number {
  const names = new Map<number, { name: string; number: number }>();
  const places = new Map<string, number>();
  for (const { seen, window, listed } of windows) {
    for (const [index, { name, pointer }] of listed.entries()) {
      if (name === undefined) continue;
      const place = window.offset + index;
      const before = names.get(place);
      const other = places.get(name) ?? place;
      const expected =
        before && before.name !== name
          ? `${before.name}, as number ${place} in exchange ${before.number}`
          : `an entry that is not already number ${other}`;
      judge((before?.name ?? name) === name && other === place, {
        seen,
        clause: clauseOfPlace(listing, window),
        pointer,
        expected,
        actual: name,
      });
      names.set(place, before ?? { name, number: seen.number });
      places.set(name, other);
    }
  }
  return Math.max(-1, ...names.keys());
}

/** Compares each entry of a response with those before it. */
export function judgeOnce<T>(
  { operations, entriesOf, nameOf, clauses }: Listing<T>,
  trace: Trace,
  judge: Judge,
): void {
  for (const seen of trace.of(operations)) {
    const known = new Set<string>();
    for (const { entry, pointer } of entriesOf(seen)) {
      const name = nameOf(entry, seen);
      if (name === undefined) continue;
      const expected = 'an entry that is not already in this list';
      judge(!known.has(name), { seen, clause: clauses.all, pointer, expected, actual: name });
      known.add(name);
    }
  }
}

/** Whether the list stayed the same: the first and the last look at one window showed the same. */
function stoodStill(shown: readonly unknown[]): boolean {
  return shown.length > 1 && JSON.stringify(shown[0]) === JSON.stringify(shown.at(-1));
}

/** Compares each window with the announced length of the list. */
export function judgeLength<T>(
  { operations, entriesOf, windowOf, lengthOf }: Listing<T>,
  trace: Trace,
  judge: Judge,
): void {
  for (const seen of trace.of(operations)) {
    const window = windowOf(seen, trace.may);
    const length = lengthOf?.(seen);
    if (!window || length === undefined) continue;
    const due = Math.min(window.limit, Math.max(0, length - window.offset));
    const { length: listed } = entriesOf(seen);
    if (due === 0 && listed === 0) continue;
    const expected = `${due} entries: the list says that it has ${length}`;
    judge(listed === due, { seen, expected, actual: `${listed} entries` });
  }
}

/** Compares each entry of a list with the one before it. */
export function judgeOrder<T>(
  { operations, entriesOf, nameOf, mayFollow }: Listing<T>,
  trace: Trace,
  judge: Judge,
): void {
  for (const seen of trace.of(operations)) {
    const listed = entriesOf(seen);
    for (const [index, { entry, pointer }] of listed.entries()) {
      const before = listed[index - 1]?.entry;
      const right = before && mayFollow?.(before, entry, seen);
      if (right === undefined) continue;
      const expected = `an entry that may follow ${nameOf(before!, seen)} in this order`;
      judge(right, { seen, pointer, expected, actual: nameOf(entry, seen), unusual: true });
    }
  }
}
