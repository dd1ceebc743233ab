// Where to look for what Copr promises.
import type { BuildTaskEntry } from '../../../schemas/copr/types.ts';
import type { Explorer, InvariantBook, Seen } from '../../core/invariants/invariant.ts';
import { lifecycle } from './lifecycle.ts';
import {
  folderOwnerOf,
  identityOf,
  isUnderWay,
  linkedTask,
  nobodysBuild,
  projectOf,
  tasksIn,
} from './observations.ts';
import { useOwnRecords } from './own-records.ts';

/** Nobody is called so, neither an owner nor a creator. */
export const nobody = 'nobody-of-that-name';

export const explore: InvariantBook['explore'] = async (explorer) => {
  const there = await lookAround(explorer);
  for (const state of Object.keys(lifecycle.states)) await lookAt(explorer, state);
  for (const scenario of ['succeeds', 'fails', 'canceled'] as const)
    await follow(explorer, scenario, there.underWay);
  await turnPages(explorer, there.latest?.entry);
  await requestInVain(explorer, there.latest?.entry);
  if (explorer.writes && !explorer.ownWorld) await useOwnRecords(explorer, there.latest);
};

/** Existing tasks: the one that the user may have named, the newest, and those that may still change. */
interface There {
  readonly latest: { readonly entry: BuildTaskEntry; readonly seen: Seen } | undefined;
  readonly underWay: Identity | undefined;
}

type Identity = Readonly<Record<'build_id' | 'chroot_name', unknown>>;

async function lookAround(explorer: Explorer): Promise<There> {
  const { build_id, chroot_name } = explorer.params;
  const seen = await list(explorer, { build_id });
  for (const { entry } of tasksIn(seen).slice(0, 3)) {
    await explorer.follow(entry._links?.self?.href);
    // Should the link be broken, the task is still found by its ids.
    const identity = identityOf(entry, seen);
    const linked = linkedTask(entry);
    const broken = linked?.build_id !== identity?.build_id || linked?.chroot_name !== identity?.chroot_name;
    if (identity && broken) await show(explorer, identity);
  }
  if (build_id !== undefined && chroot_name !== undefined) await show(explorer, { build_id, chroot_name });
  await explorer.send('list-builds-tasks', { query: { limit: 1 } });
  const last = tasksIn(seen).at(-1);
  return { latest: last && { ...last, seen }, underWay: await findUnderWay(explorer, seen) };
}

/** A task that is not over: one of the build that was named, else the newest in any state that ends. */
async function findUnderWay(explorer: Explorer, first: Seen): Promise<Identity | undefined> {
  const looks = [first];
  if (explorer.params.build_id === undefined)
    for (const state of ['running', 'starting', 'pending', 'waiting', 'importing'])
      looks.push(await list(explorer, { state }));
  const tasks = looks.flatMap((seen) => tasksIn(seen).map(({ entry }) => ({ entry, seen })));
  return tasks
    .filter(({ entry }) => isUnderWay(entry))
    .flatMap(({ entry, seen }) => identityOf(entry, seen) ?? [])
    .sort((a, b) => b.build_id - a.build_id)[0];
}

/** A task in a state: between two looks at it alone, the lists that it belongs to and does not belong to. */
async function lookAt(explorer: Explorer, state: string): Promise<void> {
  const task = await explorer.stage(`build-is-${state}`, {
    build_id: 200_100,
    chroot_name: 'fedora-41-x86_64',
  });
  if (!task) return;
  const { build_id } = task;
  const shown = await show(explorer, task);
  const project_id = shown && projectOf(shown);
  const owner = shown && folderOwnerOf(shown);
  for (const query of [
    {},
    { build_id },
    { build_id, state: shown?.build_task.state },
    { build_id, state: 'succeeded' },
    { build_id, state: 'failed' },
    { project_id },
    { owner },
    { build_id, project_id: 3985, owner: 'nobody' },
    { project_id, owner: 'nobody' },
  ]) {
    await list(explorer, query);
    await show(explorer, task);
  }
  await explorer.send('list-builds-tasks', { query: { build_id } });
  await show(explorer, task);
}

/** One task from its beginning, or from where it was found, to its end, alone and in the list, and again after it. */
async function follow(
  explorer: Explorer,
  scenario: 'succeeds' | 'fails' | 'canceled',
  underWay: Identity | undefined,
): Promise<void> {
  const params = { build_id: 200_200, chroot_name: 'fedora-41-x86_64' };
  const staged = await explorer.stage('build-is-importing', params, { scenario });
  const task = staged ?? (scenario === 'succeeds' ? underWay : undefined);
  if (!task) return;
  const { build_id, chroot_name } = task;
  await explorer.watch(async () => {
    await show(explorer, { build_id, chroot_name });
    return list(explorer, { build_id });
  });
  await show(explorer, { build_id, chroot_name });
}

async function turnPages(explorer: Explorer, there: BuildTaskEntry | undefined): Promise<void> {
  const many = await explorer.stage('project-has-many-builds', { project_id: 4242, builds: 125 });
  const project_id = many?.project_id ?? (there && projectOf(there));
  const windows = [
    {},
    { offset: 0 },
    { offset: 100 },
    { limit: 3 },
    { limit: 3, offset: 3 },
    { limit: 100 },
    { limit: 50, offset: 100 },
    {},
  ];
  for (const window of windows) await list(explorer, { project_id, state: 'succeeded', ...window });
}

/** A chroot that the service has, for of one that it does not know it may say anything. */
async function requestInVain(explorer: Explorer, there: BuildTaskEntry | undefined): Promise<void> {
  const known = there?.build_task.chroot_name ?? 'fedora-41-x86_64';
  await show(explorer, { build_id: nobodysBuild, chroot_name: known });
  await show(explorer, { build_id: 106882, chroot_name: 'rawhide' });
  await list(explorer, { owner: nobody });
  for (const query of [{ build_id: nobodysBuild }, { state: 'exploded' }, { limit: 'many' }]) {
    await list(explorer, query);
    await explorer.send('list-builds-tasks', { query });
  }
}

function list(explorer: Explorer, query: Readonly<Record<string, unknown>>) {
  return explorer.send('list-build-tasks', { query });
}

async function show(
  explorer: Explorer,
  { build_id, chroot_name }: Readonly<Record<string, unknown>>,
): Promise<BuildTaskEntry | undefined> {
  const { response, content } = await explorer.send('get-build-task', {
    params: { build_id, name: chroot_name },
  });
  return response.status === 200 ? (content as BuildTaskEntry | undefined) : undefined;
}
