// What verify does with tasks of its own: on a server that is no Standin it begins them on a machine that the user names, cancels
// one, and follows another to its end.
import type { TaskStatus } from '../../../schemas/erigones/types.ts';
import type { Explorer, MadeRecord, Seen } from '../../core/invariants/invariant.ts';

/** As far back as any log goes, in s. */
export const always = 1_000_000_000;
export const ofTasks = ['get-task', 'get-task-status', 'get-task-done'];

type OwnTask = MadeRecord & { readonly task_id: string };

/** To look at a server changes nothing of it; the user may name another action. */
const harmless = 'current';

export async function useOwnRecords(explorer: Explorer): Promise<void> {
  const first = await beginTask(explorer);
  if (first) await revoke(explorer, first.task_id);
  const second = await beginTask(explorer);
  if (second) await followTask(explorer, second.task_id);
  for (const task of [second, first]) await task?.undo();
}

async function beginTask(explorer: Explorer): Promise<OwnTask | undefined> {
  const { hostname, action = harmless } = explorer.params;
  if (hostname === undefined) {
    explorer.omitted(
      'erigones/cancel/path',
      'No task was begun: nothing says on which server. Give --param hostname=…, and --param action=… for another action than current.',
    );
    return undefined;
  }
  const why = 'To have a task of our own.';
  const { response, content } = await explorer.send('set-server-status', {
    params: { hostname, action },
    why,
  });
  const task_id = (content as TaskStatus | undefined)?.task_id;
  if (response.status >= 300 || typeof task_id !== 'string') {
    const answer = `PUT /api/vm/${hostname}/status/${action}/ was answered ${response.status}`;
    const hint = 'Give the key of somebody who may, or --param action=….';
    explorer.omitted('erigones/cancel/path', `No task could be begun: ${answer}. ${hint}`);
    return undefined;
  }
  const made = explorer.made({
    what: `task ${task_id}`,
    params: { task_id },
    stays: `The lines of task ${task_id} stay in the log: this API deletes none.`,
    undo: async () => {
      const { response } = await explorer.send('get-task-status', { params: { task_id } });
      if (response.status !== 201) return undefined;
      return explorer.send('cancel-task', { params: { task_id }, why: 'To cancel a task of our own.' });
    },
  });
  return { task_id, ...made };
}

/** One task from where it is to its end, alone, in the list and in the log, and again after it. */
export async function followTask(explorer: Explorer, task_id: unknown): Promise<void> {
  await stats(explorer, always);
  await explorer.watch(async () => {
    await show(explorer, task_id);
    await explorer.send('list-tasks');
    await show(explorer, task_id);
    await explorer.send('get-log');
    await explorer.send('get-task-done', { params: { task_id } });
    return explorer.send('get-task-status', { params: { task_id } });
  });
  for (const operation of [...ofTasks, 'get-task-status'])
    await explorer.send(operation, { params: { task_id } });
  await explorer.send('list-tasks');
  await stats(explorer, always);
  await explorer.send('get-log');
  await explorer.send('get-log-page', { query: { page: 1 } });
  await explorer.send('get-log');
}

/** A cancel, with requests before and after it, and another one that comes too late. */
export async function revoke(explorer: Explorer, task_id: unknown, body?: object): Promise<void> {
  await explorer.send('get-task-status', { params: { task_id } });
  await stats(explorer, always);
  await show(explorer, task_id);
  await put(explorer, task_id, body);
  for (const operation of ofTasks) await explorer.send(operation, { params: { task_id } });
  await explorer.send('list-tasks');
  await explorer.send('get-log');
  await stats(explorer, always);
  await put(explorer, task_id);
}

export function put(explorer: Explorer, task_id: unknown, body?: object): Promise<Seen> {
  return explorer.send('cancel-task', { params: { task_id }, ...(body && { body }) });
}

export function show(explorer: Explorer, task_id: unknown): Promise<Seen> {
  return explorer.send('get-task', { params: { task_id } });
}

export function stats(explorer: Explorer, last?: unknown): Promise<Seen> {
  return explorer.send('get-log-stats', { query: { last } });
}
