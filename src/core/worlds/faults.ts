// The faults of a world: failures on purpose, so that a client meets them in a test and not in production.
import type { Api } from '../api/api.ts';
import { own } from '../values/own.ts';
import { unknownName } from '../values/problem.ts';
import { randomFor } from '../values/random.ts';
import { type Fault, type FaultEffect, formatFault, parseFault } from './fault.ts';
import { type Limits, limitReached, usualLimits } from './limits.ts';

/** A fault of a world, with the number of its hits. */
export interface FaultView {
  readonly id: number;
  /** As {@link parseFault} reads it. */
  readonly fault: string;
  /** How many requests it hit. */
  readonly hits: number;
}

/** A request that a fault may hit. */
export interface Suspect {
  readonly api: string;
  readonly operation: string;
  readonly method: string;
  readonly path: string;
}

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
  /** Counts a request, and returns the faults that may hit it once its states are known. */
  meet(suspect: Suspect): readonly Candidate[];
}

/** A fault whose turn it is. */
export interface Candidate {
  readonly effect: FaultEffect;
  /** The state that the response must show, if any. */
  readonly state: string | undefined;
  /** Counts a hit; false if its number of hits is used up, or chance says no. */
  hit(): boolean;
}

interface Entry {
  readonly id: number;
  readonly text: string;
  readonly fault: Fault;
  readonly request: Map<string, number>;
  hits: number;
  rolled: number;
}

const none: readonly Candidate[] = [];
/** How many different paths a fault counts. Beyond that, it starts again. */
const mostPaths = 10_000;

export function createFaultBook(options: FaultBookOptions): FaultBook {
  const { seed, known, initial = [], limits = usualLimits, changed } = options;
  let entries: Entry[] = [];
  let last = 0;
  let draws = 0;
  const view = ({ id, text: fault, hits }: Entry): FaultView => ({ id, fault, hits });
  const entryOf = (text: string): Entry => {
    const fault = parseFault(text);
    checkKnown(fault, known);
    return { id: ++last, text: formatFault(fault), fault, request: new Map(), hits: 0, rolled: 0 };
  };
  const book: FaultBook = {
    add(text) {
      if (entries.length >= limits.faults) throw limitReached('faults', limits);
      const entry = entryOf(text);
      entries.push(entry);
      changed?.();
      return view(entry);
    },
    restore(texts) {
      entries = texts.map(entryOf);
      changed?.();
    },
    list: () => entries.map(view),
    remove(id) {
      const before = entries.length;
      entries = entries.filter((entry) => entry.id !== id);
      changed?.();
      return entries.length < before;
    },
    clear() {
      entries = [];
      changed?.();
    },
    drawn: () => draws++,
    reset() {
      entries = [];
      last = 0;
      draws = 0;
      book.restore(initial);
    },
    meet(suspect) {
      if (entries.length === 0) return none;
      return entries
        .filter(({ fault }) => isOn(fault.on, suspect))
        .flatMap((entry) => meet(entry, suspect, seed()));
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
  /** Called after one was added or removed. */
  readonly changed?: () => void;
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

function isOn(on: string, { api, operation }: Suspect): boolean {
  return on === '*' || on === api || on === `${api}/${operation}`;
}

function meet(entry: Entry, { method, path }: Suspect, seed: number): Candidate[] {
  const { fault, request } = entry;
  const { on: _, nth, times = nth === undefined ? Number.POSITIVE_INFINITY : 1, ...rest } = fault;
  const { state, probability = 1, ...effect } = rest;
  const key = `${method} ${path}`;
  if (nth !== undefined && !request.has(key) && request.size >= mostPaths) request.clear();
  const count = (request.get(key) ?? 0) + 1;
  if (nth !== undefined) request.set(key, count);
  if (nth !== undefined && (count < nth || count >= nth + times)) return [];
  const hit = () => {
    if (nth === undefined && entry.hits >= times) return false;
    if (probability < 1 && !rolls(seed, entry, probability)) return false;
    entry.hits++;
    return true;
  };
  return [{ effect, state, hit }];
}

function rolls(seed: number, entry: Entry, probability: number): boolean {
  return randomFor(seed, `fault ${entry.id}`, entry.rolled++).uint32() < probability * 0x1_0000_0000;
}

function checkKnown({ on, state }: Fault, known: Known): void {
  const [api = '', operation] = on.split('/');
  if (api !== '*' && !own(known, api)) throw unknownName('api', api, ['*', ...Object.keys(known)]);
  const meant = api === '*' ? Object.values(known) : [known[api]!];
  if (operation !== undefined && !meant[0]!.operations.includes(operation))
    throw unknownName('operation', operation, meant[0]!.operations);
  const states = [...new Set(meant.flatMap((each) => each.states))];
  if (state !== undefined && !states.includes(state)) throw unknownName('state', state, states);
}
