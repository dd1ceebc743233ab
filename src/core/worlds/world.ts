// A world: a clock, records, a seed, scenarios, readings and a journal. Worlds do not see each other.
import type { Api, Creation } from '../api/api.ts';
import type { Reading, Readings } from '../api/errata.ts';
import type { ChangeLog } from '../store/change-log.ts';
import type { Store } from '../store/store.ts';
import type { Clock, Pace } from '../time/clock.ts';
import type { Watch } from '../time/watch.ts';
import type { FaultBook } from './faults.ts';
import type { Journal } from './journal.ts';
import type { Limits } from './limits.ts';
import type { RateLimit } from './rate-limit.ts';
import type { ScenarioBook, ScenarioRequest } from './scenarios.ts';
import type { WorldState } from './state.ts';

export interface World {
  readonly name: string;
  readonly seed: number;
  readonly apis: readonly Api[];
  readonly clock: Clock;
  readonly store: Store;
  readonly scenarios: ScenarioBook;
  readonly readings: Readings;
  /** By erratum: the reading that holds. */
  chosenReadings(): Readonly<Record<string, Reading>>;
  /** Has other readings hold, by erratum; the rest stays. A Problem (400) for an erratum that is unknown. */
  read(readings: Readonly<Record<string, Reading>>): void;
  readonly journal: Journal;
  /** Counts a request, and returns its number: from 1, since the world began or was reset. */
  countRequest(): number;
  readonly faults: FaultBook;
  /** The rate limits of the APIs that apply one. */
  readonly rateLimit: RateLimit;
  /** What was set up by Pact's states, so that it can be removed again: ids, by what was asked for. */
  readonly remembered: ReadonlyMap<string, readonly string[]>;
  /** Remembers that; no ids, if it was removed. */
  remember(key: string, ids: readonly string[]): void;
  /** Counts changes of its state: records, parents, series, clock, scenarios, faults. Time that passes is no change. */
  readonly changes: number;
  /** Which of its records have changed lately. */
  readonly changedRecords: ChangeLog;
  /** For requests that wait in this world. */
  readonly watch: Watch;
  /** An API by its name; a Problem (400) for an unknown one. */
  api(name: string): Api;
  /** Whether a secret is a configured credential of an API; if none is configured, whether it is not empty. */
  accepts(api: string, secret: string): boolean;
  /** The secret of a configured credential `name:secret` of an API. */
  secretOf(api: string, name: string): string | undefined;
  /** An accepted secret: a configured credential, or any word. */
  tokenFor(api: string): string;
  /** Whether another record may be created. A Problem (507) if there are as many as the limits allow. */
  checkRoom(): Promise<void>;
  /** Starts over: samples and initial presets only, the clock and the scenarios as at first, the journal empty. */
  reset(options?: ResetOptions): Promise<void>;
  /** Everything but the journal, at this instant: JSON that shares its records with the world. */
  state(): Promise<WorldState>;
  /**
   * Takes over a state, which it then shares; an API that the state does not have starts fresh. A Problem (400) if that
   * is impossible, and then nothing has changed.
   */
  restore(state: unknown): Promise<void>;
  /** Drops the world for good, and ends everything that waits in it. */
  drop(): Promise<void>;
}

/** How a world starts over. */
export interface ResetOptions {
  /** Whether the records that the documents print are there. Default: as the world began. */
  readonly samples?: boolean | undefined;
}

/** A preset to start with. */
export interface PresetName {
  readonly api: string;
  readonly name: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** How the worlds of a Standin begin. */
export interface WorldOptions {
  readonly apis: readonly Api[];
  readonly seed?: number;
  /** The instant (ms) at which the clock starts; default: the real time. */
  readonly at?: number;
  readonly pace?: Pace;
  /** Default: every erratum as `corrected`. */
  readonly readings?: Readings;
  readonly scenarios?: ScenarioRequest;
  readonly presets?: readonly PresetName[];
  /** Faults to begin with, as {@link parseFault} reads them. */
  readonly faults?: readonly string[];
  /** Whether it begins with the records that the documents print. Default: yes. */
  readonly samples?: boolean;
  /** What else to create in each API, for a world that begins at an instant (ms). */
  readonly fill?: (api: Api, now: number) => Iterable<Creation<unknown>>;
  /** By API: the accepted tokens. */
  readonly credentials?: Readonly<Record<string, readonly string[]>>;
  readonly limits?: Limits;
  /** The APIs that apply their service's rate limit. Default: none. */
  readonly throttle?: readonly string[];
  /** Called after each change of a world's state; time that passes is no change. */
  readonly changed?: () => void;
}
