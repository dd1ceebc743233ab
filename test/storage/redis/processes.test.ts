// What processes promise each other over a store, and what they answer when it fails them: over a real Redis.
import { afterEach, expect, it } from 'vitest';
import { createStandin, redisStore, type Standin, type StandinOptions } from '../../../src/index.ts';
import { type RedisServer, startRedis } from '../../_redis.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

async function redisFor(args?: readonly string[]): Promise<RedisServer> {
  const redis = await startRedis(args);
  open.push({ close: redis.stop });
  return redis;
}

function standinOver({ url }: RedisServer, options: StandinOptions = {}): Standin {
  const limits = { store: '1s' };
  const standin = createStandin({ clock: 'frozen', limits, ...options, store: redisStore({ url }) });
  open.unshift(standin);
  return standin;
}

it('loses no record and gives no id twice, whoever creates, deletes and moves the clock', async () => {
  const redis = await redisFor();
  const standins = [1, 2, 3].map(() => standinOver(redis, { samples: false, limits: { store: '30s' } }));
  const apis = ['codearts', 'copr', 'copr-waiting', 'entrecode', 'erigones'];
  const client = async (number: number) => {
    const created: string[] = [];
    for (let turn = 0; turn < 6; turn++) {
      const [one, other] = [standins[(number + turn) % 3]!, standins[(number + turn + 1) % 3]!];
      const { api, id } = await one.records.create({ api: apis[(number + turn) % 5]! });
      expect(await other.records.get(api, id)).toMatchObject({ api, id });
      if (turn % 3 === 2) await other.records.delete(api, id);
      else created.push(`${api} ${id}`);
      if (turn === 4) await one.clock.advance('1s');
    }
    return created;
  };
  const kept = (await Promise.all(Array.from({ length: 8 }, (_, number) => client(number)))).flat();
  expect(new Set(kept).size).toBe(kept.length);
  const lists = await Promise.all(
    standins.map(async (standin) => (await standin.records.list()).map(({ api, id }) => `${api} ${id}`)),
  );
  for (const list of lists) expect(list).toEqual(lists[0]);
  expect(lists[0]).toEqual(expect.arrayContaining(kept));
  const clocks = await Promise.all(standins.map((standin) => standin.clock.get()));
  for (const clock of clocks) expect(clock).toEqual(clocks[0]);
});

it('keeps servers in the order in which they came, for whoever comes later too', async () => {
  const redis = await redisFor();
  const [one, other] = [
    standinOver(redis, { limits: { store: '30s' } }),
    standinOver(redis, { limits: { store: '30s' } }),
  ];
  const named = (number: number) => `web${(number * 7_919) % 1_000}.example.com`;
  // Many at once: each of two processes has steps of its own undone, because the other was first.
  await Promise.all(
    Array.from({ length: 40 }, async (_, number) => {
      const init = { method: 'PUT', headers: { 'es-api-key': 'any' } };
      const started = await [one, other][number % 2]!.fetch(`/api/vm/${named(number)}/status/start/`, init);
      expect(started.status).toBe(201);
    }),
  );
  const late = standinOver(redis);
  const orders = await Promise.all(
    [one, other, late].map(async (standin) => {
      const { parents } = (await (await standin.fetch('/__standin/world')).json()) as {
        parents: { kind: string; id: string }[];
      };
      return parents.flatMap(({ kind, id }) => (kind === 'server' ? [id] : []));
    }),
  );
  expect(orders[0]!.length).toBeGreaterThanOrEqual(40);
  expect(orders[1]).toEqual(orders[0]);
  expect(orders[2]).toEqual(orders[0]);
});

it('answers 503 in the words of the vendor while the store is away, and goes on by itself', async () => {
  const redis = await redisFor(['--appendonly', 'yes', '--appendfsync', 'always']);
  const standin = standinOver(redis);
  const { id } = await standin.records.create({ api: 'copr' });
  await redis.kill();
  const path = '/api_2/build_tasks?limit=1';
  const refused = await standin.fetch(path);
  expect(refused.status).toBe(503);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ message: expect.stringContaining('store') });
  const health = await standin.fetch('/__standin/health');
  expect(health.status).toBe(503);
  expect(await health.json()).toMatchObject({ status: 'failure', store: { failure: expect.any(String) } });
  await redis.start();
  await expect.poll(async () => (await standin.fetch(path)).status, { timeout: 20_000 }).toBe(200);
  expect(await standin.records.get('copr', id)).toMatchObject({ id });
});

it('says what is wrong: no memory, a replica, a wrong password, keys of another version', async () => {
  const redis = await redisFor();
  const standin = standinOver(redis);
  await standin.records.create({ api: 'copr' });
  const failure = async (from = standin) => {
    const refused = await from.records.create({ api: 'copr' }).catch((error: Error) => error.message);
    return String(refused);
  };
  await redis.client.connect();
  const total = async () => (await standin.records.page()).total;
  const before = await total();
  await redis.client.config('SET', 'maxmemory', '1');
  expect(await failure()).toContain('no memory left');
  await redis.client.config('SET', 'maxmemory', '0');
  expect(await total()).toBe(before);
  await redis.client.replicaof('127.0.0.1', 1);
  expect(await failure()).toContain('read-only replica');
  await redis.client.replicaof('NO', 'ONE');
  expect(await total()).toBe(before);
  await redis.client.set('standin:format', '0');
  expect(await failure(standinOver(redis))).toMatch(/version 0.*standin worlds export/s);
  await redis.client.set('standin:format', '1');
  await redis.client.config('SET', 'requirepass', 'secret');
  expect(await failure(standinOver(redis))).toContain('user or the password');
});
