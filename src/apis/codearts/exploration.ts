// Where to look for what CodeArts promises.
import type { JobList } from '../../../schemas/codearts/types.ts';
import type { Explorer, InvariantBook, Params } from '../../core/invariants/invariant.ts';
import { endOfTime } from '../../core/time/duration.ts';
import { lifecycle } from './lifecycle.ts';
import { buildsOf } from './observations.ts';
import { useOwnRecords } from './own-records.ts';
import { chinaOffset, wallClock } from './record.ts';

/** A task that no service has. */
export const nobodysJob = 'f'.repeat(32);
export const printedJob = '48c66c6002964721be537cdc6ce0297b';

type Window = { readonly start_time: string; readonly end_time: string };
const december = { start_time: '2023-12-01 00:00:00', end_time: '2023-12-31 23:59:59' };
/** A world may keep any time. */
const ever = { start_time: '1971-01-01 00:00:00', end_time: '2100-01-01 00:00:00' };
const second = 1_000;
const day = 86_400_000;

export const explore: InvariantBook['explore'] = async (explorer) => {
  const now = await lookAround(explorer);
  for (const [index, state] of Object.keys(lifecycle.states).entries())
    await lookAt(explorer, now, state, taskOf(index));
  for (const [index, scenario] of (['succeeds', 'fails', 'canceled'] as const).entries())
    await follow(explorer, now, scenario, taskOf(10 + index));
  await lookBack(explorer);
  await turnPages(explorer, now);
  await requestInVain(explorer, now);
  const newest = (job_id: unknown) => list(explorer, job_id, { ...before(now, 1, 2), page_size: 20 });
  if (explorer.writes && !explorer.ownWorld) await useOwnRecords(explorer, newest);
};

/** The printed task, and the one that the user may have named. Answers with our own time, in ms. */
async function lookAround(explorer: Explorer): Promise<number> {
  const { job_id } = explorer.params;
  const { response, at } = await list(explorer, printedJob, { ...december, page_index: 0, page_size: 1 });
  if (response.status === 200) await viewWindow(explorer, printedJob, december);
  const window = await windowOf(explorer, at, job_id, explorer.ownWorld ? 2 : 28);
  if (window) await viewWindow(explorer, job_id, window);
  if (window && !explorer.ownWorld) await lookElsewhere(explorer, job_id, window);
  return at;
}

/** Another task of the service: it has builds of its own. */
async function lookElsewhere(explorer: Explorer, job_id: unknown, window: Window): Promise<void> {
  const { response, content } = await explorer.send('list-jobs');
  const jobs = response.status === 200 ? (content as JobList | undefined)?.result?.job_list : undefined;
  const other = Array.isArray(jobs) ? jobs.find(({ id }) => id !== job_id) : undefined;
  if (other) await list(explorer, other.id, { ...window, page_size: 100 });
}

/** A window that holds some builds: pages of several sizes, and windows that end with one of them. */
async function viewWindow(explorer: Explorer, job: unknown, window: Window): Promise<void> {
  const whole = () => list(explorer, job, { ...window, page_size: 100 });
  const builds = buildsOf(await whole());
  const pages = [{}, { page_index: 1 }, { page_size: 3 }, { page_size: 3, page_index: 1 }, { page_index: 4 }];
  for (const page of [...pages, { page_size: 1, page_index: 2 }, { page_index: 1000, page_size: 100 }])
    await list(explorer, job, { ...window, ...page });
  for (const build of [builds.at(-1), builds[Math.floor(builds.length / 2)]]) {
    if (!build) continue;
    const { start_time: start } = build;
    for (const part of [
      { start_time: text(start) },
      { end_time: text(start) },
      { start_time: text(start + second) },
      { end_time: text(start - second) },
      { start_time: text(start - 3_600 * second), end_time: text(start + 3_600 * second) },
    ])
      await list(explorer, job, { ...window, ...part, page_size: 100 });
  }
  await whole();
}

/** A build in a state, looked at more than once. */
async function lookAt(explorer: Explorer, now: number, state: string, task: Params): Promise<void> {
  const preset = `build-is-${state.toLowerCase().replaceAll('_', '-')}`;
  const { job_id } = (await explorer.stage(preset, task)) ?? {};
  const window = await windowOf(explorer, now, job_id);
  if (!window) return;
  for (const page of [{}, { page_size: 1 }, { page_index: 1 }])
    await list(explorer, job_id, { ...window, ...page });
}

