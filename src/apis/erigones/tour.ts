// Where to look for what Erigones promises.
import type { LogLine, LogPage, TaskIds } from '../../../schemas/erigones/types.ts';
import type { Guide, LawBook, Seen } from '../../core/law.ts';
import { lifecycle } from './lifecycle.ts';

/** An id that no service has given to a task. */
export const nobodysTask = '1e1d1-ffffffff-ffff-4fff-bfff';
/** As far back as any log goes, in s. */
export const always = 1_000_000_000;
const day = 86_400_000;
const ours = '1e1d1-9f7c3a52-61d0-4e8b-a2c4';
/** The id of a call that a service has answered at once. */
export const taskAtOnce = '1e1d1-6f75849b-61d0-4e8b-a2c4';
const noId = 'abc';
const ofTasks = ['get-task', 'get-task-status', 'get-task-done'];

export const tour: LawBook['tour'] = async (guide) => {
  await lookAround(guide);
  for (const state of Object.keys(lifecycle.states)) await lookAt(guide, state);
  for (const scenario of ['succeeds', 'fails', 'canceled'] as const) await follow(guide, scenario);
  await turnPages(guide);
  await choose(guide);
  await count(guide);
  await askInVain(guide);
  if (guide.writes) await cancel(guide);
};

/** What is there, and the one task that the user may have named. */
async function lookAround(guide: Guide): Promise<void> {
  const { told } = await guide.ask('list-tasks');
  const ids = Array.isArray(told) ? (told as TaskIds).slice(0, 3) : [];
  const { task_id } = guide.params;
  for (const id of new Set(task_id === undefined ? ids : [...ids, task_id])) {
    await show(guide, id);
    await guide.ask('list-tasks');
    for (const row of ofTasks) await guide.ask(row, { params: { task_id: id } });
  }
  for (const row of ['get-log', 'get-log-stats']) await guide.ask(row);
}

/** A task in a state, in the list and in the log, if it belongs there. */
async function lookAt(guide: Guide, state: string): Promise<void> {
  const task = await guide.stage(`task-is-${state.toLowerCase()}`, { task_id: ours });
  if (!task) return;
  const { task_id } = task;
  // Three looks at the status, so that one that goes back is seen to.
  for (const row of ['get-task', ...Array(3).fill('get-task-status'), 'get-task-done', 'get-task'])
    await guide.ask(row, { params: { task_id } });
  await guide.ask('list-tasks');
  await show(guide, task_id);
  await guide.ask('list-tasks');
  await show(guide, task_id);
  await page(guide, { show_running: true });
  await show(guide, task_id);
  await guide.ask('get-log');
}

/** One task from its beginning to its end. */
async function follow(guide: Guide, scenario: 'succeeds' | 'fails' | 'canceled'): Promise<void> {
  const task =
    (await guide.stage('task-is-pending', { task_id: ours }, { scenario })) ??
    (await guide.stage('task-is-started', { task_id: ours }, { scenario }));
  if (!task) return;
  const { task_id } = task;
  await stats(guide, always);
  await guide.watch(async () => {
    await show(guide, task_id);
    await guide.ask('list-tasks');
    await show(guide, task_id);
    await guide.ask('get-log');
    await guide.ask('get-task-done', { params: { task_id } });
    return guide.ask('get-task-status', { params: { task_id } });
  });
  for (const row of [...ofTasks, 'get-task-status']) await guide.ask(row, { params: { task_id } });
  await guide.ask('list-tasks');
  await stats(guide, always);
  await guide.ask('get-log');
  await page(guide);
  await guide.ask('get-log');
}

/** The pages of one list from both ends, by number and by their own links. */
async function turnPages(guide: Guide): Promise<void> {
  const given = { hostname: 'many.cust.erigones.com', tasks: 125 };
  const many = await guide.stage('server-has-many-tasks', given);
  const object = many && { object_type: 'vm', object_name: many.hostname };
  for (const order_by of ['time', '-time']) {
    const turn = (number: number) => page(guide, { ...object, order_by, page: number });
    const first = pageIn(await turn(1));
    for (const number of [3, 2]) await turn(number);
    await guide.follow(first?.next);
    await turn(1);
  }
  await page(guide, { ...object, order_by: '+time' });
  await page(guide, { object_type: 'vm', object_name: 'MANY.cust' });
}

