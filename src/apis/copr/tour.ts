// Where to look for what Copr promises.
import type { BuildTaskEntry, BuildTaskList } from '../../../schemas/copr/types.ts';
import type { Guide, LawBook } from '../../core/law.ts';
import { lifecycle } from './lifecycle.ts';

/** No service has come to builds of so high a number. */
export const nobodysBuild = 2_147_483_646;

export const tour: LawBook['tour'] = async (guide) => {
  await lookAround(guide);
  for (const state of Object.keys(lifecycle.states)) await lookAt(guide, state);
  for (const scenario of ['succeeds', 'fails', 'canceled'] as const) await follow(guide, scenario);
  await turnPages(guide);
  await askInVain(guide);
};

/** What is there, and the one task that the user may have named. */
async function lookAround(guide: Guide): Promise<void> {
  const { build_id, chroot_name } = guide.params;
  const { told } = await guide.ask('list-build-tasks', { query: { build_id } });
  const tasks = (told as BuildTaskList | undefined)?.build_tasks ?? [];
  for (const { _links } of tasks.slice(0, 3)) await guide.follow(_links.self.href);
  if (build_id !== undefined && chroot_name !== undefined) await show(guide, { build_id, chroot_name });
  await guide.ask('list-builds-tasks', { query: { limit: 1 } });
}

/** A task in a state: between two looks at it alone, the lists that it belongs to and does not belong to. */
async function lookAt(guide: Guide, state: string): Promise<void> {
  const task = await guide.stage(`build-is-${state}`, { build_id: 200_100, chroot_name: 'fedora-41-x86_64' });
  if (!task) return;
  const { build_id } = task;
  const shown = await show(guide, task);
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
    await list(guide, query);
    await show(guide, task);
  }
  await guide.ask('list-builds-tasks', { query: { build_id } });
  await show(guide, task);
}

/** One task from its beginning to its end, alone and in the list, and again after it. */
async function follow(guide: Guide, scenario: 'succeeds' | 'fails' | 'canceled'): Promise<void> {
  const params = { build_id: 200_200, chroot_name: 'fedora-41-x86_64' };
  const task =
    (await guide.stage('build-is-importing', params, { scenario })) ??
    (await guide.stage('build-is-running', params, { scenario }));
  if (!task) return;
  await guide.watch(async () => {
    await show(guide, task);
    return list(guide, { build_id: task.build_id });
  });
  await show(guide, task);
}

async function turnPages(guide: Guide): Promise<void> {
  const { project_id } =
    (await guide.stage('project-has-many-builds', { project_id: 4242, builds: 125 })) ?? {};
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
  for (const window of windows) await list(guide, { project_id, state: 'succeeded', ...window });
}

async function askInVain(guide: Guide): Promise<void> {
  await show(guide, { build_id: nobodysBuild, chroot_name: 'fedora-41-x86_64' });
  await show(guide, { build_id: 106882, chroot_name: 'rawhide' });
  for (const query of [{ build_id: nobodysBuild }, { state: 'exploded' }, { limit: 'many' }]) {
    await list(guide, query);
    await guide.ask('list-builds-tasks', { query });
  }
}

function list(guide: Guide, query: Readonly<Record<string, unknown>>) {
  return guide.ask('list-build-tasks', { query });
}

async function show(
  guide: Guide,
  { build_id, chroot_name }: Readonly<Record<string, unknown>>,
): Promise<BuildTaskEntry | undefined> {
  const { reply, told } = await guide.ask('get-build-task', { params: { build_id, name: chroot_name } });
  return reply.status === 200 ? (told as BuildTaskEntry | undefined) : undefined;
}
