// Time is a number that is passed in. A clock never goes back; reset starts over.

import { Problem } from '../values/problem.ts';
import { endOfTime, parseDuration, toIso } from './duration.ts';
import { createFakeTime, fakeNow } from './fake-timers.ts';

/**
 * How a world's time passes: `factor` world ms per real ms (0 = frozen), plus `step` ms after each API request. With
 * `timers` it follows the time of faked timers instead of real time.
 */
export interface Pace {
  readonly factor: number;
  readonly step: number;
  readonly timers?: true;
}

export interface Clock {
  /** The instant, in ms since 1970. Reading it changes nothing. */
  now(): number;
  /** The instant for one API request; in step mode the clock then moves on by its step. */
  nowForRequest(): number;
  /** Moves forward by a duration in ms. Synchronous: it has happened when the call returns. */
  advance(ms: number): number;
  /** Jumps to an instant; a Problem (409) if that lies in the past. */
  moveTo(instant: number): number;
  setPace(pace: Pace): void;
  /** Starts over as it was created. */
  reset(): void;
  /** The clock as facts, which stay the same until the clock is moved. */
  state(): ClockState;
  /** Continues as a clock with that state would have; if the real clock has gone back meanwhile, from its instant. */
  restore(state: ClockState): void;
  /** Becomes, in silence, the clock of another process: both then show the same instant at the same real time. */
  follow(state: ClockState): void;
  /** Shows no instant before this one: another process has shown it already. */
  atLeast(instant: number): void;
  readonly pace: Pace;
}

/** A clock as facts: where it stood, and at which real instant (both in ms since 1970) if it passes with real time. */
export interface ClockState extends Pace {
  readonly instant: number;
  readonly real?: number;
}

/**
 * The real instant, in ms since 1970. A world's responses depend on its own clock alone; this is for instants that other
 * clocks have written. A test that fakes Date fakes its own time, and not that of a world unless the world's clock is `timers`.
 */
export const realNow = Date.now;

/** Real time in ms that nobody sets: for measuring how long something takes. */
export const steadyNow = () => performance.now();

/**
 * The instant of a clock after this much real time (ms). For durations that clients measure with their own clocks, for
 * example how long a login lasts: a fast clock would end it too early for them. A frozen clock has no pace: there it is `ms` later.
 */
export function afterRealTime(
  clock: { readonly pace: Pick<Pace, 'factor'> },
  from: number,
  ms: number,
): number {
  return Math.min(endOfTime, from + ms * Math.max(1, clock.pace.factor));
}

export interface ClockOptions {
  /** The instant at which it starts, in ms since 1970. Default: the real time. */
  readonly at?: number | undefined;
  readonly pace?: Pace | undefined;
  /** Where it reads real time from. */
  readonly source?: (() => number) | undefined;
  /** Called after each move; time that passes by itself is no move. */
  readonly changed?: (() => void) | undefined;
}

export function createClock(options: ClockOptions = {}): Clock {
  const realTime = options.source ?? realNow;
  const fakeTime = createFakeTime();
  const initialPace = options.pace ?? { factor: 1, step: 0 };
  let pace = initialPace;
  const source = () => (pace.timers ? fakeTime() : realTime());
  const beginning = () => options.at ?? (pace.timers ? fakeNow() : undefined) ?? realTime();
  let anchor = source();
  let read = anchor;
  let base = beginning();
  let least = Number.NEGATIVE_INFINITY;

  const now = () => {
    const before = read;
    read = source();
    // The real clock was set back: ours does not follow, and continues from its instant.
    if (read < before) anchor -= before - read;
    return upToTheEnd(Math.max(least, base + (read - anchor) * pace.factor));
  };
  const rebase = (instant: number) => {
    base = instant;
    least = Number.NEGATIVE_INFINITY;
    anchor = read = source();
    options.changed?.();
    return instant;
  };

  return {
    now,
    nowForRequest() {
      const instant = now();
      if (pace.step > 0) rebase(upToTheEnd(instant + pace.step));
      return instant;
    },
    advance(ms) {
      const instant = now() + ms;
      if (instant > endOfTime) throw tooLate(instant);
      return rebase(instant);
    },
    moveTo(instant) {
      const current = now();
      if (instant < current) {
        throw new Problem(409, 'Clock cannot go back', {
          detail: `The clock stands at ${toIso(current)}, later than ${toIso(instant)}.`,
          given: toIso(instant),
          hint: 'Give a later instant, or reset the world with POST /__standin/reset.',
        });
      }
      if (instant > endOfTime) throw tooLate(instant);
      return rebase(instant);
    },
    setPace(next) {
      const instant = now();
      pace = next;
      rebase(instant);
    },
    reset() {
      pace = initialPace;
      rebase(beginning());
    },
    state() {
      if (pace.timers) return { ...pace, instant: now() };
      return pace.factor === 0 ? { ...pace, instant: base } : { ...pace, instant: base, real: anchor };
    },
    restore({ instant, real, ...kept }) {
      pace = kept;
      rebase(instant);
      anchor = Math.min(real ?? anchor, anchor);
    },
    follow({ instant, real, ...kept }) {
      pace = kept;
      base = least = instant;
      read = source();
      anchor = real ?? read;
    },
    atLeast(instant) {
      least = Math.max(least, instant);
    },
    get pace() {
      return pace;
    },
  };
}

/** A running clock stops at the end of time, so that every written date can be read again. */
function upToTheEnd(instant: number): number {
  return Math.min(instant, endOfTime);
}

function tooLate(instant: number): Problem {
  return new Problem(400, 'Clock cannot go that far', {
    detail: `${instant} ms since 1970 is later than any date can be.`,
    given: instant,
    hint: `The last instant is ${toIso(endOfTime)}. Move by less, or reset the world with POST /__standin/reset.`,
  });
}

/** At this factor a year passes in 32 ms: no test needs more. */
const fastest = 1_000_000_000;

/** Reads `real`, `x60`, `frozen`, `step:2s` or `timers` (those that a test fakes in this process). Throws a 400 Problem on anything else. */
export function parsePace(text: string): Pace {
  if (text === 'real') return { factor: 1, step: 0 };
  if (text === 'frozen') return { factor: 0, step: 0 };
  if (text === 'timers') return { factor: 1, step: 0, timers: true };
  const fast = /^x(\d+(?:\.\d+)?(?:e[+-]\d+)?)$/.exec(text);
  if (fast && Number(fast[1]) > 0 && Number(fast[1]) <= fastest) return { factor: Number(fast[1]), step: 0 };
  const step = text.startsWith('step:') ? parseDuration(text.slice('step:'.length)) : 0;
  if (step > 0) return { factor: 0, step };
  throw new Problem(400, 'Bad clock', {
    detail: `'${text}' is not a clock.`,
    given: text,
    hint: "Use 'real', 'x60' (60 times real time, at most x1000000000), 'frozen', or 'step:2s' (each API request moves it by 2 s).",
  });
}

/** The text that {@link parsePace} reads. */
export function formatPace({ factor, step, timers }: Pace): string {
  if (timers) return 'timers';
  if (step > 0) return step % 1_000 === 0 ? `step:${step / 1_000}s` : `step:${step}ms`;
  if (factor === 0) return 'frozen';
  return factor === 1 ? 'real' : `x${factor}`;
}
