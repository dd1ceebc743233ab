// State as a pure function of (record, now). No timers, no ticks; reading changes nothing.
//
// The order of states is documented and cites clauses; how long each lasts is assumed, in every API.
import { Problem, unknownName } from './problem.ts';

/** One step of a plan. `lasts` in ms; the final stage has none. */
export interface Stage {
  readonly state: string;
  readonly lasts?: number;
}

export type Plan = readonly Stage[];

/** Something that cut in later: what, when (ms since 1970), and the plan that holds from then on. */
export interface Command {
  readonly kind: string;
  readonly at: number;
  readonly plan: Plan;
}

/** The facts of one build or task. Never a state. */
export interface StandinRecord<Attributes = unknown> {
  readonly api: string;
  readonly id: string;
  /** When it was born, in ms since 1970. */
  readonly born: number;
  readonly plan: Plan;
  readonly commands: readonly Command[];
  readonly attributes: Attributes;
  /** Only on an exhibit: the instant (ms) at which it is always seen, whatever the clock says. */
  readonly seenAt?: number;
}

/** A state that a record has entered or will enter, and the instant (ms). */
export interface Entered {
  readonly state: string;
  readonly at: number;
}

/** The state of a record at an instant. */
export interface Moment {
  readonly state: string;
  /** When that state was entered, in ms. */
  readonly since: number;
  /** The states entered so far, oldest first. */
  readonly entered: readonly Entered[];
  /** The instant (ms) at which a state was entered, or undefined if it was not (yet). */
  at(state: string): number | undefined;
}

export interface StateRule {
  readonly next: readonly string[];
  /** How long it lasts by default, in ms. Assumed: no document says. Final states have none. */
  readonly lasts?: number;
  readonly clauses: readonly string[];
}

export interface CommandRule {
  readonly from: readonly string[];
  readonly to: string;
  readonly clauses: readonly string[];
}

/** Which states follow which. `path` is the way of a record that succeeds. */
export interface Lifecycle {
  readonly states: Readonly<Record<string, StateRule>>;
  readonly path: readonly string[];
  /** The state in which a `stuck` record stays, and from which one fails or is canceled. */
  readonly running: string;
  readonly failed: string;
  readonly canceled: string;
  /** What can cut in; `cancel`, `fail` and `succeed` are understood for every API. */
  readonly commands?: Readonly<Record<string, CommandRule>>;
}

export const scenarios = ['succeeds', 'fails', 'canceled', 'stuck', 'instant', 'slow'] as const;
export type Scenario = (typeof scenarios)[number];
const slowness = 10;

/** Checks a table when it is defined: every named state exists and every step of the path is allowed. */
export function defineLifecycle<const L extends Lifecycle>(lifecycle: L): L {
  const { states, path, running, failed, canceled, commands = {} } = lifecycle as Lifecycle;
  const named = [
    ...path,
    running,
    failed,
    canceled,
    ...Object.values(states).flatMap((rule) => rule.next),
    ...Object.values(commands).flatMap((rule) => [...rule.from, rule.to]),
  ];
  for (const state of named)
    if (!states[state]) throw new Error(`lifecycle names an unknown state '${state}'`);
  assertLegal(lifecycle, path);
  return lifecycle;
}

/** The durations in ms that a world, an API or a record gives to states by name, instead of the assumed ones. */
export type Lasts = Readonly<Record<string, number>>;

/** The plan of a scenario. */
export function planFor(lifecycle: Lifecycle, scenario: Scenario, lasts: Lasts = {}): Plan {
  const stage = (state: string): Stage => {
    const assumed = lifecycle.states[state]?.lasts;
    if (assumed === undefined) return { state };
    const usual = lasts[state] ?? assumed;
    return { state, lasts: scenario === 'instant' ? 0 : scenario === 'slow' ? usual * slowness : usual };
  };
  const upToRunning = lifecycle.path.slice(0, lifecycle.path.indexOf(lifecycle.running) + 1);
  if (scenario === 'stuck') return [...upToRunning.slice(0, -1).map(stage), { state: lifecycle.running }];
  if (scenario === 'fails') return [...upToRunning, lifecycle.failed].map(stage);
  if (scenario === 'canceled') return [...upToRunning, lifecycle.canceled].map(stage);
  return lifecycle.path.map(stage);
}

/** A plan that leads into a state and stays there: by the path if it can, through the running state, else straight. */
export function planInto(lifecycle: Lifecycle, state: string, lasts: Lasts = {}): Plan {
  const onPath = lifecycle.path.indexOf(state);
  const before = onPath >= 0 ? lifecycle.path.slice(0, onPath) : waysInto(lifecycle, state);
  return [
    ...before.map((each) => ({ state: each, lasts: lasts[each] ?? lifecycle.states[each]?.lasts ?? 0 })),
    { state },
  ];
}

