// What a store that processes share costs beside memory: processor time and rate of a detail read, a list page and a create, round
// trips of each, how long it takes to fill, and what several processes do together. `npm run bench store [most] [rounds] [seconds]`:
// up to 1,000,000 records, 5 rounds of 2 seconds. Needs `redis-server`.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort, launch } from './rig/launch.ts';
import { type Figures, type Send, send, warm, wrkVersion } from './rig/load.ts';
import { columnOf, keep, load, machine, median, publish, spread, table } from './rig/results.ts';
import { someTask, standinWith } from './rig/standin.ts';

const [most, rounds, seconds] = [3, 4, 5].map((at, index) =>
  Number(process.argv[at] ?? [1_000_000, 5, 2][index]),
) as [number, number, number];
const platform = '6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13';
const create: Send = {
  method: 'POST',
  path: `/platform/build?platformID=${platform}`,
  headers: { authorization: 'Bearer any', 'content-type': 'application/json' },
  body: '{"comment":"by the bench"}',
};

interface Row {
  readonly what: string;
  readonly records: number;
  readonly memory: readonly Figures[];
  readonly store: readonly Figures[];
  /** Of the store, for each answer. */
  readonly trips: number;
}

process.setMaxListeners(0);
const wrk = wrkVersion();
const loadBefore = load();
const engine = await startEngine();
const fills: Record<number, { memory: number; store: number }> = {};
const rows: Row[] = [];
for (const records of [...new Set([1_000, most])]) rows.push(...(await compared(records)));
const together = await workers();
await engine.client.quit();
engine.child.kill('SIGKILL');

keep('store', { rounds, seconds, load: { before: loadBefore, after: load() }, wrk, fills, rows, together });
const ratios = (row: Row, key: 'cost' | 'rate') =>
  spread(row.store.map((figures, round) => figures[key] / row.memory[round]![key]));
publish(
  'store',
  [
    `Load average ${loadBefore} before and ${load()} after, on ${machine().cores} cores, which Redis and wrk use as well; ${rounds} rounds of ${seconds} s each, in turn.`,
    table(
      [
        'over the store',
        'records',
        'µs of processor each',
        'of memory',
        'answers/s',
        'of memory',
        'round trips each',
      ],
      rows.map((row) => [
        row.what,
        row.records.toLocaleString('en'),
        median(columnOf(row.store, 'cost')).toFixed(0),
        ratios(row, 'cost'),
        median(columnOf(row.store, 'rate')).toFixed(0),
        ratios(row, 'rate'),
        row.trips.toFixed(2),
      ]),
    ),
    table(
      ['filling and starting', 'memory, s', 'store, s'],
      Object.entries(fills).map(([records, { memory, store }]) => [
        Number(records).toLocaleString('en'),
        (memory / 1_000).toFixed(1),
        (store / 1_000).toFixed(1),
      ]),
    ),
    table(
      ['detail reads by several processes', 'answers/s', 'of one'],
      together.map(({ workers: count, rate }) => [
        `${count}`,
        rate.toFixed(0),
        (rate / together[0]!.rate).toFixed(2),
      ]),
    ),
  ].join('\n\n'),
);

async function startEngine() {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'standin-bench-redis-'));
  const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
  const child: ChildProcess = spawn('redis-server', args, { stdio: 'ignore' });
  process.once('exit', () => child.kill('SIGKILL'));
  const client = new Redis({ port, retryStrategy: () => 50, maxRetriesPerRequest: null });
  client.on('error', () => {});
  await client.ping();
  return { port, child, client, url: `redis://127.0.0.1:${port}/0` };
}

async function compared(records: number): Promise<Row[]> {
  const start = '/api_2/build_tasks?limit=1';
  const shared = ['--store', engine.url, '--store-prefix', `bench${records}`, '--limit', 'store=300s'];
  const memory = await launch(standinWith('memory', records), start, 900_000);
  const store = await launch(standinWith('store', records, shared), start, 900_000);
  fills[records] = { memory: memory.startMs, store: store.startMs };
  const requests: readonly (readonly [string, Send])[] = [
    ['a detail read', { path: await someTask(memory) }],
    [
      'a page of 20 of a list filtered by state',
      { path: '/api_2/build_tasks?state=succeeded&limit=20&offset=100' },
    ],
    ['a create', create],
  ];
  const measured: Row[] = [];
  for (const [what, request] of requests) {
    for (const server of [memory, store]) await warm(server, request);
    const figures: { memory: Figures[]; store: Figures[] } = { memory: [], store: [] };
    const before = await calls();
    for (let round = 0; round < rounds; round++) {
      figures.memory.push(await send(memory, request, seconds));
      figures.store.push(await send(store, request, seconds));
    }
    const answers = figures.store.reduce((sum, { rate }) => sum + rate * seconds, 0);
    measured.push({ what, records, ...figures, trips: ((await calls()) - before) / answers });
  }
  await Promise.all([memory.stop(), store.stop()]);
  await engine.client.flushall();
  return measured;
}

/** Commands that clients have sent so far; what a script calls itself is no round trip. */
async function calls(): Promise<number> {
  const said = await engine.client.info('commandstats');
  return [...said.matchAll(/^cmdstat_(?:evalsha|eval):calls=(\d+)/gm)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  );
}

/** 1, 2, 4 … processes, as many as there are cores. */
async function workers(): Promise<{ workers: number; rate: number }[]> {
  const found: { workers: number; rate: number }[] = [];
  for (let count = 1; count <= availableParallelism(); count *= 2) {
    const more = ['--store', engine.url, '--store-prefix', `workers${count}`, '--workers', `${count}`];
    const server = await launch(standinWith(`${count} workers`, 1_000, more), '/api_2/build_tasks?limit=1');
    const request = { path: await someTask(server) };
    await warm(server, request);
    const rates: number[] = [];
    for (let round = 0; round < rounds; round++) rates.push((await send(server, request, seconds)).rate);
    found.push({ workers: count, rate: median(rates) });
    process.kill(server.pid, 'SIGTERM');
    await setTimeout(1_000);
    await server.stop();
  }
  return found;
}
