// A world: a clock, records, a seed, scenarios, readings and a journal. Worlds do not see each other.
import type { Api, Birth } from './api.ts';
import { arrange, bear } from './birth.ts';
import { type Clock, createClock, type Pace } from './clock.ts';
import { type Readings, resolveReadings } from './errata.ts';
import { createJournal, type Journal } from './journal.ts';
import { lastingStates } from './lifecycle.ts';
import { createMemoryStore } from './memory-store.ts';
import { unknownName } from './problem.ts';
import { createScenarioBook, type ScenarioBook, type ScenarioRequest } from './scenarios.ts';
import type { Store } from './store.ts';
import { watched } from './watched.ts';
import { checkWorldState, type WorldState, worldFormat, worldVersion } from './world-state.ts';

export interface World {
  readonly name: string;
  readonly seed: number;
  readonly apis: readonly Api[];
  readonly clock: Clock;
  readonly store: Store;
  readonly scenarios: ScenarioBook;
  readonly readings: Readings;
  readonly journal: Journal;
  /** An API by its name; a Problem (400) for one that is not here. */
  api(name: string): Api;
  /** Whether a secret is a configured credential of an API; if none is configured, whether it is not empty. */
  accepts(api: string, secret: string): boolean;
  /** A secret that is accepted: a configured credential, or any word. */
  tokenFor(api: string): string;
  /** Starts over: exhibits and initial givens only, the clock and the scenarios as at first, the journal empty. */
  reset(): Promise<void>;
  /** Everything but the journal, as it is when asked: JSON that shares its records with the world. */
  state(): Promise<WorldState>;
  /**
   * Becomes the world of a state, which it then shares; an API of which that does not know begins. A Problem (400) if it
   * cannot, and then nothing has changed.
   */
  restore(state: unknown): Promise<void>;
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
  /** What is born into each API besides, for a world that begins at an instant (ms). */
  readonly fill?: (api: Api, now: number) => Iterable<Birth<unknown>>;
  /** By API: the tokens that are let in. */
  readonly credentials?: Readonly<Record<string, readonly string[]>>;
  /** Called whenever something of a world's state has changed; time that passes is no change. */
  readonly changed?: () => void;
}

/** A world in its initial state, or in that of another. */
export async function createWorld(name: string, options: WorldOptions, state?: unknown): Promise<World> {
  const { apis, givens = [], fill, credentials = {}, changed } = options;
  const names = apis.map((api) => api.name);
  const apiNamed = (wanted: string) => {
    const api = apis.find((each) => each.name === wanted);
    if (!api) throw unknownName('api', wanted, names);
    return api;
  };
  for (const api of Object.keys(credentials)) apiNamed(api);
  const ledger = apis.flatMap((api) => api.errata);
  const memory = createMemoryStore(Object.fromEntries(apis.map((api) => [api.name, api.record])));
  const store = changed ? watched(memory, changed) : memory;
  let seed = options.seed ?? 1;
  let readings = options.readings ?? resolveReadings(ledger);
  const begin = async (beginning: readonly Api[]) => {
    for (const api of beginning) await exhibit(world, api);
    for (const api of beginning) await populate(world, api, fill);
    for (const given of givens) {
      const api = apiNamed(given.api);
      if (beginning.includes(api))
        await arrange(world, api, given.name, given.params ?? {}, world.clock.now());
    }
  };
  const world: World = {
    name,
    get seed() {
      return seed;
    },
    apis,
    clock: createClock({ at: options.at, pace: options.pace, changed }),
    store,
    scenarios: createScenarioBook(
      Object.fromEntries(apis.map((api) => [api.name, lastingStates(api.lifecycle)])),
      options.scenarios,
      changed,
    ),
    get readings() {
      return readings;
    },
    journal: createJournal(),
    api: apiNamed,
    accepts(api, secret) {
      const known = credentials[api];
      return known ? known.includes(secret) : secret !== '';
    },
    tokenFor: (api) => credentials[api]?.[0] ?? 'any',
    async reset() {
      await store.clear();
      world.clock.reset();
      world.scenarios.reset();
      world.journal.clear();
      await begin(apis);
    },
    async state() {
      const chosen = ledger.map(({ id }) => [id, readings(id)] as const);
      const facts = {
        format: worldFormat,
        version: worldVersion,
        apis: names,
        seed,
        readings: Object.fromEntries(chosen.filter(([, reading]) => reading !== 'corrected')),
        clock: world.clock.state(),
        scenarios: world.scenarios.show(),
      } as const;
      return { ...facts, ...(await store.snapshot()) };
    },
    async restore(given) {
      const kept = await checkWorldState(given, apis);
      const read = resolveReadings(ledger, 'corrected', kept.readings);
      world.scenarios.restore(kept.scenarios);
      ({ seed } = kept);
      readings = read;
      world.clock.restore(kept.clock);
      world.journal.clear();
      await store.restore(kept);
      await begin(apis.filter((api) => !kept.apis.includes(api.name)));
    },
  };
  await (state === undefined ? world.reset() : world.restore(state));
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