/** The states of the path that come before a state off the path. */
function waysInto(lifecycle: Lifecycle, state: string): readonly string[] {
  const leads = (from: string) => lifecycle.states[from]?.next.includes(state) ?? false;
  const last = leads(lifecycle.running) ? lifecycle.running : lifecycle.path.find(leads);
  if (last === undefined) throw unknownName('state', state, Object.keys(lifecycle.states));
  return lifecycle.path.slice(0, lifecycle.path.indexOf(last) + 1);
}

/** How long a plan takes up to its last stage, in ms. */
export function lengthOf(plan: Plan): number {
  return plan.reduce((sum, stage) => sum + (stage.lasts ?? 0), 0);
}

/** A plan somebody wrote by hand, checked against the table. Durations left out are the assumed ones. */
export function checkPlan(lifecycle: Lifecycle, given: Plan): Plan {
  for (const { state } of given) {
    if (!lifecycle.states[state]) throw unknownName('state', state, Object.keys(lifecycle.states));
  }
  if (given.length === 0)
    throw new Problem(400, 'Empty plan', { detail: 'A plan needs at least one stage.' });
  assertLegal(
    lifecycle,
    given.map((stage) => stage.state),
  );
  return given.map(({ state, lasts }, index) => {
    if (index === given.length - 1) return { state };
    return { state, lasts: lasts ?? lifecycle.states[state]?.lasts ?? 0 };
  });
}

function assertLegal(lifecycle: Lifecycle, order: readonly string[]): void {
  order.slice(1).forEach((state, index) => {
    const before = order[index]!;
    const next = lifecycle.states[before]?.next ?? [];
    if (!next.includes(state)) {
      throw new Problem(400, 'Illegal plan', {
        detail: `'${state}' cannot follow '${before}'.`,
        given: order,
        hint: next.length ? `After '${before}' comes ${next.join(' or ')}.` : `'${before}' is final.`,
      });
    }
  });
}

/** Every state with the instant at which it is entered, planned ones included, commands applied. */
export function timelineOf(record: StandinRecord): Entered[] {
  let timeline = unroll(record.plan, record.born);
  for (const command of record.commands) {
    // What was planned for after the command does not happen; the same instant still counts as before it.
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

/** The state of a record at `now` (ms). Before its birth it is seen in its first state. */
export function momentAt(record: StandinRecord, now: number): Moment {
  const timeline = timelineOf(record);
  const seen = record.seenAt ?? now;
  let last = 0;
  while (last + 1 < timeline.length && timeline[last + 1]!.at <= seen) last++;
  return momentOf(timeline.slice(0, last + 1));
}

/** The moment of a record that has entered these states and no other. At least one. */
export function momentOf(entered: readonly Entered[]): Moment {
  const last = entered[entered.length - 1]!;
  return {
    state: last.state,
    since: last.at,
    entered,
    at: (state) => entered.find((step) => step.state === state)?.at,
  };
}

/** A record as if it were in `state` now, whatever its plan: what it went through, or would have, on the way there. */
export function momentIn(lifecycle: Lifecycle, record: StandinRecord, state: string, now: number): Moment {
  const timeline = timelineOf(record);
  const there = timeline.findIndex((step) => step.state === state);
  const passed = planInto(lifecycle, state).slice(0, -1);
  const before =
    there >= 0
      ? timeline.slice(0, there + 1)
      : timeline.filter((step) => passed.some((stage) => stage.state === step.state));
  const entered = before.map((step) => ({ ...step, at: Math.min(step.at, now) }));
  return momentOf(there >= 0 ? entered : [...entered, { state, at: now }]);
}

/** Whether nothing can follow. */
export function isFinal(lifecycle: Lifecycle, state: string): boolean {
  return lifecycle.states[state]?.next.length === 0;
}

/** What can be commanded: `cancel`, `fail` and `succeed` from every state that is not final, and the API's own. */
export function commandRules(lifecycle: Lifecycle): Readonly<Record<string, CommandRule>> {
  const from = Object.keys(lifecycle.states).filter((state) => !isFinal(lifecycle, state));
  const rule = (to: string): CommandRule => ({ from, to, clauses: [] });
  return {
    cancel: rule(lifecycle.canceled),
    fail: rule(lifecycle.failed),
    succeed: rule(lifecycle.path.at(-1)!),
    ...lifecycle.commands,
  };
}
