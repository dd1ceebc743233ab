// The table of an API's lifecycle: which states follow which, and which commands can cut in.
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
  /** The stages from then on, if there is more to do than enter `to`. */
  readonly plan?: Plan;
  readonly clauses: readonly string[];
}

/** Which states follow which. `path` lists the states of a record that succeeds. */
export interface Lifecycle {
  readonly states: Readonly<Record<string, StateRule>>;
  readonly path: readonly string[];
  /** The state in which a `stuck` record stays, and from which one fails or is canceled. */
  readonly running: string;
  readonly failed: string;
  readonly canceled: string;
  /** The plans of the API's own scenarios; the usual scenarios follow from the table above. */
  readonly plans?: Readonly<Record<string, Plan>>;
  /** The commands that can cut in; every API has `cancel`, `fail` and `succeed`. */
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

/** The states that last some time, so that their duration can be changed. */
export function lastingStates(lifecycle: Lifecycle): readonly string[] {
  return Object.keys(lifecycle.states).filter((state) => lifecycle.states[state]!.lasts !== undefined);
}

/** Whether no state can follow. */
export function isFinal(lifecycle: Lifecycle, state: string): boolean {
  return lifecycle.states[state]?.next.length === 0;
}

/** The commands: `cancel`, `fail` and `succeed` from every state that is not final, and the API's own. */
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
