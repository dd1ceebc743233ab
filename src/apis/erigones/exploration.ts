// Where to look for what Erigones promises.
import type { LogLine, LogPage, TaskIds } from '../../../schemas/erigones/types.ts';
import type { Explorer, InvariantBook, Seen } from '../../core/invariants/invariant.ts';
import { lifecycle } from './lifecycle.ts';
import { always, followTask, ofTasks, put, revoke, show, stats, useOwnRecords } from './own-records.ts';

/** An id that no service has given to a task. */
export const nobodysTask = '1e1d1-ffffffff-ffff-4fff-bfff';
const day = 86_400_000;
const ours = '1e1d1-9f7c3a52-61d0-4e8b-a2c4';
/** The id of a call that a service has answered at once. */
export const taskAtOnce = '1e1d1-6f75849b-61d0-4e8b-a2c4';
const noId = 'abc';

export const explore: InvariantBook['explore'] = async (explorer) => {
  await lookAround(explorer);
  for (const state of Object.keys(lifecycle.states)) await lookAt(explorer, state);
  for (const scenario of ['succeeds', 'fails', 'canceled'] as const) await follow(explorer, scenario);
  await turnPages(explorer);
  await choose(explorer);
  await count(explorer);
  await requestInVain(explorer);
  if (explorer.writes) await cancel(explorer);
  if (explorer.writes && !explorer.ownWorld) await useOwnRecords(explorer);
};

/** Existing tasks, and the one that the user may have named. */
async function lookAround(explorer: Explorer): Promise<void> {
  const { content } = await explorer.send('list-tasks');
  const ids = Array.isArray(content) ? (content as TaskIds).slice(0, 3) : [];
  const { task_id } = explorer.params;
  for (const id of new Set(task_id === undefined ? ids : [...ids, task_id])) {
    await show(explorer, id);
    await explorer.send('list-tasks');
    for (const operation of ofTasks) await explorer.send(operation, { params: { task_id: id } });
  }
  for (const operation of ['get-log', 'get-log-stats']) await explorer.send(operation);
}

/** A task in a state, in the list and in the log, if it belongs there. */
async function lookAt(explorer: Explorer, state: string): Promise<void> {
  const task = await explorer.stage(`task-is-${state.toLowerCase()}`, { task_id: ours });
  if (!task) return;
  const { task_id } = task;
  // Three looks at the status, so that one that goes back is seen to.
  for (const operation of ['get-task', ...Array(3).fill('get-task-status'), 'get-task-done', 'get-task'])
    await explorer.send(operation, { params: { task_id } });
  await explorer.send('list-tasks');
  await show(explorer, task_id);
  await explorer.send('list-tasks');
  await show(explorer, task_id);
  await page(explorer, { show_running: true });
  await show(explorer, task_id);
  await explorer.send('get-log');
}

/** One task from its beginning to its end. */
async function follow(explorer: Explorer, scenario: 'succeeds' | 'fails' | 'canceled'): Promise<void> {
  const task =
    (await explorer.stage('task-is-pending', { task_id: ours }, { scenario })) ??
    (await explorer.stage('task-is-started', { task_id: ours }, { scenario }));
  if (task) await followTask(explorer, task.task_id);
}

/** The pages of one list from both ends, by number and by their own links. */
async function turnPages(explorer: Explorer): Promise<void> {
  const given = { hostname: 'many.cust.erigones.com', tasks: 125 };
  const many = await explorer.stage('server-has-many-tasks', given);
  const object = many && { object_type: 'vm', object_name: many.hostname };
  for (const order_by of ['time', '-time']) {
    const turn = (number: number) => page(explorer, { ...object, order_by, page: number });
    const first = pageIn(await turn(1));
    const last = Math.max(1, Math.ceil(Number(first?.count ?? 0) / 100));
    for (const number of new Set([3, 2, last])) await turn(number);
    await explorer.follow(first?.next);
    await turn(1);
  }
  await page(explorer, { ...object, order_by: '+time' });
  await page(explorer, { object_type: 'vm', object_name: 'MANY.cust' });
}

