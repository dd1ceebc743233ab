// Named situations, and the build that the page prints.
import type { Preset, Samples } from '../../core/api/api.ts';
import { countOf } from '../../core/records/attributes.ts';
import { presetPerState } from '../../core/worlds/presets.ts';
import { lifecycle } from './lifecycle.ts';
import type { TaskAttributes } from './record.ts';

const printed: TaskAttributes = {
  build_id: 106882,
  chroot_name: 'fedora-rawhide-x86_64',
  project_id: 3985,
  project: 'aeghqawgt',
  owner: 'vgologuz',
  creator: 'vgologuz',
  package: 'python-marshmallow',
  git_hash: 'd241064b14f9dcd5d9032d0aca3b4e78fbd1aafd',
  results_host: 'http://copr-be-dev.cloud.fedoraproject.org',
};
const started = 1_440_753_865_000;
const ended = 1_440_753_919_000;

export const samples: Samples<TaskAttributes> = {
  creates: [
    {
      attributes: printed,
      created: started - 4_000,
      seenAt: ended,
      plan: [
        { state: 'importing', lasts: 2_000 },
        { state: 'pending', lasts: 2_000 },
        { state: 'starting', lasts: 1_000 },
        { state: 'running', lasts: ended - started - 1_000 },
        { state: 'succeeded' },
      ],
    },
  ],
};

export const presets: readonly Preset<TaskAttributes>[] = [
  ...presetPerState<TaskAttributes>(lifecycle, {
    noun: 'build',
    subject: '{build_id}',
    params: { build_id: 106882, chroot_name: 'fedora-rawhide-x86_64' },
    clauses: ['copr/list/state-values'],
  }),
  {
    name: 'project-has-many-builds',
    says: 'project {project_id} has {builds} builds that succeeded',
    clauses: ['copr/list/offset', 'copr/list/limit'],
    params: { project_id: 4242, builds: 125 },
    creates: (params) =>
      Array.from({ length: countOf(params, 'builds') }, () => ({
        state: 'succeeded',
        attributes: { project_id: Number(params.project_id) },
      })),
  },
];
