// The lifecycle table of a described API, from its scenarios and commands.
import {
  type CommandRule,
  defineLifecycle,
  type Lifecycle,
  type Plan,
  type StateRule,
} from '../../core/records/lifecycle.ts';
import { type Description, type Kind, nameOf } from './model.ts';

/** The default duration of a state, in ms. */
const usualLength = 2_000;
const slowness = 10;

/** `clause`: the clause of a state. */
export function lifecycleOf(
  { kinds }: Pick<Description, 'kinds'>,
  clause: (kind: Kind, state: string) => string,
): Lifecycle {
  const states: Record<string, StateRule> = {};
  for (const kind of kinds)
    for (const state of kind.states) {
      const next = nextOf(kind, state);
      const before = states[state];
      states[state] = {
        next: [...new Set([...(before?.next ?? []), ...next])],
        ...(next.length > 0 || before?.lasts !== undefined
          ? { lasts: before?.lasts ?? lengthOf(kind, state) }
          : {}),
        clauses: [...(before?.clauses ?? []), clause(kind, state)],
      };
    }
  const [first] = kinds as readonly [Kind, ...Kind[]];
  const path = Object.values(first.plans)[0]!.map(({ state }) => state);
  const endIn = (scenario: string, end: string) =>
    first.plans[scenario]?.at(-1)?.state ??
    first.states.find((state) => first.ends[state] === end) ??
    path.at(-1)!;
  return defineLifecycle({
    states,
    path,
    running: path.at(-2) ?? path[0]!,
    failed: endIn('fails', 'failed'),
    canceled: endIn('canceled', 'canceled'),
    plans: Object.fromEntries(kinds.flatMap(plansOf)),
    commands: Object.fromEntries(kinds.flatMap(commandsOf)),
  });
}

/** All states that may follow a state: in a scenario, or because of a command. */
function nextOf(kind: Kind, state: string): string[] {
  const byPlan = [...Object.values(kind.plans), ...kind.commands.map(({ to }) => to)].flatMap((plan) => {
    const here = plan.findIndex((stage) => stage.state === state);
    return here >= 0 && plan[here + 1] ? [plan[here + 1]!.state] : [];
  });
  const byCommand = kind.commands
    .filter(({ from, to }) => from.includes(state) && to.length > 0)
    .map(({ to }) => to[0]!.state);
  return [...byPlan, ...byCommand].filter((next) => next !== state);
}

/** The first duration that is written for a state, in any scenario. */
function lengthOf(kind: Kind, state: string): number {
  const all = [...Object.values(kind.plans), ...kind.commands.map(({ to }) => to)].flat();
  return all.find((stage) => stage.state === state && stage.lasts !== undefined)?.lasts ?? usualLength;
}

/** The scenarios of a kind as written, plus the general ones that other kinds than the first need. */
function plansOf(kind: Kind): [string, Plan][] {
  const plans = Object.entries(kind.plans);
  const whole = (plan: Plan, change: (length: number) => number = (length) => length) =>
    plan.map(({ state, lasts }, index) =>
      index === plan.length - 1 ? { state } : { state, lasts: change(lasts ?? lengthOf(kind, state)) },
    );
  const usual = plans[0]![1];
  const general: [string, Plan][] =
    kind.index === 0
      ? []
      : [
          ['stuck', whole(usual.slice(0, -1).length > 0 ? usual.slice(0, -1) : usual)],
          ['instant', whole(usual, () => 0)],
          ['slow', whole(usual, (length) => length * slowness)],
        ];
  const own = plans.map(([name, plan]): [string, Plan] => [name, whole(plan)]);
  // The first scenario is the default, whatever its name.
  const succeeds: [string, Plan][] = kind.plans.succeeds ? [] : [['succeeds', whole(usual)]];
  return [...general, ...succeeds, ...own].map(([name, plan]) => [nameOf(kind, name), plan]);
}

function commandsOf(kind: Kind): [string, CommandRule][] {
  return kind.commands
    .filter(({ to }) => to.length > 0)
    .map(({ name, from, to }) => [
      nameOf(kind, name),
      {
        from,
        to: to[0]!.state,
        plan: to.map(({ state, lasts }, index) =>
          index === to.length - 1 ? { state } : { state, lasts: lasts ?? lengthOf(kind, state) },
        ),
        clauses: [],
      },
    ]);
}
