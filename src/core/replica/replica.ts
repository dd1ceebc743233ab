// A world of this process that other processes have too. What is done to it is done in steps: a step runs here, on what is
// known here; then the engine takes what it changed, if nobody was first. Otherwise the step is taken back, the process follows
// the others, and the step runs again.
import type { World } from '../worlds/world.ts';
import { createChecks } from './checks.ts';
import { Again, Gone, isOwn, settle } from './ending.ts';
import { type Engine, type Followed, type Outcome, type Place, StoreFailure } from './engine.ts';
import { createFollower } from './follower.ts';
import type { SharedWorld } from './shared-world.ts';
import type { Step, Steps } from './steps.ts';
import { createTurns } from './turn.ts';

export interface Replica {
  readonly world: World;
  /** Does something in the world as one step. Throws {@link Gone} if the world is there no more. */
  run<T>(action: () => T | Promise<T>): Promise<T>;
  /** For an action that is going to wait: what it has done so far is done, and others have their turn. Gives what ends that. */
  letGo(): Promise<(() => Promise<void>) | undefined>;
  /** Hears of a commit of another process. */
  hear(news: { readonly edition: string | undefined } & Partial<Followed>): Promise<void>;
  end(): void;
}

interface Options {
  readonly engine: Engine;
  readonly shared: SharedWorld;
  readonly steps: Steps;
  /** How long (ms) a request may wait for the engine. */
  readonly patience: number;
  /** Makes sure that there are request numbers left. */
  readonly refill: (edition: string) => Promise<void> | undefined;
  readonly nextName: () => string;
}

/** A turn that an action has; for the time that it waits it has none. */
interface Holding {
  isHeld: boolean;
  /** Whether a part of the action is done for good. */
  hasBegun: boolean;
}

export function createReplica(first: Place, options: Options): Replica {
  const { engine, shared, steps, patience, refill, nextName } = options;
  const { world } = shared;
  const turns = createTurns();
  const here = createFollower(first, engine, shared);
  let holding: Holding | undefined;
  const clockNow = () => (world.clock.pace.factor > 0 ? world.clock.now() : undefined);
  const checks = createChecks((place, entries) =>
    engine.commit(world.name, { at: place, name: '', now: clockNow(), changes: [], entries }),
  );

  const take = async (mine: Holding) => {
    await turns.take(patience);
    mine.isHeld = true;
    holding = mine;
  };
  const give = (mine: Holding) => {
    if (!mine.isHeld) return;
    mine.isHeld = false;
    holding = undefined;
    turns.give();
  };
  const whole = async (action: () => Promise<void>) => {
    await turns.take(patience);
    await action().finally(() => turns.give());
  };

  /** Has the engine take what a step changed. Where somebody was first it is taken back, and false. */
  async function commit(step: Step): Promise<boolean> {
    checks.flush();
    const name = nextName();
    try {
      const outcome = await send(step, name);
      if (isOwn(outcome, name)) {
        here.at = outcome.kind === 'done' ? outcome.at : { ...here.at, version: here.at.version + 1 };
        return true;
      }
      step.undo();
      await here.follow(step.isAnew && outcome.kind !== 'gone' ? { kind: 'reload' } : outcome);
      return false;
    } catch (error) {
      step.undo();
      // Nothing here can take that back: the world is loaded again before anything else is done.
      if (step.isAnew) here.at = { edition: '', version: 0 };
      throw error;
    }
  }

  async function send({ changes, entries, isAnew, keepsJournal }: Step, name: string): Promise<Outcome> {
    return isAnew
      ? engine.write(world.name, await shared.facts(), { at: here.at, name, keepsJournal })
      : engine.commit(world.name, { at: here.at, name, now: clockNow(), changes, entries });
  }

  /** What an action does after it has waited cannot be run again: it is put on top of what the others did. */
  async function append(step: Step): Promise<void> {
    for (const end = engine.now() + patience; engine.now() < end; ) {
      const outcome = await send(step, nextName());
      if (outcome.kind === 'done') here.at = outcome.at;
      if (outcome.kind === 'done' || outcome.kind === 'gone') return;
      await here.follow(outcome);
    }
  }

  async function attempt<T>(action: () => T | Promise<T>): Promise<T> {
    const mine: Holding = { isHeld: false, hasBegun: false };
    await take(mine);
    try {
      if (here.isGone) throw new Gone();
      const numbers = refill(here.at.edition);
      if (numbers) await numbers;
      steps.begin();
      const result = await settle(action);
      const step = steps.end();
      if (mine.hasBegun) {
        await append(step);
        return result();
      }
      if (step.changes.length > 0) {
        if (await commit(step)) return result();
        throw new Again();
      }
      const seen = here.at;
      give(mine);
      const outcome = await checks.check(seen, step.entries);
      if (outcome.kind === 'done') return result();
      await whole(() => here.follow(outcome, seen));
      throw new Again();
    } finally {
      give(mine);
    }
  }

  return {
    world,
    async run(action) {
      const deadline = engine.now() + patience;
      while (!here.isGone) {
        try {
          return await attempt(action);
        } catch (error) {
          if (!(error instanceof Again)) throw error;
          if (engine.now() > deadline)
            throw new StoreFailure(`Others were always faster to change the world '${world.name}'.`);
        }
      }
      throw new Gone();
    },
    async letGo() {
      const mine = holding;
      if (!mine) return undefined;
      const step = steps.end();
      if (step.changes.length > 0 && !(await commit(step))) {
        steps.begin();
        throw new Again();
      }
      if (step.changes.length === 0) await here.follow(await checks.check(here.at, step.entries));
      mine.hasBegun = true;
      give(mine);
      return async () => {
        await take(mine);
        steps.begin();
      };
    },
    async hear({ edition, version, name, changes }) {
      const isKnown = () =>
        edition === here.at.edition && version !== undefined && version <= here.at.version;
      if (here.isGone || isKnown()) return;
      await whole(async () => {
        if (here.isGone || isKnown()) return;
        const isNext = edition === here.at.edition && version === here.at.version + 1;
        if (isNext && changes)
          return here.follow({ kind: 'behind', since: [{ version, name: name ?? '', changes }] });
        await here.follow(await checks.check(here.at, []));
      });
    },
    end: here.end,
  };
}
