// How a world is made: in its initial state, or in that of another.
import { type Api, anyToken } from '../api/api.ts';
import { resolveReadings } from '../api/errata.ts';
import { createPreset } from '../records/creation.ts';
import { lastingStates } from '../records/lifecycle.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { watched } from '../store/watched.ts';
import { createClock } from '../time/clock.ts';
import { createWatch } from '../time/waiting.ts';
import { unknownName } from '../values/problem.ts';
import { populate, sample } from './beginning.ts';
import { createFaultBook, knownTo } from './faults.ts';
import { createJournal } from './journal.ts';
import { limitReached, usualLimits } from './limits.ts';
import { createRateLimit } from './rate-limit.ts';
import { createScenarioBook } from './scenarios.ts';
import { checkWorldState, worldFormat, worldVersion } from './state.ts';
import type { World, WorldOptions } from './world.ts';

/** A world in its initial state, or in that of another. */
export async function createWorld(name: string, options: WorldOptions, state?: unknown): Promise<World> {
  const { apis, presets = [], faults, fill, credentials = {} } = options;
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
  let withSamples = options.samples ?? true;
  let readings = options.readings ?? resolveReadings(ledger);
  const begin = async (beginning: readonly Api[]) => {
    begun = Number.POSITIVE_INFINITY;
    for (const api of withSamples ? beginning : []) await sample(world, api);
    for (const api of beginning) await populate(world, api, fill);
    for (const preset of presets) {
      const api = apiNamed(preset.api);
      if (beginning.includes(api))
        await createPreset(world, api, preset.name, preset.params ?? {}, world.clock.now());
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
    rateLimit: createRateLimit(throttle),
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
    tokenFor: (api) => credentials[api]?.[0] ?? anyToken,
    async checkRoom() {
      if ((await store.count()) - begun >= limits.records) throw limitReached('records', limits);
    },
    async reset({ samples = withSamples } = {}) {
      withSamples = samples;
      begun = Number.POSITIVE_INFINITY;
      await store.clear();
      world.clock.reset();
      world.scenarios.reset();
      world.journal.clear();
      world.faults.reset();
      world.rateLimit.clear();
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
      world.rateLimit.clear();
      for (const fault of kept.faults) world.faults.add(fault);
      await store.restore(kept);
      await begin(apis.filter((api) => !kept.apis.includes(api.name)));
    },
  };
  await (state === undefined ? world.reset() : world.restore(state));
  return world;
}
