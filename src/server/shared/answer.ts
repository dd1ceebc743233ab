// One request where processes share worlds. What is done in the world is one step, which runs again if another was first; where
// the store cannot answer, the vendor says so.
import type { Operation } from '../../core/api/operation.ts';
import { StoreFailure } from '../../core/replica/engine.ts';
import type { Callback } from '../../core/worlds/callback.ts';
import type { World } from '../../core/worlds/world.ts';
import { arrive, carryOut, inWorld, readWhole, seenFrom, send } from '../requests/answer.ts';
import type { Whole } from '../requests/body/body.ts';
import { Call, type Coming, type Outgoing } from '../requests/call.ts';
import type { Visit } from '../requests/env.ts';
import { keptResponse } from '../requests/kept.ts';
import { none } from '../requests/prefer.ts';
import { toResponse } from '../requests/response.ts';
import type { Served } from '../served.ts';

/** Answers a request by the operation of `operations` that is meant; all of them share one path. */
export async function answerShared(
  served: Served,
  operations: readonly Operation[],
  context: Visit,
): Promise<Response> {
  const coming = arrive(served, context, operations[0]?.path);
  const whole = await readWhole(served, operations, coming, context);
  let last: Outgoing | undefined;
  const step = async (opened: World) => {
    last?.leave?.();
    const kept = keptResponse(served, context);
    if (kept) return kept;
    const world = seenFrom(opened, coming.env);
    const done = await carryOut(served, operations, inWorld(coming, world), {
      ...whole,
      changes: world.changes,
    });
    last = done[1];
    return done;
  };
  try {
    const done = await served.worlds.within(coming.name, step);
    if (done instanceof Response) return done;
    const [received, outgoing] = done;
    const { callback } = outgoing.response;
    if (callback) await keepCallback(served, callback, { world: coming.name, context });
    return await send(received, outgoing);
  } catch (error) {
    last?.leave?.();
    if (error instanceof StoreFailure && served.api) return refuseForStore(error, served, coming, whole);
    throw error;
  }
}

async function keepCallback(
  { surface, callbacks, isForeign }: Served,
  callback: Callback,
  { world, context }: { readonly world: string; readonly context: Visit },
): Promise<void> {
  await callbacks?.keep?.(callback, { api: surface.name, world, isForeign: isForeign(context) });
}

/** The vendor's own 503, and when to come again. Nothing of the world is looked at. */
async function refuseForStore(
  { retryAfter, status, detail }: StoreFailure,
  served: Served,
  coming: Coming,
  { body }: Whole,
): Promise<Response> {
  const world = await served.worlds.shared!.spare;
  const { wire } = served.surface;
  const now = world.clock.now();
  const incoming = inWorld(coming, world);
  const { raw, content: sent } = body;
  const call = new Call({ served, incoming, now, number: 0, since: now, raw, sent, preferences: none });
  const refused = await wire.refuse({ kind: 'limit', status, says: detail }, call);
  const headers = { ...refused.headers, 'retry-after': `${retryAfter}` };
  const response = wire.dress?.({ ...refused, headers }, call) ?? { ...refused, headers };
  const { contentType } = wire;
  return toResponse(response, { contentType, isHeldOpen: false, leave: undefined, now, ...incoming });
}
