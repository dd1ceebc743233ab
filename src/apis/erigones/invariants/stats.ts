// What Erigones promises of the statistics: that they count what the log has.
import type { LogPage, LogStats } from '../../../../schemas/erigones/types.ts';
import { modelled } from '../../../core/invariants/checks.ts';
import type { Invariant, Seen } from '../../../core/invariants/invariant.ts';
import { beside, choices, endBefore, isPreset, queried } from '../observations.ts';
import { always } from '../own-records.ts';
import { liveStates } from '../record.ts';

const operation = 'get-log-stats';
const day = 86_400;
const members = { FAILURE: 'failed', PENDING: 'pending', SUCCESS: 'succeeded', REVOKED: 'revoked' } as const;
const kinds = Object.values(members);
const example = 'erigones/stats/example';
const lastOf = (seen: Seen) => Number(queried(seen, 'last') ?? day);
const statsIn = ({ content }: Seen) => content as LogStats;

const last: Invariant = {
  id: 'erigones/stats-last',
  clauses: ['erigones/stats/last'],
  says: 'The statistics say how far back they go: as far as requested, or a day.',
  judge(trace, judge) {
    for (const seen of trace.of([operation])) {
      const { _last: actual } = statsIn(seen);
      const wanted = lastOf(seen);
      judge(actual === wanted, { seen, pointer: '/_last', expected: `${wanted}, as requested`, actual });
    }
  },
};

const further: Invariant = {
  id: 'erigones/stats-further-back',
  clauses: [example],
  says: 'Statistics over a longer time count no fewer tasks.',
  judge(trace, judge) {
    for (const seen of trace.of([operation])) {
      const [, wider] = beside(trace, seen);
      // A minute, so that what went by between the two requests is still within.
      if (!isPreset(wider) || wider.operation !== operation || lastOf(wider) < lastOf(seen) + 60) continue;
      for (const kind of kinds) {
        const [least, actual] = [statsIn(seen)[kind], statsIn(wider)[kind]];
        const expected = `${least} or more, as in exchange ${seen.number}`;
        judge(actual >= least, { seen: wider, pointer: `/${kind}`, expected, actual });
      }
    }
  },
};

const sum: Invariant = {
  id: 'erigones/stats-add-up',
  clauses: [example],
  says: 'The statistics of all times are as many as the lines of the log, of each kind and together.',
  judge(trace, judge) {
    for (const page of trace.of(['get-log-page'])) {
      if (choices.some((each) => each !== 'status' && queried(page, each))) continue;
      const [before, after] = beside(trace, page).map((each) => (isOfAllTimes(each) ? each : undefined));
      const status = queried(page, 'status') as keyof typeof members | undefined;
      const counted = (seen: Seen) => {
        const wanted = status === undefined ? kinds : [members[status]];
        return wanted.reduce((total, kind) => total + statsIn(seen)[kind], 0);
      };
      // Only if nothing was written in between.
      if (!before || !after || counted(before) !== counted(after)) continue;
      const { count } = page.content as LogPage;
      const expected = `${count} ${status ?? 'lines'}, as exchange ${page.number} counts them`;
      const pointer = status === undefined ? '' : `/${members[status]}`;
      judge(counted(after) === count, { seen: after, pointer, expected, actual: counted(after) });
    }
  },
};

const more: Invariant = {
  id: 'erigones/stats-count-ends',
  clauses: [example],
  says: 'When a task has ended, one more has.',
  judge(trace, judge) {
    const all = trace.of([operation]).filter(isOfAllTimes);
    for (const [index, later] of all.entries()) {
      const earlier = all[index - 1];
      if (!earlier || earlier.scene !== later.scene) continue;
      const ended = new Map<string, string>();
      for (const { id, seen, states } of trace.observations) {
        const lived = states.every((state) => liveStates.includes(state));
        if (seen.scene !== later.scene || seen.number < earlier.number || !lived) continue;
        const end = seen.number < later.number ? endBefore(trace, later, id) : undefined;
        if (end !== undefined) ended.set(id, end);
      }
      for (const end of new Set(ended.values())) {
        const kind = members[end as keyof typeof members];
        const risen = [...ended.values()].filter((each) => each === end).length;
        const least = statsIn(earlier)[kind] + risen;
        const actual = statsIn(later)[kind];
        const expected = `${least} or more, for ${risen} ended in ${end} after exchange ${earlier.number}`;
        judge(actual >= least, { seen: later, pointer: `/${kind}`, expected, actual });
      }
    }
  },
};

function isOfAllTimes(seen: Seen | undefined): seen is Seen {
  return isPreset(seen) && seen.operation === operation && lastOf(seen) === always;
}

/** The meaning and the change of the numbers are our model; the page says how far back they go. */
export const statsInvariants: readonly Invariant[] = [last, ...[further, sum, more].map(modelled)];
