// What verify does with builds of its own on a server that is no Standin: it starts them, stops one, follows another to its
// end, and sees that the list answers GET alone.
import type { BuildInfoRecord, BuildStarted } from '../../../schemas/codearts/types.ts';
import type { Explorer, MadeRecord, Seen } from '../../core/invariants/invariant.ts';
import { buildsOf, hasFinished } from './observations.ts';

export const startOperation = 'start-build';
export const stopOperation = 'stop-build';

/** How a list of a task is had that has its newest builds. */
export type ListNewest = (job_id: unknown) => Promise<Seen>;

export async function useOwnRecords(explorer: Explorer, list: ListNewest): Promise<void> {
  const { job_id } = explorer.params;
  if (job_id === undefined) {
    explorer.omitted(
      'codearts/uri',
      'No build was started: nothing says of which task. Give --param job_id=….',
    );
    return;
  }
  const first = await start(explorer, job_id, list);
  if (first) await stop(explorer, first, list);
  const second = await start(explorer, job_id, list);
  if (second) await follow(explorer, second, list);
  for (const build of [second, first]) await build?.undo();
}

type OwnBuild = MadeRecord & { readonly job_id: unknown; readonly number: number };

async function start(explorer: Explorer, job_id: unknown, list: ListNewest): Promise<OwnBuild | undefined> {
  const why = 'To have a build of our own.';
  const { response, content } = await explorer.send(startOperation, { body: { job_id }, why });
  const number = Number((content as BuildStarted | undefined)?.actual_build_number);
  if (response.status !== 200 || !Number.isInteger(number)) {
    const answer = `POST /v3/jobs/build was answered ${response.status}`;
    explorer.omitted(
      'codearts/uri',
      `No build could be started: ${answer}. Give the token of somebody who may.`,
    );
    return undefined;
  }
  const what = `build ${number} of task ${job_id}`;
  const made = explorer.made({
    what,
    params: { job_id, number },
    stays: `The record of ${what} stays, stopped or over: this API deletes none.`,
    undo: async () => {
      const build = find(await list(job_id), number);
      return build && hasFinished(build) ? undefined : sendStop(explorer, { job_id, number });
    },
  });
  return { job_id, number, ...made };
}

/** A stop, what is to be seen of the build before and after it, and what came of it. */
async function stop(explorer: Explorer, build: OwnBuild, list: ListNewest): Promise<void> {
  for (const _ of [1, 2]) await list(build.job_id);
  await sendStop(explorer, build);
  await follow(explorer, build, list);
}

function sendStop(
  explorer: Explorer,
  { job_id, number }: Pick<OwnBuild, 'job_id' | 'number'>,
): Promise<Seen> {
  const why = 'To stop a build of our own.';
  return explorer.send(stopOperation, { params: { job_id, build_no: number }, why });
}

async function follow(explorer: Explorer, { job_id, number }: OwnBuild, list: ListNewest): Promise<void> {
  const isOver = (seen: Seen) => {
    const build = find(seen, number);
    return build !== undefined && hasFinished(build);
  };
  await explorer.watch(async () => {
    await list(job_id);
    return list(job_id);
  }, isOver);
  for (const _ of [1, 2]) await list(job_id);
}

function find(seen: Seen, number: number): BuildInfoRecord | undefined {
  return buildsOf(seen).find((build) => build.number === number);
}
