// Named situations, and the app and the platform that builds belong to. The page prints no build.
import type { Preset, Samples } from '../../core/api/api.ts';
import { countOf } from '../../core/records/attributes.ts';
import { presetPerState } from '../../core/worlds/presets.ts';
import { lifecycle } from './lifecycle.ts';
import { type BuildAttributes, home, platformOf } from './record.ts';
import { appOf, parentsOf } from './supporting/facts.ts';

const usual = lifecycle.states.running.lasts;
const platform = platformOf(home.platformID, home.appID);

export const samples: Samples<BuildAttributes> = {
  creates: [],
  parents: [
    ...parentsOf(appOf(home.appID)),
    { kind: 'platform', id: home.platformID, parent: { ...platform } },
  ],
};

export const presets: readonly Preset<BuildAttributes>[] = [
  ...presetPerState<BuildAttributes>(lifecycle, {
    noun: 'build',
    subject: '{buildID}',
    params: { buildID: 4711, platformID: home.platformID },
    clauses: ['entrecode/build/successful'],
  }),
  {
    name: 'platform-has-many-builds',
    says: 'platform {platformID} has {builds} builds that succeeded',
    clauses: ['entrecode/list'],
    params: { platformID: home.platformID, builds: 25 },
    creates: (params) =>
      Array.from({ length: countOf(params, 'builds') }, () => ({
        state: 'success',
        attributes: { platformID: String(params.platformID) },
      })),
  },
  {
    name: 'builds-end-one-after-another',
    says: 'platform {platformID} has {builds} builds that run and will end one after the other',
    clauses: ['entrecode/build/events'],
    params: { platformID: home.platformID, builds: 4 },
    creates: (params) =>
      Array.from({ length: countOf(params, 'builds') }, (_, index) => ({
        state: 'running',
        lasts: { running: (index + 1) * usual },
        attributes: { platformID: String(params.platformID) },
      })),
  },
];
