// A world: a clock, records, a seed, scenarios, readings and a journal. Worlds do not see each other.
import type { Api, Birth } from './api.ts';
import { arrange, bear } from './birth.ts';
import { type Clock, createClock, type Pace } from './clock.ts';
import { type Readings, resolveReadings } from './errata.ts';
import { createFaultBook, type FaultBook, knownTo } from './faults.ts';
import { createJournal, type Journal } from './journal.ts';
import { lastingStates } from './lifecycle.ts';
import { type Limits, limitReached, usualLimits } from './limits.ts';
import { createMemoryStore } from './memory-store.ts';
import { unknownName } from './problem.ts';
import { createQuota, type Quota } from './quota.ts';
import { createScenarioBook, type ScenarioBook, type ScenarioRequest } from './scenarios.ts';
import type { Store } from './store.ts';
import { createWatch, type Watch } from './watch.ts';

export interface World {
  readonly name: string;
  readonly seed: number;
  readonly apis: readonly Api[];
  readonly clock: Clock;
  readonly store: Store;
  readonly scenarios: ScenarioBook;
  readonly readings: Readings;
  readonly journal: Journal;
  readonly faults: FaultBook;
  /** How often has been asked of late, for the APIs that are to mind it. */
  readonly quota: Quota;
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
  /** Whether another record may be born. A Problem (507) if there are as many as the limits allow. */
  checkRoom(): Promise<void>;
  /** Starts over: exhibits and initial givens only, the clock and the scenarios as at first, the journal empty. */
  reset(): Promise<void>;
}

/** A given to start with. */
export interface GivenName {
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
  readonly givens?: readonly GivenName[];
  /** Faults to begin with, as {@link parseFault} reads them. */
  readonly faults?: readonly string[];
  /** What is born into each API besides, for a world that begins at an instant (ms). */
  readonly fill?: (api: Api, now: number) => Iterable<Birth<unknown>>;
  /** By API: the tokens that are let in. */
  readonly credentials?: Readonly<Record<string, readonly string[]>>;
  readonly limits?: Limits;
  /** The APIs that answer only so often, as their service does. Default: none. */
  readonly throttle?: readonly string[];
}

/** A world in its initial state. */
export async function createWorld(name: string, options: WorldOptions): Promise<World> {
  const { apis, seed = 1, givens = [], faults, fill, credentials = {} } = options;
  const { limits = usualLimits, throttle = [] } = options;
  const names = apis.map((api) => api.name);
  const apiNamed = (wanted: string) => {
    const api = apis.find((each) => each.name === wanted);
    if (!api) throw unknownName('api', wanted, names);
    return api;
  };
  for (const api of [...Object.keys(credentials), ...throttle]) apiNamed(api);
  const watch = createWatch(() => world.clock);
  const store = createMemoryStore(Object.fromEntries(apis.map((api) => [api.name, api.record])), watch.stir);
  /** How many records it began with: those are what was asked for, and count for no limit. */
  let begun = 0;
  const world: World = {
    name,
    seed,
    apis,
    clock: createClock({ at: options.at, pace: options.pace, onMove: watch.stir }),
    store,
    watch,
    quota: createQuota(throttle),
    scenarios: createScenarioBook(
      Object.fromEntries(apis.map((api) => [api.name, lastingStates(api.lifecycle)])),
      options.scenarios,
    ),
    readings: options.readings ?? resolveReadings(apis.flatMap((api) => api.errata)),
    journal: createJournal(limits.journal),
    faults: createFaultBook(seed, knownTo(apis), faults),
    api: apiNamed,
    accepts(api, secret) {
      const known = credentials[api];
      return known ? known.includes(secret) : secret !== '';
    },
    secretOf(api, name) {
      const found = credentials[api]?.find((each) => each.startsWith(`${name}:`));
      return found?.slice(name.length + 1);
    },
    tokenFor: (api) => credentials[api]?.[0] ?? 'any',
    async checkRoom() {
      if ((await store.count()) - begun >= limits.records) throw limitReached('records', limits);
    },
    async reset() {
      begun = Number.POSITIVE_INFINITY;
      await store.clear();
      world.clock.reset();
      world.scenarios.reset();
      world.journal.clear();
      world.faults.reset();
      world.quota.clear();
      for (const api of apis) await exhibit(world, api);
      for (const api of apis) await populate(world, api, fill);
      for (const given of givens)
        await arrange(world, apiNamed(given.api), given.name, given.params ?? {}, world.clock.now());
      begun = await store.count();
    },
  };
  await world.reset();
  return world;
}

async function populate(world: World, api: Api, fill: WorldOptions['fill']): Promise<void> {
  const now = Math.floor(world.clock.now());
  for (const birth of fill?.(api, now) ?? []) await bear(world, api, birth, now);
}

/** Starts one API over: what its document prints stands as printed, and nothing else of it is there. */
export async function exhibitOnly(world: World, api: Api): Promise<void> {
  await world.store.clear(api.name);
  await exhibit(world, api);
}

async function exhibit(world: World, api: Api): Promise<void> {
  for (const { kind, id, parent } of api.exhibits.parents ?? []) {
    await world.store.putParent(api.name, kind, id, parent);
  }
  for (const birth of api.exhibits.births) await bear(world, api, birth, world.clock.now());
}
