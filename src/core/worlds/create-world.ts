// Makes a world: in its initial state, or in the state of another.
import { type Api, anyToken } from '../api/api.ts';
import { type Readings, resolveReadings } from '../api/errata.ts';
import { createPreset } from '../records/creation.ts';
import { createChangeLog } from '../store/change-log.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { limitedParents, watched } from '../store/watched.ts';
import { createClock, realNow } from '../time/clock.ts';
import { createWatch } from '../time/watch.ts';
import { unknownName } from '../values/problem.ts';
import { populate, sample } from './beginning.ts';
import { createFaultBook, knownTo } from './faults.ts';
import { createJournal } from './journal.ts';
import { limitReached, usualLimits } from './limits.ts';
import { createRateLimit } from './rate-limit.ts';
import { createScenarioBook } from './scenarios.ts';
import { type BadRecord, checkWorldState, type WorldState, worldFormat, worldVersion } from './state.ts';
import type { World, WorldOptions } from './world.ts';

/** The state to begin in. */
export interface Initially {
  readonly state: unknown;
  /** Called for each impossible record and parent of the state, which is then left out. */
  readonly leaveOut?: (bad: BadRecord) => void;
}

/** A world in its initial state, or in that of another. */
export async function createWorld(name: string, options: WorldOptions, from?: Initially): Promise<World> {
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
  const changedRecords = createChangeLog();
  let changes = 0;
  const changed = () => {
    changes++;
    options.changed?.();
  };
  const moved = () => {
    watch.moved();
    changed();
  };
  const memory = createMemoryStore(Object.fromEntries(apis.map((api) => [api.name, api.record])));
  /** How much it began with: the user chose that, so it counts towards no limit. */
  let begun = unlimited;
  const store = watched(
    limitedParents(memory, async () => {
      if ((await memory.parentCount()) - begun.parents >= limits.parents)
        throw limitReached('parents', limits);
    }),
    {
      other: changed,
      record(name) {
        watch.stir(name);
        changedRecords.note(name);
        changed();
      },
    },
  );
  const countBegun = async () => {
    begun = { records: await store.count(), parents: await store.parentCount() };
  };
  let requests = from === undefined ? 0 : firstAfterRestart();
  let seed = options.seed ?? 1;
  let withSamples = options.samples ?? true;
  let readings = options.readings ?? resolveReadings(ledger);
  const begin = async (beginning: readonly Api[]) => {
    begun = unlimited;
    for (const api of withSamples ? beginning : []) await sample(world, api);
    for (const api of beginning) await populate(world, api, fill);
    for (const preset of presets) {
      const api = apiNamed(preset.api);
      if (beginning.includes(api))
        await createPreset(world, api, preset.name, preset.params ?? {}, world.clock.now());
    }
    await countBegun();
  };
  /** Takes over a checked state: nothing here can fail. */
  const become = async (kept: WorldState, read: Readings) => {
    begun = unlimited;
    world.scenarios.restore(kept.scenarios);
    ({ seed } = kept);
    readings = read;
    world.clock.restore(kept.clock);
    world.faults.restore(kept.faults);
    world.rateLimit.clear();
    await store.restore(kept);
    await countBegun();
  };
  const restore = async (given: unknown, leaveOut?: Initially['leaveOut']) => {
    const kept = await checkWorldState(given, apis, { leaveOut });
    const read = resolveReadings(ledger, 'corrected', kept.readings);
    const before = { state: await world.state(), readings };
    await become(kept, read);
    try {
      await begin(apis.filter((api) => !kept.apis.includes(api.name)));
    } catch (error) {
      // An API's first records may not fit the state's instant: then nothing changes.
      await become(before.state, before.readings);
      throw error;
    }
    world.journal.clear();
  };
  const world: World = {
    name,
    get seed() {
      return seed;
    },
    apis,
    clock: createClock({ at: options.at, pace: options.pace, changed: moved }),
    store,
    watch,
    changedRecords,
    get changes() {
      return changes;
    },
    rateLimit: createRateLimit(throttle),
    scenarios: createScenarioBook(
      Object.fromEntries(apis.map((api) => [api.name, api.lifecycle])),
      options.scenarios,
      changed,
    ),
    get readings() {
      return readings;
    },
    chosenReadings: () => Object.fromEntries(ledger.map(({ id }) => [id, readings(id)])),
    read(wanted) {
      readings = resolveReadings(ledger, 'corrected', { ...world.chosenReadings(), ...wanted });
      changed();
    },
    journal: createJournal(limits.journal),
    faults: createFaultBook({ seed: () => seed, known: knownTo(apis), initial: faults, limits, changed }),
    countRequest: () => ++requests,
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
      if ((await store.count()) - begun.records >= limits.records) throw limitReached('records', limits);
    },
    async reset({ samples = withSamples } = {}) {
      withSamples = samples;
      requests = 0;
      begun = unlimited;
      await store.clear();
      world.clock.reset();
      world.scenarios.reset();
      world.journal.clear();
      world.faults.reset();
      world.rateLimit.clear();
      await begin(apis);
    },
    async state() {
      const chosen = Object.entries(world.chosenReadings());
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
    restore: (given) => restore(given),
    async drop() {
      watch.end();
      await store.clear();
      world.journal.clear();
    },
  };
  await (from === undefined ? world.reset() : restore(from.state, from.leaveOut));
  return world;
}

/**
 * Requests are not kept with a world, for then to read would be to change. Where one goes on that was kept, their numbers begin above
 * all before: what is named by them and by a clock that stands has not had that name.
 */
function firstAfterRestart(): number {
  return Math.floor(realNow() / 1_000) * 2 ** 20;
}

const unlimited = { records: Number.POSITIVE_INFINITY, parents: Number.POSITIVE_INFINITY };
