// Where to look for what Copr promises.
import type { BuildTaskEntry, BuildTaskList } from '../../../schemas/copr/types.ts';
import type { Explorer, InvariantBook } from '../../core/invariants/invariant.ts';
import { lifecycle } from './lifecycle.ts';

/** No service has come to builds of so high a number. */
export const nobodysBuild = 2_147_483_646;

export const explore: InvariantBook['explore'] = async (explorer) => {
  await lookAround(explorer);
  for (const state of Object.keys(lifecycle.states)) await lookAt(explorer, state);
  for (const scenario of ['succeeds', 'fails', 'canceled'] as const) await follow(explorer, scenario);
  await turnPages(explorer);
  await requestInVain(explorer);
};

/** What is there, and the one task that the user may have named. */
async function lookAround(explorer: Explorer): Promise<void> {
  const { build_id, chroot_name } = explorer.params;
  const { content } = await explorer.send('list-build-tasks', { query: { build_id } });
  const tasks = (content as BuildTaskList | undefined)?.build_tasks ?? [];
  for (const { _links } of tasks.slice(0, 3)) await explorer.follow(_links.self.href);
  if (build_id !== undefined && chroot_name !== undefined) await show(explorer, { build_id, chroot_name });
  await explorer.send('list-builds-tasks', { query: { limit: 1 } });
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
  const project_id = /\d+$/.exec(shown?._links.project.href ?? '')?.[0];
  const owner = /\/results\/([^/]+)\//.exec(shown?.build_task.result_dir_url ?? '')?.[1];
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

/** One task from its beginning to its end, alone and in the list, and again after it. */
async function follow(explorer: Explorer, scenario: 'succeeds' | 'fails' | 'canceled'): Promise<void> {
  const params = { build_id: 200_200, chroot_name: 'fedora-41-x86_64' };
  const task =
    (await explorer.stage('build-is-importing', params, { scenario })) ??
    (await explorer.stage('build-is-running', params, { scenario }));
  if (!task) return;
  await explorer.watch(async () => {
    await show(explorer, task);
    return list(explorer, { build_id: task.build_id });
  });
  await show(explorer, task);
}

async function turnPages(explorer: Explorer): Promise<void> {
  const { project_id } =
    (await explorer.stage('project-has-many-builds', { project_id: 4242, builds: 125 })) ?? {};
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

async function requestInVain(explorer: Explorer): Promise<void> {
  await show(explorer, { build_id: nobodysBuild, chroot_name: 'fedora-41-x86_64' });
  await show(explorer, { build_id: 106882, chroot_name: 'rawhide' });
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
