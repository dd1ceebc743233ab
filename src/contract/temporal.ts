// The laws that every API has: states follow each other as its lifecycle says, what is there stays, times rise.
import type { Api } from '../core/api.ts';
import { documentsOf } from '../core/documents.ts';
import type { Judge, Law, Seen, Sighting, Trail } from '../core/law.ts';
import { isFinal, type Lifecycle } from '../core/lifecycle.ts';
import { clauseOfShape } from '../core/shape-clauses.ts';

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

/**
 * Keeps the set of states that are still possible, for a looker may miss some; what empties it is wrong. A reply counts
 * only for requests that were sent after it had come.
 */
function judgeOrder(lifecycle: Lifecycle, story: readonly Sighting[], judge: Judge): void {
  let possible: readonly string[] = Object.keys(lifecycle.states);
  const underWay: Sighting[] = [];
  for (const sighting of story) {
    for (const { states } of takeEnded(underWay, sighting.seen.at))
      possible = follow(lifecycle, possible, states);
    const { seen, pointer, states } = sighting;
    const reachable = reachFrom(lifecycle, possible);
    const final = possible.every((state) => isFinal(lifecycle, state));
    const before = possible.join(' or ');
    judge(
      states.some((state) => reachable.includes(state)),
      {
        seen,
        pointer,
        expected: final ? `${before}, which is final` : `after ${before}, one of ${reachable.join(', ')}`,
        actual: states.join(' or '),
      },
    );
    underWay.push(sighting);
  }
}

/** Takes out those whose replies had come by an instant, in the order in which they came. */
function takeEnded(underWay: Sighting[], at: number): Sighting[] {
  const ended = underWay.filter(({ seen }) => seen.until <= at);
  underWay.splice(0, underWay.length, ...underWay.filter(({ seen }) => seen.until > at));
  return ended.sort((a, b) => a.seen.until - b.seen.until);
}

/** The states that are possible after a sighting; what it shows is believed where it cannot be. */
function follow(
  lifecycle: Lifecycle,
  possible: readonly string[],
  shown: readonly string[],
): readonly string[] {
  const reachable = reachFrom(lifecycle, possible);
  const left = shown.filter((state) => reachable.includes(state));
  return left.length > 0 ? left : shown;
}

function judgeFacts(story: readonly Sighting[], clauseAt: ClauseAt, judge: Judge): void {
  const known = new Map<string, { text: string; seen: Seen }>();
  for (const { seen, pointer, facts = {} } of story) {
    for (const [fact, value] of Object.entries(facts)) {
      const before = known.get(fact);
      const notYet = value === null && (!before || before.seen.until > seen.at);
      if (value === undefined || notYet) continue;
      const text = JSON.stringify(value);
      const first = before ?? { text, seen };
      const place = `${pointer}/${fact}`;
      const expected = `${first.text}, as in exchange ${first.seen.number}`;
      judge(text === first.text, {
        seen,
        clause: clauseAt(seen, place),
        pointer: place,
        expected,
        actual: value,
      });
      known.set(fact, first);
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
