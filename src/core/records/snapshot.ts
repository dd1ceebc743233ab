// State as a pure function of (record, now). No timers, no ticks; reading changes nothing.

import { endOfTime } from '../time/duration.ts';
import type { Lifecycle } from './lifecycle.ts';
import { type Plan, planInto } from './plan.ts';

/** A command that cut in later: its name, its instant (ms since 1970), and the plan from then on. */
export interface Command {
  readonly kind: string;
  readonly at: number;
  readonly plan: Plan;
}

/** The facts of one build or task. Never a state. */
export interface StandinRecord<Attributes = unknown> {
  readonly api: string;
  readonly id: string;
  /** When it was created, in ms since 1970. */
  readonly created: number;
  readonly plan: Plan;
  readonly commands: readonly Command[];
  readonly attributes: Attributes;
  /** Only on a sample: the instant (ms) at which it is always shown, whatever the clock says. */
  readonly seenAt?: number;
  /** Only on a mirror: the API of the record that it mirrors, and whose course it follows. */
  readonly mirrorOf?: string;
}

/** A state that a record has entered or will enter, and the instant (ms). */
export interface Entered {
  readonly state: string;
  readonly at: number;
}

/** The state of a record at an instant. */
export interface Snapshot {
  readonly state: string;
  /** When that state was entered, in ms. */
  readonly since: number;
  /** The states entered so far, oldest first. */
  readonly entered: readonly Entered[];
  /** The instant (ms) at which a state was entered, or undefined if it was not (yet). */
  at(state: string): number | undefined;
}

/**
 * Every state with the instant at which it is entered, including planned ones, with commands applied. What is planned for
 * later than any clock can be never happens, and is left out.
 */
export function timelineOf(record: StandinRecord): Entered[] {
  const timeline = plannedTimelineOf(record);
  if (timeline[timeline.length - 1]!.at <= endOfTime) return timeline;
  return timeline.filter(({ at }, index) => index === 0 || at <= endOfTime);
}

/** The same, with what no clock will reach. */
export function plannedTimelineOf(record: StandinRecord): Entered[] {
  let timeline = unroll(record.plan, record.created);
  for (const command of record.commands) {
    // Stages planned after the command do not happen; one at the same instant still does.
    timeline = timeline.filter((step) => step.at <= command.at);
    timeline.push(...unroll(command.plan, command.at));
  }
  return timeline;
}

function unroll(plan: Plan, from: number): Entered[] {
  let at = from;
  return plan.map(({ state, lasts = 0 }) => {
    const entered = { state, at };
    at += lasts;
    return entered;
  });
}

/** The state of a record at `now` (ms). Before its creation it is shown in its first state. */
export function snapshotAt(record: StandinRecord, now: number): Snapshot {
  const timeline = timelineOf(record);
  const seen = record.seenAt ?? now;
  let last = 0;
  while (last + 1 < timeline.length && timeline[last + 1]!.at <= seen) last++;
  return snapshotOf(timeline.slice(0, last + 1));
}

/** The instant (ms) after `now` at which a record enters its next state; `Infinity` if it stays in its state. */
export function nextStateAfter(record: StandinRecord, now: number): number {
  if (record.seenAt !== undefined) return Number.POSITIVE_INFINITY;
  return timelineOf(record).find(({ at }) => at > now)?.at ?? Number.POSITIVE_INFINITY;
}

/** The snapshot of a record that has entered exactly these states, at least one. */
export function snapshotOf(entered: readonly Entered[]): Snapshot {
  const last = entered[entered.length - 1]!;
  return {
    state: last.state,
    since: last.at,
    entered,
    at: (state) => entered.find((step) => step.state === state)?.at,
  };
}

/** The snapshot of a record as if it were in `state` now, whatever its plan, with the states on the way there. */
export function snapshotIn(
  lifecycle: Lifecycle,
  record: StandinRecord,
  state: string,
  now: number,
): Snapshot {
  const seen = record.seenAt ?? now;
  const timeline = timelineOf(record);
  const there = timeline.findIndex((step) => step.state === state);
  const passed = planInto(lifecycle, state).map((stage) => stage.state);
  const before =
    there >= 0 ? timeline.slice(0, there + 1) : timeline.filter((step) => passed.includes(step.state));
  const entered = before.map((step) => ({ ...step, at: Math.min(step.at, seen) }));
  return snapshotOf(there >= 0 ? entered : [...entered, { state, at: seen }]);
}
