// The faults of a world: failures on purpose, so that a client meets them in a test and not in production.
import type { Api } from '../api/api.ts';
import {
  type Candidate,
  type Counted,
  countPath,
  type Entry,
  type FaultCount,
  type FaultFacts,
  type FaultView,
  isOn,
  meet,
  type Suspect,
} from '../faults/meet.ts';
import { own } from '../values/own.ts';
import { unknownName } from '../values/problem.ts';
import { type Fault, formatFault, parseFault } from './fault.ts';
import { type Limits, limitReached, usualLimits } from './limits.ts';

export interface FaultBook {
  add(fault: string): FaultView;
  list(): readonly FaultView[];
  /** False if there is none with that id. */
  remove(id: number): boolean;
  clear(): void;
  /** A number that goes up by one each time: for random faults. */
  drawn(): number;
  /** Replaces all faults by these, whatever the limit. */
  restore(faults: readonly string[]): void;
  /** Back to the faults that the world began with. */
  reset(): void;
  /** The faults with what became of them, but for the requests that each has counted by path. */
  facts(): FaultFacts;
  /** Becomes, in silence, the book of another process. What a fault that stays has counted by path stays. */
  follow(facts: FaultFacts): void;
  /** Takes over, in silence, a count of another process. */
  count(count: FaultCount): void;
  /** Counts a request, and returns the faults that may hit it once its states are known. */
  meet(suspect: Suspect): readonly Candidate[];
}

const none: readonly Candidate[] = [];
export function createFaultBook(options: FaultBookOptions): FaultBook {
  const { seed, known, initial = [], limits = usualLimits, changed, counted } = options;
  let entries: readonly Entry[] = [];
  let last = 0;
  let draws = 0;
  const view = ({ id, text: fault, hits }: Entry): FaultView => ({ id, fault, hits });
  const entryOf = (text: string): Entry => {
    const fault = parseFault(text);
    checkKnown(fault, known);
    return { id: ++last, text: formatFault(fault), fault, request: new Map(), hits: 0, rolled: 0 };
  };
  /** Has these entries from now on. */
  const become = (make: () => readonly Entry[]) => {
    const before = { entries, last };
    entries = make();
    changed?.(() => {
      ({ entries, last } = before);
    });
  };
  const book: FaultBook = {
    add(text) {
      if (entries.length >= limits.faults) throw limitReached('faults', limits);
      become(() => [...entries, entryOf(text)]);
      return view(entries.at(-1)!);
    },
    restore: (texts) => become(() => texts.map(entryOf)),
    list: () => entries.map(view),
    remove(id) {
      const before = entries.length;
      become(() => entries.filter((entry) => entry.id !== id));
      return entries.length < before;
    },
    clear: () => become(() => []),
    drawn: () => draws++,
    reset() {
      entries = [];
      last = 0;
      draws = 0;
      book.restore(initial);
    },
    facts: () => ({ last, entries: entries.map((entry) => ({ ...view(entry), rolled: entry.rolled })) }),
    follow(facts) {
      const known = new Map(entries.map((entry) => [`${entry.id} ${entry.text}`, entry]));
      entries = facts.entries.map(({ id, fault, hits, rolled }) => {
        const entry = known.get(`${id} ${fault}`) ?? { ...entryOf(fault), id };
        return Object.assign(entry, { hits, rolled });
      });
      ({ last } = facts);
    },
    count({ id, hits, rolled, path, requests }) {
      const entry = entries.find((each) => each.id === id);
      if (!entry) return;
      Object.assign(entry, { hits, rolled });
      if (path !== undefined) countPath(entry, path, requests!);
    },
    meet(suspect) {
      if (entries.length === 0) return none;
      return entries
        .filter(({ fault }) => isOn(fault.on, suspect))
        .flatMap((entry) => meet(entry, suspect, seed(), counted));
    },
  };
  book.reset();
  return book;
}

export interface FaultBookOptions {
  /** The world's. */
  readonly seed: () => number;
  readonly known: Known;
  /** Those that it begins with. */
  readonly initial?: readonly string[] | undefined;
  readonly limits?: Limits | undefined;
  /** Called after one was added or removed, with what takes that back. */
  readonly changed?: (undo: () => void) => void;
  /** Called after one has counted a request or a hit, with what takes that back. */
  readonly counted?: Counted | undefined;
}

/** The names that faults of these APIs may use. */
export function knownTo(apis: readonly Api[]): Known {
  return Object.fromEntries(
    apis.map(({ name, operations, lifecycle }) => [
      name,
      { operations: operations.map(({ id }) => id), states: Object.keys(lifecycle.states) },
    ]),
  );
}

/** By API: its operations and states. */
export type Known = Readonly<
  Record<string, { readonly operations: readonly string[]; readonly states: readonly string[] }>
>;

function checkKnown({ on, state }: Fault, known: Known): void {
  const [api = '', operation] = on.split('/');
  if (api !== '*' && !own(known, api)) throw unknownName('api', api, ['*', ...Object.keys(known)]);
  const meant = api === '*' ? Object.values(known) : [known[api]!];
  if (operation !== undefined && !meant[0]!.operations.includes(operation))
    throw unknownName('operation', operation, meant[0]!.operations);
  const states = [...new Set(meant.flatMap((each) => each.states))];
  if (state !== undefined && !states.includes(state)) throw unknownName('state', state, states);
}
