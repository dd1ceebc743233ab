// Waiting in a world: until its clock has come to an instant, or until somebody moves the clock or changes a record. What
// waits looks again afterwards; nothing here decides anything.
// Not the global ones: a test that fakes those still wants the time of a world to pass, unless it asks for that.
import * as real from 'node:timers';
import { isFinal, type Lifecycle } from '../records/lifecycle.ts';
import { type StandinRecord, timelineOf } from '../records/snapshot.ts';
import type { Store } from '../store/store.ts';
import type { Clock } from './clock.ts';

export interface Watch {
  /** How often something has changed so far: what is looked at is as of this. */
  readonly changes: number;
  /**
   * Resolves when the clock has reached `instant` (ms), or before that as soon as the clock is moved or anything in the
   * world changes, or when `signal` aborts. `Infinity` waits for a change alone. At once if something has changed since
   * `seen`.
   */
  next(instant: number, seen: number, signal?: AbortSignal): Promise<void>;
  /** Resolves after `ms` of real time, or when `signal` aborts: for what asks again and again by itself. */
  pause(ms: number, signal?: AbortSignal): Promise<void>;
  /** Says that something has changed. */
  stir(): void;
}

/** As much of a world as is waited in. */
export interface Waits {
  readonly clock: Clock;
  readonly store: Store;
  readonly watch: Watch;
  api(name: string): { readonly lifecycle: Lifecycle };
}

/** The longest that a timer can be set to, in ms. */
const longest = 2 ** 31 - 1;

export function createWatch(clock: () => Clock): Watch {
  let waiting: (() => void)[] = [];
  let changes = 0;
  return {
    get changes() {
      return changes;
    },
    stir() {
      changes++;
      if (waiting.length === 0) return;
      const awake = waiting;
      waiting = [];
      for (const wake of awake) wake();
    },
    pause: (ms, signal) =>
      new Promise((resolve) => {
        const timer = real.setTimeout(wake, ms);
        signal?.addEventListener('abort', wake, { once: true });
        if (signal?.aborted) wake();

        function wake() {
          real.clearTimeout(timer);
          signal?.removeEventListener('abort', wake);
          resolve();
        }
      }),
    next: (instant, seen, signal) =>
      new Promise((resolve) => {
        const { now, pace } = clock();
        const timers = pace.timers ? globalThis : real;
        const wait = Math.min(longest, Math.max(0, Math.ceil((instant - now()) / pace.factor)));
        const timer = Number.isFinite(instant) && pace.factor > 0 ? timers.setTimeout(wake, wait) : undefined;
        waiting.push(wake);
        signal?.addEventListener('abort', wake, { once: true });
        if (signal?.aborted || changes !== seen) wake();

        function wake() {
          timers.clearTimeout(timer as never);
          signal?.removeEventListener('abort', wake);
          waiting = waiting.filter((each) => each !== wake);
          resolve();
        }
      }),
  };
}

/**
 * Waits until an instant (ms) of a world, which is `ms` away. Where its time does not pass by itself (frozen, stepped) that is when the clock has
 * been moved so far, or after as many real ms: nobody who waits for a response is to hang because a clock stands.
 */
export async function pass(world: Waits, until: number, ms: number, signal?: AbortSignal): Promise<void> {
  const { clock, watch } = world;
  const stands = clock.pace.factor === 0;
  const enough = stands ? [AbortSignal.timeout(Math.min(longest, ms))] : [];
  const over = AbortSignal.any([...enough, ...(signal ? [signal] : [])]);
  while (clock.now() < until && !over.aborted) await watch.next(until, watch.changes, over);
}

/** Waits until a record is in a final state, and is then given. Undefined if it was removed, or `signal` aborted. */
export async function whenFinal(
  world: Waits,
  api: string,
  id: string,
  signal?: AbortSignal,
): Promise<StandinRecord | undefined> {
  const { lifecycle } = world.api(api);
  while (!signal?.aborted) {
    const seen = world.watch.changes;
    const record = await world.store.get(api, id);
    if (!record) return undefined;
    const last = timelineOf(record).at(-1)!;
    const ends = isFinal(lifecycle, last.state);
    if (ends && (last.at <= world.clock.now() || record.seenAt !== undefined)) return record;
    await world.watch.next(ends ? last.at : Number.POSITIVE_INFINITY, seen, signal);
  }
  return undefined;
}
