// How people write instants and durations.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDuration, parseInstant, toIso, toUnixSeconds } from '../../src/core/time/duration.ts';

describe('a duration', () => {
  it.each([
    ['250ms', 250],
    ['90s', 90_000],
    ['1.5h', 5_400_000],
    [' 2m ', 120_000],
    ['1d', 86_400_000],
    ['1h30m', 5_400_000],
    ['0s', 0],
    ['1500', 1_500],
    [1_500, 1_500],
    [0, 0],
    [0.5, 0.5],
    ['PT5M', 300_000],
    ['PT0.5S', 500],
    ['P1D', 86_400_000],
    ['P1DT2H3M4.5S', 93_784_500],
  ])('is read from %j', (given, ms) => expect(parseDuration(given)).toBe(ms));

  it.each([
    '',
    ' ',
    'soon',
    '5 s',
    '5S',
    '5sec',
    '-5s',
    '+5s',
    '.5s',
    '5.s',
    '1e3',
    'P',
    'PT',
    'P5',
    'PT5',
    'P1M',
    'P1DT',
    'PT1M1H',
    'Infinity',
    '0x10',
    '9'.repeat(400),
    '999999999d',
    -1,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1e18,
  ])('is not read from %j, and says what would do', (given) => {
    expect(() => parseDuration(given)).toThrow(
      expect.objectContaining({
        status: 400,
        title: 'Bad duration',
        given,
        hint: expect.stringContaining('90s'),
      }),
    );
  });

  it('is the same in every unit', () => {
    fc.assert(
      fc.property(fc.nat(10_000), (days) => {
        const ms = days * 86_400_000;
        const texts = [
          `${days}d`,
          `${days * 24}h`,
          `${days * 1_440}m`,
          `${days * 86_400}s`,
          `${ms}ms`,
          `${ms}`,
        ];
        for (const text of [...texts, `P${days}D`, `PT${days * 24}H`]) expect(parseDuration(text)).toBe(ms);
      }),
    );
  });
});

describe('an instant', () => {
  it('is the same after it is written and read', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.parse('9999-12-31T23:59:59.999Z') }), (instant) => {
        expect(parseInstant(toIso(instant))).toBe(instant);
        expect(parseInstant(instant)).toBe(instant);
      }),
    );
  });

  it.each([
    ['2026-01-31T12:00:00Z', 1_769_860_800_000],
    ['2026-01-31T12:00:00.250Z', 1_769_860_800_250],
    ['2026-01-31T13:00:00+01:00', 1_769_860_800_000],
    ['2026-01-31T12:00Z', 1_769_860_800_000],
    ['2026-01-31', 1_769_817_600_000],
    ['2024-02-29', 1_709_164_800_000],
    [-1, -1],
  ])('is read from %j', (given, ms) => expect(parseInstant(given)).toBe(ms));

  it.each([
    '',
    'now',
    '2026',
    '2026-01',
    '31.01.2026',
    '2026-13-01',
    '2026-02-30',
    '2025-02-29T00:00:00Z',
    '2026-01-31T25:00:00Z',
    '2026-01-31T12:60:00Z',
    '2026-01-31T12:00:00',
    '2026-01-31 12:00:00',
    '2026-01-31 (a comment)',
    '2026-01-31Z',
    '1769860800000',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    8.64e15 + 1,
  ])('is not read from %j, and says what would do', (given) => {
    expect(() => parseInstant(given)).toThrow(
      expect.objectContaining({
        status: 400,
        title: 'Bad instant',
        given,
        hint: expect.stringContaining('2026-01-31T12:00:00Z'),
      }),
    );
  });

  it('is rounded down to whole seconds, before 1970 too', () => {
    expect([0, 999, 1_000, 1_999, -1].map(toUnixSeconds)).toEqual([0, 0, 1, 1, -1]);
  });
});
