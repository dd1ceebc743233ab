// A world in this process that follows what other processes do to it.
import { resolveReadings } from '../api/errata.ts';
import { watched } from '../store/watched.ts';
import { remember } from '../worlds/beginning.ts';
import { assembleWorld } from '../worlds/create-world.ts';
import type { World, WorldOptions } from '../worlds/world.ts';
import type { Change, WorldFacts } from './changes.ts';
import type { Shared } from './shared.ts';

export interface SharedWorld {
  readonly world: World;
  /** Makes a change that another process has made. */
  follow(change: Change): Promise<void>;
  /** All of it, for other processes to begin with. */
  facts(): Promise<WorldFacts>;
  /** Becomes what another process has written. */
  become(facts: WorldFacts): Promise<void>;
}

/** A world that has not begun. */
export function createSharedWorld(name: string, options: WorldOptions, shared: Shared): SharedWorld {
  const { world, memory, own, watchers, ledger, quietly, remembered } = assembleWorld(name, options, shared);
  const { places } = shared;
  const { clock, scenarios, faults, rateLimit } = world;
  /** The same store, whose changes are told to those who wait and to nobody else. */
  const store = watched(memory, watchers);

  async function follow(change: Change): Promise<void> {
    switch (change[0]) {
      case 'put':
        return store.put(change[2], change[1]);
      case 'remove':
        return void (await store.remove(change[1], change[2]));
      case 'serial':
        memory.setSerial(change[1], change[2]);
        return watchers.other();
      case 'parent': {
        const [, place, api, kind, id, parent] = change;
        places.set(api, kind, id, place);
        return store.putParent(api, kind, id, parent);
      }
      case 'no parent':
        places.forget(change[1], change[2], change[3]);
        return void (await store.removeParent(change[1], change[2], change[3]));
      default:
        quietly(() => followBeside(change));
        return watchers.other();
    }
  }

  function followBeside(change: Change): void {
    if (change[0] === 'clock') {
      clock.follow(change[1]);
      world.watch.moved();
    }
    if (change[0] === 'scenarios') scenarios.restore(change[1]);
    if (change[0] === 'readings') own.readings = resolveReadings(ledger, 'corrected', change[1]);
    if (change[0] === 'faults') faults.follow(change[1]);
    if (change[0] === 'counted') faults.count(change[1]);
    if (change[0] === 'callers') rateLimit.set(change[1], change[2]);
    if (change[0] === 'remembered') remember(remembered, change[1], change[2]);
  }

  return {
    world,
    follow,
    async facts() {
      const { serials, parents, records } = await memory.snapshot();
      return {
        seed: own.seed,
        readings: world.chosenReadings(),
        withSamples: own.withSamples,
        begun: own.begun,
        clock: clock.state(),
        scenarios: scenarios.show(),
        faults: faults.facts(),
        serials,
        parents: parents.map((each) => ({ ...each, place: places.of(each.api, each.kind, each.id) })),
        records: records.map((record) => [memory.arrival(record.api, record.id)!, record]),
        counted: [],
        callers: [],
        remembered: [...remembered],
      };
    },
    async become(facts) {
      own.seed = facts.seed;
      own.withSamples = facts.withSamples;
      own.readings = resolveReadings(ledger, 'corrected', facts.readings);
      own.begun = facts.begun;
      await memory.clear();
      remembered.clear();
      rateLimit.clear();
      quietly(() => {
        clock.follow(facts.clock);
        scenarios.restore(facts.scenarios);
        faults.follow({ last: 0, entries: [] });
        faults.follow(facts.faults);
        for (const count of facts.counted) faults.count(count);
        for (const [who, at] of facts.callers) rateLimit.set(who, at);
        for (const [key, ids] of facts.remembered) remember(remembered, key, ids);
      });
      for (const [series, used] of facts.serials) memory.setSerial(series, used);
      for (const { place, api, kind, id, parent } of inOrder(facts.parents, ({ place }) => place)) {
        places.set(api, kind, id, place);
        await memory.putParent(api, kind, id, parent);
      }
      for (const [arrival, record] of inOrder(facts.records, ([arrival]) => arrival))
        await memory.put(record, arrival);
      watchers.record();
    },
  };
}

function inOrder<T>(items: readonly T[], place: (item: T) => number): T[] {
  return [...items].sort((a, b) => place(a) - place(b));
}
