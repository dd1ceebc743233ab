// What waits, and what is remembered: it costs by the number of those concerned, it has limits, and a world that is dropped
// lets go of it. Work is counted, not time.
import { describe, expect, it, vi } from 'vitest';
import copr from '../../src/apis/copr/index.ts';
import { command, create } from '../../src/core/records/creation.ts';
import { whenFinal } from '../../src/core/time/waiting.ts';
import { createWatch } from '../../src/core/time/watch.ts';
import { createWorld } from '../../src/core/worlds/create-world.ts';
import { parseLimits } from '../../src/core/worlds/limits.ts';
import { createRateLimit } from '../../src/core/worlds/rate-limit.ts';
import { createCallbacks, type Sent } from '../../src/server/callbacks.ts';
import { type Stage, setStage, stories } from '../_standin.ts';

const start = '/api/vm/web01.example.com/status/start/';
const json = { 'es-api-key': 'any', 'content-type': 'application/json' };

/** Has so many wait for a record each, ends the records one by one, and gives how often a record was read for it. */
async function readsOf(waiting: number): Promise<number> {
  const world = await createWorld('default', { apis: [copr], at: 0, pace: { factor: 0, step: 0 } });
  const records = [];
  for (let i = 0; i < waiting; i++) records.push(await create(world, copr, {}, 0));
  const reads = vi.spyOn(world.store, 'get');
  const ended = records.map(({ id }) => whenFinal(world, 'copr', id));
  for (const record of records) await command(world, record, 'cancel', 0);
  expect((await Promise.all(ended)).every((each) => each !== undefined)).toBe(true);
  return reads.mock.calls.length;
}

describe('waiting', () => {
  it('costs each record that changes its own work, however many others wait', async () => {
    // Two reads for each that waits; if all woke up for each change, 200 would take 20,000.
    expect(await readsOf(50)).toBeLessThanOrEqual(50 * 4);
    expect(await readsOf(200)).toBeLessThanOrEqual(200 * 4);
  });

  it('looks at the clock for what is due, not for all that wait', async () => {
    let now = 0;
    let looks = 0;
    const look = () => {
      looks++;
      return now;
    };
    const clock = { now: look, pace: { factor: 1, step: 0 } };
    const watch = createWatch(() => clock as never);
    const waits = Array.from({ length: 1_000 }, (_, at) => watch.until({ instant: 1e6 + at * 1e6 }));
    for (let moves = 0; moves < 1_000; moves++) {
      now += 1e6;
      watch.moved();
    }
    await Promise.all(waits);
    expect(looks).toBeLessThanOrEqual(1_000 * 5);
  });
});

describe('callbacks', () => {
  const waiting = (signal: AbortSignal) =>
    new Promise<undefined>((resolve) =>
      signal.addEventListener('abort', () => resolve(undefined), { once: true }),
    );

  it('wait up to a limit; who comes then is told', async () => {
    const outcomes: Sent[] = [];
    const limits = parseLimits({ callbacks: 2 });
    const callbacks = createCallbacks({ limits, onSent: (sent) => outcomes.push(sent) });
    const callback = { method: 'POST', url: 'http://127.0.0.1:1/', headers: {}, content: waiting };
    for (let i = 0; i < 3; i++) callbacks.run(callback);
    await vi.waitFor(() => expect(outcomes).toHaveLength(1));
    expect(outcomes[0]!.failed).toMatch(/at most 2 call-?backs that wait/);
    await callbacks.close();
    expect(outcomes).toHaveLength(1);
  });
});