/** The log of some kinds, objects and days. */
async function choose(guide: Guide): Promise<void> {
  await guide.stage('task-is-started', { task_id: '1a1d1-9f7c3a52-61d0-4e8b-a2c4', object_type: 'dc' });
  for (const status of ['PENDING', 'SUCCESS', 'FAILURE', 'REVOKED']) await page(guide, { status });
  for (const object_type of ['vm', 'node', 'dc']) await page(guide, { object_type });
  await page(guide, { object_type: 'dc', hide_auto: true });
  const first = dayOf(pageIn(await page(guide, { order_by: 'time' }))?.results[0]);
  if (first === undefined) return;
  const [date, next] = [0, day].map((later) => new Date(first + later).toISOString().slice(0, 10));
  for (const query of [
    { date_from: next },
    { date_to: next },
    { date_from: date, date_to: next },
    { date_from: next, date_to: date },
  ])
    for (const order_by of ['time', '-time']) await page(guide, { ...query, order_by });
}

/** When the day of a line began, in ms, whichever of its parts is the month; undefined if none can be. */
function dayOf(line: LogLine | undefined): number | undefined {
  const [, year, a, b] = /^(\d{4})-(\d\d)-(\d\d)/.exec(line?.time ?? '') ?? [];
  return [`${year}-${a}-${b}`, `${year}-${b}-${a}`].map(Date.parse).find((at) => !Number.isNaN(at));
}

/** The statistics of a while, of a longer one, and of all times, beside the log that they are of. */
async function count(guide: Guide): Promise<void> {
  for (const last of [60, 3_600, 43_200, undefined, 172_800, always]) await stats(guide, last);
  for (const status of [undefined, 'PENDING', 'SUCCESS', 'FAILURE', 'REVOKED']) {
    await page(guide, { status });
    await stats(guide, always);
  }
}

async function askInVain(guide: Guide): Promise<void> {
  for (const task_id of [nobodysTask, taskAtOnce, noId])
    for (const row of ofTasks) await guide.ask(row, { params: { task_id } });
  for (const query of [
    { page: 0 },
    { page: 'first' },
    { page: 1_000_000 },
    { order_by: 'status' },
    { status: 'EXPLODED' },
    { object_type: 'moon' },
    { object_name: 'web01' },
    { date_from: 'yesterday' },
    { date_to: 'tomorrow' },
  ])
    await page(guide, query);
  await stats(guide, 'x');
  for (const row of ['list-tasks', 'get-log', 'get-log-stats']) await guide.ask(`${row}-redirect`);
  await guide.ask('get-log-page-redirect', { query: { page: 2, order_by: 'time' } });
  for (const row of ofTasks) await guide.ask(`${row}-redirect`, { params: { task_id: ours } });
}

/** Only tasks that were staged for it, or that the user has named. */
async function cancel(guide: Guide): Promise<void> {
  for (const state of ['pending', 'started', 'success', 'failure']) {
    const task = await guide.stage(`task-is-${state}`, { task_id: ours }, { scenario: 'fails' });
    if (task) await revoke(guide, task.task_id);
  }
  const forced = await guide.stage('task-is-started', { task_id: ours }, { scenario: 'fails' });
  if (forced) {
    await put(guide, forced.task_id, { force: 'perhaps' });
    await revoke(guide, forced.task_id, { force: true });
  }
  for (const task_id of [nobodysTask, noId]) await put(guide, task_id);
  await guide.ask('cancel-task-redirect', { params: { task_id: ours } });
  if (guide.params.task_id !== undefined) await revoke(guide, guide.params.task_id);
}

/** A cancel, what is to be seen before and after it, and another that comes too late. */
async function revoke(guide: Guide, task_id: unknown, body?: object): Promise<void> {
  await guide.ask('get-task-status', { params: { task_id } });
  await stats(guide, always);
  await show(guide, task_id);
  await put(guide, task_id, body);
  for (const row of ofTasks) await guide.ask(row, { params: { task_id } });
  await guide.ask('list-tasks');
  await guide.ask('get-log');
  await stats(guide, always);
  await put(guide, task_id);
}

function put(guide: Guide, task_id: unknown, body?: object) {
  return guide.ask('cancel-task', { params: { task_id }, ...(body && { body }) });
}

function show(guide: Guide, task_id: unknown) {
  return guide.ask('get-task', { params: { task_id } });
}

function page(guide: Guide, query: Readonly<Record<string, unknown>> = {}) {
  return guide.ask('get-log-page', { query: { page: 1, ...query } });
}

function pageIn({ reply, told }: Seen): LogPage | undefined {
  return reply.status === 200 ? (told as LogPage | undefined) : undefined;
}

function stats(guide: Guide, last?: unknown) {
  return guide.ask('get-log-stats', { query: { last } });
}
