// What a world stores, behind one asynchronous interface: records, their parents, and the lists over them.
// The memory store is the default; a shared one may stand behind the same interface and the same test suite.
import type { StandinRecord } from '../records/snapshot.ts';

/** A page of records of one API, in the API's own order. */
export interface RecordQuery {
  /** The instant (ms) at which states are taken. */
  readonly now: number;
  /** Only records with this value of one of the API's indexes. */
  readonly where?: { readonly index: string; readonly value: string | number };
  /** Only records in one of these states. */
  readonly states?: readonly string[];
  /** Only records whose order lies between these, both included. */
  readonly range?: { readonly from: number; readonly to: number };
  readonly newestFirst?: boolean;
  readonly offset?: number;
  /** All of them when left out. */
  readonly limit?: number;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** How many there are in all, before offset and limit. */
  readonly total: number;
}

/** A state that a record has entered, with the instant in ms. */
export interface Transition {
  readonly record: StandinRecord;
  readonly state: string;
  readonly at: number;
}

/** States entered up to `now`, oldest first unless said otherwise. */
export interface TransitionQuery {
  readonly now: number;
  readonly states?: readonly string[];
  /** Only those entered at or after this instant (ms). */
  readonly since?: number;
  readonly newestFirst?: boolean;
  readonly offset?: number;
  readonly limit?: number;
}

/** A parent with its kind and its id. */
export interface NamedParent {
  readonly kind: string;
  readonly id: string;
  readonly parent: Parent;
}

/**
 * What a record belongs to and a document only refers to: a project, a platform, a job; and what else a supporting
 * endpoint keeps: a user, a token. It has no life of its own.
 */
export type Parent = Readonly<Record<string, unknown>>;

export interface Store {
  /** The next number of a series, from 1: ids, arrival. Never given twice. The name of a series begins with its API's name and a blank. */
  serial(series: string): Promise<number>;
  /** Makes sure that a series goes on above this number. */
  raiseSerial(series: string, used: number): Promise<void>;
  /** Adds a record, or replaces the one with the same API and id. `arrival`: its place among ties, if it already has one. */
  put(record: StandinRecord, arrival?: number): Promise<void>;
  get(api: string, id: string): Promise<StandinRecord | undefined>;
  /** How many records there are, of all APIs. */
  count(): Promise<number>;
  /** False if there was none. */
  remove(api: string, id: string): Promise<boolean>;
  page(api: string, query: RecordQuery): Promise<Page<StandinRecord>>;
  transitions(api: string, query: TransitionQuery): Promise<Page<Transition>>;
  /** The earliest instant after `now` at which any record of any API changes its state. */
  nextTransition(now: number): Promise<number | undefined>;
  /** Keeps a parent. With `most`, only the newest so many of its kind: the oldest is forgotten. */
  putParent(api: string, kind: string, id: string, parent: Parent, most?: number): Promise<void>;
  /** How many parents there are, of all APIs and kinds. */
  parentCount(): Promise<number>;
  parent(api: string, kind: string, id: string): Promise<Parent | undefined>;
  parents(api: string, kind: string): Promise<readonly Parent[]>;
  /** False if there was none. */
  removeParent(api: string, kind: string, id: string): Promise<boolean>;
  /** Forgets everything, or everything of one API. */
  clear(api?: string): Promise<void>;
  /** Everything at the instant of the call, as JSON that never changes later; {@link Store.restore} reads it. */
  snapshot(): Promise<StoreSnapshot>;
  restore(snapshot: StoreSnapshot): Promise<void>;
}

export interface StoreSnapshot {
  /** Each series with the last number that it gave. */
  readonly serials: readonly (readonly [string, number])[];
  readonly parents: readonly { api: string; kind: string; id: string; parent: Parent }[];
  readonly records: readonly StandinRecord[];
}

/** How an API's records are ordered and found. */
// biome-ignore lint/suspicious/noExplicitAny: a store holds records with different attributes.
export interface Ordering<Attributes = any> {
  /** The order in lists; ties go by arrival. */
  order(record: StandinRecord<Attributes>): number;
  /** By name: the value under which a record is found. */
  readonly indexes: Readonly<Record<string, (record: StandinRecord<Attributes>) => string | number>>;
}
