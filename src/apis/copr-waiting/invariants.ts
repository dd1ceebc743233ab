// What Copr's frontend promises over several exchanges.
import type { Invariant, InvariantBook, Seen } from '../../core/invariants/invariant.ts';
import { isBetween } from '../../core/invariants/looks.ts';
import { explore } from './exploration.ts';
import { builds } from './invariants/builds.ts';
import { named } from './invariants/named.ts';
import { signs } from './invariants/signs.ts';
import {
  entriesOf,
  lists,
  mostListed,
  observations,
  originOf,
  rawEntriesOf,
  redirects,
  textsOf,
  waitersOf,
} from './observations.ts';

/** The clause of a list: with parameters, that they change nothing; without, what it promises by itself. */
function clauseOf({ request }: Seen, promise: string): string {
  return request.query.size > 0 ? 'copr-waiting/fixed-limit' : promise;
}

const there: Invariant = {
  id: 'copr-waiting/list-is-there',
  clauses: ['copr-waiting/path'],
  says: 'The list is at its address, and the address without the slash leads to it.',
  judge(trace, judge) {
    for (const seen of trace.seen) {
      const { operation, request, response } = seen;
      if (
        operation === lists[0] &&
        request.query.size === 0 &&
        [200, 404, 405, 410].includes(response.status)
      )
        judge(response.status === 200, {
          seen,
          expected: 'the list',
          actual: `status ${response.status}`,
          // It may be elsewhere, if it is.
          errata: trace.of([lists[1]!]).length > 0 ? ['copr-waiting/address'] : [],
        });
      // The other address is no sentence of the page; but where the list was shown before and after, it is.
      if (operation === lists[1] && isBetween(seen, trace.of([lists[1]!])))
        judge(![404, 405, 410].includes(response.status), {
          ...{ seen, expected: 'the list', actual: `status ${response.status}`, unusual: true },
        });
      const { location } = response.headers;
      if (!redirects.includes(operation!) || location === undefined) continue;
      const wanted = `${new URL(request.url).pathname}/`;
      judge(URL.canParse(location, request.url) && new URL(location, request.url).pathname === wanted, {
        seen,
        expected: `a location that is the same address with a slash, ${wanted}`,
        actual: location,
        unusual: true,
      });
    }
  },
};

const atMostTen: Invariant = {
  id: 'copr-waiting/at-most-ten',
  clauses: ['copr-waiting/oldest-ten', 'copr-waiting/fixed-limit'],
  says: 'A list has ten builds at the most, whatever is requested; and exactly ten if more builds wait.',
  judge(trace, judge) {
    for (const seen of trace.seen) {
      const length = rawEntriesOf(seen)?.length;
      if (length === undefined) continue;
      const many = seen.staged?.preset === 'eleven-builds-wait';
      judge(many ? length === mostListed : length <= mostListed, {
        seen,
        clause: clauseOf(seen, 'copr-waiting/oldest-ten'),
        pointer: '/builds',
        expected: many ? `${mostListed} builds, for more of them wait` : `at most ${mostListed} builds`,
        actual: `${length} builds`,
      });
    }
  },
};

const oldestFirst: Invariant = {
  id: 'copr-waiting/oldest-first',
  clauses: ['copr-waiting/example/order', 'copr-waiting/fixed-limit'],
  says: 'The oldest build is first, or, as in the example, last.',
  judge(trace, judge) {
    for (const seen of trace.of(lists)) {
      const dates = entriesOf(seen).map(({ entry }) => entry.submitted_on);
      // One build shows no order.
      if (dates.length < 2) continue;
      const rises = dates.every((date, index) => index === 0 || date >= dates[index - 1]!);
      const falls = dates.every((date, index) => index === 0 || date <= dates[index - 1]!);
      const corrected = trace.may('copr-waiting/order', 'corrected');
      judge(corrected ? rises : falls, {
        seen,
        clause: clauseOf(seen, 'copr-waiting/example/order'),
        pointer: '/builds',
        expected: `builds from the ${corrected ? 'oldest to the newest' : 'newest to the oldest'}`,
        actual: `submitted_on ${dates.join(', ')}`,
        // No sentence names an order; that a request changes nothing is one.
        unusual: seen.request.query.size === 0,
        // No reading has another order than these two.
        errata: rises || falls ? ['copr-waiting/order'] : [],
      });
    }
  },
};

const waitsOn: Invariant = {
  id: 'copr-waiting/waits-on',
  clauses: ['copr-waiting/waiting', 'copr-waiting/oldest-ten', 'copr-waiting/fixed-limit'],
  says: 'What waits is in every list that it is old enough for; what has left does not come back.',
  judge(trace, judge) {
    for (const { seen, id, after, ids, full } of waitersOf(trace.of(lists)))
      judge(ids.includes(id), {
        seen,
        clause: clauseOf(seen, full ? 'copr-waiting/oldest-ten' : 'copr-waiting/waiting'),
        pointer: '/builds',
        expected: `build ${id} too, for it still waits in exchange ${after}`,
        actual: `the builds ${ids.join(', ')}`,
      });
  },
};

const arranged: Invariant = {
  id: 'copr-waiting/as-arranged',
  clauses: [
    'copr-waiting/waiting',
    'copr-waiting/canceled',
    'copr-waiting/own-chroots',
    'copr-waiting/fields/user-id',
  ],
  says: 'Of a build that is known, the list shows that it waits as long as it does, and what it was submitted for.',
  judge(trace, judge) {
    // Where no build is ever shown, that one is missing shows nothing.
    const showsAny = trace.of(lists).some((seen) => entriesOf(seen).length > 0);
    for (const seen of trace.of(lists)) {
      const { preset = '', params = {} } = seen.staged ?? {};
      const entries = entriesOf(seen);
      const entry = entries.find((each) => each.entry.id === params.build_id);
      const state = /^build-is-(.+)$/.exec(preset)?.[1];
      if (state !== undefined && (entry || (state === 'waiting' ? entries.length < mostListed : showsAny)))
        judge((entry !== undefined) === (state === 'waiting'), {
          seen,
          clause: clauseOf(seen, state === 'canceled' ? 'copr-waiting/canceled' : 'copr-waiting/waiting'),
          pointer: entry?.pointer ?? '/builds',
          expected: `${state === 'waiting' ? 'build' : 'no build'} ${params.build_id}, which is ${state}`,
          actual: `the builds ${entries.map(({ entry: { id } }) => id).join(', ')}`,
        });
      for (const { name, actual, at, clause } of entry ? originOf(entry.entry) : []) {
        const expected = [params[name] ?? []].flat().join(' ');
        if (expected === '' || actual === undefined) continue;
        judge(`${actual}` === expected, { seen, clause, pointer: entry!.pointer + at, expected, actual });
      }
    }
  },
};

const oneSpace: Invariant = {
  id: 'copr-waiting/one-space',
  clauses: ['copr-waiting/one-space'],
  says: 'Between two items of one text is one space and nothing else.',
  judge(trace, judge) {
    for (const seen of trace.seen)
      for (const { pointer, text, spaced } of textsOf(seen))
        judge(spaced, { seen, pointer, expected: 'one space between two items', actual: text });
  },
};

export const invariants: InvariantBook = {
  observations,
  shown: ['waiting'],
  order: 'copr-waiting/waiting',
  invariants: [there, atMostTen, oldestFirst, waitsOn, arranged, builds, oneSpace, ...named],
  signs,
  explore,
};
