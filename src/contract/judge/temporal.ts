// The invariants that every API has: states follow each other as its lifecycle says, what is there stays, times rise.
import type { Api } from '../../core/api/api.ts';
import { documentsOf } from '../../core/api/documents.ts';
import { clauseOfSchema } from '../../core/api/schema-clauses.ts';
import type { Invariant, Judge, Observation, Seen, Trace } from '../../core/invariants/invariant.ts';
import { isFinal, type Lifecycle } from '../../core/records/lifecycle.ts';

/** The clause that speaks of a place in a response. */
type ClauseAt = (seen: Seen, pointer: string) => string;

export function temporalInvariants(api: Api): readonly Invariant[] {
  const invariant = (name: string, says: string, judge: Invariant['judge']): Invariant => ({
    id: `${api.name}/${name}`,
    clauses: [api.invariants.order],
    says,
    judge,
  });
  const { schemas } = documentsOf(api.name, api.folder);
  const clauseAt: ClauseAt = ({ operation, response }, pointer) => {
    const known = api.operations.find(({ id }) => id === operation)!;
    return clauseOfSchema(schemas, known.responses[response.status]!, known, pointer);
  };
  return [
    invariant(
      'legal-order',
      'States follow each other as the lifecycle has it; a final one stays.',
      (trace, judge) => {
        for (const story of storiesOf(trace)) judgeOrder(api.lifecycle, story, judge);
      },
    ),
    invariant(
      'facts-stay',
      'What is once known of a record is the same wherever it is shown.',
      (trace, judge) => {
        for (const story of storiesOf(trace)) judgeFacts(story, clauseAt, judge);
      },
    ),
    invariant('times-rise', 'What happened later has a later time.', (trace, judge) => {
      for (const observation of trace.observations) judgeTimes(observation, clauseAt, judge);
    }),
  ];
}

/**
 * Keeps the set of states that are still possible, for a looker may miss some; what empties it is wrong. A response counts
 * only for requests that were sent after it had come.
 */
function judgeOrder(lifecycle: Lifecycle, story: readonly Observation[], judge: Judge): void {
  let possible: readonly string[] = Object.keys(lifecycle.states);
  const underWay: Observation[] = [];
  for (const observation of story) {
    for (const { states } of takeEnded(underWay, observation.seen.at))
      possible = follow(lifecycle, possible, states);
    const { seen, pointer, states } = observation;
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
    underWay.push(observation);
  }
}

/** Takes out those whose responses had come by an instant, in the order in which they came. */
function takeEnded(underWay: Observation[], at: number): Observation[] {
  const ended = underWay.filter(({ seen }) => seen.until <= at);
  underWay.splice(0, underWay.length, ...underWay.filter(({ seen }) => seen.until > at));
  return ended.sort((a, b) => a.seen.until - b.seen.until);
}

/** The states that are possible after an observation; what it shows is believed where it cannot be. */
function follow(
  lifecycle: Lifecycle,
  possible: readonly string[],
  shown: readonly string[],
): readonly string[] {
  const reachable = reachFrom(lifecycle, possible);
  const left = shown.filter((state) => reachable.includes(state));
  return left.length > 0 ? left : shown;
}

function judgeFacts(story: readonly Observation[], clauseAt: ClauseAt, judge: Judge): void {
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

function judgeTimes({ seen, pointer, times = {} }: Observation, clauseAt: ClauseAt, judge: Judge): void {
  const steps = Object.entries(times);
  for (const [index, [name, at]] of steps.entries()) {
    const [earlier, before] = steps[index - 1] ?? [];
    if (earlier === undefined || typeof at !== 'number' || Number.isNaN(at)) continue;
    if (typeof before !== 'number' && before !== null && before !== undefined) continue;
    const right = typeof before === 'number' && at >= before;
    const place = `${pointer}/${name}`;
    const expected = `no earlier than ${earlier}, ${before ?? 'and that to be there'}`;
    judge(right, { seen, clause: clauseAt(seen, place), pointer: place, expected, actual: at });
  }
}

/** The observations of each record within each scene, in order. */
function storiesOf({ observations }: Trace): Iterable<readonly Observation[]> {
  const stories = new Map<string, Observation[]>();
  for (const observation of observations) {
    const key = `${observation.seen.scene} ${observation.id}`;
    const story = stories.get(key);
    if (story) story.push(observation);
    else stories.set(key, [observation]);
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
