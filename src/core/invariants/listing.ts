// The invariants of lists, which are the same wherever there is one: what was asked for and nothing else, all of it, no more
// than the limit, and pages that neither lose nor repeat.
import type { Invariant, Judge, Seen, Trace } from './invariant.ts';
import type { Listing } from './list.ts';
import { judgeLength, judgeOrder, judgeWalk, walksOf } from './pages.ts';

export function listInvariants<T>(listing: Listing<T>): readonly Invariant[] {
  const { api, clauses, filters = [] } = listing;
  const invariant = (
    name: string,
    cited: readonly string[],
    says: string,
    judge: Invariant['judge'],
  ): Invariant => ({
    id: `${api}/${name}`,
    clauses: cited,
    says,
    judge,
  });
  const invariants = [
    invariant('list-limit', [clauses.limit], 'A list has no more entries than its limit.', (trace, judge) =>
      judgeLimit(listing, trace, judge),
    ),
    invariant(
      'list-pages',
      [clauses.offset, clauses.limit],
      'Pages of one list follow each other without loss or repetition.',
      (trace, judge) => {
        for (const walk of walksOf(listing, trace)) judgeWalk(listing, walk, trace.may, judge);
      },
    ),
  ];
  if (listing.lengthOf)
    invariants.push(
      invariant(
        'list-length',
        [clauses.limit],
        'A page has as many entries as the length of the list leaves for it.',
        (trace, judge) => judgeLength(listing, trace, judge),
      ),
    );
  if (listing.mayFollow)
    invariants.push(
      invariant('list-order', [clauses.all], 'A list is in the order that was asked for.', (trace, judge) =>
        judgeOrder(listing, trace, judge),
      ),
    );
  if (filters.length > 0) {
    const cited = filters.map(({ clause }) => clause);
    invariants.push(
      invariant('list-filters', cited, 'A list holds what was asked for and nothing else.', (trace, judge) =>
        judgeFilters(listing, trace, judge),
      ),
    );
  }
  if (listing.alone)
    invariants.push(
      invariant(
        'list-has-all',
        [clauses.all],
        'What is shown alone is in every list that it belongs to.',
        (trace, judge) => judgeAll(listing, trace, judge),
      ),
    );
  return invariants;
}

function judgeLimit<T>({ operations, entriesOf, windowOf }: Listing<T>, trace: Trace, judge: Judge): void {
  for (const seen of trace.of(operations)) {
    const window = windowOf(seen, trace.may);
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
  trace: Trace,
  judge: Judge,
): void {
  for (const seen of trace.of(operations)) {
    for (const { clause, request, shown, at, errata = [] } of filters) {
      const wanted = request(seen, trace.may);
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

function judgeAll<T>(listing: Listing<T>, trace: Trace, judge: Judge): void {
  const { operations, alone = [], entriesOf, nameOf, filters = [], clauses } = listing;
  for (const seen of trace.of(operations)) {
    const window = listing.windowOf(seen, trace.may);
    const listed = entriesOf(seen).map(({ entry }) => nameOf(entry));
    if (!window || window.offset > 0 || listed.length >= window.limit) continue;
    const inForce = filters.filter((filter) => filter.request(seen, trace.may) !== undefined);
    const belongs = (entry: T) =>
      inForce.every((filter) => filter.shown(entry) === filter.request(seen, trace.may));
    for (const { name, entries, number } of shownAround(listing, alone, trace, seen)) {
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
  trace: Trace,
  list: Seen,
) {
  const near = (step: number) =>
    trace
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
