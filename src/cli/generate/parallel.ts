// `generate --parallel`: threads make slices of a run, which are written in their order.
import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { parentPort, Worker } from 'node:worker_threads';
import { Problem } from '../../core/values/problem.ts';
import type { Format } from '../../fixture/formats.ts';
import type { Shard } from '../../fixture/shard.ts';
import { chunksOf, type Run } from '../../fixture/write.ts';

const most = 256;
/** Rows in a slice, about: enough that handing it over costs little, few enough that memory stays small. */
const slice = 2_048;

/** Checks how many threads are wanted. */
export function checkThreads(threads: number): void {
  if (threads >= 1 && threads <= most) return;
  throw new Problem(400, 'Bad parallel', {
    detail: `A run cannot have ${threads} threads.`,
    given: threads,
    hint: `Give a whole number from 1 to ${most}.`,
  });
}

/** In a thread: makes each slice that it is sent, until it is ended. */
export async function makeSlices(format: Format, run: Run): Promise<void> {
  parentPort!.on('message', (shard: Shard) =>
    parentPort!.postMessage([...chunksOf(format, { ...run, shard })].join('')),
  );
  await once(parentPort!, 'close');
}

/**
 * The text of a run, slice by slice in order, made by threads that run this same command. Each thread is one slice ahead at most
 * of what has been taken.
 */
export async function* inParallel(
  threads: number,
  { n, shard, onProgress }: Run & { readonly shard: Shard },
): AsyncGenerator<string> {
  const slices = Math.max(1, Math.ceil(n / shard.of / slice));
  const sliceAt = (index: number) => ({
    number: (shard.number - 1) * slices + index + 1,
    of: shard.of * slices,
  });
  const workers = Array.from({ length: Math.min(threads, slices) }, startThread);
  try {
    const made = workers.map((worker, index) => makeOne(worker, sliceAt(index)));
    for (let index = 0; index < slices; index++) {
      const turn = index % workers.length;
      const text = await made[turn]!;
      const next = index + workers.length;
      if (next < slices) made[turn] = makeOne(workers[turn]!, sliceAt(next));
      onProgress?.(Math.floor(((index + 1) * n) / slices / shard.of));
      yield text;
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function startThread(): Worker {
  const worker = new Worker(realpathSync(process.argv[1]!), { argv: process.argv.slice(2) });
  // Each slice has a listener of its own, and several wait at a time.
  worker.setMaxListeners(0);
  return worker;
}

/** One slice, by a thread. An Error where the thread ends first, which has then said why. */
function makeOne(worker: Worker, shard: Shard): Promise<string> {
  const made = new Promise<string>((taken, failed) => {
    const ended = () => failed(new Error('A thread of --parallel has ended.'));
    worker.once('exit', ended);
    worker.once('message', (text: string) => {
      worker.off('exit', ended);
      taken(text);
    });
    worker.postMessage(shard);
  });
  // It may fail before its turn has come.
  made.catch(() => undefined);
  return made;
}
