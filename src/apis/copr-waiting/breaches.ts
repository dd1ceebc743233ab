// How one build, or one list of builds, breaks an invariant and obeys its schema.
import type { WaitingBuild, WaitingBuildList } from '../../../schemas/copr-waiting/types.ts';
import type { Breach } from '../../core/api/fixtures.ts';

export const breaches: readonly Breach[] = [
  {
    invariant: 'copr-waiting/builds-make-sense',
    at: { 'waiting-build': [], 'waiting-build-list': ['builds', '*'] },
    change: (build: WaitingBuild) =>
      build.copr_id === undefined ? build : { ...build, copr_id: build.user_id === 77 ? 78 : 77 },
  },
  {
    invariant: 'copr-waiting/oldest-first',
    at: { 'waiting-build-list': ['builds'] },
    // Neither from the oldest on nor from the newest: each of these is a possible reading.
    change([first, ...others]: WaitingBuildList['builds']) {
      const distinct = new Set([first, ...others].map((build) => build?.submitted_on)).size;
      return first && distinct > 2
        ? [others[0], first, ...others.slice(1)]
        : [first, ...others].filter(Boolean);
    },
  },
];
