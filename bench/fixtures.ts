// Rows per second, and bytes, beside json-schema-faker on the same schema, both written as JSON, in one run; and how much memory a
// long run takes. `npm run bench fixtures [rows] [text]`: rows of the long run, default 5,000,000; schemas with this text.
import { createGeneratorSync } from 'json-schema-faker';
import { toJson } from '../src/fixture/json.ts';
import { schemaNames } from '../src/fixture/source.ts';
import { sourceFor } from '../src/generate.ts';
import { apisNamed } from '../src/standin.ts';

const rounds = 3;
const longest = Number(process.argv[3] ?? 5_000_000);

console.log('                                  rows/s     MB/s   json-schema-faker      ratio of');
console.log('schema                             (bytes each)        rows/s (bytes each)  rows   bytes');
for (const name of schemaNames(apisNamed()).filter((each) => each.includes(process.argv[4] ?? '')))
  compare(name);
console.log('\n      rows   heap MB   rows/s');
for (const rows of [10_000, 100_000, 1_000_000, 5_000_000].filter((each) => each <= longest)) memory(rows);

function compare(name: string): void {
  const profile = /zip-file-from-s3|creator|nameless-curie/.test(name) ? ('observed' as const) : undefined;
  const { source } = sourceFor(name, profile ? { profile } : {});
  const faker = createGeneratorSync({ seed: 1, maxDepth: 20, refDepthMax: 10 } as never);
  const schema = bundled(source.schemas, source.schemaName);
  const ours = { rate: 0, bytes: 0 };
  const theirs = { rate: 0, bytes: 0 };
  // In turns, so that a busy machine is busy for both. The first round warms up.
  for (let round = 0; round <= rounds; round++) {
    const kept = round > 0;
    keepFaster(
      ours,
      measured((index) => toJson(source.row(index))),
      kept,
    );
    keepFaster(
      theirs,
      measured(() => JSON.stringify(faker.generate(schema as never))),
      kept,
    );
  }
  const rows = ours.rate / theirs.rate;
  const bytes = (rows * ours.bytes) / theirs.bytes;
  const speed = ((ours.rate * ours.bytes) / 1e6).toFixed(1);
  const shown = ({ rate, bytes }: Measured) => `${rate.toFixed(0)} (${bytes.toFixed(0)})`;
  console.log(
    [
      name.padEnd(31),
      shown(ours).padStart(15),
      speed.padStart(7),
      shown(theirs).padStart(20),
      rows.toFixed(1).padStart(9),
      bytes.toFixed(1).padStart(7),
    ].join(' '),
  );
}

interface Measured {
  /** Rows per second. */
  rate: number;
  /** Of a row, on average. */
  bytes: number;
}

function keepFaster(best: Measured, next: Measured, kept: boolean): void {
  if (kept && next.rate > best.rate) Object.assign(best, next);
}

/** One round of 200 ms. */
function measured(make: (index: number) => string): Measured {
  const start = performance.now();
  let rows = 0;
  let characters = 0;
  while (performance.now() - start < 200) {
    for (let batch = 0; batch < 16; batch++) characters += make(rows++).length;
  }
  return { rate: (rows * 1_000) / (performance.now() - start), bytes: characters / rows };
}

/** A schema with those that it refers to inside it, as json-schema-faker wants it. */
function bundled(schemas: Readonly<Record<string, object>>, schemaName: string): object {
  const inward = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value).replaceAll(/"\$ref":"([^"]+)\.schema\.json"/g, '"$ref":"#/$defs/$1"'));
  const defs = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, inward(schema)]));
  return { ...(inward(schemas[schemaName]) as object), $defs: defs };
}

function memory(rows: number): void {
  const { source } = sourceFor('copr/build-task', {});
  globalThis.gc?.();
  const start = performance.now();
  let most = 0;
  let characters = 0;
  for (let index = 0; index < rows; index++) {
    characters += toJson(source.row(index)).length;
    if (index % 50_000 === 49_999) {
      globalThis.gc?.();
      most = Math.max(most, process.memoryUsage().heapUsed);
    }
  }
  globalThis.gc?.();
  most = Math.max(most, process.memoryUsage().heapUsed);
  const rate = (rows * 1_000) / (performance.now() - start);
  if (characters === 0) throw new Error('nothing was written');
  console.log(
    [String(rows).padStart(10), (most / 1e6).toFixed(1).padStart(9), rate.toFixed(0).padStart(8)].join(' '),
  );
}
