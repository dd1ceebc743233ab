// What Erigones promises of the pages of its log: one list, cut into hundreds, of the lines that were requested.
import type { LogLine, LogPage } from '../../../../schemas/erigones/types.ts';
import { modelled } from '../../../core/invariants/checks.ts';
import type { Invariant, May } from '../../../core/invariants/invariant.ts';
import { listInvariants } from '../../../core/invariants/listing.ts';
import { choices, instantsOf, isNewestFirst, linesOf, nameOf, queried } from '../observations.ts';

const perPage = 100;
const path = 'erigones/log/path';
const operation = 'get-log-page';

// Lines only come, at the newest end, so that the place of a line is counted from the oldest.
const oneList = listInvariants<LogLine>({
  api: 'erigones',
  operations: [operation],
  entriesOf: (seen) => (isNewestFirst(seen) ? linesOf(seen).toReversed() : linesOf(seen)),
  nameOf,
  filters: [
    {
      clause: path,
      at: '/status',
      request: (seen) => queried(seen, 'status'),
      shown: ({ status }) => status,
    },
    {
      clause: path,
      at: '/object_type',
      request: (seen) => queried(seen, 'object_type'),
      shown: ({ object_type }) => object_type,
    },
  ],
  windowOf(seen) {
    const { count } = seen.content as LogPage;
    const before = (Number(queried(seen, 'page')) - 1) * perPage;
    const limit = Math.max(0, Math.min(perPage, count - before));
    // Lines of what runs go as well as come.
    if (queried(seen, 'show_running')) return undefined;
    return { limit, offset: isNewestFirst(seen) ? Math.max(0, count - before - limit) : before };
  },
  isStill: () => true,
  clauses: { all: path, limit: path, offset: path },
  sameList: [...choices, 'order_by'],
});

/** What a filter lets through; by more than one standard where the server may follow more than one reading. */
interface Choice {
  readonly name: string;
  readonly at: string;
  readonly lets: (line: LogLine, request: string, may: May) => boolean;
  readonly errata?: readonly string[];
}

const chosen: readonly Choice[] = [
  {
    name: 'object_name',
    at: '/object_name',
    lets: ({ object_name }, request) => object_name.toLowerCase().includes(request.toLowerCase()),
  },
  {
    name: 'date_from',
    at: '/time',
    lets: (line, request, may) => isAt(line, may, (at) => at >= Date.parse(request)),
    errata: ['erigones/date-from'],
  },
  {
    name: 'date_to',
    at: '/time',
    lets: (line, request, may) => isAt(line, may, (at) => at < Date.parse(request)),
    errata: ['erigones/date-to'],
  },
  { name: 'hide_auto', at: '/task', lets: ({ task }, request) => request !== 'true' || !/^\d+a/.test(task) },
];

function isAt(line: LogLine, may: May, right: (at: number) => boolean): boolean {
  return instantsOf([line], may).some(([at]) => right(at!));
}

const choice: Invariant = {
  id: 'erigones/log-choices',
  clauses: [path],
  says: 'A page has lines of the objects and days that were requested, and of no others.',
  judge(trace, judge) {
    for (const seen of trace.of([operation]))
      for (const { name, at, lets, errata = [] } of chosen) {
        const request = queried(seen, name);
        if (request === undefined) continue;
        for (const { entry, pointer } of linesOf(seen))
          judge(lets(entry, request, trace.may), {
            seen,
            pointer: pointer + at,
            expected: `a line for ${name}=${request}`,
            actual: nameOf(entry),
            errata,
          });
      }
  },
};

const arithmetic: Invariant = {
  id: 'erigones/log-pages',
  clauses: [path],
  says: 'A page has a hundred lines if there are as many, and leads to the ones before and after it.',
  judge(trace, judge) {
    for (const seen of trace.of([operation])) {
      const { count, next, previous, results } = seen.content as LogPage;
      const page = Number(queried(seen, 'page'));
      const left = Math.max(0, Math.min(perPage, count - (page - 1) * perPage));
      const { length } = results;
      judge(length === left, {
        seen,
        pointer: '/results',
        expected: `${left} lines of ${count}`,
        actual: length,
      });
      if (page > 1) judge(left > 0, { seen, expected: 'status 404 beyond the last page', actual: results });
      const leads = (member: string, href: string | null, to: number | null, errata: string[] = []) =>
        judge(pageBehind(href, seen.request.url) === to, {
          seen,
          pointer: `/${member}`,
          expected: to === null ? 'null' : `the same query with page ${to}`,
          actual: href,
          errata,
        });
      leads('next', next, page * perPage < count ? page + 1 : null);
      const quirk = page === 2 ? ['erigones/previous-page'] : [];
      leads('previous', previous, page > 1 ? page - 1 : null, quirk);
    }
  },
};

/** The number of the page that a link leads to; undefined if it leads to another list. */
function pageBehind(href: string | null, from: string): number | null | undefined {
  if (href === null) return null;
  if (!URL.canParse(href, from)) return undefined;
  const [link, own] = [new URL(href, from), new URL(from)];
  const page = Number(link.searchParams.get('page'));
  for (const { searchParams } of [link, own]) {
    searchParams.delete('page');
    searchParams.sort();
  }
  return link.pathname === own.pathname && link.search === own.search ? page : undefined;
}

/** The page names no parameter of the log, so that it comes in pages is known of the service alone. */
export const pageInvariants: readonly Invariant[] = [...oneList, choice, arithmetic].map(modelled);
