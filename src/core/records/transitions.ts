// Which records enter a state at an instant; and when one will be in a state: the instant to move a clock to, or why there is
// none.

import type { Transition } from '../store/store.ts';
import { toIso } from '../time/duration.ts';
import { own } from '../values/own.ts';
import { Problem, unknownName } from '../values/problem.ts';
import type { World } from '../worlds/world.ts';
import { isFinal, type Lifecycle } from './lifecycle.ts';
import { type Entered, type StandinRecord, snapshotAt, timelineOf } from './snapshot.ts';

/** The transitions in a world after one instant and up to another (ms), oldest first. */
export async function transitionsIn(world: World, after: number, until: number): Promise<Transition[]> {
  const pages = world.apis.map((api) => world.store.transitions(api.name, { now: until, since: after }));
  const steps = (await Promise.all(pages)).flatMap((page) => page.items);
  // A sample has its own present, which may be later; a mirror only repeats another record's transitions.
  const own = steps.filter(({ at, record: { seenAt, mirrorOf } }) => {
    return at > after && at <= until && (seenAt ?? mirrorOf) === undefined;
  });
  return own.sort((a, b) => a.at - b.at);
}

/**
 * The instant (ms) at which a record enters a state; `now` if it is in it. If it never enters it, a Problem (409)
 * that says what it enters instead.
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

/** Whether the next state follows within the same millisecond, so that no response can show this one. */
function passesAtOnce(steps: readonly Entered[], index: number): boolean {
  return steps[index + 1]?.at === steps[index]!.at;
}

function reason(record: StandinRecord, state: string, now: number, ahead: readonly Entered[]): string {
  const snapshot = snapshotAt(record, now);
  if (record.seenAt !== undefined)
    return `It is a sample, and stays '${snapshot.state}' as its document prints it, whatever the clock says.`;
  const present = `It has been '${snapshot.state}' since ${toIso(snapshot.since)}`;
  const before = snapshot.at(state);
  if (before !== undefined) return `It was '${state}' from ${toIso(before)} on. ${present}.`;
  if (ahead.some((step) => step.state === state)) return 'It leaves that state in the same millisecond.';
  if (ahead.length === 0) return `${present}, and stays in that state.`;
  return `${present}, will be ${ahead.map((step) => `'${step.state}' at ${toIso(step.at)}`).join(', ')}, and stays in that state.`;
}

function hintFor(lifecycle: Lifecycle, record: StandinRecord, now: number): string {
  if (record.seenAt !== undefined) return 'Create a record with records.create, and run until that one is.';
  const { state } = snapshotAt(record, now);
  return isFinal(lifecycle, state)
    ? 'No state follows that one: create another record, and look at it earlier.'
    : 'Create it with another scenario or plan, or run a command with records.command.';
}
