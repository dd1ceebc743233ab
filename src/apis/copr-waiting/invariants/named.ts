// What is known of a build that the user has named: what it was submitted for, that it waits, and that it does so no more once
// somebody has reported its start.
import type { WaitingBuildList } from '../../../../schemas/copr-waiting/types.ts';
import type { Invariant, Seen } from '../../../core/invariants/invariant.ts';
import { entriesOf, lists, mostListed, originOf } from '../observations.ts';
import { reports, takenBy } from '../own-records.ts';

const reported: Invariant = {
  id: 'copr-waiting/reported-has-left',
  clauses: ['copr-waiting/waiting'],
  says: 'A build that was reported as started waits no more.',
  judge(trace, judge) {
    for (const report of trace.of(reports))
      for (const id of takenBy(report))
        for (const seen of trace.of(lists).filter(({ number }) => number > report.number)) {
          const found = entriesOf(seen).find(({ entry }) => entry.id === id);
          judge(!found, {
            seen,
            pointer: found?.pointer ?? '/builds',
            expected: `no build ${id}, which exchange ${report.number} has reported as started`,
            actual: found ? `build ${id}` : idsIn(seen),
          });
        }
  },
};

const given: Invariant = {
  id: 'copr-waiting/as-given',
  clauses: [
    'copr-waiting/waiting',
    'copr-waiting/oldest-ten',
    'copr-waiting/own-chroots',
    'copr-waiting/fields/user-id',
  ],
  says: 'A build that the user has named waits, and shows what the user says of it.',
  judge({ of, given: said }, judge) {
    if (said.build_id === undefined) return;
    const id = Number(said.build_id);
    const report = of(reports).find((each) => takenBy(each).includes(id));
    for (const seen of of(lists).filter(
      ({ number }) => number < (report?.number ?? Number.POSITIVE_INFINITY),
    )) {
      const found = entriesOf(seen).find(({ entry }) => entry.id === id);
      const isFull = entriesOf(seen).length >= mostListed;
      judge(found !== undefined, {
        seen,
        clause: isFull ? 'copr-waiting/oldest-ten' : 'copr-waiting/waiting',
        pointer: '/builds',
        expected: `build ${id}, of which --param says that it waits`,
        actual: idsIn(seen),
        unusual: true,
      });
      for (const { name, actual, at, clause } of found ? originOf(found.entry) : []) {
        const expected = [said[name] ?? []].flat().join(' ');
        if (expected === '' || actual === undefined) continue;
        judge(`${actual}` === expected, {
          ...{ seen, clause, pointer: found!.pointer + at, actual },
          expected: `${expected}, as --param ${name} says`,
          unusual: true,
        });
      }
    }
  },
};

function idsIn({ content }: Seen): string {
  return `the builds ${(content as WaitingBuildList).builds.map(({ id }) => id).join(', ')}`;
}

export const named = [given, reported];
