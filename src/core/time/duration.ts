// Reads and writes instants and durations as text. Inside Standin an instant is milliseconds since 1970 and a duration is
// milliseconds; this is the only place that reads them from text.
import { Problem } from '../values/problem.ts';

/** The last instant of the year 9999, in ms: later dates have another format, and no service knows them. */
export const endOfTime = 253_402_300_799_999;
/** The first instant of the year 1, in ms: no clock can be before it. */
export const beginningOfTime = -62_135_596_800_000;
/** A thousand years: far more than a test needs, and short enough to keep plans of many stages within valid dates. */
const longest = 365_250 * 86_400_000;

const units: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const shorthand = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/;
const part = /(\d+(?:\.\d+)?)(ms|s|m|h|d)/g;
const iso = /^P(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const day = /^(\d{4})-(\d{2})-(\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** Milliseconds from `90s`, `1.5h`, `PT5M` or a plain number of ms. Throws a 400 Problem on anything else. */
export function parseDuration(given: string | number): number {
  const ms = typeof given === 'number' ? given : durationOfText(given.trim());
  if (!(ms >= 0 && ms <= longest)) {
    throw new Problem(400, 'Bad duration', {
      detail: `'${given}' is not a duration.`,
      given,
      hint: "Write '90s', '1.5m', '2h', '1d', an ISO 8601 duration such as 'PT5M', or milliseconds as a number; at most 365250 days.",
    });
  }
  return ms;
}

function durationOfText(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  if (shorthand.test(text)) {
    return [...text.matchAll(part)].reduce((sum, [, count, unit]) => sum + Number(count) * units[unit!]!, 0);
  }
  const long = text === 'P' ? null : iso.exec(text);
  if (!long) return Number.NaN;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = long.slice(1).map((part) => Number(part ?? 0));
  return days * 86_400_000 + hours * 3_600_000 + minutes * 60_000 + seconds * 1_000;
}

/**
 * Milliseconds since 1970 from an ISO 8601 instant or a number of ms. A time needs its zone: without one it would
 * differ from machine to machine. Throws a 400 Problem on anything else.
 */
export function parseInstant(given: string | number): number {
  const ms = typeof given === 'number' ? given : instantOfText(given);
  if (!(ms >= beginningOfTime && ms <= endOfTime)) {
    throw new Problem(400, 'Bad instant', {
      detail: `'${given}' is not an instant.`,
      given,
      hint: "Write an ISO 8601 instant such as '2026-01-31T12:00:00Z', or milliseconds since 1970 as a number, from the year 1 to 9999.",
    });
  }
  return ms;
}

function instantOfText(text: string): number {
  const [, year, month, date] = day.exec(text) ?? [];
  // Date.parse takes 30 February for 2 March.
  const midnight = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)));
  return midnight.getUTCDate() === Number(date) ? Date.parse(text) : Number.NaN;
}

/** An instant as ISO 8601 text in UTC with milliseconds. */
export function toIso(instant: number): string {
  const ms = Math.trunc(instant);
  const number = Math.floor(ms / dayLength);
  const within = ms - number * dayLength;
  const seconds = Math.floor(within / 1_000);
  const minutes = Math.floor(seconds / 60);
  const clock = `${digits[Math.floor(minutes / 60)]}:${digits[minutes % 60]}:${digits[seconds % 60]}`;
  return `${dayOf(number)}${clock}.${String(within % 1_000).padStart(3, '0')}Z`;
}

const dayLength = 86_400_000;
const digits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));
/** Days as text, by their number: there are few of them, and they are the slow part. */
const days = new Map<number, string>();
const mostDays = 4_096;

function dayOf(number: number): string {
  const known = days.get(number);
  if (known !== undefined) return known;
  if (days.size >= mostDays) days.clear();
  const text = new Date(number * dayLength).toISOString().slice(0, -13);
  days.set(number, text);
  return text;
}

/** An instant as whole seconds since 1970, rounded down, as Unix-minded services write it. */
export function toUnixSeconds(instant: number): number {
  return Math.floor(instant / 1_000);
}
