// The store of a world, with all that watches it.
import type { Api } from '../api/api.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { type Changed, limitedParents, watched } from '../store/watched.ts';
import type { Own } from '../worlds/beginning.ts';
import { type Limits, limitReached } from '../worlds/limits.ts';
import { notedStore } from './noted-store.ts';
import type { Shared } from './shared.ts';

interface Options {
  readonly apis: readonly Api[];
  readonly watchers: { record: Changed; other: () => void };
  readonly limits: Limits;
  readonly begun: () => Own['begun'];
  readonly shared: Shared | undefined;
}

export function createStores({ apis, watchers, limits, begun, shared }: Options) {
  const memory = createMemoryStore(Object.fromEntries(apis.map((api) => [api.name, api.record])));
  const kept = shared ? notedStore(memory, shared.places, shared.note) : memory;
  const limited = limitedParents(kept, async () => {
    if ((await memory.parentCount()) - begun().parents >= limits.parents)
      throw limitReached('parents', limits);
  });
  return { memory, store: watched(limited, watchers) };
}
