// Whole runs of verify and mutate, by API: processor time, since a busy machine stretches every other.
// `npm run bench verify 3 copr` makes three rounds for one API; the default is one for each: five runs of verify, one of mutate.
import { readFileSync } from 'node:fs';
import * as registry from '../src/apis/index.ts';
import type { Api } from '../src/core/api/api.ts';
import { createStandin } from '../src/standin.ts';
import { mutateApi, verify } from '../src/verify.ts';

const [rounds, name] = [Number(process.argv[3] ?? 1), process.argv[4]];
const runs = 5;
const at = Date.parse('2026-03-01T12:00:00Z');

/** Seconds of processor time, by what was run. */
type Times = Record<'verify' | 'mutate', number[]>;

const apis = Object.values<Api>(registry).filter((api) => name === undefined || api.name === name);
const times = new Map(apis.map((api): [Api, Times] => [api, { verify: [], mutate: [] }]));
// The first run compiles schemas and asks the mocks, which all others find done: it is no part of the figures.
for (const api of apis) await honest(api);
// Interleaved, so that a busy machine is busy for all of them.
for (let round = 0; round < rounds; round++) {
  for (let run = 0; run < runs; run++)
    for (const [api, of] of times) of.verify.push(await spent(() => honest(api)));
  for (const [api, of] of times) of.mutate.push(await spent(() => mutateApi(api)));
}

const [cpu] = /(?<=model name\s*: ).*/.exec(readFileSync('/proc/cpuinfo', 'utf8')) ?? ['unknown'];
console.log(`Node ${process.version}, ${cpu}; seconds of processor time: median (least to most)\n`);
line('api', ['verify', 'mutate']);
for (const [api, of] of times) line(api.name, Object.values(of).map(shown));
const together = [...times.values()].reduce((sum, { mutate }) => sum + median(mutate), 0);
console.log(`\nmutate of all: ${together.toFixed(1)} s`);

function line(first: string, cells: readonly string[]): void {
  console.log([first.padEnd(13), ...cells.map((cell) => cell.padEnd(22))].join(' ').trimEnd());
}

/** Verifies an honest Standin in process, without Pact's verifier: that is a process of its own, whose time is not seen here. */
async function honest(api: Api): Promise<void> {
  const standin = createStandin({ apis: [api], clock: 'frozen', at });
  await verify({ api, fetch: (input, init) => standin.fetch(input, init), pact: false });
}

async function spent(run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000_000;
}

function shown(values: readonly number[]): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)})`;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
