// How one build, or one list of builds, breaks an invariant and obeys its schema.
import type { Build, BuildList } from '../../../schemas/entrecode/types.ts';
import type { Breach } from '../../core/api/fixtures.ts';

const builds = { build: [], 'build-list': ['_embedded', 'ec:app/build', '*'] };

export const breaches: readonly Breach[] = [
  {
    invariant: 'entrecode/facts-fit-the-state',
    at: builds,
    // A success without a result, a failure with one.
    change({ buildLocation, ...build }: Build) {
      if (buildLocation !== undefined) return build;
      const url = `https://builds.example.com/${build.buildID}.zip`;
      const ours = build.successful === 'error' && { buildLocation: { type: 'zipFile', config: { url } } };
      return { ...build, ...ours };
    },
  },
  {
    invariant: 'entrecode/events-stay',
    at: builds,
    change: ({ events: [first, ...others], ...build }: Build) => ({
      ...build,
      events: first ? [{ ...first, timestamp: '2001-01-01T00:00:00.000Z' }, ...others] : [],
    }),
  },
  {
    invariant: 'entrecode/list-counts',
    at: { 'build-list': [] },
    change: (list: BuildList) => ({ ...list, count: list.count + 1 }),
  },
];
