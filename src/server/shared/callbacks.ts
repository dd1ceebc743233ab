// Callbacks where processes share worlds. Each stands in the store until it is sent; the process that was asked for it sends it,
// and when that dies, another one does.
import { randomUUID } from 'node:crypto';
// Not the global ones: a test that fakes those still wants callbacks to be taken over.
import { clearInterval, setInterval } from 'node:timers';
import type { Api } from '../../core/api/api.ts';
import { type Engine, StoreFailure } from '../../core/replica/engine.ts';
import type { Callback } from '../../core/worlds/callback.ts';
import type { Callbacks, Kept } from '../callbacks.ts';
import type { Worlds } from '../worlds.ts';

interface Options {
  readonly apis: readonly Api[];
  readonly worlds: Worlds;
  readonly engine: Engine;
}

/** How often (ms) a process renews what it has, and looks for what nobody has. */
const renewal = 5_000;

interface What extends Omit<Kept, 'world'> {
  readonly kept: unknown;
}

export function createSharedCallbacks(callbacks: Callbacks, { apis, worlds, engine }: Options): Callbacks {
  const own = new Set<string>();
  const run = async (id: string, callback: Callback, isForeign: boolean) => {
    own.add(id);
    const ending = await callbacks.run(callback, isForeign);
    // What the store has stopped stays in it: somebody takes it over when it is back.
    if (ending !== 'given up' && !(ending instanceof StoreFailure)) await engine.removeCallback(id);
    own.delete(id);
  };
  const start = (id: string, callback: Callback, isForeign: boolean) =>
    void run(id, callback, isForeign).catch(() => own.delete(id));

  async function takeOver(): Promise<void> {
    for (const { id, world: name, what } of await engine.leaseCallbacks([...own])) {
      const { api, kept, isForeign } = what as What;
      const make = apis.find((each) => each.name === api)?.callbackOf;
      const world = await worlds.open(name);
      if (!make) await engine.removeCallback(id);
      else start(id, make(kept, { world, store: world.store, reading: world.readings }), isForeign);
    }
  }
  const timer = setInterval(() => takeOver().catch(() => {}), renewal);
  timer.unref();

  return {
    run: callbacks.run,
    async keep(callback, { api, world, isForeign }) {
      if (callback.kept === undefined) return void callbacks.run(callback, isForeign);
      const id = randomUUID();
      const what: What = { api, isForeign, kept: callback.kept };
      await engine.addCallback({ id, world, what });
      start(id, callback, isForeign);
    },
    async close() {
      clearInterval(timer);
      await callbacks.close();
    },
  };
}
