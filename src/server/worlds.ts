// The worlds of one Standin, by name. Each is made on first use; saved worlds go on.
import type { Readings } from '../core/api/errata.ts';
import type { Engine, EngineHealth } from '../core/replica/engine.ts';
import { Problem } from '../core/values/problem.ts';
import { createWorld } from '../core/worlds/create-world.ts';
import { limitReached, usualLimits } from '../core/worlds/limits.ts';
import type { BadRecord, WorldState } from '../core/worlds/state.ts';
import type { World, WorldOptions } from '../core/worlds/world.ts';
import { checkWorldName, defaultWorld } from './requests/address.ts';

/** How a world begins, if it does so now. */
export interface Beginning {
  readonly samples?: boolean | undefined;
}

export interface SharedWorlds {
  /** How the store is. */
  health(): Promise<EngineHealth>;
  /** A world of nobody: to say in a vendor's words that the store cannot answer. */
  readonly spare: Promise<World>;
  readonly engine: Engine;
}

export interface Worlds {
  /**
   * The world with that name, created on first use; `samples` only matters then. A Problem (507) if there are as many as the
   * limits allow.
   */
  open(name: string, beginning?: Beginning): World | Promise<World>;
  /** The world with that name, if it has begun. */
  begun(name: string): World | undefined;
  names(): readonly string[] | Promise<readonly string[]>;
  /**
   * Does something in the world of that name, as one step: all of it has happened when it is over, whoever else has the same
   * world.
   */
  within<T>(name: string, action: (world: World) => T | Promise<T>, beginning?: Beginning): Promise<T>;
  /** Where processes share worlds: what holds there. */
  readonly shared?: SharedWorlds;
  /** The token to print in examples: any word, or a placeholder if credentials are configured. */
  readonly shownToken: string;
  /** Drops a world; false if there was none. The next use makes a new one. */
  drop(name: string): Promise<boolean>;
  /** The reading of an erratum in the default world, or the given one before that world begins. */
  readings(before: Readings): Readings;
  /** Saves all worlds for the last time. */
  close(): Promise<void>;
}

/** A part of the saved state that cannot be used: a whole world, or a record or parent of one. */
export interface Unfit {
  readonly world: string;
  readonly why: string;
  /** Its saved form. */
  readonly kept: unknown;
}

/** Where worlds are saved. */
export interface WorldKeep {
  begin(): Promise<ReadonlyMap<string, unknown>>;
  refuse(world: string, problem: Problem): Promise<Problem>;
  /** Saves unusable parts elsewhere, and reports them. A Problem if it cannot. */
  setAside(unfit: readonly Unfit[]): Promise<void>;
  changed(take: () => Promise<readonly (readonly [string, WorldState])[]>): void;
  close(): Promise<void>;
}

export const howToDrop =
  'Drop worlds that you no longer need: DELETE /__standin/worlds/{name}, or world.drop().';

export function createWorlds(options: WorldOptions, keep?: WorldKeep): Worlds {
  const worlds = new Map<string, Promise<World>>();
  const { limits = usualLimits } = options;
  /** The worlds that have begun. */
  const begun = new Map<string, World>();
  let goingOn: Promise<void> | undefined;
  const take = () =>
    Promise.all(Array.from(begun, async ([name, world]) => [name, await world.state()] as const));
  const changed = () => keep?.changed(take);
  const forget = () => {
    worlds.clear();
    begun.clear();
    goingOn = undefined;
  };

  /**
   * Makes the saved worlds. Unusable parts are set aside, so that they do not affect the rest; if no world is usable, that is
   * a Problem. Restoring is no change of a world, but a new API in it is.
   */
  const goOn = async () => {
    let isChange = false;
    let begins = false;
    let first: { readonly name: string; readonly problem: Problem } | undefined;
    const unfit: Unfit[] = [];
    const noted = { ...options, changed: () => isChange && changed() };
    for (const [name, state] of (await keep?.begin()) ?? []) {
      const leaveOut = ({ record, why }: BadRecord) => void unfit.push({ world: name, why, kept: record });
      try {
        const world = await createWorld(checkWorldName(name), noted, { state, leaveOut });
        begun.set(name, world);
        worlds.set(name, Promise.resolve(world));
        begins ||= (state as WorldState).apis.length < world.apis.length;
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        first ??= { name, problem: error };
        unfit.push({ world: name, why: error.detail, kept: state });
      }
    }
    if (first && begun.size === 0) throw await keep!.refuse(first.name, first.problem);
    if (unfit.length > 0) await keep!.setAside(unfit);
    isChange = true;
    if (begins || unfit.length > 0) changed();
  };
  const ready = () => {
    goingOn ??= goOn().catch((error) => {
      forget();
      throw error;
    });
    return goingOn;
  };
  const make = (name: string, samples = options.samples) => {
    const known = worlds.get(name);
    if (known) return known;
    // Which of them are still needed is unknown, so none is dropped to make room.
    // The default world counts, whether it was used yet or not.
    const others = worlds.size - (worlds.has(defaultWorld) ? 1 : 0);
    if (name !== defaultWorld && others >= limits.worlds - 1)
      return Promise.reject(limitReached('worlds', limits, howToDrop));
    const begins = samples === undefined ? options : { ...options, samples };
    const world = createWorld(name, keep ? { ...begins, changed } : begins);
    worlds.set(name, world);
    world.then(
      (made) => {
        if (worlds.get(name) === world) begun.set(name, made);
        changed();
      },
      // A world that fails to begin (a preset that does not exist) is not stored: the next request gets the same error.
      () => worlds.delete(name),
    );
    return world;
  };

  const open: Worlds['open'] = (name, { samples } = {}) =>
    begun.get(name) ?? (keep ? ready().then(() => make(name, samples)) : make(name, samples));

  return {
    shownToken: Object.keys(options.credentials ?? {}).length > 0 ? '<token>' : 'any',
    // No await for a world that has begun: this runs for every request.
    open,
    within: async (name, action, beginning) => action(await open(name, beginning)),
    readings: (before) => (erratum) => (begun.get(defaultWorld)?.readings ?? before)(erratum),
    begun: (name) => begun.get(name),
    names: () => [...new Set([defaultWorld, ...worlds.keys()])],
    async drop(name) {
      if (keep) await ready();
      const dropped = worlds.get(name);
      worlds.delete(name);
      begun.delete(name);
      if (!dropped) return false;
      changed();
      await dropped.then(
        (world) => world.drop(),
        () => {},
      );
      return true;
    },
    async close() {
      if (!keep) return;
      await goingOn?.catch(() => {});
      await keep.close();
      forget();
    },
  };
}
