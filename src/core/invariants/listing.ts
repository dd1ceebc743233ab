// The invariants of lists, the same for every list: what was requested and nothing else, all of it, no more
// than the limit, and pages that neither lose nor repeat.
import type { Invariant, Judge, May, Seen, Trace } from './invariant.ts';
import type { Filter, Listing } from './list.ts';
import { around, type Look, looksOf } from './looks.ts';
import { judgeLength, judgeOnce, judgeOrder, judgeWalk, walksOf } from './pages.ts';
import { isUnwilling } from './refusals.ts';

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
      [clauses.offset, clauses.limit, clauses.all],
      'A list shows each entry once, and its pages neither lose nor repeat entries.',
      (trace, judge) => {
        judgeOnce(listing, trace, judge);
        for (const walk of walksOf(listing, trace)) judgeWalk(listing, walk, trace.may, judge);
      },
    ),
  ];
  if (listing.lengthOf)
    invariants.push(
      invariant(
        'list-length',
        [clauses.limit],
        'A page has as many entries as the length of the list requires.',
        (trace, judge) => judgeLength(listing, trace, judge),
      ),
    );
  if (listing.mayFollow)
    invariants.push(
      invariant('list-order', [clauses.all], 'A list is in the requested order.', (trace, judge) =>
        judgeOrder(listing, trace, judge),
      ),
    );
  if (filters.length > 0) {
    const cited = filters.map(({ clause }) => clause);
    invariants.push(
      invariant('list-filters', cited, 'A list holds what was requested and nothing else.', (trace, judge) =>
        judgeFilters(listing, trace, judge),
      ),
    );
  }
  if (listing.alone)
    invariants.push(
      invariant(
        'list-has-all',
        [clauses.all],
        'A record that was shown before and after a list is in it, if it belongs there.',
        (trace, judge) => judgeAll(listing, trace, judge),
      ),
    );
  if (listing.missing)
    invariants.push(
      invariant(
        'shown-is-found',
        [listing.missing.found, listing.missing.clause],
        'A record that was shown before and after a request for it is found.',
        (trace, judge) => judgeMissing(listing, listing.missing!, trace, judge),
      ),
    );
  return invariants;
}

/** A list below its limit shows nothing about the limit. */
function judgeLimit<T>({ operations, entriesOf, windowOf }: Listing<T>, trace: Trace, judge: Judge): void {
  for (const seen of trace.of(operations)) {
    const window = windowOf(seen, trace.may);
    const { length } = entriesOf(seen);
    if (!window || length < window.limit) continue;
    const expected = `at most ${window.limit} entries`;
    judge(length <= window.limit, { seen, expected, actual: `${length} entries` });
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
        const actual = shown(entry, seen);
        if (actual === undefined) continue;
        judge(actual === wanted, {
          seen,
          clause,
          pointer: pointer + at,
          expected: `${wanted}, as requested`,
          actual,
          errata: typeof errata === 'function' ? errata(actual, wanted) : errata,
        });
      }
    }
  }
}

/** The lists of an operation. If it answers at all, a missing list counts as an empty one. */
function listsAt(operation: string, trace: Trace): readonly Seen[] {
  const shown = new Set(trace.of([operation]));
  if (shown.size === 0) return [];
  return trace.seen.filter((seen) => shown.has(seen) || (seen.operation === operation && isGone(seen)));
}

function isGone({ response }: Seen): boolean {
  return response.status === 404 || response.status === 410;
}

/** The erratum whose other reading makes a filter leave out what it should let through. */
function excuses<T>(
  { errata, shown, request }: Filter<T>,
  entry: T,
  list: Seen,
  may: May,
): readonly string[] {
  const [is, wanted] = [shown(entry, list), request(list, may)];
  return typeof errata === 'function' && is !== undefined && wanted !== undefined ? errata(is, wanted) : [];
}

function judgeAll<T>(listing: Listing<T>, trace: Trace, judge: Judge): void {
  const { operations, entriesOf, nameOf, filters = [], clauses } = listing;
  const scenes = looksOf(listing, trace);
  for (const seen of operations.flatMap((operation) => listsAt(operation, trace))) {
    const window = listing.windowOf(seen, trace.may);
    const gone = isGone(seen);
    const listed = new Set(gone ? [] : entriesOf(seen).map(({ entry }) => nameOf(entry, seen)));
    if (!window || window.offset > 0 || listed.size >= window.limit) continue;
    const inForce = filters.filter((filter) => filter.request(seen, trace.may) !== undefined);
    for (const [name, looks] of scenes.get(seen.scene) ?? []) {
      const near = around(looks, seen);
      if (!near || !belongsThroughout(listing, inForce, near, seen, trace.may)) continue;
      judge(listed.has(name), {
        seen,
        // With several filters it is unknown which of them left it out.
        clause: inForce.length === 1 ? inForce[0]!.clause : clauses.all,
        expected: `${name}, which exchanges ${near[0].seen.number} and ${near[1].seen.number} show`,
        actual: gone ? `status ${seen.response.status}` : `${listed.size} entries without it`,
        errata: inForce.flatMap((filter) => excuses(filter, near[0].entry, seen, trace.may)),
      });
    }
  }
}

/** Whether a record matched the request during the whole time between two looks at it, not only at both. */
function belongsThroughout<T>(
  { isStill }: Pick<Listing<T>, 'isStill'>,
  inForce: readonly Filter<T>[],
  [before, after]: readonly [Look<T>, Look<T>],
  list: Seen,
  may: May,
): boolean {
  // Facts that can change count only from looks right before and right after, or once they can change no more.
  const close = before.seen.number === list.number - 1 && after.seen.number === list.number + 1;
  const stays = close || isStill(before.entry);
  return inForce.every(
    (filter) =>
      (filter.fixed || stays) &&
      [before, after].every(({ entry, seen }) => filter.shown(entry, seen) === filter.request(list, may)),
  );
}

function judgeMissing<T>(
  listing: Listing<T>,
  { found, clause, nameOf }: NonNullable<Listing<T>['missing']>,
  trace: Trace,
  judge: Judge,
): void {
  const scenes = looksOf(listing, trace);
  for (const seen of trace.seen) {
    const name = listing.alone?.includes(seen.operation!) ? nameOf(seen) : undefined;
    if (name === undefined || isUnwilling(seen.response.status)) continue;
    const near = around(scenes.get(seen.scene)?.get(name) ?? [], seen);
    if (!near) continue;
    const expected = `${name}, which exchanges ${near[0].seen.number} and ${near[1].seen.number} show`;
    const actual = `status ${seen.response.status}`;
    const right = !isGone(seen) && seen.response.status < 500;
    judge(right, { seen, clause: isGone(seen) ? clause : found, expected, actual });
  }
}
