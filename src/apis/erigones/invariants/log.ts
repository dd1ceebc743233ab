// What Erigones promises of the log of tasks over several exchanges, with a page and without.
import type { LogLine } from '../../../../schemas/erigones/types.ts';
import { modelled } from '../../../core/invariants/checks.ts';
import type { Invariant } from '../../../core/invariants/invariant.ts';
import {
  beside,
  endBefore,
  instantsOf,
  isNewestFirst,
  isPreset,
  isShown,
  isUnchosen,
  isWhole,
  linesOf,
  logOperations,
  nameOf,
  queried,
  requestsTo,
} from '../observations.ts';

const path = 'erigones/log/path';

const order: Invariant = {
  id: 'erigones/log-falls',
  clauses: [path, 'erigones/log/time'],
  says: 'The newest line comes first, unless the request asks for the oldest.',
  judge(trace, judge) {
    for (const seen of trace.of(logOperations)) {
      const lines = linesOf(seen).map(({ entry }) => entry);
      if (seen.operation === 'get-log-page' && !isNewestFirst(seen)) lines.reverse();
      const readings = instantsOf(lines, trace.may);
      const places = readings.map(firstOutOfOrder);
      const dated = readings.some((instants) => !instants.some(Number.isNaN));
      const [place = -1] = places.includes(-1) ? [] : places;
      judge(place < 0, {
        seen,
        clause: dated ? path : 'erigones/log/time',
        pointer: '/results',
        expected: 'dates in the order that was requested',
        actual: lines.slice(Math.max(0, place - 1), place + 1).map(({ time }) => time),
        errata: ['erigones/log-time'],
      });
    }
  },
};

/** The place of the first instant that is none, or later than one before it; -1 if there is no such. */
function firstOutOfOrder(instants: readonly number[]): number {
  let earliest = Number.POSITIVE_INFINITY;
  return instants.findIndex((at) => {
    // Lines of one snapshot may be written by several hands.
    const right = at <= earliest + 1_000;
    earliest = Math.min(earliest, at);
    return !right;
  });
}

const lines: Invariant = {
  id: 'erigones/log-stays',
  clauses: ['erigones/log/example', 'erigones/cancel/revoked'],
  says: 'A line stays as it was written, and a task that has ended has one more.',
  judge(trace, judge) {
    const written = new Map<string, { line: LogLine; number: number }>();
    for (const seen of trace.of(logOperations)) {
      const here = linesOf(seen);
      for (const { entry, pointer } of here) {
        const key = `${seen.scene} ${nameOf(entry)}`;
        const { line, number } = written.get(key) ?? { line: entry, number: seen.number };
        written.set(key, { line, number });
        for (const member of ['object_type', 'object_name', 'object_alias', 'username', 'detail'] as const)
          judge(line[member] === entry[member], {
            seen,
            pointer: `${pointer}/${member}`,
            expected: `${line[member]}, as in exchange ${number}`,
            actual: entry[member],
          });
      }
      for (const { entry, pointer } of here.filter(({ entry }) => entry.status === 'REVOKED'))
        judge(entry.detail === 'terminated', {
          seen,
          clause: 'erigones/cancel/revoked',
          pointer: `${pointer}/detail`,
          expected: 'terminated',
          actual: entry.detail,
          errata: ['revoked-detail', 'revoked-unstarted', 'cancel-force'].map((name) => `erigones/${name}`),
        });
      if (!isUnchosen(seen) || !isNewestFirst(seen)) continue;
      for (const {
        entry: { task, status },
      } of here) {
        const end = status === 'PENDING' ? endBefore(trace, seen, task) : undefined;
        if (end === undefined) continue;
        const right = here.some(({ entry }) => entry.task === task && entry.status === end);
        const expected = `a line that ${task} has ended in ${end}`;
        judge(right, { seen, pointer: '/results', expected, actual: `${here.length} lines without it` });
      }
    }
  },
};

const newest: Invariant = {
  id: 'erigones/log-is-first-page',
  clauses: [path],
  says: 'The log shows the newest lines of its first page.',
  judge(trace, judge) {
    for (const seen of trace.of(['get-log'])) {
      const [page, again] = [seen.number, seen.number + 1].map((each) => trace.seen[each]);
      if (page?.operation !== 'get-log-page' || again?.operation !== 'get-log') continue;
      if (queried(page, 'page') !== '1' || !isUnchosen(page) || !isNewestFirst(page)) continue;
      const [first, wanted, last] = [seen, page, again].map((each) =>
        isPreset(each) ? linesOf(each).map(({ entry }) => nameOf(entry)) : undefined,
      );
      // Only if nothing was written in between.
      if (!first || !wanted || first.join() !== last?.join()) continue;
      const right = wanted.slice(0, first.length).join() === first.join() && first.length > 0;
      const expected = `${first[0]}, as exchange ${seen.number}, first`;
      judge(right, { seen: page, pointer: '/results', expected, actual: wanted[0] ?? 'no line' });
    }
  },
};

const running: Invariant = {
  id: 'erigones/log-of-running',
  clauses: [path],
  says: 'Of what runs the log shows that it began, and nothing of what has ended.',
  judge(trace, judge) {
    for (const seen of trace
      .of(['get-log-page'])
      .filter((each) => queried(each, 'show_running') === 'true')) {
      const here = linesOf(seen);
      for (const { entry, pointer } of here)
        judge(entry.status === 'PENDING', {
          seen,
          pointer: `${pointer}/status`,
          expected: 'PENDING, because only running tasks were requested',
          actual: entry.status,
        });
      const [before, after] = beside(trace, seen).map((each) =>
        isShown(each) ? requestsTo(each) : undefined,
      );
      if (before === undefined || before !== after || !isWhole(seen)) continue;
      const right = here.some(({ entry }) => entry.task === before);
      judge(right, { seen, expected: `a line of ${before}`, actual: `${here.length} lines without it` });
    }
  },
};

/** The page shows one log with one line, and names no order and no parameter. */
export const logInvariants: readonly Invariant[] = [
  modelled(order),
  lines,
  modelled(newest),
  modelled(running),
];
