// The states of a kind: its scenarios, how they end, and whether the document has their words.
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
        `the scenario '${name}' enters '${twice.state}' twice.`,
        'Use another state for the second time, and map both to one word with words.',
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

/** Whether a scenario continues after a state. */
function leadsOn(plans: Kind['plans'], state: string): boolean {
  return Object.values(plans).some((plan) => plan.slice(0, -1).some((stage) => stage.state === state));
}

/** The result of each last state: as written, by its scenario's name, or by its word. */
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
  // The result of a command is final as well.
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

/** Where a state is written: its word, or its stage in a scenario or command. */
function stageOf(kind: Place, state: string): Place | undefined {
  const word = within(kind, 'words', state);
  if (word) return word;
  const lists = [
    ...membersOf(within(kind, 'scenarios')).map(([, each]) => each),
    ...membersOf(within(kind, 'commands')).flatMap(([, each]) => within(each, 'to') ?? []),
  ];
  return lists
    .flatMap((list) => membersOf(list).map(([, stage]) => stage))
    .find(({ value }) => String(value).split(' ')[0] === state);
}

/** Words for states must be in the document. */
export function checkState(
  { table }: Context,
  place: Place,
  kind: Place,
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
        stageOf(kind, each) ?? place,
        `the state '${each}' is shown as '${word}', which the schema ${schemaName} does not know at '${state}'.`,
        `It knows ${known.join(', ')}. Map it with words, or use one of these.`,
      );
  }
}

/** Every state must be reachable from the beginning of a scenario or command. */
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
