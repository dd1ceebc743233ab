// The invariants of every API: states follow each other as its lifecycle says, facts stay, times rise.
import type { Api } from '../../../core/api/api.ts';
import { documentsOf } from '../../../core/api/documents.ts';
import { schemaNameFor } from '../../../core/api/matching.ts';
import { clauseOfSchema } from '../../../core/api/schema-clauses.ts';
import type { Invariant, Judge, Observation, Seen, Trace } from '../../../core/invariants/invariant.ts';
import { isFinal, type Lifecycle } from '../../../core/records/lifecycle.ts';

/** The clause of a place in a response. */
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
    return clauseOfSchema(schemas, schemaNameFor(known, response.status)!, known, pointer);
  };
  return [
    invariant(
      'legal-order',
      'States follow each other as in our lifecycle or the real service; a final state stays.',
      (trace, judge) => {
        for (const story of storiesOf(trace)) judgeOrder(api, story, judge);
      },
    ),
    invariant('facts-stay', 'A known fact of a record is the same in all responses.', (trace, judge) => {
      for (const story of storiesOf(trace)) judgeFacts(story, clauseAt, judge);
    }),
    invariant('times-rise', 'Later events have later times.', (trace, judge) => {
      for (const observation of trace.observations) judgeTimes(observation, clauseAt, judge);
    }),
    invariant('one-end', 'A record that ended at one instant ended in one way.', (trace, judge) => {
      for (const story of storiesOf(trace)) judgeEnding(api, story, judge);
    }),
  ];
}

/**
 * Tracks the set of possible states, because a client may miss some; an observation that empties the set is unusual. A
 * response counts only for requests that were sent after it had arrived.
 */
function judgeOrder(api: Api, story: readonly Observation[], judge: Judge): void {
  const { lifecycle } = api;
  let known: Known = { states: Object.keys(lifecycle.states), run: undefined };
  const underWay: Observation[] = [];
  for (const observation of story) {
    for (const ended of takeEnded(underWay, observation.seen.at)) known = follow(api, known, ended);
    const { seen, pointer, states } = observation;
    const reachable = nextOf(api, known, observation);
    const final = known.states.every((state) => isFinal(lifecycle, state));
    const before = known.states.join(' or ');
    judge(
      states.some((state) => reachable.includes(state)),
      {
        seen,
        pointer,
        expected: final ? `${before}, which is final` : `after ${before}, one of ${reachable.join(', ')}`,
        actual: states.join(' or '),
        unusual: true,
      },
    );
    underWay.push(observation);
  }
}

/** The possible states of a record, its run when it was last seen, and whether it has gone back since. */
interface Known {
  readonly states: readonly string[];
  readonly run: number | undefined;
  readonly wentBack?: boolean;
}

/** The states that may follow: by the lifecycle, by what the real service does, and the first one if it starts again. */
function nextOf({ lifecycle, invariants }: Api, known: Known, { run }: Observation): readonly string[] {
  const { knownSteps = {} } = invariants;
  const isAnew = run !== undefined && known.run !== undefined && run > known.run;
  // A record that has gone back continues only by starting again.
  if (known.wentBack && run === known.run)
    return [...known.states, ...known.states.flatMap((state) => finalsAfter(lifecycle, state))];
  const reached = reachFrom(lifecycle, known.states);
  const back = reached.flatMap((state) => knownSteps[state] ?? []);
  return [...new Set([...reached, ...(isAnew ? reachFrom(lifecycle, back) : back)])];
}

function finalsAfter(lifecycle: Lifecycle, state: string): readonly string[] {
  return lifecycle.states[state]!.next.filter((next) => isFinal(lifecycle, next));
}

/** The possible states after an observation; an impossible one is accepted as a new start. */
function follow(api: Api, known: Known, { states, run = known.run, ...shown }: Observation): Known {
  const reachable = nextOf(api, known, { states, run, ...shown });
  const left = states.filter((state) => reachable.includes(state));
  const ahead = reachFrom(api.lifecycle, known.states);
  const wentBack = run === known.run && (known.wentBack || !left.some((state) => ahead.includes(state)));
  return { states: left.length > 0 ? left : states, run, wentBack };
}

/** Removes and returns those whose responses had arrived by an instant, in order of arrival. */
function takeEnded(underWay: Observation[], at: number): Observation[] {
  const ended = underWay.filter(({ seen }) => seen.until <= at);
  underWay.splice(0, underWay.length, ...underWay.filter(({ seen }) => seen.until > at));
  return ended.sort((a, b) => a.seen.until - b.seen.until);
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
    const expected = `no earlier than ${earlier}, ${before ?? 'which must be there'}`;
    // "No end without a beginning" is our model; "not earlier" follows from the meaning of the words.
    const unusual = typeof before !== 'number';
    judge(right, { seen, clause: clauseAt(seen, place), pointer: place, expected, actual: at, unusual });
  }
}

/** How a record ended stays, but for a step that the real service takes even then. */
function judgeEnding({ invariants }: Api, story: readonly Observation[], judge: Judge): void {
  const { knownSteps = {} } = invariants;
  const known = new Map<number | string, { how: string; seen: Seen }>();
  for (const { seen, pointer, ending } of story) {
    if (!ending) continue;
    const { at, how, clause } = ending;
    const last = known.get(at) ?? { how, seen };
    const steps = knownSteps[last.how]?.includes(how) === true;
    // Of two requests that were under way together, either may have been answered first.
    const stepped = knownSteps[how]?.includes(last.how) === true && last.seen.until > seen.at;
    const expected = `${last.how}, as in exchange ${last.seen.number}: it ended at ${at} there too`;
    judge(how === last.how || steps || stepped, { seen, clause, pointer, expected, actual: how });
    known.set(at, steps ? { how, seen } : last);
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

/** Every state that can follow one of these. */
function reachFrom({ states }: Lifecycle, from: readonly string[]): readonly string[] {
  const reached = [...from];
  for (const state of reached)
    for (const next of states[state]!.next) if (!reached.includes(next)) reached.push(next);
  return reached;
}
