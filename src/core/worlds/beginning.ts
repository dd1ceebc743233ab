// With what a world begins: the samples of each API, and what it is to be full of.
import type { Api } from '../api/api.ts';
import { create } from '../records/creation.ts';
import { removeMirrors } from '../records/mirrors.ts';
import type { World, WorldOptions } from './world.ts';

/** Has created what a world is to be full of. */
export async function populate(world: World, api: Api, fill: WorldOptions['fill']): Promise<void> {
  const now = Math.floor(world.clock.now());
  for (const creation of fill?.(api, now) ?? []) await create(world, api, { ...creation, alone: true }, now);
}

/** Starts one API over: what its document prints stands as printed, and nothing else of it is there. */
export async function sampleOnly(world: World, api: Api): Promise<void> {
  await removeMirrors(world, api.name);
  await world.store.clear(api.name);
  await sample(world, api);
}

/** What the document of an API prints, as it is printed. */
export async function sample(world: World, api: Api): Promise<void> {
  for (const { kind, id, parent } of api.samples.parents ?? []) {
    await world.store.putParent(api.name, kind, id, parent);
  }
  for (const creation of api.samples.creates) await create(world, api, creation, world.clock.now());
}
