// Instants and durations as people read them. Instants are UTC, as the APIs write most of theirs.
const day = 86_400_000;
const steps = [
  1,
  2,
  5,
  10,
  20,
  50,
  100,
  200,
  500,
  1_000,
  2_000,
  5_000,
  10_000,
  15_000,
  30_000,
  60_000,
  120_000,
  300_000,
  600_000,
  900_000,
  1_800_000,
  3_600_000,
  7_200_000,
  14_400_000,
  21_600_000,
  43_200_000,
  day,
  2 * day,
  7 * day,
  30 * day,
  90 * day,
  365 * day,
  3650 * day,
];

export const iso = (instant: number) => new Date(instant).toISOString();

/** `12:00:04`, with tenths where `fine` says so. */
export function clockTime(instant: number, fine = false): string {
  return iso(instant).slice(11, fine ? 21 : 19);
}

/** With its day, where that is not the one of `beside`. */
export function instantText(instant: number, beside: number): string {
  const text = iso(instant);
  return text.slice(0, 10) === iso(beside).slice(0, 10)
    ? text.slice(11, 19)
    : `${text.slice(0, 10)} ${text.slice(11, 19)}`;
}

/** `6s`, `1m 30s`, `2h 5m`, `340ms`. */
export function durationText(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)}ms`;
  if (ms < 60_000) return `${trimmed(ms / 1_000)}s`;
  const parts = [
    ['d', day],
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1_000],
  ] as const;
  let rest = ms;
  const said = parts.flatMap(([unit, length]) => {
    const count = Math.floor(rest / length);
    rest -= count * length;
    return count > 0 ? [`${count}${unit}`] : [];
  });
  return said.slice(0, 2).join(' ');
}

const trimmed = (seconds: number) => String(Math.round(seconds * 10) / 10);

/** How long ago or ahead an instant is. */
export function fromNow(instant: number, now: number): string {
  const ms = instant - now;
  if (Math.abs(ms) < 1) return 'now';
  return ms >= 0 ? `in ${durationText(ms)}` : `${durationText(-ms)} ago`;
}

/** The instants at which an axis has its ticks: at least `apart` ms from each other. */
export function ticksIn(
  from: number,
  to: number,
  apart: number,
): { readonly ticks: readonly number[]; readonly step: number } {
  const step = steps.find((each) => each >= apart) ?? steps.at(-1)!;
  const first = Math.ceil(from / step) * step;
  const count = Math.max(0, Math.min(200, Math.floor((to - first) / step) + 1));
  return { ticks: Array.from({ length: count }, (_, index) => first + index * step), step };
}

/** A tick of an axis, as short as its step lets it be. */
export function tickText(instant: number, step: number): string {
  const text = iso(instant);
  if (step >= day) return text.slice(0, 10);
  if (text.slice(11, 19) === '00:00:00') return text.slice(5, 10);
  if (step >= 60_000) return text.slice(11, 16);
  return step >= 1_000 ? text.slice(11, 19) : text.slice(14, 23);
}
