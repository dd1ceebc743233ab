// Waits in a world for an instant of its clock, or for a change of one record. However many wait, a change wakes only
// those that wait for it, and all share one timer.
// Not the global timers: a test that fakes those still wants the time of a world to pass, unless its clock is `timers`.
import * as real from 'node:timers';
import { SortedList } from '../store/sorted-list.ts';
import type { Clock } from './clock.ts';

/** What to wait for; whichever comes first. */
export interface Awaited {
  /** The instant (ms) of the world; `Infinity` for none. */
  readonly instant: number;
  /** A change of this record. */
  readonly record?: RecordName;
  /** The {@link Watch.changes} at the caller's last look: if something has changed since, it does not wait. */
  readonly seen?: number;
  readonly signal?: AbortSignal | undefined;
}

export interface RecordName {
  readonly api: string;
  readonly id: string;
}

export interface Watch {
  /** How many changes there were so far. */
  readonly changes: number;
  /** Whether the world was dropped: nothing happens in it any more. */
  readonly over: boolean;
  /** Resolves when the awaited event has happened, or `signal` aborts, or the world is dropped. */
  until(awaited: Awaited): Promise<void>;
  /** Resolves after `ms` of real time, or when `signal` aborts: for code that polls. */
  pause(ms: number, signal?: AbortSignal): Promise<void>;
  /** Reports that a record has changed; without a name, that any may have. */
  stir(record?: RecordName): void;
  /** Reports that the clock was moved. */
  moved(): void;
  /** Reports that the world was dropped. */
  end(): void;
  /** Does, as one step, something that belongs to no request: what waits looks so, when it has been woken. */
  step<T>(action: () => T | Promise<T>): Promise<T>;
  /** For a request that waits for something: what it has done so far is done, and others have their turn. Gives what ends that. */
  letGo(): Promise<(() => Promise<void>) | undefined>;
}

/** How steps are made where processes share a world. */
export type StepsOf = Pick<Watch, 'step' | 'letGo'>;

const alone: StepsOf = { step: async (action) => action(), letGo: async () => undefined };

interface Waiting {
  readonly instant: number;
  readonly number: number;
  readonly wake: () => void;
}

/** The longest that a timer can be set to, in ms. */
export const longestTimer = 2 ** 31 - 1;

export function createWatch(clock: () => Clock, stepsOf: StepsOf = alone): Watch {
  const agenda = new SortedList<Waiting>((a, b) =>
    a.instant === b.instant ? a.number - b.number : a.instant < b.instant ? -1 : 1,
  );
  const byRecord = new Map<string, Set<Waiting>>();
  const all = new Set<Waiting>();
  let numbers = 0;
  let changes = 0;
  let over = false;
  let disarm = () => {};
  let armedFor: Waiting | undefined;

  /** Sets the one timer to the earliest awaited instant. */
  const arm = (isMoved = false) => {
    if (agenda.first === armedFor && !isMoved) return;
    disarm();
    armedFor = agenda.first;
    disarm = armedFor ? timerFor(armedFor.instant, clock(), wakeDue) : () => {};
  };
  const wakeDue = () => {
    const now = clock().now();
    for (const waiting of agenda.slice(
      0,
      agenda.countWhile(({ instant }) => instant <= now),
    ))
      waiting.wake();
    arm(true);
  };
  const wakeAll = (waiting: Iterable<Waiting>) => {
    for (const each of [...waiting]) each.wake();
  };

  return {
    get changes() {
      return changes;
    },
    get over() {
      return over;
    },
    until: ({ instant, record, seen = changes, signal }) =>
      new Promise((resolve) => {
        if (over || signal?.aborted || changes !== seen) return resolve();
        const key = record && keyOf(record);
        const waiting: Waiting = { instant, number: numbers++, wake };
        all.add(waiting);
        if (key !== undefined) byRecord.set(key, (byRecord.get(key) ?? new Set()).add(waiting));
        if (instant !== Number.POSITIVE_INFINITY) agenda.insert(waiting);
        signal?.addEventListener('abort', wake, { once: true });
        arm();

        function wake() {
          if (!all.delete(waiting)) return;
          signal?.removeEventListener('abort', wake);
          if (instant !== Number.POSITIVE_INFINITY) agenda.remove(waiting);
          const others = key === undefined ? undefined : byRecord.get(key);
          others?.delete(waiting);
          if (others?.size === 0) byRecord.delete(key!);
          arm();
          resolve();
        }
      }),
    pause,
    stir(record) {
      changes++;
      wakeAll(record ? (byRecord.get(keyOf(record)) ?? []) : all);
    },
    moved() {
      changes++;
      if (agenda.size > 0) wakeDue();
    },
    end() {
      over = true;
      wakeAll(all);
    },
    ...stepsOf,
  };
}

const keyOf = ({ api, id }: RecordName) => `${api} ${id}`;

/** Sets a timer for an instant of a clock, and returns what clears it. None if time does not pass by itself. */
function timerFor(instant: number, { now, pace }: Clock, come: () => void): () => void {
  if (pace.factor === 0) return () => {};
  const timers = pace.timers ? globalThis : real;
  const wait = Math.min(longestTimer, Math.max(0, Math.ceil((instant - now()) / pace.factor)));
  const timer = timers.setTimeout(come, wait);
  return () => timers.clearTimeout(timer as never);
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = real.setTimeout(wake, ms);
    signal?.addEventListener('abort', wake, { once: true });
    if (signal?.aborted) wake();

    function wake() {
      real.clearTimeout(timer);
      signal?.removeEventListener('abort', wake);
      resolve();
    }
  });
}
