// With what a world begins: the exhibits of each API, and what it is to be full of.
import type { Api } from './api.ts';
import { bear } from './birth.ts';
import type { World, WorldOptions } from './world.ts';

/** Has born what a world is to be full of. */
export async function populate(world: World, api: Api, fill: WorldOptions['fill']): Promise<void> {
  const now = Math.floor(world.clock.now());
  for (const birth of fill?.(api, now) ?? []) await bear(world, api, birth, now);
}

/** Starts one API over: what its document prints stands as printed, and nothing else of it is there. */
export async function exhibitOnly(world: World, api: Api): Promise<void> {
  await world.store.clear(api.name);
  await exhibit(world, api);
}

/** What the document of an API prints, as it is printed. */
export async function exhibit(world: World, api: Api): Promise<void> {
  for (const { kind, id, parent } of api.exhibits.parents ?? []) {
    await world.store.putParent(api.name, kind, id, parent);
  }
  for (const birth of api.exhibits.births) await bear(world, api, birth, world.clock.now());
}
