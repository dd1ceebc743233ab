// What one API shares with another of the same service that shows the same builds.
import type { StandinRecord } from '../records/snapshot.ts';
import type { Store } from '../store/store.ts';

/** How an API is linked to another. One of the two declares it. */
export interface Linked {
  /** The other API. */
  readonly of: string;
  /** The attribute that both have, and that says which build a record is of. */
  readonly number: string;
  readonly here: Side;
  readonly there: Side;
}

/** How one side shows what was created on the other. */
export interface Side {
  /** All records of this side that belong to the build with that number. */
  find(store: Store, number: number, now: number): Promise<readonly StandinRecord[]>;
  /** By state of the other side: the states of this one. All but the last of them take no time. */
  readonly states: Readonly<Record<string, readonly string[]>>;
  /** The state of the whole build, from the states of its parts. Undefined if a build is never more than one record there. */
  together?(states: readonly string[]): string;
  /** The attributes of the mirror, here, of these records of the other side. */
  show(originals: readonly StandinRecord[], store: Store): Promise<readonly object[]>;
}
