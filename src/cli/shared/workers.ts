// `--workers`: several processes on one port. The first process serves nothing: it starts the others, starts one anew that has
// died, and ends them.
import cluster from 'node:cluster';
import { once } from 'node:events';
import { Problem } from '../../core/values/problem.ts';
import type { Standin } from '../../standin.ts';
import type { StoreFlags } from '../flags/store.ts';
import { endOnSignals } from '../terminal/ending.ts';
import type { Reporter } from '../terminal/report.ts';

interface Flags extends StoreFlags {
  readonly adminToken?: string;
}

const most = 256;

/** Whether this process is to start others. A Problem for what cannot be. */
export function workersWanted({ workers = 1, store }: Flags): boolean {
  if (cluster.isWorker) return false;
  if (workers < 1 || workers > most)
    throw new Problem(400, 'Bad workers', {
      detail: `There cannot be ${workers} workers.`,
      given: workers,
      hint: `Give a whole number from 1 to ${most}.`,
    });
  if (workers > 1 && !store)
    throw new Problem(400, 'Workers without a store', {
      detail: `${workers} processes would have ${workers} different worlds.`,
      given: workers,
      hint: 'Let them share one: --store redis://127.0.0.1:6379/0',
    });
  return workers > 1;
}

/** Starts them. Where one cannot start, nothing does, with its exit code. */
export async function startWorkers(count: number, report: Reporter): Promise<void> {
  let isEnding = false;
  const begun = new Set<number>();
  cluster.on('message', ({ id }) => begun.add(id));
  cluster.on('exit', ({ id }, code) => {
    if (isEnding) return;
    if (begun.size === 0) return void end().then(() => process.exit(code ?? 2));
    report.failed(new Error(`Worker ${id} has ended (${code}); another one is started in its place.`));
    // One that could not even begin, as while the store is away, is tried again a little later.
    setTimeout(() => isEnding || cluster.fork(), begun.has(id) ? 0 : 1_000);
  });
  async function end(): Promise<void> {
    isEnding = true;
    const left = Object.values(cluster.workers ?? {}).flatMap((worker) => worker ?? []);
    for (const worker of left) worker.process.kill('SIGTERM');
    await Promise.all(left.map((worker) => (worker.isDead() ? undefined : once(worker, 'exit'))));
  }
  endOnSignals(end, report.failed);
  cluster.fork();
  // The first takes the port, free or not, and says where it is; the others share it.
  await once(cluster, 'message');
  for (let more = 1; more < count; more++) cluster.fork();
}

/** Whether this process says where Standin is: one of several does. A Problem where each of several would want another token. */
export function isFirst({ adminToken }: Standin, flags: Flags): boolean {
  if (!cluster.isWorker) return true;
  if (adminToken !== undefined && flags.adminToken === undefined)
    throw new Problem(400, 'No admin token', {
      detail: 'Several workers on an address that others reach need one admin token.',
      hint: 'Give it with --admin-token, or as $STANDIN_ADMIN_TOKEN.',
    });
  process.send?.('ready');
  return cluster.worker!.id === 1;
}