/** One build from its beginning to its end, and again after it. */
async function follow(
  explorer: Explorer,
  now: number,
  scenario: 'succeeds' | 'fails' | 'canceled',
  task: Params,
): Promise<void> {
  const { job_id } = (await explorer.stage('build-is-inqueue', task, { scenario })) ?? {};
  const window = await windowOf(explorer, now, job_id);
  if (!window) return;
  await explorer.watch(async () => {
    await list(explorer, job_id, window);
    return list(explorer, job_id, window);
  });
  await list(explorer, job_id, window);
}

/** Builds of long ago, at any time of day. */
async function lookBack(explorer: Explorer): Promise<void> {
  const { job_id, first } = (await explorer.stage('job-has-old-builds', { job_id: taskOf(20).job_id })) ?? {};
  const from = Date.parse(String(first));
  if (job_id === undefined || Number.isNaN(from)) return;
  await viewWindow(explorer, job_id, { start_time: text(from - day), end_time: text(from + 20 * day) });
  await list(explorer, job_id, { start_time: text(from - 20 * day), end_time: text(from + 40 * day) });
}

async function turnPages(explorer: Explorer, now: number): Promise<void> {
  const task = { job_id: taskOf(21).job_id, builds: 125 };
  const { job_id } = (await explorer.stage('job-has-many-builds', task)) ?? {};
  const window = await windowOf(explorer, now, job_id);
  if (!window) return;
  for (const page of [
    { page_size: 100 },
    { page_size: 100, page_index: 1 },
    { page_size: 50, page_index: 2 },
    { page_index: 0 },
    { page_index: 12 },
    { page_index: 13 },
    {},
  ])
    await list(explorer, job_id, { ...window, ...page });
}

async function requestInVain(explorer: Explorer, now: number): Promise<void> {
  const job = explorer.params.job_id ?? printedJob;
  const shown = (await windowOf(explorer, now, explorer.params.job_id)) ?? december;
  const noToken = { 'x-auth-token': '', authorization: '' };
  await list(explorer, job, december);
  await list(explorer, job, december, noToken);
  await list(explorer, nobodysJob, december, noToken);
  await list(explorer, nobodysJob, december);
  for (const bad of ['48c66c60', `${printedJob}0`, printedJob.replace('4', '-'), printedJob.toUpperCase()])
    await list(explorer, bad, december);
  for (const name of ['start_time', 'end_time'])
    for (const value of [undefined, 'yesterday', '2023-12-01', '1703554641000', ''])
      await list(explorer, job, { ...december, [name]: value });
  await list(explorer, job, { start_time: shown.end_time, end_time: shown.start_time });
  for (const page_index of [-1, 'first', 1.5]) await list(explorer, job, { ...december, page_index });
  for (const page_size of [101, -1, 'many', 0]) await list(explorer, job, { ...december, page_size });
  const search = new URLSearchParams(shown);
  await explorer.attempt('POST', `/v3/jobs/${job}/build-info-records?${search}`);
  if (explorer.writes)
    await explorer.send('post-real-time-log', { params: { job_id: job, build_number: 33 } });
}

/** The days around the newest build of a task: it is looked for in this month, and then in all times. */
async function windowOf(
  explorer: Explorer,
  now: number,
  job: unknown,
  days = 2,
): Promise<Window | undefined> {
  for (const window of job === undefined ? [] : [before(now, 29), ever]) {
    const [newest] = buildsOf(await list(explorer, job, window));
    if (newest) return before(newest.start_time, days);
  }
  return undefined;
}

/** So many days before an instant, and some after it. */
function before(instant: number, days: number, after = 1): Window {
  return { start_time: text(instant - days * day), end_time: text(instant + after * day) };
}

function list(
  explorer: Explorer,
  job_id: unknown,
  query: Params,
  headers: Readonly<Record<string, string>> = {},
) {
  return explorer.send('list-build-records', { params: { job_id }, query, headers });
}

/** An instant (ms) as the query has it. */
function text(instant: number): string {
  return wallClock(Math.max(0, Math.min(instant, endOfTime - day)), chinaOffset);
}

/** A task that this exploration creates, with a build. */
function taskOf(index: number): Params {
  return { job_id: `${index}`.padStart(32, 'a'), number: 7 };
}
