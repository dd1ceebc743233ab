// The worlds of one Standin, by name. Each is made when first asked for.
import { limitReached, usualLimits } from '../core/limits.ts';
import { createWorld, type World, type WorldOptions } from '../core/world.ts';
import { defaultWorld } from './address.ts';

export interface Worlds {
  /** The world of that name, made on first use. A Problem (507) if there are as many as the limits allow. */
  open(name: string): Promise<World>;
  names(): readonly string[];
  /** What may be printed where a token is needed: any word, or a placeholder if credentials are configured. */
  readonly shownToken: string;
  /** Forgets a world; false if there was none. The next use makes it anew. */
  drop(name: string): boolean;
}

const howToDrop = 'Drop those that are done with: DELETE /__standin/worlds/{name}, or world.drop().';

export function createWorlds(options: WorldOptions): Worlds {
  const worlds = new Map<string, Promise<World>>();
  const { limits = usualLimits } = options;
  const open = (name: string) => {
    let world = worlds.get(name);
    if (!world) {
      // Nobody can tell which of them are done with, so none is dropped to make room.
      // The default world has its place, whether it was used yet or not.
      const others = worlds.size - (worlds.has(defaultWorld) ? 1 : 0);
      if (name !== defaultWorld && others >= limits.worlds - 1)
        return Promise.reject(limitReached('worlds', limits, howToDrop));
      world = createWorld(name, options);
      // One that fails to begin (a given that does not exist) is not kept: the next request is told the same.
      world.catch(() => worlds.delete(name));
      worlds.set(name, world);
    }
    return world;
  };
  return {
    shownToken: Object.keys(options.credentials ?? {}).length > 0 ? '<token>' : 'any',
    open,
    names: () => [...new Set([defaultWorld, ...worlds.keys()])],
    drop: (name) => worlds.delete(name),
  };
}
