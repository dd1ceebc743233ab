// The timers that a test has faked. Vitest, Jest and Sinon fake them with one library, which hangs its clock on whatever it fakes;
// others fake `Date`, which tells the time by itself; Jest's legacy timers have a clock that only Jest knows.
import { Problem } from '../values/problem.ts';

interface FakeClock {
  /** The instant in ms that its Date shows. */
  readonly now: number;
  /** Seconds and nanoseconds since it was installed, however its Date was set meanwhile; not there where it is not faked. */
  hrtime?(): readonly [number, number];
}

/** Time that somebody fakes. */
interface FakeTime {
  /** Tells one faking from the next. */
  readonly source: unknown;
  /** The instant in ms that is shown, or of legacy timers, the ms since they began. */
  readonly now: number;
  readonly isLegacy?: true;
  /** The ms that have passed, where that is known apart from what is shown. */
  readonly passed?: number;
}

/** All that can be faked; whatever is, has the clock. */
const names = ['setTimeout', 'setInterval', 'setImmediate', 'Date', 'queueMicrotask'] as const;

/** What tells the time of Jest's legacy timers, if Jest has told us. */
let legacyNow: (() => number) | undefined;

export function followLegacyTimers(now: () => number): void {
  legacyNow = now;
}

/** The time that is faked now; undefined while it is real. A Problem (409) where it is faked and nobody can tell how it passes. */
function fakeTime(): FakeTime | undefined {
  const clock = clockOfGlobals();
  if (clock) {
    const [seconds, nanoseconds] = clock.hrtime?.() ?? [0, 0];
    const passed = Math.round(seconds * 1_000 + nanoseconds / 1_000_000);
    return { source: clock, now: clock.now, ...(clock.hrtime && { passed }) };
  }
  const { setTimeout: timer } = globalThis;
  if (areLegacy()) {
    if (!legacyNow) throw cannotFollow("Jest's legacy fake timers");
    return { source: timer, now: legacyNow(), isLegacy: true };
  }
  const { Date: date } = globalThis;
  if (isFake(date)) return { source: date, now: date.now() };
  if (timer.name.startsWith('bound #')) throw cannotFollow('the timers of node:test without Date');
  return undefined;
}

/** Jest's legacy timers replace all of these; whoever spies on timers does so on one or two. */
function areLegacy(): boolean {
  const { setTimeout, clearTimeout, setInterval, clearInterval } = globalThis;
  const all = [setTimeout, clearTimeout, setInterval, clearInterval] as { _isMockFunction?: boolean }[];
  return all.every(({ _isMockFunction }) => _isMockFunction === true);
}

function clockOfGlobals(): FakeClock | undefined {
  for (const name of names) {
    const { clock } = (globalThis[name] ?? {}) as { clock?: Partial<FakeClock> };
    if (typeof clock?.now === 'number') return clock as FakeClock;
  }
  return undefined;
}

/** A Date that tells another time than the real one is written in JavaScript. */
function isFake(date: typeof Date): boolean {
  return !Function.prototype.toString.call(date.now).includes('[native code]');
}

function cannotFollow(what: string): Problem {
  return new Problem(409, 'Timers cannot be followed', {
    detail: `The clock 'timers' cannot follow ${what}: they do not tell how much time has passed.`,
    hint: "Fake Date as well (jest.useFakeTimers() of standin/jest's test file, mock.timers.enable({ apis: ['setTimeout', 'Date'] })), or take the clock 'frozen' and move it with clock.advance().",
  });
}

/** The instant that faked time shows; undefined while it is real. */
export function fakeNow(): number | undefined {
  const fake = fakeTime();
  return fake?.isLegacy ? undefined : fake?.now;
}

/**
 * A source of time, in ms, that moves with faked time and stands still while it is real: when timers are run, and when the Date is
 * set to a later instant. It sees what happens when it is read: what passes on a fake clock that comes and goes between two readings
 * is not counted.
 */
export function createFakeTime(): () => number {
  let last: FakeTime | undefined;
  let total = 0;
  return () => {
    const current = fakeTime();
    if (current) {
      const isSame = current.source === last?.source;
      const passed = (current.passed ?? 0) - (isSame ? (last?.passed ?? 0) : 0);
      const shown = isSame ? current.now - last!.now : 0;
      total += Math.max(0, passed, shown);
    }
    last = current;
    return total;
  };
}
