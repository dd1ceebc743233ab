// A world: a clock, records, a seed, scenarios, readings and a journal. Worlds do not see each other.
import type { Api, Creation } from '../api/api.ts';
import type { Readings } from '../api/errata.ts';
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
  readonly journal: Journal;
  /** Counts a request, and gives its number: from 1, since the world began or started over. */
  countRequest(): number;
  readonly faults: FaultBook;
  /** How often has been asked of late, for the APIs that are to mind it. */
  readonly rateLimit: RateLimit;
  /** What was set up by Pact's states, so that it can be removed again: ids, by what was asked for. */
  readonly remembered: ReadonlyMap<string, readonly string[]>;
  /** Remembers that; no ids, if it was removed. */
  remember(key: string, ids: readonly string[]): void;
  /** How often anything of its state has changed: records, parents, series, clock, scenarios, faults. Time that passes is no change. */
  readonly changes: number;
  /** For what waits in this world. */
  readonly watch: Watch;
  /** An API by its name; a Problem (400) for one that is not here. */
  api(name: string): Api;
  /** Whether a secret is a configured credential of an API; if none is configured, whether it is not empty. */
  accepts(api: string, secret: string): boolean;
  /** The secret of a configured credential `name:secret` of an API. */
  secretOf(api: string, name: string): string | undefined;
  /** A secret that is accepted: a configured credential, or any word. */
  tokenFor(api: string): string;
  /** Whether another record may be created. A Problem (507) if there are as many as the limits allow. */
  checkRoom(): Promise<void>;
  /** Starts over: samples and initial presets only, the clock and the scenarios as at first, the journal empty. */
  reset(options?: ResetOptions): Promise<void>;
  /** Everything but the journal, as it is when asked: JSON that shares its records with the world. */
  state(): Promise<WorldState>;
  /**
   * Becomes the world of a state, which it then shares; an API of which that does not know begins. A Problem (400) if it
   * cannot, and then nothing has changed.
   */
  restore(state: unknown): Promise<void>;
  /** Forgets everything, for ever: what waits in it is let go. */
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
  /** What is created into each API besides, for a world that begins at an instant (ms). */
  readonly fill?: (api: Api, now: number) => Iterable<Creation<unknown>>;
  /** By API: the tokens that are let in. */
  readonly credentials?: Readonly<Record<string, readonly string[]>>;
  readonly limits?: Limits;
  /** The APIs that answer only so often, as their service does. Default: none. */
  readonly throttle?: readonly string[];
  /** Called whenever something of a world's state has changed; time that passes is no change. */
  readonly changed?: () => void;
}
