// Makes build tasks by number, and says which schemas show them.
import type { Drawing, FixtureBook, Showing, Shown } from '../../core/api/fixtures.ts';
import { agedAt, amongSupporting, idFor, logarithmic, shared } from '../../core/api/fixtures.ts';
import { toQuery } from '../../core/values/query.ts';
import { type Random, randomFor } from '../../core/values/random.ts';
import { breaches } from './breaches.ts';
import { toTaskList } from './operations.ts';
import { type Task, type TaskAttributes, taskId } from './record.ts';
import { projectLink, selfLink, toEntry } from './wire.ts';

/** Four tasks belong to one build. */
const tasksPerBuild = 4;
const projects = 10_000;
/** Below these is what documents print. */
const firstProject = 10_000;
const firstBuild = 200_000;
const mostListed = 100;
const results = ['http://copr-be.cloud.fedoraproject.org', 'https://download.copr.fedorainfracloud.org'];
const ecosystems = [
  'python-',
  'python3-',
  'rust-',
  'golang-',
  'nodejs-',
  'perl-',
  'R-',
  'php-',
  'lib',
  '',
  '',
];
/** The chroots since the project began. Any four adjacent ones differ. */
const chroots = [
  ...['fedora-rawhide-x86_64', 'fedora-rawhide-aarch64', 'fedora-42-x86_64', 'fedora-42-ppc64le'],
  ...['fedora-41-x86_64', 'fedora-41-aarch64', 'fedora-40-s390x', 'fedora-21-i386', 'epel-7-x86_64'],
  ...['epel-9-x86_64', 'epel-10-s390x', 'centos-stream-10-aarch64', 'opensuse-tumbleweed-x86_64'],
  ...['mageia-cauldron-i586', 'amazonlinux-2023-x86_64', 'fedora-eln-x86_64', 'rhel+epel-9-ppc64le'],
];

type Project = Pick<TaskAttributes, 'project_id' | 'owner' | 'creator' | 'project' | 'results_host'>;
type Tasks = readonly Shown<TaskAttributes>[];

export const fixtures: FixtureBook<TaskAttributes> = {
  draw(drawing) {
    const { number, edge } = drawing;
    const build = buildOf(drawing, Math.floor(number / tasksPerBuild));
    const { project } = build;
    const within = number % tasksPerBuild;
    const chroot_name = edge ? edgeChroot(number) : chroots[(build.first + within) % chroots.length]!;
    return {
      id: taskId(build.build_id, chroot_name),
      aged: build.aged,
      // Member by member: to spread an object here takes longer than all the rest.
      attributes: {
        project_id: project.project_id,
        project: project.project,
        owner: project.owner,
        creator: project.creator,
        results_host: project.results_host,
        build_id: build.build_id,
        git_hash: build.git_hash,
        package: build.package,
        chroot_name,
      },
    };
  },

  breaches,

  schemas: {
    'build-task': { show: (shown, showing) => entryOf(shown, showing).build_task },
    'build-task-entry': {
      show: entryOf,
      request: ([task]) => ({ operation: 'get-build-task', path: pathOf(task!.record), status: 200 }),
    },
    'build-task-list': {
      most: mostListed,
      show: (shown, showing) => toTaskList(tasksOf(shown), { ...showing, query: queryOf(shown, showing) }),
      request: (shown, showing) => ({
        operation: 'list-build-tasks',
        path: `/api_2/build_tasks?${toQuery(queryOf(shown, showing))}`,
        status: 200,
      }),
    },
    link: {
      views: 2,
      show: ([task], showing) => {
        const { attributes } = task!.record;
        return showing.row % 2 === 0 ? selfLink(attributes, showing) : projectLink(attributes, showing);
      },
    },
  },
};

/** The shared facts of a build's tasks, the first of its chroots, and how long ago it was begun, in ms. */
const buildOf = shared((drawing, build) => {
  const { seed, row, edge } = drawing;
  const random = randomFor(seed, 'copr build', build);
  return {
    project: projectOf(drawing, row ?? random.between(0, projects - 1)),
    build_id: idFor(build, drawing, { wide: true, first: firstBuild }),
    aged: row === undefined ? spanOf(random) : agedInList(drawing, row, build),
    first: random.between(0, chroots.length - 1),
    git_hash: edge ? random.pick(['0', 'f']).repeat(40) : random.hex(40),
    package: nameOf(random, drawing),
  };
}, amongSupporting);

/** From two seconds to two years, in powers of two. */
function spanOf(random: Random): number {
  return logarithmic(random, 11, 36);
}

/** In a list, builds begun later have the greater ids. */
function agedInList({ seed }: Drawing, row: number, build: number): number {
  const builds = mostListed / tasksPerBuild;
  return agedAt(build % builds, builds, spanOf(randomFor(seed, 'copr list', row)));
}

/** The facts of a project follow from its number, so that all of its records agree. */
function projectOf(drawing: Drawing, number: number): Project {
  const { seed, edge, words } = drawing;
  const random = randomFor(seed, 'copr project', number);
  const creator = random.pick(words.users);
  const group = random.between(0, 5) === 0;
  const long = edge && random.between(0, 1) === 0;
  const name = `${random.pick(words.adjectives)}-${random.pick(words.nouns)}`;
  return {
    project_id: idFor(number, drawing, { wide: true, first: firstProject }),
    project: long ? `${name}-`.repeat(8).slice(0, 100).replace(/-$/, '') : name,
    owner: group ? `@${random.pick(words.nouns)}` : creator,
    creator,
    results_host: random.pick(results),
  };
}

/** Packages are named after what they are written in, and after what they do. */
function nameOf(random: Random, { words, edge }: Drawing): string {
  if (edge) return random.pick(['a', `${random.pick(words.nouns)}-`.repeat(30).slice(0, 200)]);
  const start = random.pick(ecosystems) + random.pick(words.nouns);
  return random.between(0, 2) === 0 ? `${start}-${random.pick(words.nouns)}` : start;
}

function edgeChroot(number: number): string {
  const shortest = ['a-0-b', 'a-1-b', 'a-2-b', 'a-3-b'][number % tasksPerBuild]!;
  return number % 8 < tasksPerBuild ? shortest : `fedora-${'0'.repeat(40)}${number % tasksPerBuild}-x86_64`;
}

function entryOf([shown]: Tasks, showing: Showing) {
  return toEntry(shown!.record, shown!.snapshot, showing);
}

function tasksOf(shown: Tasks): readonly Task[] {
  return shown.map(({ record }) => record);
}

function pathOf({ attributes: { build_id, chroot_name } }: Task): string {
  return `/api_2/build_tasks/${build_id}/${encodeURIComponent(chroot_name)}`;
}

/** The request of the list: a project's tasks, with any page. */
function queryOf(shown: Tasks, { row }: Showing) {
  const [first] = shown;
  if (!first) return { state: 'running' as const, offset: 100 * (row + 1) };
  const { project_id } = first.record.attributes;
  const request = [
    { project_id },
    { project_id, limit: mostListed },
    { project_id, offset: row, limit: 100 },
  ];
  return request[row % request.length]!;
}
