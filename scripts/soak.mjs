// An hour of mixed load on a real `standin serve`, with worlds made and dropped, clocks that jump, and faults that come and go:
// `npm run soak -- --minutes 60 --rate 60 --seed 1`. Every response is held against the invariants of its API, and memory has to stay
// flat. Exit 0 if docs/reliability.md has the truth about it.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createStandin, verifyHar } from '../dist/index.js';
import { randomFrom } from './chance.mjs';
import { createClient } from './soak/client.mjs';
import { describeMemory, growthOf } from './soak/memory.mjs';
import { faulty, lasting, passing } from './soak/visits.mjs';

const program = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const sampler = new URL('./soak/sampler.mjs', import.meta.url).href;
const apis = ['copr', 'copr-waiting', 'codearts', 'entrecode', 'erigones'];
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    rate: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    sample: { type: 'string', default: '10' },
  },
});
const lastsMs = Number(values.minutes) * 60_000;
/** A slice with fewer requests of an API than these is not held against it. */
const fewest = 20;
const fill = ['copr=300', 'copr-waiting=50', 'codearts=300', 'entrecode=300', 'erigones=300'];

const tally = {
  requests: 0,
  statuses: {},
  broken: [],
  slices: 0,
  judged: 0,
  checks: 0,
  worlds: 0,
  jumps: 0,
  faults: 0,
  cut: 0,
};
const server = await serve();
const began = Date.now();
const over = () => Date.now() - began > lastsMs || tally.broken.length > 100;
const samples = [];
const sampling = setInterval(async () => samples.push(await server.memory()), Number(values.sample) * 1_000);
let content = 0;
const status = setInterval(() => {
  say([`${minutes()} min: ${progress()}`, ...tally.broken.slice(content)].join('\n  '));
  content = tally.broken.length;
}, 60_000);
const visits = [passing, passing, passing, lasting, faulty];
try {
  await Promise.all(visits.map((visit, index) => comeAndGo(visit, index)));
  samples.push(await server.memory());
  await seeExamples();
} finally {
  clearInterval(sampling);
  clearInterval(status);
  await server.end();
}
report();

/** One visitor: a slice of traffic in a world, its judgement, and the next. */
async function comeAndGo(visit, index) {
  const random = randomFrom(Number(values.seed) * 1_000 + index);
  const pauseMs = (1_000 * visits.length) / Number(values.rate);
  for (let slice = 1; !over(); slice++) {
    const client = createClient({ url: server.url, tally, pauseMs, over });
    await visit({ client, random, tally, over, name: `visitor${index}-${slice}`, slice, apis });
    for (const { base, entries } of client.archives())
      await judge(base, entries).catch((error) =>
        tally.broken.push(`no judgement of ${base}: ${error.stack}`),
      );
    tally.slices++;
  }
}

/** Everything that one world answered, held against the invariants of each API. */
async function judge(base, entries) {
  for (const api of apis) {
    const own = entries.filter((entry) => entry.api === api);
    // The last slice is broken off; a few requests may show nothing.
    if (own.length < fewest) continue;
    const har = JSON.stringify({ log: { entries: own } });
    const { findings, verdict, clauses } = await verifyHar({ api, har, url: base, profile: 'corrected' });
    tally.judged++;
    tally.checks += clauses.filter(({ verdict: each }) => each === 'passed').length;
    const wrong = findings.filter(({ severity }) => severity === 'failed');
    if (verdict === 'skipped') tally.broken.push(`${api} in ${base}: nothing could be judged`);
    if (wrong.length === 0) continue;
    const place = join(tmpdir(), `standin-soak-${process.pid}`);
    mkdirSync(place, { recursive: true });
    const file = join(place, `${api}-${tally.slices}.har`);
    writeFileSync(file, har);
    for (const { clause, expected, actual } of wrong.slice(0, 3))
      tally.broken.push(
        `${api}: ${clause}: expected ${expected}, got ${JSON.stringify(actual)?.slice(0, 200)} (${file})`,
      );
  }
}

/** A new world answers the example of each API. */
async function seeExamples() {
  const { apis: served, readings } = createStandin();
  for (const { name, example } of served) {
    const headers = example.headers?.({ readings, token: 'any' }) ?? {};
    const { status: code } = await fetch(`${server.url}/~after${example.path}`, { headers });
    if (code !== 200) tally.broken.push(`after the load the example of ${name} is answered with ${code}`);
  }
}

async function serve() {
  const flags = [
    'serve',
    '-p',
    '0',
    '--json',
    '--quiet',
    '--strict',
    ...fill.flatMap((each) => ['--fill', each]),
  ];
  const child = spawn(process.execPath, ['--expose-gc', '--import', sampler, program, ...flags], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const ended = new Promise((done) => child.once('exit', (code, signal) => done(signal ?? code)));
  let ending = false;
  ended.then((how) => ending || tally.broken.push(`the server ended by itself: ${how}`));
  const memory = () =>
    new Promise((done) => {
      child.once('message', (usage) => done({ minute: (Date.now() - began) / 60_000, ...usage }));
      child.send('memory', () => {});
    });
  const end = () => {
    ending = true;
    child.kill('SIGTERM');
    return ended;
  };
  for await (const line of createInterface(child.stdout)) return { url: JSON.parse(line).url, memory, end };
  throw new Error(`it did not start: exit ${await ended}`);
}

function progress() {
  const last = samples.at(-1);
  const memory = last ? `heap ${mb(last.heapUsed)} MB, rss ${mb(last.rss)} MB` : '';
  return `${tally.requests} requests, ${tally.judged} archives judged, ${tally.broken.length} broken, ${memory}`;
}

function report() {
  const growth = growthOf(samples);
  if (!growth.flat) tally.broken.push('memory grows');
  const statuses = Object.entries(tally.statuses).map(([code, count]) => `${code}: ${count}`);
  const lines = [
    `${minutes()} minutes, ${tally.requests} requests (${statuses.join(', ')}), ${tally.cut} of them cut by a fault`,
    `${tally.worlds} worlds made and dropped, ${tally.jumps} jumps of a clock, ${tally.faults} faults`,
    `${tally.judged} archives judged, ${tally.checks} clauses seen kept, ${tally.broken.length} things broken`,
    ...describeMemory(samples, growth),
    ...tally.broken.slice(0, 20).map((each) => `  ${each}`),
  ];
  say(lines.join('\n'));
  process.exitCode = tally.broken.length > 0 ? 1 : 0;
}

function say(text) {
  process.stdout.write(`${text}\n`);
}

function minutes() {
  return Math.round((Date.now() - began) / 6_000) / 10;
}

function mb(bytes) {
  return (bytes / 1e6).toFixed(1);
}
