// What waits in a world: until its clock has come so far, or until somebody changes something.
import { describe, expect, it } from 'vitest';
import copr from '../../src/apis/copr/index.ts';
import { command, create } from '../../src/core/records/creation.ts';
import { snapshotAt } from '../../src/core/records/snapshot.ts';
import type { Pace } from '../../src/core/time/clock.ts';
import { whenFinal } from '../../src/core/time/waiting.ts';
import { createWorld } from '../../src/core/worlds/create-world.ts';

const begin = async (pace: Pace) => {
  const world = await createWorld('default', { apis: [copr], at: 0, pace });
  const record = await create(world, copr, {}, world.clock.now());
  return { world, record };
};
const frozen: Pace = { factor: 0, step: 0 };

describe('what waits for a record to end', () => {
  it('is told when the clock is moved there, however many moves that takes', async () => {
    const { world, record } = await begin(frozen);
    const ended = whenFinal(world, 'copr', record.id);
    world.clock.advance(5_000);
    world.clock.advance(4_999);
    expect(await Promise.race([ended, soon()])).toBe('not yet');
    world.clock.advance(1);
    expect(snapshotAt((await ended)!, world.clock.now()).state).toBe('succeeded');
  });

  it('is told when time passes by itself', async () => {
    const { world, record } = await begin({ factor: 1_000, step: 0 });
    expect((await whenFinal(world, 'copr', record.id))?.id).toBe(record.id);
  });

  it('is told when the record is canceled by somebody else, or removed', async () => {
    const { world, record } = await begin(frozen);
    const ended = whenFinal(world, 'copr', record.id);
    await command(world, record, 'cancel', world.clock.now());
    expect((await ended)?.commands).toHaveLength(1);

    const other = await create(world, copr, {}, world.clock.now());
    const gone = whenFinal(world, 'copr', other.id);
    await world.store.remove('copr', other.id);
    expect(await gone).toBeUndefined();
  });

  it('is let go when it no longer wants to wait', async () => {
    const { world, record } = await begin(frozen);
    const signal = new AbortController();
    const ended = whenFinal(world, 'copr', record.id, signal.signal);
    signal.abort();
    expect(await ended).toBeUndefined();
  });
});

/** What a promise that is not settled loses against. */
async function soon(): Promise<string> {
  for (let turns = 0; turns < 50; turns++) await Promise.resolve();
  return 'not yet';
}
