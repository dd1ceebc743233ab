// Lists filtered by state must not scan: a page, a record and a jump of the clock as the world grows by tens.

import type { StandinRecord } from '../src/core/records/snapshot.ts';
import { createMemoryStore } from '../src/core/store/memory-store.ts';

const plan = [{ state: 'pending', lasts: 1_000 }, { state: 'running', lasts: 5_000 }, { state: 'done' }];
const sizes = [1_000, 10_000, 100_000, 1_000_000];

interface Row {
  readonly records: number;
  /** µs for a page of 100 in the middle of a list filtered by state. */
  readonly page: number;
  /** µs for the same by a filter over all records. */
  readonly scan: number;
  /** µs for one record by id. */
  readonly get: number;
  /** ms for the first question after every record has changed its state. */
  readonly jump: number;
  /** Bytes of heap for each record, its lists included. */
  readonly bytes: number;
}

const rows: Row[] = [];
for (const size of sizes) rows.push(await measure(size));
const [first] = rows as [Row, ...Row[]];
console.log('   records   page µs (ratio)     scan µs   get µs (ratio)   jump ms   bytes each');
for (const { records, page, scan, get, jump, bytes } of rows) {
  const ratio = (value: number, base: number) => `(${(value / base).toFixed(1)})`.padStart(7);
  console.log(
    [
      String(records).padStart(10),
      `${page.toFixed(1).padStart(9)} ${ratio(page, first.page)}`,
      scan.toFixed(0).padStart(11),
      `${get.toFixed(2).padStart(8)} ${ratio(get, first.get)}`,
      jump.toFixed(0).padStart(9),
      bytes.toFixed(0).padStart(12),
    ].join(' '),
  );
}

async function measure(size: number): Promise<Row> {
  const before = heap();
  const store = createMemoryStore({ toy: { order: (record) => record.created, indexes: {} } });
  for (let i = 0; i < size; i++) await store.put(recordOf(i));
  const request = { states: ['pending'], offset: size / 2, limit: 100 };
  await store.page('toy', { now: 500, ...request });
  const bytes = (heap() - before) / size;
  const page = await time(2_000, () => store.page('toy', { now: 500, ...request }));
  const get = await time(20_000, (i) => store.get('toy', `r${(i * 7_919) % size}`));
  const all = (await store.snapshot()).records;
  const scan = await time(5, async () =>
    all.filter((record) => record.plan[0]!.state === 'pending').slice(size / 2, size / 2 + 100),
  );
  const jump =
    (await time(1, () => store.page('toy', { now: 3_000, states: ['running'], limit: 100 }))) / 1_000;
  return { records: size, page, scan, get, jump, bytes };
}

function recordOf(i: number): StandinRecord {
  return { api: 'toy', id: `r${i}`, created: (i % 1_000) / 1_000, plan, commands: [], attributes: {} };
}

/** µs for each of `times` runs, in a row. */
async function time(times: number, run: (i: number) => Promise<unknown>): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < times; i++) await run(i);
  return ((performance.now() - start) * 1_000) / times;
}

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
