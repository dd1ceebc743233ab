// The table of an API's life: which states follow which, and what can cut in.
//
// The order of states is documented and cites clauses; how long each lasts is assumed, in every API.
import { Problem } from '../values/problem.ts';

/** One step of a plan. `lasts` in ms; the final stage has none. */
export interface Stage {
  readonly state: string;
  readonly lasts?: number;
}

export type Plan = readonly Stage[];

export interface StateRule {
  readonly next: readonly string[];
  /** How long it lasts by default, in ms. Assumed: no document says. Final states have none. */
  readonly lasts?: number;
  readonly clauses: readonly string[];
}

export interface CommandRule {
  readonly from: readonly string[];
  readonly to: string;
  /** The stages from then on, where it is more than to enter `to`. */
  readonly plan?: Plan;
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
  /** The plans of scenarios that it names itself; other scenarios follow from what stands above. */
  readonly plans?: Readonly<Record<string, Plan>>;
  /** What can cut in; `cancel`, `fail` and `succeed` are understood for every API. */
  readonly commands?: Readonly<Record<string, CommandRule>>;
}

/** Checks a table when it is defined: every named state exists and every step of the path is allowed. */
export function defineLifecycle<const L extends Lifecycle>(lifecycle: L): L {
  const { states, path, running, failed, canceled, commands = {}, plans = {} } = lifecycle as Lifecycle;
  const named = [
    ...path,
    running,
    failed,
    canceled,
    ...Object.values(states).flatMap((rule) => rule.next),
    ...Object.values(commands).flatMap((rule) => [...rule.from, rule.to, ...statesIn(rule.plan ?? [])]),
    ...Object.values(plans).flatMap(statesIn),
  ];
  for (const state of named)
    if (!states[state]) throw new Error(`lifecycle names an unknown state '${state}'`);
  assertLegal(lifecycle, path);
  for (const plan of Object.values(plans)) assertLegal(lifecycle, statesIn(plan));
  return lifecycle;
}

function statesIn(plan: Plan): string[] {
  return plan.map(({ state }) => state);
}

/** A Problem (400) if a state in this order cannot follow the one before. */
export function assertLegal(lifecycle: Lifecycle, order: readonly string[]): void {
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

/** The states that last, and so can be given another duration. */
export function lastingStates(lifecycle: Lifecycle): readonly string[] {
  return Object.keys(lifecycle.states).filter((state) => lifecycle.states[state]!.lasts !== undefined);
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
