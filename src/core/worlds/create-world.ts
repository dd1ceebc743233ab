// Makes a world: in its initial state, or in the state of another.
import type { Api } from '../api/api.ts';
import { type Readings, resolveReadings } from '../api/errata.ts';
import { createPreset } from '../records/creation.ts';
import { createBooks } from '../replica/books.ts';
import { type Notes, notesOf } from '../replica/notes.ts';
import type { Shared } from '../replica/shared.ts';
import { createStores } from '../replica/stores.ts';
import { createChangeLog } from '../store/change-log.ts';
import { createClock, realNow } from '../time/clock.ts';
import { createWatch, type RecordName } from '../time/watch.ts';
import { createCredentials } from '../values/credentials.ts';
import { unknownName } from '../values/problem.ts';
import { type Own, populate, remember, sample, unlimited } from './beginning.ts';
import { createJournal } from './journal.ts';
import { limitReached, usualLimits } from './limits.ts';
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
  const first = from === undefined ? 0 : firstAfterRestart();
  const { world, restore } = assembleWorld(name, options, undefined, first);
  await (from === undefined ? world.reset() : restore(from.state, from.leaveOut));
  return world;
}

/** A world that has not begun, and what is behind it. */
export function assembleWorld(name: string, options: WorldOptions, shared?: Shared, firstRequest = 0) {
  const { apis, presets = [], fill, credentials = {} } = options;
  const { limits = usualLimits, throttle = [] } = options;
  const names = apis.map((api) => api.name);
  const apiNamed = (wanted: string) => {
    const api = apis.find((each) => each.name === wanted);
    if (!api) throw unknownName('api', wanted, names);
    return api;
  };
  for (const api of [...Object.keys(credentials), ...throttle]) apiNamed(api);
  const ledger = apis.flatMap((api) => api.errata);
  const own: Own = {
    seed: options.seed ?? 1,
    withSamples: options.samples ?? true,
    readings: options.readings ?? resolveReadings(ledger),
    begun: unlimited,
  };
  const watch = createWatch(() => world.clock, shared?.stepsOf);
  const remembered = new Map<string, readonly string[]>();
  const changedRecords = createChangeLog();
  let notes: Notes | undefined;
  let changes = 0;
  const changed = () => {
    changes++;
    options.changed?.();
  };
  const moved = () => {
    watch.moved();
    changed();
    notes?.moved();
  };
  const watchers = {
    other: changed,
    record(name?: RecordName) {
      watch.stir(name);
      changedRecords.note(name);
      changed();
    },
  };
  const { memory, store } = createStores({ apis, watchers, limits, begun: () => own.begun, shared });
  const countBegun = async () => {
    own.begun = { records: await store.count(), parents: await store.parentCount() };
  };
  let requests = firstRequest;
  const begin = async (beginning: readonly Api[]) => {
    own.begun = unlimited;
    for (const api of own.withSamples ? beginning : []) await sample(world, api);
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
    own.begun = unlimited;
    world.scenarios.restore(kept.scenarios);
    own.seed = kept.seed;
    own.readings = read;
    world.clock.restore(kept.clock);
    world.faults.restore(kept.faults);
    world.rateLimit.clear();
    await store.restore(kept);
    await countBegun();
  };
  const restore = async (given: unknown, leaveOut?: Initially['leaveOut']) => {
    const kept = await checkWorldState(given, apis, { leaveOut });
    const read = resolveReadings(ledger, 'corrected', kept.readings);
    const before = { state: await world.state(), readings: own.readings };
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
      return own.seed;
    },
    apis,
    clock: createClock({ at: options.at, pace: options.pace, source: shared?.source, changed: moved }),
    store,
    watch,
    changedRecords,
    get changes() {
      return changes;
    },
    ...createBooks(options, { own, changed, isShared: shared !== undefined, notes: () => notes }),
    get readings() {
      return own.readings;
    },
    chosenReadings: () => Object.fromEntries(ledger.map(({ id }) => [id, own.readings(id)])),
    read(wanted) {
      const before = own.readings;
      own.readings = resolveReadings(ledger, 'corrected', { ...world.chosenReadings(), ...wanted });
      changed();
      shared?.note(['readings', world.chosenReadings()], () => {
        own.readings = before;
      });
    },
    journal: shared?.journal ?? createJournal(limits.journal),
    remembered,
    remember(key, ids) {
      const before = remembered.get(key) ?? [];
      remember(remembered, key, ids);
      shared?.note(['remembered', key, ids], () => remember(remembered, key, before));
    },
    countRequest: shared?.countRequest ?? (() => ++requests),
    api: apiNamed,
    ...createCredentials(credentials),
    async checkRoom() {
      if ((await store.count()) - own.begun.records >= limits.records) throw limitReached('records', limits);
    },
    async reset({ samples = own.withSamples } = {}) {
      own.withSamples = samples;
      requests = 0;
      own.begun = unlimited;
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
        seed: own.seed,
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
  if (shared) notes = notesOf(world, shared.note);
  const quietly = (change: () => void) => notes?.quietly(change);
  return { world, restore, memory, own, watchers, ledger, quietly, remembered };
}

/** Requests are not kept with a world. In one that goes on, their numbers begin above all before: no id comes again. */
function firstAfterRestart(): number {
  return Math.floor(realNow() / 1_000) * 2 ** 20;
}
