// What CodeArts promises about its lists: which page, in which order, and how much in all.
import type { BuildInfoRecord, BuildRecordList } from '../../../../schemas/codearts/types.ts';
import { type Checked, invariantsOf } from '../../../core/invariants/checks.ts';
import type { Invariant, Seen } from '../../../core/invariants/invariant.ts';
import { listInvariants } from '../../../core/invariants/listing.ts';
import { type Build, buildsIn, hasFinished, isComplete, lists, nameOf, pageOf } from '../observations.ts';
import { dayOf } from './members.ts';

const invariant = invariantsOf('codearts');
const day = 86_400_000;

const pages = listInvariants<BuildInfoRecord>({
  api: 'codearts',
  operations: lists,
  entriesOf: buildsIn,
  nameOf,
  windowOf: pageOf,
  isStill: hasFinished,
  lengthOf: ({ content }) => Number((content as BuildRecordList).result.total_record),
  clauses: {
    all: 'codearts/purpose',
    limit: 'codearts/request/page-size',
    offset: 'codearts/request/page-index',
  },
  sameList: ['start_time', 'end_time'],
});

const order = invariant(
  'newest-first',
  'The newest build comes first, and has the greatest number.',
  ['result/job-build-states', 'record/number'],
  function* (trace) {
    for (const builds of trace.of(lists).map(buildsIn))
      for (const [index, build] of builds.entries()) yield* judgePlace(build, builds.slice(0, index));
  },
);

/** A build of a list, held against those above it. */
function* judgePlace({ seen, entry, pointer }: Build, above: readonly Build[]): Iterable<Checked> {
  const before = above.map((each) => each.entry);
  const about = { seen, pointer: `${pointer}/number`, actual: entry.number };
  const clause = 'record/number';
  const twice = before.some(({ number }) => number === entry.number);
  yield { ...about, clause, right: !twice, expected: 'a number that no other build here has' };
  // Builds may overtake each other in a queue, but not in a day.
  const newer = before.findLast(({ start_time }) => start_time - entry.start_time > day);
  if (newer) {
    const expected = `less than ${newer.number}, which began over a day later`;
    yield { ...about, clause, right: entry.number < newer.number, expected, unusual: true };
  }
  const next = before.at(-1);
  if (!next) return;
  const right = next.start_time >= entry.start_time || next.number > entry.number;
  const expected = `a build older than ${next.number}`;
  yield { ...about, clause: 'result/job-build-states', right, expected, unusual: true };
}

const days = invariant(
  'days-begin-with-1',
  'The numbers of each day are all different and begin with 1.',
  ['record/daily-build-number'],
  function* (trace) {
    for (const seen of trace.of(lists)) {
      const builds = buildsIn(seen);
      const dates = [...new Set(builds.map(({ entry }) => dayOf(entry)))].sort();
      for (const date of dates) {
        const counted = builds
          .filter(({ entry }) => dayOf(entry) === date)
          .map(({ entry }) => counterOf(entry));
        const about = { seen, clause: 'record/daily-build-number', actual: counted.join(', ') };
        const different = new Set(counted).size === counted.length;
        yield { ...about, right: different, expected: `different numbers of ${date}` };
        // Of the first and the last day some may lie outside the window.
        if (!isComplete(seen) || date === dates[0] || date === dates.at(-1)) continue;
        yield { ...about, right: Math.min(...counted) === 1, expected: `numbers of ${date} from 1 on` };
      }
    }
  },
);

function counterOf({ daily_build_number }: BuildInfoRecord): number {
  return Number(daily_build_number.split('.')[1]);
}

const counts = invariant(
  'counts-add-up',
  'What a response says about itself agrees with its content.',
  [
    'result/total-record',
    'result/total-page',
    'result/page-index',
    'result/job-build-states',
    'response/error',
    'response/status',
  ],
  function* (trace) {
    for (const seen of trace.of(lists)) yield* judgeCounts(seen);
  },
);

function* judgeCounts(seen: Seen): Iterable<Checked> {
  const { result, error, status } = seen.content as BuildRecordList;
  const { page_index, total_page, total_record: total } = result;
  const check = (
    pointer: string,
    clause: string,
    right: boolean,
    expected: string,
    actual: unknown,
  ): Checked => ({
    ...{ seen, clause, pointer, right, expected, actual },
  });
  yield check('/error', 'response/error', !error, 'null, for nothing went wrong', error);
  yield check('/status', 'response/status', status === 'success', 'success, for nothing went wrong', status);
  const page = pageOf(seen);
  if (!page) return;
  const { limit, offset } = page;
  const shown = buildsIn(seen).length;
  const due = Math.min(limit, Math.max(0, Number(total) - offset));
  const what = `${due} builds on this page, for there are ${total} in all`;
  yield check('/result/job_build_states', 'result/job-build-states', shown === due, what, `${shown} builds`);
  const sum = `a number by which this page has ${shown} builds`;
  yield check('/result/total_record', 'result/total-record', shown === due, sum, total);
  const index = `${offset / limit}`;
  yield check(
    '/result/page_index',
    'result/page-index',
    page_index === index,
    `${index}, as requested`,
    page_index,
  );
  const pages = `${Math.ceil(Number(total) / limit)}`;
  yield {
    ...check(
      '/result/total_page',
      'result/total-page',
      total_page === pages,
      `${pages}, of ${limit} each`,
      total_page,
    ),
    errata: total_page === total ? ['codearts/total-page'] : [],
  };
}

export const listsInvariants: readonly Invariant[] = [...pages, order, days, counts];
