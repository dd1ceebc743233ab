// Which records enter a state at an instant; and when one will be in a state: the instant to move a clock to, or why there is
// none.

import type { Transition } from '../store/store.ts';
import { toIso } from '../time/duration.ts';
import { own } from '../values/own.ts';
import { Problem, unknownName } from '../values/problem.ts';
import type { World } from '../worlds/world.ts';
import { isFinal, type Lifecycle } from './lifecycle.ts';
import { type Entered, type StandinRecord, snapshotAt, timelineOf } from './snapshot.ts';

/** What happens in a world at an instant (ms). */
export async function transitionsAt(world: World, at: number): Promise<Transition[]> {
  const pages = world.apis.map((api) => world.store.transitions(api.name, { now: at, since: at }));
  const steps = (await Promise.all(pages)).flatMap((page) => page.items).filter((step) => step.at === at);
  // Samples have a present of their own, which may lie later; a mirror repeats what is told already.
  return steps.filter(({ record: { seenAt, mirrorOf } }) => (seenAt ?? mirrorOf) === undefined);
}

/**
 * The instant (ms) at which a record enters a state; `now` if it is in it. A Problem (409) that says what it enters
 * instead if it never will be.
 */
export function whenIn(lifecycle: Lifecycle, record: StandinRecord, state: string, now: number): number {
  if (!own(lifecycle.states, state)) throw unknownName('state', state, Object.keys(lifecycle.states));
  if (snapshotAt(record, now).state === state) return now;
  const ahead = record.seenAt === undefined ? timelineOf(record).filter((step) => step.at > now) : [];
  const entered = ahead.find((step, index) => step.state === state && !passesAtOnce(ahead, index));
  if (entered) return entered.at;
  throw new Problem(409, 'Never in that state', {
    detail: `${record.api} ${record.id} will not be '${state}'. ${reason(record, state, now, ahead)}`,
    given: state,
    hint: hintFor(lifecycle, record, now),
  });
}

/** Whether the next state follows within the same millisecond, so that nobody ever sees this one. */
function passesAtOnce(steps: readonly Entered[], index: number): boolean {
  return steps[index + 1]?.at === steps[index]!.at;
}

function reason(record: StandinRecord, state: string, now: number, ahead: readonly Entered[]): string {
  const snapshot = snapshotAt(record, now);
  if (record.seenAt !== undefined)
    return `It is a sample, and stays '${snapshot.state}' as its document prints it, whatever the clock says.`;
  const present = `It is '${snapshot.state}' since ${toIso(snapshot.since)}`;
  const before = snapshot.at(state);
  if (before !== undefined) return `It was that at ${toIso(before)}, which is over. ${present}.`;
  if (ahead.some((step) => step.state === state)) return 'It passes through that state in no time.';
  if (ahead.length === 0) return `${present}, and stays so.`;
  return `${present}, will be ${ahead.map((step) => `'${step.state}' at ${toIso(step.at)}`).join(', ')}, and stays so.`;
}

function hintFor(lifecycle: Lifecycle, record: StandinRecord, now: number): string {
  if (record.seenAt !== undefined)
    return 'Have a record created with records.create, and run until that is so.';
  const { state } = snapshotAt(record, now);
  return isFinal(lifecycle, state)
    ? 'No state follows that one: have another record created, and look at it earlier.'
    : 'Have it created with another scenario or plan, or cut in with records.command.';
}
