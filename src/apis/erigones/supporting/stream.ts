// Responses that stay open until a task has ended: blanks, then a line with the status, then the body. The program asks for
// them with ES-STREAM, and never asks again.

import type { OperationRequest } from '../../../core/api/operation.ts';
import { isFinal } from '../../../core/records/lifecycle.ts';
import { snapshotAt, timelineOf } from '../../../core/records/snapshot.ts';
import { lifecycle, type State, statuses } from '../lifecycle.ts';
import { find, type Task } from '../record.ts';
import { toStatus } from '../wire.ts';
import { inLayout } from './dress.ts';

/** How long a response stays open, in seconds. */
const patience = 3_600;
/** How long a look is put off in a world that moves with each request, in ms of real time: each look moves it too. */
const breath = 20;

/** How long the service waits before it looks again, in seconds, having waited so long. */
function napAfter(elapsed: number): number {
  if (elapsed > 1_200) return 30;
  if (elapsed > 60) return 12;
  if (elapsed > 30) return 6;
  return elapsed > 5 ? 3 : 1;
}

/** The body of a response that waits for a task; `pending` is what it says if the task takes too long. */
export function untilEnded(task: Task, pending: unknown, request: OperationRequest) {
  // Only the program and its like understand the line with the status.
  const coded = request.header('es-stream') === 'es';
  return async function* texts(signal: AbortSignal): AsyncIterable<string> {
    for (let elapsed = 0; elapsed < patience; ) {
      elapsed += napAfter(elapsed);
      const found = await endBy(task, request.now + elapsed * 1_000, request, signal);
      if (signal.aborted) return;
      if (found === 'gone') break;
      if (found === 'waiting') yield ' ';
      else return yield* ended(found, coded, request);
    }
    yield inLayout(pending, request);
  };
}

function* ended(task: Task, coded: boolean, request: OperationRequest): Iterable<string> {
  const state = snapshotAt(task, request.world.clock.now()).state as State;
  const body = inLayout(toStatus(task.id, state, request, task), request);
  yield coded ? `${statuses[state]}\n${body}` : body;
}

/** The task, once it has ended; `waiting` if it has not by `instant` (ms). Somebody else may end it, or take it away. */
async function endBy(
  { id }: Task,
  instant: number,
  { world }: OperationRequest,
  signal: AbortSignal,
): Promise<Task | 'waiting' | 'gone'> {
  const { clock, watch, store } = world;
  while (!signal.aborted && !watch.over) {
    const seen = watch.changes;
    const task = await watch.step(() => find({ store }, id));
    if (!task) return 'gone';
    const now = clock.now();
    if (isFinal(lifecycle, snapshotAt(task, now).state)) return task;
    if (now >= instant) return 'waiting';
    if (clock.pace.step > 0) {
      await watch.pause(breath, signal);
      await watch.step(() => clock.nowForRequest());
    } else {
      const next = Math.min(instant, nextStep(task, now));
      await watch.until({ instant: next, record: { api: 'erigones', id }, seen, signal });
    }
  }
  return 'gone';
}

function nextStep(task: Task, now: number): number {
  return timelineOf(task).find(({ at }) => at > now)?.at ?? Number.POSITIVE_INFINITY;
}
