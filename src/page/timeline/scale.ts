// Which stretch of the world's time is seen, and where an instant lies in it.
import { type Signal, signal } from '@preact/signals';
import type { Rec } from '../world/records.ts';

export interface Scale {
  readonly from: Signal<number>;
  readonly to: Signal<number>;
  /** Of the plot, in pixels. */
  readonly width: Signal<number>;
  /** Whether what is seen goes along with the clock. */
  readonly follows: Signal<boolean>;
  toX(instant: number): number;
  toInstant(x: number): number;
  /** Zooms by a factor around a pixel: below 1 is nearer. */
  zoom(factor: number, aroundX?: number): void;
  /** Moves what is seen by so many pixels. */
  pan(pixels: number): void;
  /** Shows these records, and now. */
  fit(records: Iterable<Rec>, now: number): void;
  /** Goes along with the clock, if it does and now has gone out of the middle. */
  keepUp(now: number): void;
}

const shortest = 50;
const longest = 20 * 365 * 86_400_000;

export function createScale(now: number): Scale {
  const from = signal(now - 30_000);
  const to = signal(now + 90_000);
  const width = signal(800);
  const follows = signal(true);
  const set = (start: number, end: number) => {
    from.value = start;
    to.value = end;
  };
  const scale: Scale = {
    ...{ from, to, width, follows },
    toX: (instant) => ((instant - from.value) / (to.value - from.value)) * width.value,
    toInstant: (x) => from.value + (x / Math.max(1, width.value)) * (to.value - from.value),
    zoom(factor, aroundX = width.value / 2) {
      const center = scale.toInstant(aroundX);
      const length = to.value - from.value;
      const wanted = Math.min(longest, Math.max(shortest, length * factor));
      const share = (center - from.value) / length;
      set(center - wanted * share, center + wanted * (1 - share));
    },
    pan(pixels) {
      const by = (pixels / Math.max(1, width.value)) * (to.value - from.value);
      follows.value = false;
      set(from.value + by, to.value + by);
    },
    fit(records, now) {
      let first = now;
      let last = now;
      for (const { created, steps, sample } of records) {
        if (sample) continue;
        first = Math.min(first, created);
        last = Math.max(last, steps.at(-1)!.at);
      }
      const length = Math.max(20_000, last - first);
      set(first - length * 0.05, last + length * 0.3);
    },
    keepUp(now) {
      const length = to.value - from.value;
      const isSeen = now >= from.value && now <= from.value + length * 0.8;
      if (!follows.value || isSeen) return;
      set(now - length * 0.35, now + length * 0.65);
    },
  };
  return scale;
}
