// A world as it is seen at another instant, for a look ahead or back: its clock stands there, and a request leaves nothing behind.
import type { StandinRecord } from '../../core/records/snapshot.ts';
import { createMemoryStore } from '../../core/store/memory-store.ts';
import type { Store } from '../../core/store/store.ts';
import type { World } from '../../core/worlds/world.ts';

/** The same records and readings; no journal, no faults, no count of requests. */
export function worldAt(world: World, instant: number): World {
  const clock = { ...world.clock, now: () => instant, nowForRequest: () => instant };
  const journal = { ...world.journal, add() {} };
  const faults = { ...world.faults, meet: () => [], list: () => [] };
  const store = storeAt(world);
  const seen = { clock, journal, faults, store, countRequest: () => 0 };
  return Object.create(
    world,
    Object.fromEntries(Object.entries(seen).map(([name, value]) => [name, { value }])),
  );
}

/** Lists are those of a copy: to settle the real ones at another instant would have them made anew for everybody else. */
function storeAt({ store, apis }: World): Store {
  let copy: Promise<Store> | undefined;
  const copied = () => {
    copy ??= (async () => {
      const made = createMemoryStore(Object.fromEntries(apis.map((api) => [api.name, api.record])));
      await made.restore(await store.snapshot());
      return made;
    })();
    return copy;
  };
  return {
    ...store,
    page: async (api, query) => (await copied()).page(api, query),
    transitions: async (api, query) => (await copied()).transitions(api, query),
    nextTransition: async (now) => (await copied()).nextTransition(now),
    put: async (record: StandinRecord) => (await copied()).put(record),
  };
}