describe('a world that is dropped', () => {
  const stuck = { scenarios: { defaults: { erigones: 'stuck' } } } as const;
  const put = ({ standin }: Stage, world: string, body: object, more: object = {}) =>
    standin.fetch(`${world}${start}`, {
      method: 'PUT',
      headers: { ...json, ...more },
      body: JSON.stringify(body),
    });

  it('leaves the places of its open responses to others', async () => {
    const stage = await setStage({ ...stuck, limits: { streams: 2 } });
    const open = (world: string) => put(stage, world, {}, { 'es-stream': 'es' });
    const held = [await open('/~one'), await open('/~one')].map((response) => response.text());
    expect((await open('')).status).toBe(503);
    await stage.standin.world('one').drop();
    await Promise.all(held);
    expect([(await open('')).status, (await open('')).status]).toEqual([201, 201]);
  });

  it('leaves the places of its callbacks to others, which nobody is told of', async () => {
    const outcomes: Sent[] = [];
    const onSent = (sent: Sent) => void outcomes.push(sent);
    const stage = await setStage({ ...stuck, limits: { callbacks: 1 }, onSent });
    const call = (world: string) => put(stage, world, { cb_url: 'http://127.0.0.1:1/' });
    expect((await call('/~one')).status).toBe(201);
    await call('');
    await vi.waitFor(() => expect(outcomes).toHaveLength(1));
    expect(outcomes[0]!.failed).toContain('at most 1 ');
    await stage.standin.world('one').drop();
    await call('');
    await new Promise((turn) => setTimeout(turn, 20));
    expect(outcomes).toHaveLength(1);
  });
});

stories('a world', (story) => {
  story(
    'takes so many users, projects and tokens beside those that it begins with',
    async ({ send, standin }) => {
      const login = (username: string) => send('/api/accounts/login/', { json: { username, password: 'x' } });
      const statuses = [];
      for (let number = 0; number < 8; number++) statuses.push((await login(`user${number}`)).status);
      expect(statuses.slice(0, 2)).toEqual([200, 200]);
      expect(statuses.at(-1)).toBe(507);
      expect((await login('user9')).text).toContain('--limit parents=');
      expect(
        (await send(`/~other/api/accounts/login/`, { json: { username: 'a', password: 'x' } })).status,
      ).toBe(200);
      // What it holds can go on elsewhere.
      await standin.import(await standin.export());
    },
    { limits: { parents: 4 } },
  );

  story(
    'has so many faults at most',
    async ({ send, standin }) => {
      for (let i = 0; i < 2; i++) await standin.faults.create('copr:status=500,times=1');
      const refused = await send('/__standin/faults', { json: { fault: 'copr:status=500' } });
      expect(refused).toMatchObject({
        status: 507,
        body: { hint: expect.stringContaining('--limit faults=') },
      });
      await standin.faults.clear();
      await standin.faults.create('copr:status=500,times=1');
    },
    { limits: { faults: 2 } },
  );
});

describe('what is remembered of callers', () => {
  it('has 6,000 logins of one user in 200 KB, of many in 4 MB, however long a name they give', async () => {
    const sizeAfter = async (logins: number, name: (number: number) => string) => {
      const { send, standin } = await setStage();
      const before = JSON.stringify(await standin.export()).length;
      for (let number = 0; number < logins; number++)
        await send('/api/accounts/login/', { json: { username: name(number), password: 'x' } });
      return JSON.stringify(await standin.export()).length - before;
    };
    // 1,000 tokens are remembered, 146 bytes each.
    expect(await sizeAfter(6_000, () => 'admin')).toBeLessThan(200_000);
    expect(await sizeAfter(600, (number) => `user${number}@example.com`)).toBeLessThan(400_000);
    expect(await sizeAfter(600, (number) => `${number}`.padEnd(3_000, 'x'))).toBe(0);
  });

  it('of those whose requests are counted are the last 10,000, by no more than 200 characters of a name', () => {
    const rates = createRateLimit(['erigones']);
    const rate = { most: 1, per: 60_000 };
    const count = (who: string) => rates.count(who, rate, 0);
    expect([count('first'), count('first')]).toEqual([undefined, 60_000]);
    const long = 'x'.repeat(200);
    expect([count(`${long}1`), count(`${long}2`)]).toEqual([undefined, 60_000]);
    for (let number = 0; number < 10_000; number++) count(`caller ${number}`);
    expect(count('caller 9999')).toBe(60_000);
    expect(count('first')).toBeUndefined();
  });
});
