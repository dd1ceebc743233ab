// Where this process is in the history of a world, and how it comes to where the others are. For whoever has the turn.
import type { Engine, Outcome, Place } from './engine.ts';
import type { SharedWorld } from './shared-world.ts';

export interface Follower {
  at: Place;
  /** Whether the world is there no more. */
  readonly isGone: boolean;
  /** Becomes what the others have made of the world since a place. */
  follow(outcome: Outcome, since?: Place): Promise<void>;
  end(): void;
}

export function createFollower(first: Place, engine: Engine, shared: SharedWorld): Follower {
  const { world } = shared;
  let isGone = false;

  async function load(): Promise<void> {
    const loaded = await engine.load(world.name);
    if (!loaded) return follower.end();
    await shared.become(loaded.facts);
    follower.at = loaded.at;
  }

  const follower: Follower = {
    at: first,
    get isGone() {
      return isGone;
    },
    async follow(outcome, since = follower.at) {
      if (outcome.kind === 'late') world.clock.atLeast(outcome.shown);
      if (outcome.kind === 'gone') follower.end();
      if (outcome.kind === 'reload' && follower.at === since) await load();
      if (outcome.kind !== 'behind' || follower.at.edition !== since.edition) return;
      for (const { version, changes } of outcome.since) {
        if (version !== follower.at.version + 1) continue;
        for (const change of changes) await shared.follow(change);
        follower.at = { ...follower.at, version };
      }
    },
    end() {
      isGone = true;
      world.watch.end();
    },
  };
  return follower;
}
