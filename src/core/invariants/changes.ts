// The invariants of facts and records that appear and disappear: a fact is there in the states that it belongs to,
// a created record is new and can be found, a deleted one is gone.
import type { Invariant, Judge, Seen, Trace } from './invariant.ts';
import type { Entry } from './list.ts';

/** A fact of observations that belongs to some states and to no other. */
export interface Belonging {
  /** By its name among the facts of an observation, which is its place below it. */
  readonly fact: string;
  readonly clause: string;
  readonly states: readonly string[];
  /** Whether only our model says that it is absent in the other states. */
  readonly modelled?: boolean;
  readonly errata?: readonly string[];
}

export function belongingInvariant(api: string, facts: readonly Belonging[]): Invariant {
  return {
    id: `${api}/facts-fit-the-state`,
    clauses: facts.map(({ clause }) => clause),
    says: 'A fact of some states is there in these states and in no other.',
    judge(trace, judge) {
      for (const { seen, pointer, states, facts: shown = {} } of trace.observations) {
        for (const { fact, clause, states: own, modelled = false, errata = [] } of facts) {
          const belongs = states.filter((state) => own.includes(state)).length;
          if (belongs > 0 && belongs < states.length) continue;
          const actual = shown[fact] ?? undefined;
          judge((actual !== undefined) === belongs > 0, {
            seen,
            clause,
            pointer: `${pointer}/${fact}`,
            expected: `${belongs > 0 ? 'something' : 'nothing'} while ${states.join(' or ')}`,
            actual: actual ?? 'nothing',
            errata,
            unusual: modelled && belongs === 0,
          });
        }
      }
    },
  };
}

/** How creations and deletions of records are read. */
export interface Changing<T> {
  readonly api: string;
  /** Operations that create one and show it, that delete one, that show one, and that list them. */
  readonly creates: readonly string[];
  readonly deletes: readonly string[];
  readonly reads: readonly string[];
  readonly lists: readonly string[];
  entriesOf(seen: Seen): readonly Entry<T>[];
  nameOf(entry: T): string;
  /** The name of the record that a request is about. */
  requestedName(seen: Seen): string | undefined;
  readonly clauses: {
    readonly isNew: string;
    readonly isThere: string;
    readonly isGone: string;
    readonly isDone: string;
  };
}

export function changeInvariants<T>(changing: Changing<T>): readonly Invariant[] {
  const { api, clauses } = changing;
  return [
    {
      id: `${api}/created-is-there`,
      clauses: [clauses.isThere, clauses.isNew],
      says: 'A created record is new, and can be found at once.',
      judge: (trace, judge) => judgeCreated(changing, trace, judge),
    },
    {
      id: `${api}/deleted-is-gone`,
      clauses: [clauses.isGone, clauses.isDone],
      says: 'What is there can be deleted, and a deleted record can no longer be found.',
      judge(trace, judge) {
        judgeDeleting(changing, trace, judge);
        judgeDeleted(changing, trace, judge);
      },
    },
  ];
}

function judgeCreated<T>(changing: Changing<T>, trace: Trace, judge: Judge): void {
  const { creates, reads, entriesOf, nameOf, requestedName, clauses } = changing;
  for (const seen of trace.of(creates)) {
    const here = trace.seen.filter(({ scene }) => scene === seen.scene);
    for (const { entry, pointer } of entriesOf(seen)) {
      const name = nameOf(entry);
      const known = trace.observations.find(
        ({ id, seen: other }) => id === name && other.number < seen.number && here.includes(other),
      );
      const expected = 'one that was not there before';
      const actual = known ? `${name}, which exchange ${known.seen.number} shows` : name;
      judge(!known, { seen, clause: clauses.isNew, pointer, expected, actual });
      // Right after the creation there was no time to delete it.
      const next = here.find(({ number }) => number === seen.number + 1);
      if (!next || !reads.includes(next.operation!) || requestedName(next) !== name) continue;
      judge(next.response.status !== 404, {
        seen: next,
        expected: `${name}, which exchange ${seen.number} has created`,
        actual: `status ${next.response.status}`,
      });
    }
  }
}

/** A service may have reasons not to delete what is there, but that it is not there is none. */
function judgeDeleting<T>(
  { deletes, reads, requestedName, clauses }: Changing<T>,
  trace: Trace,
  judge: Judge,
): void {
  for (const seen of trace.seen.filter(({ operation }) => deletes.includes(operation!))) {
    const name = requestedName(seen);
    const before = trace.of(reads).find(({ number }) => number === seen.number - 1);
    if (!before || before.scene !== seen.scene || requestedName(before) !== name) continue;
    const { status } = seen.response;
    if (status >= 300 && ![404, 410, 422].includes(status)) continue;
    const expected = `that ${name} is deleted, which exchange ${before.number} shows`;
    judge(status < 300, { seen, clause: clauses.isDone, expected, actual: `status ${status}` });
  }
}

function judgeDeleted<T>(changing: Changing<T>, trace: Trace, judge: Judge): void {
  const { deletes, reads, lists, entriesOf, nameOf, requestedName } = changing;
  for (const gone of trace.seen) {
    const name = requestedName(gone);
    if (!deletes.includes(gone.operation!) || gone.response.status >= 300 || name === undefined) continue;
    const later = ({ scene, number }: Seen) => scene === gone.scene && number > gone.number;
    const expected = `nothing of ${name}, which exchange ${gone.number} has deleted`;
    for (const seen of trace.seen.filter(later)) {
      if (!reads.includes(seen.operation!) || requestedName(seen) !== name) continue;
      judge(seen.response.status >= 400, { seen, expected, actual: `status ${seen.response.status}` });
    }
    for (const seen of trace.of(lists).filter(later)) {
      const entry = entriesOf(seen).find((each) => nameOf(each.entry) === name);
      judge(!entry, { seen, pointer: entry?.pointer ?? '', expected, actual: entry ? name : 'nothing' });
    }
  }
}
