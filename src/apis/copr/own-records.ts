// What verify does with builds of its own on a server that is no Standin: it submits them, cancels one, follows another to
// its end, sees that nobody can change a task, and deletes them.
import type { BuildEntry, BuildTaskEntry } from '../../../schemas/copr/types.ts';
import type { Explorer, MadeRecord, Seen } from '../../core/invariants/invariant.ts';
import { identityOf, isUnderWay, nobodysBuild, projectOf, tasksIn } from './observations.ts';

export const writeParams = {
  srpm_url: 'the address of a source package that may be built',
};

/** A task, and the response that shows it. */
interface Found {
  readonly entry: BuildTaskEntry;
  readonly seen: Seen;
}

interface Order {
  readonly project_id: number;
  readonly srpm_url: string;
  readonly chroots: readonly string[];
}

export async function useOwnRecords(explorer: Explorer, there: Found | undefined): Promise<void> {
  const chroot = `${explorer.params.chroot_name ?? there?.entry.build_task.chroot_name ?? 'fedora-41-x86_64'}`;
  const order = await orderOf(explorer, there, chroot);
  const first = order && (await submit(explorer, order));
  if (first) await cancel(explorer, first, chroot);
  await requestChange(explorer, first?.build_id ?? nobodysBuild, chroot);
  const second = order && (await submit(explorer, order));
  if (second) await follow(explorer, second.build_id);
}

/** What is to be built: what the user says, else what the newest build of the service was made of. */
async function orderOf(
  explorer: Explorer,
  there: Found | undefined,
  chroot: string,
): Promise<Order | undefined> {
  const project = explorer.params.project_id ?? (there && projectOf(there.entry));
  const url = explorer.params.srpm_url ?? (there && (await sourceOf(explorer, there)));
  if (project !== undefined && typeof url === 'string')
    return { project_id: Number(project), srpm_url: url, chroots: [chroot] };
  const lacking = [project === undefined && 'project_id', url === undefined && 'srpm_url'].filter(Boolean);
  explorer.omitted(
    'copr/read-only',
    `No build was submitted: nothing says where or of what. Give ${lacking.map((name) => `--param ${name}=…`).join(' and ')}.`,
  );
  return undefined;
}

async function sourceOf(explorer: Explorer, { entry, seen }: Found): Promise<string | undefined> {
  const build_id = identityOf(entry, seen)?.build_id;
  if (build_id === undefined) return undefined;
  const { content, response } = await explorer.send('get-build', { params: { build_id } });
  const url = (content as BuildEntry | undefined)?.build?.source_metadata?.url;
  return response.status === 200 && typeof url === 'string' ? url : undefined;
}

type OwnBuild = MadeRecord & { readonly build_id: number };

async function submit(explorer: Explorer, order: Order): Promise<OwnBuild | undefined> {
  const why = 'To have a build of our own.';
  const { response } = await explorer.send('create-build', { body: order, why });
  const [, number] = /\/builds\/(\d+)\/?$/.exec(response.headers.location ?? '') ?? [];
  if (response.status >= 300 || number === undefined) {
    const answer = `POST /api_2/builds was answered ${response.status}`;
    const hint = 'Give login:token as the token, and a project in which they may build.';
    explorer.omitted('copr/read-only', `No build could be submitted: ${answer}. ${hint}`);
    return undefined;
  }
  const build_id = Number(number);
  const made = explorer.made({
    what: `build ${build_id}`,
    params: { build_id, chroot_name: order.chroots[0] },
    undo: () => takeBack(explorer, build_id, order.chroots[0]!),
  });
  return { build_id, ...made };
}

/** Only what has ended or was canceled can be deleted; then nobody finds it any more. */
async function takeBack(explorer: Explorer, build_id: number, name: string): Promise<Seen> {
  if (!isOver(await list(explorer, { build_id }))) await sendCancel(explorer, build_id);
  const why = 'To delete a build of our own.';
  const deleted = await explorer.send('delete-build', { params: { build_id }, why });
  await explorer.send('get-build-task', { params: { build_id, name } });
  await list(explorer, { build_id });
  return deleted;
}

/** A cancel, what is to be seen of the task before and after it, and what came of it. */
async function cancel(explorer: Explorer, { build_id }: OwnBuild, name: string): Promise<void> {
  const look = () => explorer.send('get-build-task', { params: { build_id, name } });
  await list(explorer, { build_id });
  await look();
  await sendCancel(explorer, build_id);
  await look();
  await explorer.watch(async () => {
    await look();
    return list(explorer, { build_id });
  }, isOver);
  await look();
}

function sendCancel(explorer: Explorer, build_id: number): Promise<Seen> {
  const why = 'To cancel a build of our own.';
  return explorer.send('cancel-build', { params: { build_id }, body: { state: 'canceled' }, why });
}

/** A task can be read and nothing else, alone and in the list. */
async function requestChange(explorer: Explorer, build_id: number, chroot: string): Promise<void> {
  const task = `/api_2/build_tasks/${build_id}/${encodeURIComponent(chroot)}`;
  const look = () => explorer.send('get-build-task', { params: { build_id, name: chroot } });
  await look();
  for (const method of ['PUT', 'PATCH', 'DELETE', 'POST'])
    await explorer.attempt(method, task, method === 'DELETE' ? undefined : { state: 'succeeded' });
  await look();
  await explorer.attempt('POST', '/api_2/build_tasks', { state: 'succeeded' });
}

/** From the submission to the end: alone, in the list of its build, and in those of its state. */
async function follow(explorer: Explorer, build_id: number): Promise<void> {
  const look = async () => {
    const seen = await list(explorer, { build_id });
    for (const { entry } of tasksIn(seen)) {
      const { state, chroot_name: name } = entry.build_task;
      const show = () => explorer.send('get-build-task', { params: { build_id, name } });
      await show();
      await list(explorer, { build_id, state });
      await show();
    }
    return seen;
  };
  await explorer.watch(look, isOver);
  await look();
}

function isOver(seen: Seen): boolean {
  const tasks = tasksIn(seen);
  return tasks.length > 0 && tasks.every(({ entry }) => !isUnderWay(entry));
}

function list(explorer: Explorer, query: Readonly<Record<string, unknown>>): Promise<Seen> {
  return explorer.send('list-build-tasks', { query });
}
