// What is remembered of a build task, and how one is born.
import type { TaskAttributes as GivenAttributes } from '../../../schemas/copr/types.ts';
import type { RecordKind } from '../../core/api.ts';
import type { StandinRecord } from '../../core/moment.ts';
import type { Random } from '../../core/random.ts';

export type TaskAttributes = Required<GivenAttributes>;
export type Task = StandinRecord<TaskAttributes>;

const packages = [
  'python-marshmallow',
  'rust-ripgrep',
  'golang-x-tools',
  'nodejs-undici',
  'perl-JSON-PP',
  'zlib-ng',
];
const owners = ['frostyx', 'praiskup', 'churchyard', 'ngompa', 'decathorpe'];
const projects = ['aeghqawgt', 'nightly', 'testing', 'python-next', 'backports'];
const chroots = [
  'fedora-rawhide-x86_64',
  'fedora-41-aarch64',
  'fedora-41-x86_64',
  'epel-9-x86_64',
  'epel-10-s390x',
];

/** The id of a task: a build has one task for each chroot. */
export function taskId(buildId: number, chroot: string): string {
  return `${buildId}:${chroot}`;
}

export const record: RecordKind<TaskAttributes> = {
  shape: 'task-attributes',
  order: ({ attributes }) => attributes.build_id,
  indexes: {
    build: ({ attributes }) => attributes.build_id,
    project: ({ attributes }) => attributes.project_id,
    owner: ({ attributes }) => attributes.owner,
  },

  async complete(given, { random, store }) {
    const build_id = given.build_id ?? (await store.serial('copr build'));
    await store.raiseSerial('copr build', build_id);
    const known =
      given.project_id === undefined
        ? undefined
        : await store.parent('copr', 'project', `${given.project_id}`);
    const attributes = { ...lifelike(random), ...known, ...given, build_id } as TaskAttributes;
    const project = {
      project_id: attributes.project_id,
      owner: attributes.owner,
      project: attributes.project,
    };
    return {
      id: taskId(build_id, attributes.chroot_name),
      attributes,
      parents: [{ kind: 'project', id: `${attributes.project_id}`, parent: project }],
    };
  },
};

function lifelike(random: Random): Omit<TaskAttributes, 'build_id'> {
  return {
    chroot_name: random.pick(chroots),
    project_id: random.between(4_000, 9_999),
    project: random.pick(projects),
    owner: random.pick(owners),
    package: random.pick(packages),
    git_hash: random.hex(40),
    results_host: 'http://copr-be.cloud.fedoraproject.org',
  };
}
