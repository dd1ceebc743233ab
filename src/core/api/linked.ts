// What one API has in common with another of the same service, from which the same builds are seen.
import type { StandinRecord } from '../records/snapshot.ts';
import type { Store } from '../store/store.ts';

/** What an API has in common with another. One of the two declares it. */
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
  /** All records of this side that are of the build of that number. */
  find(store: Store, number: number, now: number): Promise<readonly StandinRecord[]>;
  /** By state of the other side: the states of this one. All but the last of them take no time. */
  readonly states: Readonly<Record<string, readonly string[]>>;
  /** The state of a whole, of the states of its parts. Left out where a build is never more than one record there. */
  together?(states: readonly string[]): string;
  /** The attributes of what stands here for these records of the other side. */
  show(originals: readonly StandinRecord[], store: Store): Promise<readonly object[]>;
}
