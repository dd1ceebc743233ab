// The states of a kind: its scenarios, how they end, and whether the document knows their words.
import type { Plan } from '../../core/records/lifecycle.ts';
import type { Command, Kind } from '../engine/model.ts';
import { stagesOf } from '../format/stages.ts';
import type { End, RecordText } from '../format/types.ts';
import { membersOf, within } from '../source/library.ts';
import { mistake } from '../source/mistake.ts';
import type { Place } from '../source/place.ts';
import { schemasAt } from '../values/bodies.ts';
import { type Context, checkKnown } from './context.ts';
import { endOf } from './signals.ts';

export function plansOf(place: Place): Record<string, Plan> {
  const plans = membersOf(within(place, 'scenarios')).map(([name, each]) => {
    const stages = stagesOf(each);
    const twice = stages.find(
      ({ state }, index) => stages.findIndex((other) => other.state === state) !== index,
    );
    if (twice)
      throw mistake(
        each,
        `the scenario '${name}' comes to '${twice.state}' twice.`,
        'Give the second time a state of its own, and let words show both as one.',
      );
    return [name, stages] as const;
  });
  return Object.fromEntries(plans);
}

export function commandStages(place: Place): Plan {
  return membersOf(within(place, 'commands')).flatMap(([, each]) => {
    const to = within(each, 'to');
    return to ? stagesOf(to) : [];
  });
}

/** Whether a scenario goes on from a state. */
function leadsOn(plans: Kind['plans'], state: string): boolean {
  return Object.values(plans).some((plan) => plan.slice(0, -1).some((stage) => stage.state === state));
}

/** How each last state ends: as written, as its scenario is called, or as the word says. */
export function endsOf(
  place: Place,
  text: RecordText,
  plans: Kind['plans'],
  states: readonly string[],
): Record<string, End> {
  const byScenario: Readonly<Record<string, End>> = {
    succeeds: 'succeeded',
    fails: 'failed',
    canceled: 'canceled',
  };
  const ends: Record<string, End> = {};
  for (const [scenario, plan] of Object.entries(plans)) {
    const last = plan.at(-1)!.state;
    ends[last] ??= endOf(last) ?? byScenario[scenario] ?? 'succeeded';
    if (Object.hasOwn(byScenario, scenario)) ends[last] = byScenario[scenario]!;
  }
  // What a command leads to stays as well.
  for (const [, each] of membersOf(within(place, 'commands'))) {
    const last = within(each, 'to') && stagesOf(within(each, 'to')!).at(-1)!.state;
    if (last !== undefined && !leadsOn(plans, last)) ends[last] ??= endOf(last) ?? 'canceled';
  }
  for (const [state, end] of Object.entries(text.ends ?? {})) {
    checkKnown(within(place, 'ends', state)!, states, state, 'ends');
    ends[state] = end;
  }
  return ends;
}

/** Words that stand for states must be those that the document knows. */
export function checkState(
  { table }: Context,
  place: Place,
  {
    state,
    schemaName,
    at,
    states,
    words,
  }: {
    state: string | undefined;
    schemaName: string | undefined;
    at: string;
    states: readonly string[];
    words: Kind['words'];
  },
): void {
  for (const each of Object.keys(words))
    checkKnown(within(place, 'words', each) ?? place, states, each, 'words');
  if (state === undefined || schemaName === undefined) return;
  const { found, open } = schemasAt(table.schemas, table.schemas[schemaName], at + state);
  if (found.length === 0 && !open)
    throw mistake(place, `the state's place '${state}' is not in the schema ${schemaName}.`);
  const known = found.flatMap(({ enum: values }) => (values ?? []) as unknown[]);
  if (known.length === 0) return;
  for (const each of states) {
    const word = Object.hasOwn(words, each) ? words[each] : each;
    if (!known.includes(word))
      throw mistake(
        place,
        `the state '${each}' is shown as '${word}', which the schema ${schemaName} does not know at '${state}'.`,
        `It knows ${known.join(', ')}. Map it with words, or spell it so.`,
      );
  }
}

/** Each state is entered by a scenario or a command from its beginning on. */
export function checkReached(
  place: Place,
  { plans, states, commands }: Pick<Kind, 'plans' | 'states'> & { commands: readonly Command[] },
): void {
  const reached = new Set(
    Object.values(plans)
      .flat()
      .map(({ state }) => state),
  );
  for (const { from, to } of commands)
    if (from.some((state) => reached.has(state))) for (const { state } of to) reached.add(state);
  const lost = states.find((state) => !reached.has(state));
  if (lost !== undefined) throw mistake(place, `nothing leads to the state '${lost}'.`);
}
