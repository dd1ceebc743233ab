// The clock: time as a number that somebody hands us, and that never grows smaller.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClock, formatPace, type Pace, parsePace } from '../../src/core/time/clock.ts';
import { endOfTime } from '../../src/core/time/duration.ts';

/** A clock of the machine that does as it is told. */
function sourceAt(start: number) {
  const source = { now: start };
  return { source: () => source.now, set: (instant: number) => (source.now = instant) };
}

const start = Date.parse('2026-03-01T12:00:00.000Z');
const real: Pace = { factor: 1, step: 0 };
const frozen: Pace = { factor: 0, step: 0 };
const ms = fc.integer({ min: 0, max: 100_000 });
const pace: fc.Arbitrary<Pace> = fc.oneof(
  fc.constantFrom(real, frozen, { factor: 60, step: 0 }, { factor: 0.5, step: 0 }),
  ms.map((step) => ({ factor: 0, step })),
);

describe('a clock', () => {
  it('never goes back, whatever is done to it and to the clock of the machine', () => {
    const deed = fc.oneof(
      fc.record({ kind: fc.constant('machine' as const), by: fc.integer({ min: -100_000, max: 100_000 }) }),
      fc.record({ kind: fc.constant('advance' as const), by: ms }),
      fc.record({ kind: fc.constant('request' as const) }),
      fc.record({ kind: fc.constant('pace' as const), pace }),
      fc.record({ kind: fc.constant('move' as const), by: ms }),
    );
    fc.assert(
      fc.property(pace, fc.array(deed), (pace, deeds) => {
        const machine = sourceAt(start);
        const clock = createClock({ at: start, pace, source: machine.source });
        let latest = clock.now();
        for (const each of deeds) {
          if (each.kind === 'machine') machine.set(machine.source() + each.by);
          if (each.kind === 'advance') clock.advance(each.by);
          if (each.kind === 'request') clock.nowForRequest();
          if (each.kind === 'pace') clock.setPace(each.pace);
          if (each.kind === 'move') clock.moveTo(clock.now() + each.by);
          const now = clock.now();
          expect(now).toBeGreaterThanOrEqual(latest);
          expect(clock.now()).toBe(now);
          latest = now;
        }
      }),
    );
  });

  it('goes on from where it stood when the clock of the machine is set back', () => {
    const machine = sourceAt(50_000);
    const clock = createClock({ at: start, source: machine.source });
    machine.set(60_000);
    expect(clock.now()).toBe(start + 10_000);
    machine.set(55_000);
    expect(clock.now()).toBe(start + 10_000);
    machine.set(57_000);
    expect(clock.now()).toBe(start + 12_000);
  });

  it('starts at the real time unless told otherwise, and passes as fast as it is told', () => {
    const machine = sourceAt(start);
    const clock = createClock({ source: machine.source });
    const fast = createClock({ at: 0, pace: parsePace('x60'), source: machine.source });
    machine.set(start + 1_000);
    expect([clock.now(), fast.now()]).toEqual([start + 1_000, 60_000]);
    fast.setPace(parsePace('x0.5'));
    machine.set(start + 2_000);
    expect(fast.now()).toBe(60_500);
  });

  it('stands still when it is frozen, and moves only when it is moved', () => {
    const machine = sourceAt(start);
    const clock = createClock({ at: 0, pace: frozen, source: machine.source });
    machine.set(start + 1e9);
    expect([clock.now(), clock.nowForRequest(), clock.now()]).toEqual([0, 0, 0]);
    expect([clock.advance(5), clock.now(), clock.moveTo(20), clock.now()]).toEqual([5, 5, 20, 20]);
  });

  it('has advanced by exactly what it was told, when it answers', () => {
    fc.assert(
      fc.property(fc.array(ms), (steps) => {
        const clock = createClock({ at: start, pace: frozen });
        for (const by of steps) clock.advance(by);
        expect(clock.now()).toBe(start + steps.reduce((sum, by) => sum + by, 0));
      }),
    );
  });

  it('moves on by its step after each request, and not for those who only look', () => {
    const clock = createClock({ at: 0, pace: parsePace('step:2s') });
    expect([clock.nowForRequest(), clock.now(), clock.now(), clock.nowForRequest()]).toEqual([
      0, 2_000, 2_000, 2_000,
    ]);
    expect(clock.now()).toBe(4_000);
  });

  it('refuses to be moved into the past, or past the end of time', () => {
    const clock = createClock({ at: start, pace: frozen });
    expect(() => clock.moveTo(start - 1)).toThrow(
      'The clock stands at 2026-03-01T12:00:00.000Z, later than 2026-03-01T11:59:59.999Z.',
    );
    expect(clock.moveTo(start)).toBe(start);
    expect(clock.moveTo(endOfTime)).toBe(endOfTime);
    expect(() => clock.advance(1)).toThrow('later than any date can be');
    expect(clock.now()).toBe(Date.parse('9999-12-31T23:59:59.999Z'));
  });

  it('starts over as it was created, whatever the clock of the machine has done', () => {
    const machine = sourceAt(50_000);
    const clock = createClock({ at: start, pace: parsePace('x2'), source: machine.source });
    clock.setPace(frozen);
    clock.advance(1e6);
    machine.set(40_000);
    clock.reset();
    expect([clock.now(), clock.pace]).toEqual([start, { factor: 2, step: 0 }]);
    machine.set(41_000);
    expect(clock.now()).toBe(start + 2_000);
  });
});

describe('a pace', () => {
  it('is the same after it is written and read', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          pace,
          fc.double({ min: 1e-9, max: 1e9, noNaN: true }).map((factor) => ({ factor, step: 0 })),
        ),
        (pace) => {
          expect(parsePace(formatPace(pace))).toEqual(pace);
        },
      ),
    );
  });

  it.each([
    ['real', { factor: 1, step: 0 }],
    ['frozen', { factor: 0, step: 0 }],
    ['x60', { factor: 60, step: 0 }],
    ['x0.25', { factor: 0.25, step: 0 }],
    ['step:2s', { factor: 0, step: 2_000 }],
    ['step:PT1M', { factor: 0, step: 60_000 }],
    ['step:250', { factor: 0, step: 250 }],
  ])('is read from %s', (text, pace) => expect(parsePace(text)).toEqual(pace));

  it.each(['', 'Real', 'fast', 'x', 'x0', 'x-1', 'x1.', '60', 'step', `x${'9'.repeat(400)}`])(
    'is not read from %j, and says what would do',
    (text) => expect(() => parsePace(text)).toThrow(expect.objectContaining({ status: 400, given: text })),
  );

  it.each(['step:', 'step:soon', 'step:-2s'])('is not read from %j: its step is no duration', (text) => {
    expect(() => parsePace(text)).toThrow(expect.objectContaining({ title: 'Bad duration' }));
  });
});
