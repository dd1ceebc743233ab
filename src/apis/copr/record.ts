// The facts of a build task, and how one is created.
import type { TaskAttributes as AttributesInput } from '../../../schemas/copr/types.ts';
import type { RecordKind } from '../../core/api/api.ts';
import type { StandinRecord } from '../../core/records/snapshot.ts';
import { numberFor } from '../../core/store/numbers.ts';
import { checkAgreement, contradictionIn } from '../../core/store/parents.ts';
import type { Store } from '../../core/store/store.ts';
import type { Random } from '../../core/values/random.ts';

export type TaskAttributes = Required<AttributesInput>;
export type Task = StandinRecord<TaskAttributes>;
/** What the builds of one project have in common. */
export type Project = Pick<TaskAttributes, 'project_id' | 'owner' | 'creator' | 'project'>;
/** What the tasks of one build have in common. */
export type Build = Project & Pick<TaskAttributes, 'build_id' | 'package' | 'git_hash'>;

const packages = [
  'python-marshmallow',
  'rust-ripgrep',
  'golang-x-tools',
  'nodejs-undici',
  'perl-JSON-PP',
  'zlib-ng',
];
const users = ['frostyx', 'praiskup', 'churchyard', 'ngompa', 'decathorpe'];
const projects = ['aeghqawgt', 'nightly', 'testing', 'python-next', 'backports'];
/** The chroots that the service has, whether or not a task of the world is in them. */
export const chroots = [
  'fedora-rawhide-x86_64',
  'fedora-41-aarch64',
  'fedora-41-x86_64',
  'epel-9-x86_64',
  'epel-10-s390x',
];

/** A chroot's name: a system, its version and an architecture. */
export const wellFormedChroot = /^(.+)-([^-]+)-([^-]+)$/;

/** The id of a task: a build has one task for each chroot. */
export function taskId(buildId: number, chroot: string): string {
  return `${buildId}:${chroot}`;
}

export const record: RecordKind<TaskAttributes> = {
  schemaName: 'task-attributes',
  order: ({ attributes }) => attributes.build_id,
  indexes: {
    build: ({ attributes }) => attributes.build_id,
    project: ({ attributes }) => attributes.project_id,
    owner: ({ attributes }) => attributes.owner,
    creator: ({ attributes }) => attributes.creator,
    group: ({ attributes }) => groupOf(attributes.owner) ?? noGroup,
    chroot: ({ attributes }) => attributes.chroot_name,
  },

  async complete(given, { random, store }) {
    const build = (await store.parent('copr', 'build', `${given.build_id ?? ''}`)) as Build | undefined;
    checkAgreement(build, 'build_id', given);
    const drawn = lifelike(random);
    const project = await projectFor({ ...build, ...given }, drawn.project_id, store);
    const build_id = await numberFor(store, 'copr build', { name: 'build_id', given: given.build_id });
    const filled = { ...drawn, ...project, ...build, ...given, build_id };
    const attributes = { ...filled, creator: filled.creator ?? creatorFor(filled.owner, random) };
    return {
      id: taskId(build_id, attributes.chroot_name),
      attributes,
      parents: [
        { kind: 'project', id: `${attributes.project_id}`, parent: projectOf(attributes) },
        { kind: 'build', id: `${build_id}`, parent: buildOf(attributes) },
      ],
    };
  },
};

/** The known facts of the named project; without a name, of the first project from `drawn` on that fits the given facts. */
async function projectFor(
  given: Partial<TaskAttributes>,
  drawn: number,
  store: Store,
): Promise<Partial<Project>> {
  const find = (id: number) => store.parent('copr', 'project', `${id}`) as Promise<Project | undefined>;
  const named = given.project_id === undefined ? undefined : await find(given.project_id);
  checkAgreement(named, 'project_id', given);
  if (given.project_id !== undefined) return named ?? {};
  let project_id = drawn;
  let known = await find(project_id);
  while (known && contradictionIn(known, given)) known = await find(++project_id);
  return known ?? { project_id };
}

function projectOf({ project_id, owner, creator, project }: TaskAttributes): Project {
  return { project_id, owner, creator, project };
}

function buildOf(attributes: TaskAttributes): Build {
  const { build_id, package: name, git_hash } = attributes;
  return { build_id, ...projectOf(attributes), package: name, git_hash };
}

/** The group of users' own projects: no request can name it. */
const noGroup = -1;

/** The group that owns a project, of an owner such as `@copr`. */
function groupOf(owner: string): string | undefined {
  return owner.startsWith('@') ? owner.slice(1) : undefined;
}

/** A project is its creator's own, unless it is a group's. */
function creatorFor(owner: string, random: Random): string {
  return groupOf(owner) === undefined ? owner : random.pick(users);
}

function lifelike(random: Random): Omit<TaskAttributes, 'build_id' | 'creator'> {
  return {
    chroot_name: random.pick(chroots),
    project_id: random.between(4_000, 9_999),
    project: random.pick(projects),
    owner: random.pick(users),
    package: random.pick(packages),
    git_hash: random.hex(40),
    results_host: 'http://copr-be.cloud.fedoraproject.org',
  };
}
