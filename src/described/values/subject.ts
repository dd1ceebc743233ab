// The input of rules: the facts of a record, and a record at an instant.
import type { Snapshot, StandinRecord } from '../../core/records/snapshot.ts';

/** The facts of a record of a described API. */
export interface Facts {
  readonly kind: string;
  readonly id: string;
  /** Its own number, from 1. */
  readonly n: number;
  /** The parameters of the path at which it was created. */
  readonly path: Readonly<Record<string, string>>;
  /** The parameters of that request's query which the file names. */
  readonly query?: Readonly<Record<string, string>>;
  /** The kept part of the body that created it. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Subject {
  readonly record: StandinRecord<Facts>;
  readonly snapshot: Snapshot;
  readonly now: number;
  readonly isFinal: boolean;
  readonly idIsNumber: boolean;
  readonly message?: string;
  url(path: string): string;
  /** The address of a view of this record. */
  view(name: string): string;
}

/** Undefined: there is no such place. */
export type Rule = (subject: Subject) => unknown;

/** The instant of a name: `created`, `end`, `last`, or a state. */
export function instantOf({ record, snapshot, isFinal }: Subject, name: string): number | undefined {
  if (name === 'created') return record.created;
  if (name === 'last') return snapshot.since;
  if (name === 'end') return isFinal ? snapshot.since : undefined;
  for (const state of name.split('|')) {
    const at = snapshot.at(state);
    if (at !== undefined) return at;
  }
  return undefined;
}
