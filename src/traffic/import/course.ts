// The course of one record in traffic: its states, since when, and its known facts.
import type { Observation } from '../../core/invariants/invariant.ts';
import { isFinal, type Lifecycle } from '../../core/records/lifecycle.ts';
import { type Plan, planOnward, type Stage } from '../../core/records/plan.ts';

export interface Course {
  readonly id: string;
  readonly observations: readonly Observation[];
  /** When it entered the first seen state, in ms since 1970. */
  readonly created: number;
  /** From the first seen state to the end; after the last seen state it goes on as usual. */
  readonly plan: Plan;
  /** Steps that the lifecycle does not allow, and the plan leaves out. */
  readonly unusual: readonly string[];
}

interface Entered {
  readonly state: string;
  readonly at: number;
}

/** `observations`: all of the record, in the order of time. */
export function courseOf(lifecycle: Lifecycle, observations: readonly Observation[]): Course {
  const unusual: string[] = [];
  const entered: Entered[] = [];
  let before: Observation | undefined;
  for (const each of observations) {
    const last = entered.at(-1);
    const state = stateIn(lifecycle, each, last?.state);
    if (state !== undefined && state !== last?.state) {
      const onward = last ? planOnward(lifecycle, last.state, state) : [{ state }];
      const at = Math.max(last?.at ?? 0, enteredAt(each, before, last === undefined));
      if (last && !isLegal(lifecycle, last.state, onward)) unusual.push(`'${state}' after '${last.state}'`);
      else for (const stage of onward) entered.push({ state: stage.state, at });
    }
    before = each;
  }
  const course = withUsualWay(lifecycle, entered, observations[0]!);
  return {
    id: observations[0]!.id,
    observations,
    created: course[0]?.at ?? observations[0]!.seen.at,
    plan: planOf(lifecycle, course),
    unusual,
  };
}

/**
 * A record that is first seen in the last state of the usual path has taken that path, from its first instant to its last. All
 * states between begin at the first instant, as nothing says more.
 */
function withUsualWay(
  lifecycle: Lifecycle,
  entered: readonly Entered[],
  first: Observation,
): readonly Entered[] {
  const [only, ...others] = entered;
  const instants = instantsIn(first);
  if (only?.state !== lifecycle.path.at(-1) || others.length > 0 || instants.length === 0) return entered;
  const [began, ended] = [Math.min(...instants), Math.max(...instants)];
  return lifecycle.path.map((state, index) => ({
    state,
    at: index === lifecycle.path.length - 1 ? ended : began,
  }));
}

/** The instants of a record in a response, in ms. */
function instantsIn({ times = {} }: Observation): number[] {
  return Object.values(times)
    .filter((time) => typeof time === 'number')
    .map((time) => (time < 100_000_000_000 ? time * 1_000 : time));
}

/** The one state that fits: the same as before if possible, otherwise the first on the way. Undefined if any fits. */
function stateIn(
  lifecycle: Lifecycle,
  { states }: Observation,
  before: string | undefined,
): string | undefined {
  if (states.length === 1) return states[0];
  if (before !== undefined) return states.includes(before) ? before : states[0];
  return states.length === Object.keys(lifecycle.states).length ? undefined : states[0];
}

function isLegal(lifecycle: Lifecycle, from: string, onward: Plan): boolean {
  let before = from;
  for (const { state } of onward) {
    if (!lifecycle.states[before]?.next.includes(state)) return false;
    before = state;
  }
  return true;
}

/**
 * When a state was entered: an instant in the response, if it is between the previous observation and this one; otherwise
 * the instant of this observation. For the first state: the earliest instant in a response.
 */
function enteredAt(observation: Observation, before: Observation | undefined, isFirst: boolean): number {
  const { seen } = observation;
  const instants = instantsIn(observation);
  const from = isFirst ? 0 : (before?.seen.at ?? 0) - 1_000;
  const fitting = instants.filter((time) => time >= from && time <= seen.until);
  if (fitting.length === 0) return seen.at;
  // Seconds come without fraction: at the previous observation it had not been entered yet.
  return isFirst ? Math.min(...fitting) : Math.max(...fitting, (before?.seen.until ?? 0) + 1);
}

function planOf(lifecycle: Lifecycle, entered: readonly Entered[]): Plan {
  const seen = entered.map(({ state, at }, index): Stage => {
    const next = entered[index + 1];
    return next ? { state, lasts: next.at - at } : { state };
  });
  const last = entered.at(-1);
  if (!last) return [{ state: lifecycle.path[0]! }];
  if (isFinal(lifecycle, last.state)) return seen;
  const rest = planOnward(lifecycle, last.state, lifecycle.path.at(-1)!);
  return [
    ...seen.slice(0, -1),
    ...[{ state: last.state }, ...rest].map(({ state }) => usual(lifecycle, state)),
  ];
}

function usual(lifecycle: Lifecycle, state: string): Stage {
  const { lasts } = lifecycle.states[state] ?? {};
  return lasts === undefined ? { state } : { state, lasts };
}
