// Processes behind a proxy while one is killed, Redis is killed and its network is cut: every answer is that of one Standin in
// memory. `npm run many` does the same with 50 kills of processes and 20 of Redis.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);

it('loses nothing, does nothing twice, and answers as one process in memory would', async () => {
  const flags = { phases: 2, clients: 20, requests: 8, kills: 1, 'engine-kills': 1, cuts: 2 };
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, `${value}`]);
  const { stdout } = await run(process.execPath, ['scripts/many.mjs', ...args], { timeout: 150_000 });
  expect(stdout).toContain('1 processes killed, Redis killed 1 times, its network cut or slowed 2 times');
  expect(stdout).toContain('lost, twice, or not as one process in memory answers: 0');
  expect(Number(/(\d+) requests acknowledged/.exec(stdout)?.[1])).toBeGreaterThan(150);
}, 160_000);
