// Named situations, and the two builds that the page prints.
import type { Creation, Preset, Samples } from '../../core/api/api.ts';
import { countOf } from '../../core/records/attributes.ts';
import { presetPerState } from '../../core/worlds/presets.ts';
import { lifecycle } from './lifecycle.ts';
import type { BuildAttributes } from './record.ts';

const newer: Partial<BuildAttributes> = {
  build_id: 5,
  user_id: 1,
  pkgs: ['http://foo/pkg.src.rpm'],
  chroots: ['fedora-17-i386', 'fedora-17-x86_64'],
  copr_id: 5,
  copr: 'ff2',
  owner_id: 2,
  repos: null,
  copr_chroots: ['fedora-17-i386', 'fedora-17-x86_64'],
};
const older: Partial<BuildAttributes> = {
  build_id: 4,
  user_id: 1,
  pkgs: ['http://foo/pkg-1.src.rpm', 'http://foo/spam-2.src.rpm'],
  chroots: ['fedora-rawhide-i386'],
  copr_id: 3,
  copr: 'baz',
  owner_id: 1,
  repos: ['http://foo/repo', 'http://bar/repo'],
  copr_chroots: ['fedora-rawhide-i386'],
};

/** Nothing is random, so that an exchange can show all of it. */
const submitted: Partial<BuildAttributes> = {
  build_id: 6,
  user_id: 3,
  pkgs: ['http://srpms.example/jq-1.7.1-8.src.rpm', 'http://srpms.example/oniguruma-6.9.9-1.src.rpm'],
  chroots: ['fedora-41-i386', 'fedora-41-x86_64'],
  copr_id: 7,
  copr: 'nightly',
  owner_id: 2,
  repos: ['http://repos.example/base', 'http://repos.example/extras'],
  copr_chroots: ['fedora-41-i386', 'fedora-41-x86_64'],
};

export const samples: Samples<BuildAttributes> = {
  creates: [printed(older, 1_351_153_692_000), printed(newer, 1_351_157_544_000)],
};

export const presets: readonly Preset<BuildAttributes>[] = [
  ...presetPerState<BuildAttributes>(lifecycle, {
    noun: 'build',
    subject: '{build_id}',
    params: submitted,
    clauses: ['copr-waiting/waiting', 'copr-waiting/canceled'],
  }),
  {
    name: 'eleven-builds-wait',
    says: '{builds} more builds wait than the page prints',
    clauses: ['copr-waiting/oldest-ten'],
    params: { builds: 11 },
    creates: (params) => Array.from({ length: countOf(params, 'builds') }, () => ({ state: 'waiting' })),
  },
  {
    name: 'copr-chroots-changed',
    says: 'copr {copr_id} builds for {copr_chroots} since build {build_id} was submitted for {chroots}',
    clauses: ['copr-waiting/own-chroots'],
    params: {
      build_id: 6,
      copr_id: 6,
      chroots: ['fedora-41-i386', 'fedora-41-x86_64'],
      copr_chroots: ['fedora-42-x86_64'],
    },
    creates: (params) => [{ state: 'waiting', attributes: params as Partial<BuildAttributes> }],
  },
  {
    name: 'build-of-another',
    says: 'user {user_id} has submitted build {build_id} to copr {copr_id}, which user {owner_id} owns',
    clauses: ['copr-waiting/fields/user-id'],
    params: { build_id: 6, copr_id: 8, user_id: 31, owner_id: 32 },
    creates: (params) => [{ state: 'waiting', attributes: params as Partial<BuildAttributes> }],
  },
];

/** A build that waits for ever, submitted at an instant in ms. */
function printed(attributes: Partial<BuildAttributes>, created: number): Creation<BuildAttributes> {
  return { attributes, created, seenAt: created, plan: [{ state: 'waiting' }] };
}
