// The handles of a world, part by part. Collections have `list get create delete clear`, single things have `get`
// and `set`; every member returns a promise, and an unknown member or a bad argument throws a Problem.
import type {
  ChangeClockRequest,
  ClockNext,
  ClockView,
  CreatePresetRequest,
  PresetList,
  RecordView,
} from '../../../schemas/standin/types.ts';
import type { FaultView } from '../../core/faults/meet.ts';
import type { JournalEntry } from '../../core/worlds/journal.ts';
import type { ScenarioRequest, ScenarioSettings } from '../../core/worlds/scenarios.ts';
import type { WorldState } from '../../core/worlds/state.ts';
import type { ResetOptions } from '../../core/worlds/world.ts';
import type { RecordRequest } from './creation-request.ts';
import type { RecordFilter } from './paging.ts';

/** How time passes in a world: `real`, `x60`, `frozen`, `step:2s` or `timers`; and a jump to an instant. */
export type ClockRequest = ChangeClockRequest['body'];
/** A preset by its name or its sentence, with parameters. */
export type PresetRequest = CreatePresetRequest['body'];
/** A preset that an API offers, with its parameters and their defaults. */
export type PresetView = PresetList['presets'][number];

/** The clock of a world. It never goes back, except by {@link WorldHandle.reset}. */
export interface ClockHandle {
  /** The world's instant, and how its time passes. */
  get(): Promise<ClockView>;
  /** Sets how time passes (`clock`), jumps forward to an instant (`at`), or both. */
  set(request: ClockRequest): Promise<ClockView>;
  /**
   * Moves the clock forward and returns the transitions that this caused, oldest first.
   * @param by Milliseconds, or a duration such as `90s`, `5m`, `1h` or `PT5M`.
   */
  advance(by: string | number): Promise<ClockNext>;
  /** Jumps to the next transition of any record, if there is one, and returns its transitions. */
  next(): Promise<ClockNext>;
  /**
   * Jumps to the instant at which a record enters a state, and returns the record at that instant. Throws a Problem (409)
   * that says why if the record never enters that state.
   */
  runUntil(record: Pick<RecordView, 'api' | 'id'>, state: string): Promise<RecordView>;
}

/** The builds and tasks of a world. */
export interface RecordsHandle {
  /** Lists records of all APIs or of one, in any state or in one, with or without samples. */
  list(filter?: RecordFilter): Promise<RecordView[]>;
  /** A page of the same list (`offset`, `limit`), and how many records the whole list has. */
  page(filter?: RecordFilter): Promise<{ records: RecordView[]; total: number }>;
  /** Creates a record. Only `api` is required; missing attributes get lifelike values. */
  create(request: RecordRequest): Promise<RecordView>;
  /** A record by its API and id. Throws a Problem (404) if there is none. */
  get(api: string, id: string): Promise<RecordView>;
  /**
   * Runs a command now: `cancel`, `fail`, `succeed`, or one of the API's own. Throws a Problem (409) if the record's state
   * does not allow it.
   */
  command(api: string, id: string, kind: string): Promise<RecordView>;
  /** Deletes a record. Throws a Problem (404) if there is none. */
  delete(api: string, id: string): Promise<void>;
}

/** Named situations, such as "build 106882 is running". */
export interface PresetsHandle {
  /** The presets of all APIs. */
  list(): Promise<PresetView[]>;
  /** Creates the records of a preset and returns them. */
  create(request: PresetRequest): Promise<RecordView[]>;
}

/** Which scenarios the next records follow: `succeeds`, `fails`, `canceled`, `stuck`, `instant` or `slow`. */
export interface ScenariosHandle {
  /** The default scenario, the queue and the durations, by API. Durations are in milliseconds. */
  get(): Promise<ScenarioSettings>;
  /** Replaces the given members, API by API; `*` stands for every API, and within `lasts` for every state. */
  set(request: ScenarioRequest): Promise<ScenarioSettings>;
}

/** Faults on purpose: errors, delays and broken connections. */
export interface FaultsHandle {
  /** The faults of this world, with how many requests each one hit. */
  list(): Promise<readonly FaultView[]>;
  /** Creates a fault from a text such as `copr/get-build-task:status=503,retry-after=5,nth=2`. */
  create(fault: string): Promise<FaultView>;
  /** Deletes a fault by its number. Throws a Problem (404) if there is none. */
  delete(id: number): Promise<void>;
  /** Deletes all faults. */
  clear(): Promise<void>;
}

/** The requests to a world and their responses, without secrets. */
export interface JournalHandle {
  /** The newest entries (1,000 by default), oldest first. */
  list(): Promise<readonly JournalEntry[]>;
  /** Empties the journal. */
  clear(): Promise<void>;
}

/** A world, with its own clock, records, scenarios, faults and journal. */
export interface WorldHandle {
  readonly clock: ClockHandle;
  readonly records: RecordsHandle;
  readonly presets: PresetsHandle;
  readonly scenarios: ScenariosHandle;
  readonly faults: FaultsHandle;
  readonly journal: JournalHandle;
  /**
   * Resets the world to how it began: its clock, records, scenarios and faults.
   * @param options `samples: false` starts without the records that the documents print, `true` with them. Default: as it began.
   */
  reset(options?: ResetOptions): Promise<void>;
  /** The whole world except its journal, as JSON. */
  export(): Promise<WorldState>;
  /** Replaces the world with an exported one. Throws a Problem (400), and changes nothing, if it cannot be read. */
  import(state: WorldState): Promise<void>;
}
