// What an API defines for fixtures: how record number n is drawn, and how records are shown as a body of a schema.
// The API's own wire makes the bodies, so this only names the function of the wire for each schema.

import type { Snapshot, StandinRecord } from '../records/snapshot.ts';
import type { Random } from '../values/random.ts';
import type { Reading, Readings } from './errata.ts';
import type { RequestHead } from './operation.ts';

/** Words that look like those of people, the same ones always. All of them are safe in URLs but `comments`. */
export interface Words {
  /** Names of users, up to 30 characters. */
  readonly users: readonly string[];
  /** Single words in lower case. */
  readonly nouns: readonly string[];
  readonly adjectives: readonly string[];
  /** Branches such as `bus-bypass`. */
  readonly branches: readonly string[];
  /** Comments on a commit or a build: short, long, in any script, with quotes and line ends. */
  readonly comments: readonly string[];
}

/** What a record is drawn from. Everything drawn follows from seed and number alone. */
export interface Drawing {
  readonly seed: number;
  /** The record's number, from 0. No two records of a run have the same. */
  readonly number: number;
  /** For a list: its row. All records of a row belong together. */
  readonly row: number | undefined;
  /** The instant (ms) at which it is shown. */
  readonly at: number;
  /** The record's own. */
  readonly random: Random;
  readonly words: Words;
  /** Whether only boundary values are wanted. */
  readonly edge: boolean;
  /** Whether ids are to stay small: for a world that goes on counting. */
  readonly modest: boolean;
}

export interface Drawn<Attributes> {
  readonly id: string;
  /** May be a function if many schemas do not need them. It is called at most once, with its own randomness. */
  readonly attributes: Attributes | (() => Attributes);
  /** How long ago it was created, in ms, where that follows from what it belongs to. */
  readonly age?: number;
  /** How long ago its parent began, in ms. It is as old itself, unless only records in progress are wanted. */
  readonly aged?: number | undefined;
  /** Whether it has ended, if the request allows that: others have followed since. */
  readonly ended?: boolean;
}

/** A record at the instant at which it is shown. */
export interface Shown<Attributes> {
  readonly record: StandinRecord<Attributes>;
  readonly snapshot: Snapshot;
}

/** What a schema is shown with. */
export interface Showing extends RequestHead {
  readonly random: Random;
  readonly edge: boolean;
  /** The number of the row. */
  readonly row: number;
  snapshot(record: StandinRecord): Snapshot;
}

/** A request that is answered with a schema. */
export interface FixtureRequest {
  /** The id of the row of the API. */
  readonly operation: string;
  /** With its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: number;
  /** Of the response, besides its content type. */
  readonly responseHeaders?: Readonly<Record<string, string>>;
}

export interface FixtureSchema<Attributes> {
  /** The states in which a record is shown like this. Default: all states that the API's fixtures show. */
  readonly states?: readonly string[];
  /** The most records in one body. Default: exactly one. */
  readonly most?: number;
  /** The fewest, if an empty one is not allowed. */
  readonly least?: number;
  /** How many consecutive rows show the same records, each in another way. Default: 1. */
  readonly views?: number;
  /** Only shown under some readings of an erratum. */
  readonly under?: { readonly erratum: string; readonly readings: readonly Reading[] };
  show(shown: readonly Shown<Attributes>[], showing: Showing): unknown;
  /** The request that it is the whole response of. Undefined for a part of a response. */
  request?(shown: readonly Shown<Attributes>[], showing: Showing, value: never): FixtureRequest;
}

/** How one row breaks an invariant while it still matches its schema. */
export interface Breach {
  /** The invariant's id. */
  readonly invariant: string;
  /** By schema: the path to the member that is wrong; `*` for each item of an array. */
  readonly at: Readonly<Record<string, readonly string[]>>;
  /** Returns the value with the invariant broken, or the same value if there is nothing to break. */
  change(value: never): unknown;
}

/** How the schemas of an API are filled. */
export interface FixtureBook<Attributes> {
  /** The states in which a record is shown at all. Default: all. */
  readonly states?: readonly string[];
  draw(drawing: Drawing): Drawn<Attributes>;
  readonly schemas: Readonly<Record<string, FixtureSchema<Attributes>>>;
  /** How one row can break an invariant. */
  readonly breaches?: readonly Breach[];
}

/** What decides how fixtures look, besides what they are. */
export interface FixtureSettings {
  readonly seed: number;
  readonly at: number;
  readonly readings: Readings;
  readonly edge: boolean;
  readonly modest: boolean;
}

/** From 2^least - 1 to 2^most - 1: every order of magnitude is as likely as any other. No logarithm: engines differ. */
export function logarithmic(random: Random, least: number, most: number): number {
  return 2 ** random.between(least, most - 1) * (1 + random.uint32() / 0x1_0000_0000) - 1;
}

/** How long ago (ms) item `place` of `count` began, if the first began `span` ms ago and each began later than the one before. */
export function agedAt(place: number, count: number, span: number): number {
  return (span * (count - place)) / count;
}

const greatest32 = 2_147_483_647;
const greatest64 = 9_223_372_036_854_775_807n;
const greatestExact = 9_007_199_254_740_991n;

/**
 * An id for a number: mostly small, and one in 16 near the greatest of 32 bits. The last but one is never
 * used, because the invariants request it as an unknown id. No two numbers below 2^30 share an id. Small ones begin after `first`. With `wide`, boundary values go up to 2^63 - 1; an id that a double cannot hold is then a BigInt, typed as a number.
 */
export function idFor(
  number: number,
  { edge, modest }: Pick<Drawing, 'edge' | 'modest'>,
  { wide = false, first = 0 } = {},
): number {
  if (edge && wide && number % 3 === 0) return (greatest64 - BigInt(number)) as unknown as number;
  if (edge && wide && number % 3 === 1) return (greatestExact + BigInt(number)) as unknown as number;
  if (edge) return number % 2 === 0 ? greatest32 - number : 1 + first + number;
  if (number % 16 !== 15 || modest) return 1 + first + number;
  const turn = (number - 15) / 16;
  return turn === 0 ? greatest32 : greatest32 - 1 - turn;
}

/** How many shared objects are kept: enough for all users of a run, without much memory. */
const mostShared = 4_096;
/** The same for what only adjacent rows share. Keeping it longer would only burden the garbage collector. */
export const amongSupporting = 4;

/**
 * What records share, by its number. The last `most` of them are remembered, since many records belong to each. So `make`
 * may only depend on the number and the drawing's seed, row, words, edge and modest.
 */
export function shared<T>(
  make: (drawing: Drawing, number: number) => T,
  most = mostShared,
): (drawing: Drawing, number: number) => T {
  const known = new Map<number, T>();
  let before: Drawing | undefined;
  return (drawing, number) => {
    if (!before || !isAlike(before, drawing) || known.size >= most) known.clear();
    before = drawing;
    const found = known.get(number);
    if (found !== undefined) return found;
    const made = make(drawing, number);
    known.set(number, made);
    return made;
  };
}

// In a list the row follows from the number; so it only matters whether there is one.
function isAlike(a: Drawing, b: Drawing): boolean {
  const listed = (a.row === undefined) === (b.row === undefined);
  return listed && a.seed === b.seed && a.edge === b.edge && a.modest === b.modest;
}
