// The records that a world begins with: the samples of each API, and the lifelike records that `fill` asks for.
import type { Api } from '../api/api.ts';
import type { Readings } from '../api/errata.ts';
import { create } from '../records/creation.ts';
import { removeMirrors } from '../records/mirrors.ts';
import type { World, WorldOptions } from './world.ts';

/** Creates the lifelike records that `fill` asks for. */
export async function populate(world: World, api: Api, fill: WorldOptions['fill']): Promise<void> {
  const now = Math.floor(world.clock.now());
  for (const creation of fill?.(api, now) ?? []) await create(world, api, { ...creation, alone: true }, now);
}

/** Resets one API: afterwards it has its samples and nothing else. */
export async function sampleOnly(world: World, api: Api): Promise<void> {
  await removeMirrors(world, api.name);
  await world.store.clear(api.name);
  await sample(world, api);
}

/** Creates the samples of an API, as its document prints them. */
export async function sample(world: World, api: Api): Promise<void> {
  for (const { kind, id, parent } of api.samples.parents ?? []) {
    await world.store.putParent(api.name, kind, id, parent);
  }
  for (const creation of api.samples.creates) await create(world, api, creation, world.clock.now());
}

/** What of a world is replaced as a whole. */
export interface Own {
  seed: number;
  withSamples: boolean;
  readings: Readings;
  /** How much it began with: that is what was asked for, and counts for no limit. */
  begun: { readonly records: number; readonly parents: number };
}

/** What a world begins with before it is counted. */
export const unlimited: Own['begun'] = {
  records: Number.POSITIVE_INFINITY,
  parents: Number.POSITIVE_INFINITY,
};

/** Remembers what was set up; of nothing it remembers nothing. */
export function remember(
  remembered: Map<string, readonly string[]>,
  key: string,
  ids: readonly string[],
): void {
  if (ids.length > 0) remembered.set(key, ids);
  else remembered.delete(key);
}
