// What a step changes in a world that other processes have too, as JSON: each of them makes the same changes in the same order.
import type { Reading } from '../api/errata.ts';
import type { FaultCount, FaultFacts } from '../faults/meet.ts';
import type { StandinRecord } from '../records/snapshot.ts';
import type { Parent, StoreSnapshot } from '../store/store.ts';
import type { ClockState } from '../time/clock.ts';
import type { ScenarioSettings } from '../worlds/scenarios.ts';

/** One change; all values are those after it. */
export type Change =
  | readonly ['put', arrival: number, record: StandinRecord]
  | readonly ['remove', api: string, id: string]
  | readonly ['serial', series: string, used: number]
  | readonly ['parent', place: number, api: string, kind: string, id: string, parent: Parent]
  | readonly ['no parent', api: string, kind: string, id: string]
  | readonly ['clock', state: ClockState]
  | readonly ['scenarios', settings: ScenarioSettings]
  | readonly ['faults', facts: FaultFacts]
  | readonly ['readings', chosen: Readonly<Record<string, Reading>>]
  | readonly ['counted', count: FaultCount]
  | readonly ['callers', who: string, at: readonly number[]]
  | readonly ['remembered', key: string, ids: readonly string[]]
  | readonly ['no journal']
  /** So much has changed that the world is written anew. */
  | readonly ['anew'];

/** Told of each change, with what takes it back. */
export type Note = (change: Change, undo: () => void) => void;

/** A world as the engine has it: its state, and what its state leaves out. */
export interface WorldFacts {
  readonly seed: number;
  readonly readings: Readonly<Record<string, Reading>>;
  readonly withSamples: boolean;
  /** How much it began with. */
  readonly begun: { readonly records: number; readonly parents: number };
  readonly clock: ClockState;
  readonly scenarios: ScenarioSettings;
  readonly faults: FaultFacts;
  readonly serials: StoreSnapshot['serials'];
  /** Each with its place among those of its kind. */
  readonly parents: readonly (StoreSnapshot['parents'][number] & { readonly place: number })[];
  readonly records: readonly (readonly [arrival: number, record: StandinRecord])[];
  readonly counted: readonly FaultCount[];
  readonly callers: readonly (readonly [who: string, at: readonly number[]])[];
  readonly remembered: readonly (readonly [key: string, ids: readonly string[]])[];
}
