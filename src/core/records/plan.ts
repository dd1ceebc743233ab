// The stages that a record will go through, chosen once at its creation.

import { own } from '../values/own.ts';
import { Problem, unknownName } from '../values/problem.ts';
import { assertLegal, type Lifecycle, type Plan, type Stage } from './lifecycle.ts';

export type { Plan, Stage };

/** The scenarios of every API. */
export const scenarios = ['succeeds', 'fails', 'canceled', 'stuck', 'instant', 'slow'] as const;
/** One of these, or one that an API names itself. */
export type Scenario = (typeof scenarios)[number] | (string & {});
const slowness = 10;

/** Durations in ms by state, set for a world, an API or a record, instead of the assumed ones. */
export type Lasts = Readonly<Record<string, number>>;

/** Plans with the assumed durations: nearly all records share one of these few. */
const usual = new WeakMap<Lifecycle, Map<Scenario, Plan>>();

/** The plan of a scenario. A Problem (400) for one that the API does not know. */
export function planFor(lifecycle: Lifecycle, scenario: Scenario, lasts: Lasts = {}): Plan {
  if (Object.keys(lasts).length > 0) return planOf(lifecycle, scenario, lasts);
  const plans = usual.get(lifecycle) ?? new Map<Scenario, Plan>();
  usual.set(lifecycle, plans);
  const plan = plans.get(scenario) ?? planOf(lifecycle, scenario, lasts);
  plans.set(scenario, plan);
  return plan;
}

/** The names of all scenarios of an API. */
export function scenariosOf({ plans = {} }: Pick<Lifecycle, 'plans'>): readonly string[] {
  return [...new Set([...scenarios, ...Object.keys(plans)])];
}

function planOf(lifecycle: Lifecycle, scenario: Scenario, lasts: Lasts): Plan {
  const known = scenariosOf(lifecycle);
  if (!known.includes(scenario)) throw unknownName('scenario', scenario, known);
  const stage = (state: string, written?: number): Stage => {
    const assumed = lifecycle.states[state]?.lasts;
    if (assumed === undefined) return { state };
    const length = lasts[state] ?? lasts['*'] ?? written ?? assumed;
    return { state, lasts: scenario === 'instant' ? 0 : scenario === 'slow' ? length * slowness : length };
  };
  const named = own(lifecycle.plans ?? {}, scenario);
  if (named) return endingAt(named.map((each) => stage(each.state, each.lasts)));
  const upToRunning = lifecycle.path.slice(0, lifecycle.path.indexOf(lifecycle.running) + 1);
  if (scenario === 'stuck')
    return [...upToRunning.slice(0, -1).map((state) => stage(state)), { state: lifecycle.running }];
  if (scenario === 'fails') return [...upToRunning, lifecycle.failed].map((state) => stage(state));
  if (scenario === 'canceled') return [...upToRunning, lifecycle.canceled].map((state) => stage(state));
  return lifecycle.path.map((state) => stage(state));
}

/** A plan stays in its last state, whatever the duration of that state is elsewhere. */
function endingAt(plan: Plan): Plan {
  return plan.map((stage, index) => (index === plan.length - 1 ? { state: stage.state } : stage));
}

/** A plan that leads into a state and stays there: along the path if possible, otherwise through the running state, otherwise directly. */
export function planInto(lifecycle: Lifecycle, state: string, lasts: Lasts = {}): Plan {
  const onPath = lifecycle.path.indexOf(state);
  const before = onPath >= 0 ? lifecycle.path.slice(0, onPath) : waysInto(lifecycle, state);
  return [
    ...before.map((each) => ({
      state: each,
      lasts: lasts[each] ?? lasts['*'] ?? lifecycle.states[each]?.lasts ?? 0,
    })),
    { state },
  ];
}

/** The states of the path that come before a state off the path. */
function waysInto(lifecycle: Lifecycle, state: string): readonly string[] {
  const leads = (from: string) => lifecycle.states[from]?.next.includes(state) ?? false;
  const last = leads(lifecycle.running) ? lifecycle.running : lifecycle.path.find(leads);
  if (last !== undefined) return lifecycle.path.slice(0, lifecycle.path.indexOf(last) + 1);
  const plans = [
    ...Object.values(lifecycle.plans ?? {}),
    ...Object.values(lifecycle.commands ?? {}).map(({ from, plan = [] }) => [
      ...(from.length > 0 ? waysTo(lifecycle, from[0]!) : []),
      ...plan,
    ]),
  ];
  const through = plans.find((plan) => plan.some((stage) => stage.state === state));
  if (!through) throw unknownName('state', state, Object.keys(lifecycle.states));
  return through
    .slice(
      0,
      through.findIndex((stage) => stage.state === state),
    )
    .map((stage) => stage.state);
}

/** A state of the path and those before it. */
function waysTo({ path }: Lifecycle, state: string): Plan {
  return path.slice(0, path.indexOf(state) + 1).map((each) => ({ state: each }));
}

/**
 * The stages from one state to another, with no duration: directly, or along the path as far as needed. None from a state
 * to itself.
 */
export function planOnward(lifecycle: Lifecycle, from: string, to: string): Plan {
  if (from === to) return [];
  const next = lifecycle.path[lifecycle.path.indexOf(from) + 1];
  const straight = lifecycle.states[from]?.next.includes(to);
  if (straight || !lifecycle.path.includes(from) || next === undefined) return [{ state: to }];
  return next === to ? [{ state: to }] : [{ state: next, lasts: 0 }, ...planOnward(lifecycle, next, to)];
}

/** A plan that spends time in a state: `plan` if it does, otherwise one that ends there. */
export function planThrough(lifecycle: Lifecycle, state: string, plan: Plan, lasts: Lasts = {}): Plan {
  const stage = plan.find((each) => each.state === state);
  return stage && stage.lasts !== 0 ? plan : planInto(lifecycle, state, lasts);
}

/** How long a plan takes to enter a state, in ms; 0 without a state. */
export function lengthBefore(plan: Plan, state: string | undefined): number {
  if (state === undefined) return 0;
  const position = plan.findIndex((stage) => stage.state === state);
  return lengthOf(plan.slice(0, position));
}

/** How long a plan takes up to its last stage, in ms. */
export function lengthOf(plan: Plan): number {
  return plan.reduce((sum, stage) => sum + (stage.lasts ?? 0), 0);
}

/** A plan given by the user, checked against the table. Missing durations are the assumed ones. */
export function checkPlan(lifecycle: Lifecycle, given: Plan): Plan {
  for (const { state } of given) {
    if (!own(lifecycle.states, state)) throw unknownName('state', state, Object.keys(lifecycle.states));
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
