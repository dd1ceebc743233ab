// A world of each API as it grows by tens: bytes for each record, a page of a list filtered by state, and a jump of the clock
// over as many transitions. `npm run bench memory [most] [api]`: up to a million records.
import * as registry from '../src/apis/index.ts';
import type { Api, Creation } from '../src/core/api/api.ts';
import { resolveReadings } from '../src/core/api/errata.ts';
import type { Page } from '../src/core/store/store.ts';
import { createWorld } from '../src/core/worlds/create-world.ts';
import type { World } from '../src/core/worlds/world.ts';
import { fillFor } from '../src/fixture/fill.ts';
import { keep, load, publish, table } from './rig/results.ts';

const [most, only] = [Number(process.argv[3] ?? 1_000_000), process.argv[4]];
const sizes = [1_000, 10_000, 100_000, 1_000_000].filter((size) => size <= most);
const apis = Object.values<Api>(registry).filter(({ name }) => only === undefined || name === only);
const start = Date.parse('2026-03-01T12:00:00Z');

interface Row {
  readonly api: string;
  readonly records: number;
  /** Bytes of heap for each record: alone, and with the lists that were requested. */
  readonly alone: number;
  readonly listed: number;
  /** µs for a page of 100 in the middle of a list filtered by state, and for one record by its id. */
  readonly page: number;
  readonly get: number;
  /** ms of processor time for the first question after the clock has jumped to where every record has changed its state once, and to the end. */
  readonly jump: number;
  readonly jumpToEnd: number;
}

const loadBefore = load();
const rows: Row[] = [];
for (const api of apis) for (const size of sizes) rows.push(await measure(api, size));

keep('memory', { load: { before: loadBefore, after: load() }, rows });
const cells = (row: Row) => [
  `${row.api}, ${row.records.toLocaleString('en')}`,
  row.alone.toFixed(0),
  row.listed.toFixed(0),
  row.page.toFixed(1),
  row.get.toFixed(2),
  row.jump.toFixed(0),
  row.jumpToEnd.toFixed(0),
];
const head = [
  'records',
  'bytes each',
  'with lists',
  'page µs',
  'get µs',
  'jump, ms of processor',
  'to the end',
];
publish(
  'memory',
  [
    `Load average ${loadBefore} before and ${load()} after, on two cores.`,
    table(head, rows.map(cells)),
    `A page of 100 in the middle of a list filtered by state (each \`#\` 2 µs):\n\n\`\`\`text\n${plot(rows)}\n\`\`\``,
  ].join('\n\n'),
);

/** All of them are created now, so that a jump of the clock moves every one of them. */
async function measure(api: Api, size: number): Promise<Row> {
  const fill = fillFor([api], { [api.name]: size }, { seed: 1, readings: resolveReadings(api.errata) });
  const newRecord = function* (each: Api, now: number): Iterable<Creation<unknown>> {
    for (const { attributes } of fill(each, now)) yield { attributes: attributes as object, created: now };
  };
  // What the generator keeps for itself is not the world's.
  for (const _ of fillFor(
    [api],
    { [api.name]: 100 },
    { seed: 2, readings: resolveReadings(api.errata) },
  )(api, start));
  const before = heap();
  const world = await createWorld('bench', {
    apis: [api],
    at: start,
    pace: { factor: 0, step: 0 },
    fill: newRecord,
  });
  const alone = (heap() - before) / size;
  const { path, states } = api.lifecycle;
  const first = path.find((state) => (states[state]?.lasts ?? 0) > 0)!;
  const request = { now: start, states: [first], offset: Math.floor(size / 2), limit: 100 };
  await pageOf(world, request);
  const listed = (heap() - before) / size;
  const page = await time(1_000, () => pageOf(world, request));
  const { items } = await pageOf(world, { ...request, offset: 0, limit: size });
  const get = await time(10_000, (i) => world.store.get(api.name, items[(i * 7_919) % items.length]!.id));
  const changed = start + (states[first]!.lasts ?? 0);
  const last = [path.at(-1)!];
  const jump = await spent(() =>
    pageOf(world, { now: changed, states: [path[path.indexOf(first) + 1]!], limit: 100 }),
  );
  const jumpToEnd = await spent(() => pageOf(world, { now: start + 86_400_000, states: last, limit: 100 }));
  console.log(
    api.name,
    size,
    alone.toFixed(0),
    listed.toFixed(0),
    page.toFixed(1),
    get.toFixed(2),
    jump.toFixed(0),
  );
  return {
    api: api.name,
    records: size,
    alone,
    listed,
    page,
    get,
    jump,
    jumpToEnd,
  };

  function pageOf(
    { store }: World,
    query: Parameters<World['store']['page']>[1],
  ): Promise<Page<{ id: string }>> {
    return store.page(api.name, query);
  }
}

/** ms of processor time: what lasts for a second is stretched by whoever else is busy. */
async function spent(run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** µs for each of `times` runs, in a row. */
async function time(times: number, run: (i: number) => Promise<unknown>): Promise<number> {
  const began = performance.now();
  for (let i = 0; i < times; i++) await run(i);
  return ((performance.now() - began) * 1_000) / times;
}

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

function plot(all: readonly Row[]): string {
  return all
    .map(
      ({ api, records, page }) =>
        `${api.padEnd(13)} ${String(records).padStart(8)} ${'#'.repeat(Math.round(page / 2))}`,
    )
    .join('\n');
}
