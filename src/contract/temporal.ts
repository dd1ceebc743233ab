// The laws that every API has: states follow each other as its lifecycle says, what is there stays, times rise.
import type { Api } from '../core/api.ts';
import { documentsOf } from '../core/documents.ts';
import type { Judge, Law, Seen, Sighting, Trail } from '../core/law.ts';
import { isFinal, type Lifecycle } from '../core/lifecycle.ts';
import { clauseOfShape } from './shape-clauses.ts';

/** The clause that speaks of a place in a reply. */
type ClauseAt = (seen: Seen, pointer: string) => string;

export function temporalLaws(api: Api): readonly Law[] {
  const law = (name: string, says: string, judge: Law['judge']): Law => ({
    id: `${api.name}/${name}`,
    clauses: [api.laws.order],
    says,
    judge,
  });
  const { schemas } = documentsOf(api.name, api.folder);
  const clauseAt: ClauseAt = ({ operation, reply }, pointer) => {
    const row = api.operations.find(({ id }) => id === operation)!;
    return clauseOfShape(schemas, row.replies[reply.status]!, row, pointer);
  };
  return [
    law(
      'legal-order',
      'States follow each other as the lifecycle has it; a final one stays.',
      (trail, judge) => {
        for (const story of storiesOf(trail)) judgeOrder(api.lifecycle, story, judge);
      },
    ),
    law('facts-stay', 'What is once known of a record is the same wherever it is shown.', (trail, judge) => {
      for (const story of storiesOf(trail)) judgeFacts(story, clauseAt, judge);
    }),
    law('times-rise', 'What happened later has a later time.', (trail, judge) => {
      for (const sighting of trail.sightings) judgeTimes(sighting, clauseAt, judge);
    }),
  ];
}

/** Keeps the set of states that are still possible, for a looker may miss some; what empties it is wrong. */
function judgeOrder(lifecycle: Lifecycle, story: readonly Sighting[], judge: Judge): void {
  let possible: readonly string[] = Object.keys(lifecycle.states);
  for (const { seen, pointer, states } of story) {
    const reachable = reachFrom(lifecycle, possible);
    const left = states.filter((state) => reachable.includes(state));
    const final = possible.every((state) => isFinal(lifecycle, state));
    const before = possible.join(' or ');
    const expected = final ? `${before}, which is final` : `after ${before}, one of ${reachable.join(', ')}`;
    judge(left.length > 0, { seen, pointer, expected, actual: states.join(' or ') });
    possible = left.length > 0 ? left : states;
  }
}

function judgeFacts(story: readonly Sighting[], clauseAt: ClauseAt, judge: Judge): void {
  const known = new Map<string, { text: string; number: number }>();
  for (const { seen, pointer, facts = {} } of story) {
    for (const [fact, value] of Object.entries(facts)) {
      const before = known.get(fact);
      if (value === undefined || (value === null && !before)) continue;
      const text = JSON.stringify(value);
      const { text: first, number } = before ?? { text, number: seen.number };
      const place = `${pointer}/${fact}`;
      const expected = `${first}, as in exchange ${number}`;
      judge(text === first, { seen, clause: clauseAt(seen, place), pointer: place, expected, actual: value });
      known.set(fact, { text: first, number });
    }
  }
}

function judgeTimes({ seen, pointer, times = {} }: Sighting, clauseAt: ClauseAt, judge: Judge): void {
  const steps = Object.entries(times);
  for (const [index, [name, at]] of steps.entries()) {
    const [earlier, before] = steps[index - 1] ?? [];
    if (earlier === undefined || at === null || at === undefined) continue;
    const right = typeof before === 'number' && at >= before;
    const place = `${pointer}/${name}`;
    const expected = `no earlier than ${earlier}, ${before ?? 'and that to be there'}`;
    judge(right, { seen, clause: clauseAt(seen, place), pointer: place, expected, actual: at });
  }
}

/** The sightings of each record within each scene, in order. */
function storiesOf({ sightings }: Trail): Iterable<readonly Sighting[]> {
  const stories = new Map<string, Sighting[]>();
  for (const sighting of sightings) {
    const key = `${sighting.seen.scene} ${sighting.id}`;
    const story = stories.get(key);
    if (story) story.push(sighting);
    else stories.set(key, [sighting]);
  }
  return stories.values();
}

/** Every state that a record can be in after it was in one of these. */
function reachFrom({ states }: Lifecycle, from: readonly string[]): readonly string[] {
  const reached = [...from];
  for (const state of reached)
    for (const next of states[state]!.next) if (!reached.includes(next)) reached.push(next);
  return reached;
}
