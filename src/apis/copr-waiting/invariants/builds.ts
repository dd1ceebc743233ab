// What every build of a list promises by itself and beside the others.
import type { WaitingBuild } from '../../../../schemas/copr-waiting/types.ts';
import type { Invariant, Judge, Seen } from '../../../core/invariants/invariant.ts';
import type { Entry } from '../../../core/invariants/list.ts';
import { entriesOf, everyEntry, releasesOf } from '../observations.ts';

export const builds: Invariant = {
  id: 'copr-waiting/builds-make-sense',
  clauses: [
    'copr-waiting/fields/id',
    'copr-waiting/fields/copr-id',
    'copr-waiting/fields/copr',
    'copr-waiting/fields/submitted-on',
    'copr-waiting/fields/ended-on',
    'copr-waiting/one-release',
  ],
  says: 'A build is listed once, is of the copr that it names, and is dated in seconds; chroots are of one release.',
  judge(trace, judge) {
    for (const each of everyEntry(trace)) judgeBuild(each, entriesOf(each.seen), judge);
  },
};

function judgeBuild(
  { seen, entry, pointer }: Entry<WaitingBuild> & { readonly seen: Seen },
  all: readonly Entry<WaitingBuild>[],
  judge: Judge,
): void {
  const { id, copr, copr_id, submitted_on } = entry;
  const check = (right: boolean, clause: string, at: string, expected: string, actual: unknown) =>
    judge(right, { seen, clause: `copr-waiting/${clause}`, pointer: pointer + at, expected, actual });
  const once = all.find((each) => each.entry.id === id)?.pointer === pointer;
  check(once, 'fields/id', '/id', 'an id that no other build has', id);
  if (copr_id !== undefined)
    check(copr_id === copr.id, 'fields/copr-id', '/copr_id', `${copr.id}, as in copr`, copr_id);
  const inSeconds = submitted_on > 0 && submitted_on < 100_000_000_000;
  check(inSeconds, 'fields/submitted-on', '/submitted_on', 'Unix time in seconds', submitted_on);
  // The service of 2012 listed what had ended without a start, and soon did so no more: erratum copr-waiting/ended-on.
  const { ended_on } = entry;
  judge(ended_on === null, {
    ...{ seen, clause: 'copr-waiting/fields/ended-on', pointer: `${pointer}/ended_on` },
    ...{ expected: 'null, for it waits', actual: ended_on, unusual: true },
  });
  const known = all.find((each) => each.entry.copr.id === copr.id)!.entry.copr;
  const alike = (['name', 'owner_id', 'repos'] as const).every((member) => known[member] === copr[member]);
  check(alike, 'fields/copr', '/copr', `the copr ${copr.id} as elsewhere in this list`, copr);
  for (const [at, chroots] of Object.entries({ '/chroots': entry.chroots, '/copr/chroots': copr.chroots })) {
    const { size } = releasesOf(chroots);
    if (size > 0) check(size === 1, 'one-release', at, 'chroots of one release', chroots);
  }
}
