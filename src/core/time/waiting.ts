// Waits in a world: until its clock has reached an instant, or until a record has ended. The caller looks again
// afterwards; nothing here decides anything.
import { isFinal, type Lifecycle } from '../records/lifecycle.ts';
import { type StandinRecord, timelineOf } from '../records/snapshot.ts';
import type { Store } from '../store/store.ts';
import type { Clock } from './clock.ts';
import { longestTimer, type Watch } from './watch.ts';

/** The part of a world that waiting needs. */
export interface Waits {
  readonly clock: Clock;
  readonly store: Store;
  readonly watch: Watch;
  api(name: string): { readonly lifecycle: Lifecycle };
}

/**
 * Waits until an instant (ms) of a world, which is `ms` away. If its time does not pass by itself (frozen, stepped), it
 * waits until the clock was moved that far, or for as many real ms: no response may hang because a clock stands still.
 */
export async function pass(world: Waits, until: number, ms: number, signal?: AbortSignal): Promise<void> {
  const { clock, watch } = world;
  const stands = clock.pace.factor === 0;
  const enough = stands ? [AbortSignal.timeout(Math.min(longestTimer, ms))] : [];
  const over = AbortSignal.any([...enough, ...(signal ? [signal] : [])]);
  while (clock.now() < until && !over.aborted && !watch.over)
    await watch.until({ instant: until, signal: over });
}

/** Waits until a record is in a final state, and returns it. Undefined if it or its world is gone, or `signal` aborted. */
export async function whenFinal(
  world: Waits,
  api: string,
  id: string,
  signal?: AbortSignal,
): Promise<StandinRecord | undefined> {
  const { lifecycle } = world.api(api);
  while (!signal?.aborted && !world.watch.over) {
    const seen = world.watch.changes;
    const record = await world.watch.step(() => world.store.get(api, id));
    if (!record) return undefined;
    const last = timelineOf(record).at(-1)!;
    const ends = isFinal(lifecycle, last.state);
    if (ends && (last.at <= world.clock.now() || record.seenAt !== undefined)) return record;
    const instant = ends ? last.at : Number.POSITIVE_INFINITY;
    await world.watch.until({ instant, record: { api, id }, seen, signal });
  }
  return undefined;
}
