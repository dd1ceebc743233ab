// What a list of waiting builds tells of the readings that a server follows.
import type { WaitingBuild, WaitingBuildList } from '../../../../schemas/copr-waiting/types.ts';
import type { Sign } from '../../../core/invariants/checks.ts';
import type { Seen } from '../../../core/invariants/invariant.ts';
import { lists } from '../observations.ts';

/** That a member is missing tells of the service only beside one that nothing but the service has. */
const withoutIt = (erratum: string, has: (build: WaitingBuild) => boolean): Sign => ({
  erratum: `copr-waiting/${erratum}`,
  shownBy(seen) {
    const builds = buildsIn(seen);
    if (builds.length === 0) return undefined;
    if (builds.every(has)) return 'corrected';
    return builds.every((build) => !has(build) && build.copr.owner !== undefined) ? 'observed' : undefined;
  },
});

export const signs: readonly Sign[] = [
  withoutIt('copr-id', (build) => build.copr_id !== undefined),
  withoutIt('copr-chroots', ({ copr }) => copr.chroots !== undefined),
  {
    erratum: 'copr-waiting/address',
    shownBy: (seen) => (seen.operation === lists[1] && isSound(seen) ? 'observed' : undefined),
  },
];

function buildsIn(seen: Seen): readonly WaitingBuild[] {
  return isSound(seen) ? (seen.content as WaitingBuildList).builds : [];
}

function isSound({ operation, response, content, faults }: Seen): boolean {
  return (
    lists.includes(operation!) && response.status === 200 && content !== undefined && faults.length === 0
  );
}
