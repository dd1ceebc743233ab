// The timers that a test has faked: Vitest, Jest and Sinon use one library for it, which attaches its clock to them.

interface FakeClock {
  /** The instant in ms that its Date shows. */
  readonly now: number;
  /** Seconds and nanoseconds since it was installed, however its Date was set meanwhile. */
  hrtime(): readonly [number, number];
}

/** The clock of the timers that are faked now; undefined while they are real. */
export function fakeClock(): FakeClock | undefined {
  const { clock } = globalThis.setTimeout as { clock?: Partial<FakeClock> };
  return typeof clock?.now === 'number' && clock.hrtime ? (clock as FakeClock) : undefined;
}

/**
 * A source of time, in ms, that moves with faked timers and stands still while they are real. It looks at them only when
 * it is read: time on a fake clock that was installed and removed between two reads is not counted.
 */
export function createFakeTime(): () => number {
  let clock = fakeClock();
  let from = clock ? elapsedOn(clock) : 0;
  let total = 0;
  return () => {
    const current = fakeClock();
    if (current !== clock) {
      clock = current;
      from = 0;
    }
    if (clock) {
      const elapsed = elapsedOn(clock);
      total += Math.max(0, elapsed - from);
      from = elapsed;
    }
    return total;
  };
}

function elapsedOn(clock: FakeClock): number {
  const [seconds, nanoseconds] = clock.hrtime();
  return Math.round(seconds * 1_000 + nanoseconds / 1_000_000);
}
