// The clock of the world: as it was told last, and on from there as it passes.
import { computed, signal } from '@preact/signals';
import type { ClockView } from '../../../schemas/standin/types.ts';
import { send } from '../link/send.ts';

interface Shown {
  /** In ms since 1970. */
  readonly instant: number;
  readonly pace: string;
  /** World ms per real ms. */
  readonly factor: number;
  /** When it was told, by the clock of this page. */
  readonly heard: number;
}

const shown = signal<Shown>({ instant: Date.now(), pace: 'frozen', factor: 0, heard: 0 });
/** Goes up some times a second while time passes: what shows the time looks at it. */
export const beat = signal(0);

export const pace = computed(() => shown.value.pace);
export const factor = computed(() => shown.value.factor);

export function now(): number {
  const { instant, factor, heard } = shown.value;
  return factor === 0 ? instant : instant + (performance.now() - heard) * factor;
}

export function hearClock({ now: at, clock }: ClockView): void {
  const next = { instant: Date.parse(at), pace: clock, factor: factorOf(clock), heard: performance.now() };
  const isLate =
    next.factor > 0 &&
    next.factor === factor.peek() &&
    next.instant < now() &&
    now() - next.instant < 500 * next.factor;
  // A clock that is told again is a little behind what passed meanwhile: it does not jump back for that.
  if (!isLate) shown.value = next;
  beat.value++;
}

function factorOf(clock: string): number {
  if (clock === 'real' || clock === 'timers') return 1;
  return clock.startsWith('x') ? Number(clock.slice(1)) : 0;
}

setInterval(() => {
  if (factor.value > 0 && !document.hidden) beat.value++;
}, 125);

/** What moves it: each resolves when it has happened. */
export const moves = {
  by: async (duration: string) => hearClock(await send<ClockView>('POST', 'clock/advance', { by: duration })),
  to: async (instant: number) =>
    hearClock(await send<ClockView>('PUT', 'clock', { at: new Date(instant).toISOString() })),
  next: async () => hearClock(await send<ClockView>('POST', 'clock/next')),
  pace: async (clock: string) => hearClock(await send<ClockView>('PUT', 'clock', { clock })),
};
