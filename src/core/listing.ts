// The laws of lists, which are the same wherever there is one: what was asked for and nothing else, all of it, no more
// than the limit, and pages that neither lose nor repeat.
import type { Judge, Law, May, Seen, Trail } from './law.ts';
import { judgeLength, judgeOrder, judgeWalk, walksOf } from './pages.ts';

/** An entry of a reply, and where it stands. */
export interface Entry<T> {
  readonly entry: T;
  /** JSON Pointer into the reply's body. */
  readonly pointer: string;
}

export interface Filter<T> {
  readonly clause: string;
  /** What the request asks for; undefined if this filter is not in force there. */
  asked(seen: Seen, may: May): string | undefined;
  /** What an entry shows of it; undefined if it does not show. */
  shown(entry: T): string | undefined;
  /** Where it shows it, below the entry. */
  readonly at: string;
  readonly errata?: readonly string[];
}

/** The part of the whole list that a reply is to hold. */
export interface Window {
  /** The number of its first entry in the whole list, from 0. */
  readonly offset: number;
  readonly limit: number;
}

/** How the lists of an API are read. */
export interface Listing<T> {
  readonly api: string;
  readonly operations: readonly string[];
  /** Rows that show one entry alone, as a list would. */
  readonly alone?: readonly string[];
  entriesOf(seen: Seen): readonly Entry<T>[];
  /** Which record an entry is of; undefined if it does not say. */
  nameOf(entry: T): string | undefined;
  readonly filters?: readonly Filter<T>[];
  /** Undefined where a request asks for a window that nobody promised anything about. */
  windowOf(seen: Seen, may: May): Window | undefined;
  /** Whether an entry can no longer come or go by itself: only lists of such are held together. */
  isStill(entry: T): boolean;
  readonly clauses: {
    /** All that belongs to a list is in it, and in its order. */
    readonly all: string;
    readonly limit: string;
    readonly offset: string;
  };
  /** How long the whole list is, if a reply tells: windows on lists that differ in it are not held together. */
  lengthOf?(seen: Seen): number;
  /** Whether of two entries the second may follow the first in what was asked for; undefined if nobody can tell. */
  mayFollow?(before: T, after: T, seen: Seen): boolean | undefined;
  /** The parameters by which two requests are for one list; the others only choose the window. */
  readonly sameList: readonly string[];
}

export function listLaws<T>(listing: Listing<T>): readonly Law[] {
  const { api, clauses, filters = [] } = listing;
  const law = (name: string, cited: readonly string[], says: string, judge: Law['judge']): Law => ({
    id: `${api}/${name}`,
    clauses: cited,
    says,
    judge,
  });
  const laws = [
    law('list-limit', [clauses.limit], 'A list has no more entries than its limit.', (trail, judge) =>
      judgeLimit(listing, trail, judge),
    ),
    law(
      'list-pages',
      [clauses.offset, clauses.limit],
      'Pages of one list follow each other without loss or repetition.',
      (trail, judge) => {
        for (const walk of walksOf(listing, trail)) judgeWalk(listing, walk, trail.may, judge);
      },
    ),
  ];
  if (listing.lengthOf)
    laws.push(
      law(
        'list-length',
        [clauses.limit],
        'A page has as many entries as the length of the list leaves for it.',
        (trail, judge) => judgeLength(listing, trail, judge),
      ),
    );
  if (listing.mayFollow)
    laws.push(
      law('list-order', [clauses.all], 'A list is in the order that was asked for.', (trail, judge) =>
        judgeOrder(listing, trail, judge),
      ),
    );
  if (filters.length > 0) {
    const cited = filters.map(({ clause }) => clause);
    laws.push(
      law('list-filters', cited, 'A list holds what was asked for and nothing else.', (trail, judge) =>
        judgeFilters(listing, trail, judge),
      ),
    );
  }
  if (listing.alone)
    laws.push(
      law(
        'list-has-all',
        [clauses.all],
        'What is shown alone is in every list that it belongs to.',
        (trail, judge) => judgeAll(listing, trail, judge),
      ),
    );
  return laws;
}

function judgeLimit<T>({ operations, entriesOf, windowOf }: Listing<T>, trail: Trail, judge: Judge): void {
  for (const seen of trail.of(operations)) {
    const window = windowOf(seen, trail.may);
    if (!window) continue;
    const { length } = entriesOf(seen);
    judge(length <= window.limit, {
      seen,
      expected: `at most ${window.limit} entries`,
      actual: `${length} entries`,
    });
  }
}

function judgeFilters<T>(
  { operations, entriesOf, filters = [] }: Listing<T>,
  trail: Trail,
  judge: Judge,
): void {
  for (const seen of trail.of(operations)) {
    for (const { clause, asked, shown, at, errata = [] } of filters) {
      const wanted = asked(seen, trail.may);
      if (wanted === undefined) continue;
      for (const { entry, pointer } of entriesOf(seen)) {
        const actual = shown(entry);
        if (actual === undefined) continue;
        judge(actual === wanted, {
          seen,
          clause,
          pointer: pointer + at,
          expected: `${wanted}, as was asked for`,
          actual,
          errata,
        });
      }
    }
  }
}

function judgeAll<T>(listing: Listing<T>, trail: Trail, judge: Judge): void {
  const { operations, alone = [], entriesOf, nameOf, filters = [], clauses } = listing;
  for (const seen of trail.of(operations)) {
    const window = listing.windowOf(seen, trail.may);
    const listed = entriesOf(seen).map(({ entry }) => nameOf(entry));
    if (!window || window.offset > 0 || listed.length >= window.limit) continue;
    const inForce = filters.filter((filter) => filter.asked(seen, trail.may) !== undefined);
    const belongs = (entry: T) =>
      inForce.every((filter) => filter.shown(entry) === filter.asked(seen, trail.may));
    for (const { name, entries, number } of shownAround(listing, alone, trail, seen)) {
      if (!entries.every(belongs)) continue;
      judge(listed.includes(name), {
        seen,
        clause: inForce[0]?.clause ?? clauses.all,
        expected: `${name}, which exchange ${number} shows`,
        actual: `${listed.length} entries without it`,
      });
    }
  }
}

/** What was shown alone both right before and right after: whatever happens meanwhile, it was there. */
function shownAround<T>(
  { entriesOf, nameOf }: Listing<T>,
  alone: readonly string[],
  trail: Trail,
  list: Seen,
) {
  const near = (step: number) =>
    trail
      .of(alone)
      .filter(({ scene, number }) => scene === list.scene && number === list.number + step)
      .flatMap((seen) => entriesOf(seen).map(({ entry }) => ({ seen, entry, name: nameOf(entry) })));
  return near(-1).flatMap((before) =>
    near(1)
      .filter(({ name }) => name !== undefined && name === before.name)
      .filter(({ seen }) => before.seen.until <= list.at && list.until <= seen.at)
      .map((after) => ({
        name: after.name!,
        entries: [before.entry, after.entry],
        number: before.seen.number,
      })),
  );
}
