// The worlds of a Standin that shares them with other processes: each is loaded when first asked for, and followed from then on.
import { randomUUID } from 'node:crypto';
import { Gone } from '../../core/replica/ending.ts';
import { type Engine, everyWorld } from '../../core/replica/engine.ts';
import { createPlaces } from '../../core/replica/noted-store.ts';
import { createReplica, type Replica } from '../../core/replica/replica.ts';
import { createSharedJournal } from '../../core/replica/shared-journal.ts';
import { createSharedWorld } from '../../core/replica/shared-world.ts';
import { createSteps } from '../../core/replica/steps.ts';
import { createWorld } from '../../core/worlds/create-world.ts';
import { limitReached, usualLimits } from '../../core/worlds/limits.ts';
import type { WorldOptions } from '../../core/worlds/world.ts';
import { checkWorldName, defaultWorld } from '../requests/address.ts';
import { type Beginning, howToDrop, type Worlds } from '../worlds.ts';

/** So many request numbers are taken at once. */
const block = 1_000;

export function createSharedWorlds(options: WorldOptions, engine: Engine): Worlds {
  const { limits = usualLimits } = options;
  const opening = new Map<string, Promise<Replica>>();
  const begun = new Map<string, Replica>();
  const process = randomUUID();
  let commits = 0;
  const nextName = () => `${process} ${++commits}`;

  const forget = (name: string, replica: Replica) => {
    if (begun.get(name) !== replica) return;
    begun.delete(name);
    opening.delete(name);
    replica.end();
  };

  async function make(name: string, beginning: Beginning): Promise<Replica> {
    const steps = createSteps(name);
    const numbers = { next: 0, end: 0, edition: '' };
    const shared = createSharedWorld(
      name,
      { ...options, ...(beginning.samples !== undefined && { samples: beginning.samples }) },
      {
        note: steps.note,
        places: createPlaces(),
        source: engine.now,
        journal: createSharedJournal(name, engine, steps),
        countRequest: () => numbers.next++,
        stepsOf: { step: (action) => replica.run(action), letGo: () => replica.letGo() },
      },
    );
    const refill = (edition: string) => {
      if (numbers.next < numbers.end && numbers.edition === edition) return undefined;
      return engine.numbers(name, block).then((first) => {
        Object.assign(numbers, { next: first, end: first + block, edition });
      });
    };
    const loaded = await engine.load(name);
    if (loaded) await shared.become(loaded.facts);
    const at = loaded?.at ?? (await begin());
    const replica: Replica = createReplica(at, {
      engine,
      shared,
      steps,
      patience: limits.store,
      refill,
      nextName,
    });
    return replica;

    /** Begins a world that nobody has begun yet; somebody else may be first. */
    async function begin() {
      const names = (await engine.names()).filter((each) => each !== defaultWorld);
      if (name !== defaultWorld && names.length >= limits.worlds - 1)
        throw limitReached('worlds', limits, howToDrop);
      steps.begin();
      await shared.world.reset();
      steps.end();
      const about = { at: undefined, name: nextName(), keepsJournal: false };
      const written = await engine.write(name, await shared.facts(), about);
      if (written.kind === 'done') return written.at;
      const theirs = await engine.load(name);
      if (!theirs) throw new Gone();
      await shared.become(theirs.facts);
      return theirs.at;
    }
  }

  const replicaOf = (name: string, beginning: Beginning = {}): Replica | Promise<Replica> => {
    const known = begun.get(name) ?? opening.get(name);
    if (known) return known;
    const made = Promise.resolve().then(() => make(checkWorldName(name), beginning));
    opening.set(name, made);
    made.then(
      (replica) => begun.set(name, replica),
      () => opening.delete(name),
    );
    return made;
  };

  engine.onNews((news) => {
    const meant = news.world === everyWorld ? [...begun.values()] : [begun.get(news.world)];
    for (const replica of meant) replica?.hear(news).catch(() => {});
  });

  const spare = createWorld('spare', { ...options, presets: [], samples: false, fill: () => [] });
  spare.catch(() => {});
  return {
    shownToken: Object.keys(options.credentials ?? {}).length > 0 ? '<token>' : 'any',
    open: (name, beginning) =>
      begun.get(name)?.world ?? Promise.resolve(replicaOf(name, beginning)).then(({ world }) => world),
    async within(name, action, beginning) {
      for (;;) {
        const replica = begun.get(name) ?? (await replicaOf(name, beginning));
        try {
          return await replica.run(() => action(replica.world));
        } catch (error) {
          if (!(error instanceof Gone)) throw error;
          forget(name, replica);
        }
      }
    },
    begun: (name) => begun.get(name)?.world,
    readings: (before) => (erratum) => (begun.get(defaultWorld)?.world.readings ?? before)(erratum),
    names: async () => [...new Set([defaultWorld, ...(await engine.names())])],
    async drop(name) {
      const dropped = await engine.drop(name);
      const replica = begun.get(name);
      if (replica) forget(name, replica);
      return dropped;
    },
    async close() {
      for (const replica of begun.values()) replica.end();
      await engine.close();
      begun.clear();
      opening.clear();
    },
    shared: { health: engine.health, spare, engine },
  };
}
