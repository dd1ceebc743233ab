// What it costs to keep worlds in a file as they grow by tens: a write, how long it keeps a request waiting, a start.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStandin } from '../src/standin.ts';

const [, , , most = '1000000'] = process.argv;
const sizes = [1_000, 10_000, 100_000, 1_000_000].filter((size) => size <= Number(most));
const folder = mkdtempSync(join(tmpdir(), 'standin-bench-'));
console.log('   records        MB   write ms   longest wait ms   start ms');
try {
  for (const size of sizes) await measure(size);
} finally {
  rmSync(folder, { recursive: true });
}

async function measure(size: number): Promise<void> {
  const state = join(folder, `${size}.json`);
  const options = { apis: ['copr'], state, clock: 'frozen', at: '2026-01-31T12:00:00Z' };
  const filled = createStandin({ ...options, fill: { copr: size } });
  await filled.clock.get();
  await filled.close();
  const started = performance.now();
  const standin = createStandin(options);
  await standin.clock.get();
  const start = performance.now() - started;
  globalThis.gc?.();
  await standin.clock.advance('1m');
  const { ms: write, longest } = await watched(() => standin.close());
  const columns = [size, statSync(state).size / 1e6, write, longest, start];
  console.log(
    columns.map((value, i) => value.toFixed(i === 1 ? 1 : 0).padStart([10, 10, 11, 18, 11][i]!)).join(''),
  );
}

/** How long something takes, and for how long at most nothing else could happen meanwhile; both in ms. */
async function watched(act: () => Promise<void>): Promise<{ ms: number; longest: number }> {
  const started = performance.now();
  let longest = 0;
  let last = started;
  const look = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(look, 1);
  await act();
  clearInterval(timer);
  look();
  return { ms: last - started, longest };
}
