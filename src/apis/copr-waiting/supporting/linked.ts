// The frontend of 2012 and API v2 are two sides of one service: what waits here are the tasks that are pending there.
import type { Linked } from '../../../core/api/linked.ts';
import type { StandinRecord } from '../../../core/records/snapshot.ts';
import type { Store } from '../../../core/store/store.ts';
import type { Build, BuildAttributes } from '../record.ts';

/** The part of the other side's task that is read. */
interface Task {
  readonly build_id: number;
  readonly chroot_name: string;
  readonly project_id: number;
  readonly project: string;
  readonly owner: string;
  readonly package: string;
}

const ends = { succeeded: ['succeeded'], failed: ['failed'], canceled: ['canceled'] };

export const linked: Linked = {
  of: 'copr',
  number: 'build_id',
  here: {
    async find(store, build_id) {
      const build = await store.get('copr-waiting', `${build_id}`);
      return build ? [build] : [];
    },
    states: {
      importing: ['waiting'],
      pending: ['waiting'],
      starting: ['running'],
      running: ['running'],
      ...ends,
    },
    together: stateOfAll,
    show: async (tasks, store) => [
      await toBuild(
        tasks.map(({ attributes }) => attributes as Task),
        store,
      ),
    ],
  },
  there: {
    find: async (store, build_id, now) =>
      (await store.page('copr', { now, where: { index: 'build', value: build_id } })).items,
    states: { waiting: ['pending'], running: ['starting', 'running'], ...ends },
    show: async ([build]) => toTasks(build as Build),
  },
};

/** A build waits until one of its tasks starts, and has ended when all of them have. */
export function stateOfAll(states: readonly string[]): string {
  const open = states.filter((state) => !(state in ends));
  if (open.length === 0) return ['canceled', 'failed'].find((end) => states.includes(end)) ?? 'succeeded';
  return states.every((state) => state === 'waiting' || state === 'canceled') ? 'waiting' : 'running';
}

/** One entry for all tasks; of a build for several releases, those of the first alone, for a copr here has only one. */
async function toBuild(tasks: readonly Task[], store: Store): Promise<Partial<BuildAttributes>> {
  const { build_id, project_id, project, owner } = tasks[0]!;
  const known = await store.parent('copr-waiting', 'copr', `${project_id}`);
  const releaseOf = (chroot: string) => chroot.slice(0, chroot.lastIndexOf('-'));
  const chroots = tasks.map(({ chroot_name }) => chroot_name);
  return {
    build_id,
    pkgs: [await sourceOf(tasks[0]!, store)],
    chroots: chroots.filter((each) => releaseOf(each) === releaseOf(chroots[0]!)),
    copr_id: project_id,
    copr: project,
    owner,
    // A backend of 2013 cannot take a build without any.
    ...(!known && { repos: [encodeURI(`http://results.example/results/${owner}/${project}/`)] }),
  };
}

/** Where the source package is: as it was submitted, if it was. */
async function sourceOf({ build_id, package: name }: Task, store: Store): Promise<string> {
  const submission = await store.parent('copr', 'submission', `${build_id}`);
  const { url, pkg = `${name}-1.0-1.src.rpm` } = (submission?.source_metadata ?? {}) as Record<
    string,
    string
  >;
  return (url ?? `http://srpms.example/${pkg}`).replaceAll(/\s/g, '%20');
}

function toTasks({ attributes }: StandinRecord<BuildAttributes>): readonly Task[] {
  const { build_id, copr_id, copr, owner, pkgs, chroots } = attributes;
  const [, file = 'package'] = /([^/]+?)(?:\.src)?\.rpm$/.exec(pkgs[0]!) ?? [];
  const name = /^(.+)-[^-]+-[^-]+$/.exec(file)?.[1] ?? file;
  const task = { build_id, project_id: copr_id, project: copr, owner, package: name };
  return chroots.map((chroot_name) => ({ ...task, chroot_name }));
}
