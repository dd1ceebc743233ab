// How the lists of an API are read: their entries, filters and windows.
import type { May, Seen } from './invariant.ts';

/** An entry of a response, and where it stands. */
export interface Entry<T> {
  readonly entry: T;
  /** JSON Pointer into the response's body. */
  readonly pointer: string;
}

export interface Filter<T> {
  readonly clause: string;
  /** The requested value; undefined if the request does not filter by it. */
  request(seen: Seen, may: May): string | undefined;
  /** The value that an entry shows; undefined if it shows none. */
  shown(entry: T, seen: Seen): string | undefined;
  /** Whether the value of an entry never changes, for example its parent. */
  readonly fixed?: boolean;
  /** Where the entry shows it, below the entry. */
  readonly at: string;
  /** The erratum whose other reading would let this value through. */
  readonly errata?: readonly string[] | ((shown: string, wanted: string) => readonly string[]);
}

/** The part of the whole list that a response must hold. */
export interface Window {
  /** The number of its first entry in the whole list, from 0. */
  readonly offset: number;
  readonly limit: number;
}

/** The clause that an entry's place shows: the offset's, if there is an offset. */
export function clauseOfPlace<T>({ clauses }: Listing<T>, { offset }: Window): string {
  return offset > 0 ? clauses.offset : clauses.all;
}

/** How the lists of an API are read. */
export interface Listing<T> {
  readonly api: string;
  readonly operations: readonly string[];
  /** Operations that show one entry alone, in the same form as a list. */
  readonly alone?: readonly string[];
  entriesOf(seen: Seen): readonly Entry<T>[];
  /** The record of an entry; undefined if neither the entry nor its request says. */
  nameOf(entry: T, seen: Seen): string | undefined;
  /** The clause that existing records are found, the status for missing ones, and the record that a request is about. */
  readonly missing?: {
    readonly found: string;
    readonly clause: string;
    nameOf(seen: Seen): string | undefined;
  };
  readonly filters?: readonly Filter<T>[];
  /** Undefined if no clause says anything about the requested window. */
  windowOf(seen: Seen, may: May): Window | undefined;
  /** Whether an entry can no longer appear or disappear by itself: only lists of such entries are compared. */
  isStill(entry: T): boolean;
  readonly clauses: {
    /** The clause that a list is complete, and in its order. */
    readonly all: string;
    readonly limit: string;
    readonly offset: string;
  };
  /** How long the whole list is, if a response says: windows of lists of different length are not compared. */
  lengthOf?(seen: Seen): number;
  /** Whether the second of two entries may follow the first in the requested order; undefined if that is unknown. */
  mayFollow?(before: T, after: T, seen: Seen): boolean | undefined;
  /** The parameters that choose the list; the others only choose the window. */
  readonly sameList: readonly string[];
}
