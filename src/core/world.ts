// A world: a clock, records, a seed, scenarios, readings and a journal. Worlds do not see each other.
import type { Api, Birth } from './api.ts';
import { exhibit, populate } from './beginning.ts';
import { arrange } from './birth.ts';
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
  /** Faults to begin with, as {@link parseFault} reads them. */
  readonly faults?: readonly string[];
  /** What is born into each API besides, for a world that begins at an instant (ms). */
  readonly fill?: (api: Api, now: number) => Iterable<Birth<unknown>>;
  /** By API: the tokens that are let in. */
  readonly credentials?: Readonly<Record<string, readonly string[]>>;
  readonly limits?: Limits;
  /** The APIs that answer only so often, as their service does. Default: none. */
  readonly throttle?: readonly string[];
  /** Called whenever something of a world's state has changed; time that passes is no change. */
  readonly changed?: () => void;
}

/** A world in its initial state, or in that of another. */
export async function createWorld(name: string, options: WorldOptions, state?: unknown): Promise<World> {
  const { apis, givens = [], faults, fill, credentials = {} } = options;
  const { limits = usualLimits, throttle = [] } = options;
  const names = apis.map((api) => api.name);
  const apiNamed = (wanted: string) => {
    const api = apis.find((each) => each.name === wanted);
    if (!api) throw unknownName('api', wanted, names);
    return api;
  };
  for (const api of [...Object.keys(credentials), ...throttle]) apiNamed(api);
  const ledger = apis.flatMap((api) => api.errata);
  const watch = createWatch(() => world.clock);
  const changed = () => {
    watch.stir();
    options.changed?.();
  };
  const store = watched(
    createMemoryStore(Object.fromEntries(apis.map((api) => [api.name, api.record]))),
    changed,
  );
  /** How many records it began with: those are what was asked for, and count for no limit. */
  let begun = 0;
  let seed = options.seed ?? 1;
  let readings = options.readings ?? resolveReadings(ledger);
  const begin = async (beginning: readonly Api[]) => {
    begun = Number.POSITIVE_INFINITY;
    for (const api of beginning) await exhibit(world, api);
    for (const api of beginning) await populate(world, api, fill);
    for (const given of givens) {
      const api = apiNamed(given.api);
      if (beginning.includes(api))
        await arrange(world, api, given.name, given.params ?? {}, world.clock.now());
    }
    begun = await store.count();
  };
  const world: World = {
    name,
    get seed() {
      return seed;
    },
    apis,
    clock: createClock({ at: options.at, pace: options.pace, changed }),
    store,
    watch,
    quota: createQuota(throttle),
    scenarios: createScenarioBook(
      Object.fromEntries(apis.map((api) => [api.name, lastingStates(api.lifecycle)])),
      options.scenarios,
      changed,
    ),
    get readings() {
      return readings;
    },
    journal: createJournal(limits.journal),
    faults: createFaultBook({ seed: () => seed, known: knownTo(apis), initial: faults, changed }),
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
        faults: world.faults.list().map(({ fault }) => fault),
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
      world.faults.clear();
      world.quota.clear();
      for (const fault of kept.faults) world.faults.add(fault);
      await store.restore(kept);
      await begin(apis.filter((api) => !kept.apis.includes(api.name)));
    },
  };
  await (state === undefined ? world.reset() : world.restore(state));
  return world;
}