/** The log of some kinds, objects and days. */
async function choose(explorer: Explorer): Promise<void> {
  await explorer.stage('task-is-started', { task_id: '1a1d1-9f7c3a52-61d0-4e8b-a2c4', object_type: 'dc' });
  for (const status of ['PENDING', 'SUCCESS', 'FAILURE', 'REVOKED']) await page(explorer, { status });
  for (const object_type of ['vm', 'node', 'dc']) await page(explorer, { object_type });
  await page(explorer, { object_type: 'dc', hide_auto: true });
  const first = dayOf(pageIn(await page(explorer, { order_by: 'time' }))?.results[0]);
  if (first === undefined) return;
  const [date, next] = [0, day].map((later) => new Date(first + later).toISOString().slice(0, 10));
  for (const query of [
    { date_from: next },
    { date_to: next },
    { date_from: date, date_to: next },
    { date_from: next, date_to: date },
  ])
    for (const order_by of ['time', '-time']) await page(explorer, { ...query, order_by });
}

/** When the day of a line began, in ms, whichever of its parts is the month; undefined if none can be. */
function dayOf(line: LogLine | undefined): number | undefined {
  const [, year, a, b] = /^(\d{4})-(\d\d)-(\d\d)/.exec(line?.time ?? '') ?? [];
  return [`${year}-${a}-${b}`, `${year}-${b}-${a}`].map(Date.parse).find((at) => !Number.isNaN(at));
}

/** The statistics of a while, of a longer one, and of all times, beside the log that they are of. */
async function count(explorer: Explorer): Promise<void> {
  for (const last of [60, 3_600, 43_200, undefined, 172_800, always]) await stats(explorer, last);
  for (const status of [undefined, 'PENDING', 'SUCCESS', 'FAILURE', 'REVOKED']) {
    await page(explorer, { status });
    await stats(explorer, always);
  }
}

async function requestInVain(explorer: Explorer): Promise<void> {
  for (const task_id of [nobodysTask, taskAtOnce, noId])
    for (const operation of ofTasks) await explorer.send(operation, { params: { task_id } });
  for (const number of [0, 'first', 1_000_000]) await page(explorer, { page: number });
  const odd = { order_by: 'status', status: 'EXPLODED', object_type: 'moon', object_name: 'web01' };
  for (const [name, value] of Object.entries({ ...odd, date_from: 'yesterday', date_to: 'tomorrow' }))
    await page(explorer, { [name]: value });
  await stats(explorer, 'x');
  for (const operation of ['list-tasks', 'get-log', 'get-log-stats'])
    await explorer.send(`${operation}-redirect`);
  await explorer.send('get-log-page-redirect', { query: { page: 2, order_by: 'time' } });
  for (const operation of ofTasks)
    await explorer.send(`${operation}-redirect`, { params: { task_id: ours } });
}

/** Only tasks that were staged for it, or that the user has named. */
async function cancel(explorer: Explorer): Promise<void> {
  for (const state of ['pending', 'started', 'success', 'failure']) {
    const task = await explorer.stage(`task-is-${state}`, { task_id: ours }, { scenario: 'fails' });
    if (task) await revoke(explorer, task.task_id);
  }
  const forced = await explorer.stage('task-is-started', { task_id: ours }, { scenario: 'fails' });
  if (forced) {
    await put(explorer, forced.task_id, { force: 'perhaps' });
    await revoke(explorer, forced.task_id, { force: true });
  }
  for (const task_id of [nobodysTask, noId]) await put(explorer, task_id);
  await explorer.send('cancel-task-redirect', { params: { task_id: ours } });
  if (explorer.params.task_id !== undefined) await revoke(explorer, explorer.params.task_id);
}

function page(explorer: Explorer, query: Readonly<Record<string, unknown>> = {}) {
  return explorer.send('get-log-page', { query: { page: 1, ...query } });
}

function pageIn({ response, content }: Seen): LogPage | undefined {
  return response.status === 200 ? (content as LogPage | undefined) : undefined;
}
