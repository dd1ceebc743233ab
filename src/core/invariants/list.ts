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
  /** What the request asks for; undefined if this filter is not in force there. */
  request(seen: Seen, may: May): string | undefined;
  /** What an entry shows of it; undefined if it does not show. */
  shown(entry: T, seen: Seen): string | undefined;
  /** Whether an entry shows the same for ever, such as what it belongs to. */
  readonly fixed?: boolean;
  /** Where it shows it, below the entry. */
  readonly at: string;
  /** Whose other reading would let this value through. */
  readonly errata?: readonly string[] | ((shown: string, wanted: string) => readonly string[]);
}

/** The part of the whole list that a response is to hold. */
export interface Window {
  /** The number of its first entry in the whole list, from 0. */
  readonly offset: number;
  readonly limit: number;
}

/** The clause that an entry's place shows: of the offset, only where there is one. */
export function clauseOfPlace<T>({ clauses }: Listing<T>, { offset }: Window): string {
  return offset > 0 ? clauses.offset : clauses.all;
}

/** How the lists of an API are read. */
export interface Listing<T> {
  readonly api: string;
  readonly operations: readonly string[];
  /** Operations that show one entry alone, as a list would. */
  readonly alone?: readonly string[];
  entriesOf(seen: Seen): readonly Entry<T>[];
  /** Which record an entry is of; undefined if neither it nor its request says. */
  nameOf(entry: T, seen: Seen): string | undefined;
  /** That what is there is found, and by which status what is not; and which record a request for one is about. */
  readonly missing?: {
    readonly found: string;
    readonly clause: string;
    nameOf(seen: Seen): string | undefined;
  };
  readonly filters?: readonly Filter<T>[];
  /** Undefined where a request asks for a window that nobody promised anything about. */
  windowOf(seen: Seen, may: May): Window | undefined;
  /** Whether an entry can no longer come or go by itself: only lists of such are held together. */
  isStill(entry: T): boolean;
  readonly clauses: {
    /** All that belongs to a list is in it, and in its order. */
    readonly all: string;
    readonly limit: string;
    readonly offset: string;
  };
  /** How long the whole list is, if a response tells: windows on lists that differ in it are not held together. */
  lengthOf?(seen: Seen): number;
  /** Whether of two entries the second may follow the first in what was asked for; undefined if nobody can tell. */
  mayFollow?(before: T, after: T, seen: Seen): boolean | undefined;
  /** The parameters by which two requests are for one list; the others only choose the window. */
  readonly sameList: readonly string[];
}
