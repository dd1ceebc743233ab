// Hostile requests by the hundred thousand to a real `standin serve` under each profile:
// `npm run fuzz -- --requests 200000 --seed 1`. What fails is shrunk and printed as something to paste. Exit 0 if nothing did.
// `--from 5` begins with the sixth round of each profile: seeds are numbered by round, so a run that was stopped goes on there.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadSource } from './source.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const program = `${root}dist/cli/main.js`;
const sampler = new URL('./soak/sampler.mjs', import.meta.url).href;
const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '200000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    'most-failures': { type: 'string', default: '10' },
  },
});
const profiles = ['corrected', 'literal', 'observed'];
const most = Number(values['most-failures']);
/** So many requests with one seed: what fails among them is told, and it goes on. */
const perSeed = 2_000;
/** The heap of the server may be larger by this much after all than after half of them. */
const mayGrow = 0.25;

const { fire, createScore, places, documented500s } = await loadSource('test/fuzz/night.ts');
const score = createScore();
const began = Date.now();
const memory = [];
await Promise.all(profiles.map(attackUnder));
report();

async function attackUnder(profile, index) {
  const server = await serve(profile);
  const share = Math.ceil(Number(values.requests) / profiles.length);
  let sent = 0;
  let settled;
  for (
    let round = Number(values.from);
    sent < share && score.failures.length < most && !server.over();
    round++
  ) {
    const own = createScore();
    const seed = Number(values.seed) * 1_000_000 + index * 100_000 + round;
    await fire({ url: server.url, profile, seed }, Math.min(perSeed, share - sent), own);
    sent += own.requests;
    take(own);
    // By then everything has been loaded and compiled that is so when first needed.
    if (sent > share / 2) settled ??= await server.memory();
    say(
      `${profile}: round ${round} done, ${sent} requests, ${score.failures.length} failures, ${seconds()} s, heap ${mb(await server.memory())} MB`,
    );
  }
  if (server.over()) score.failures.push(`${profile}: the server has ended`);
  else memory.push({ profile, before: settled, after: await server.memory() });
  await server.end();
}

function take({ requests, unsent, statuses, places: hit, failures }) {
  score.requests += requests;
  score.unsent += unsent;
  for (const [status, count] of statuses)
    score.statuses.set(status, (score.statuses.get(status) ?? 0) + count);
  for (const each of hit) score.places.add(each);
  score.failures.push(...failures);
  for (const each of failures) say(`\n${each}\n`);
}

async function serve(profile) {
  const limits = ['headerTime=2s', 'requestTime=3s', 'keepAlive=2s'].flatMap((each) => ['--limit', each]);
  const flags = ['serve', '-p', '0', '--json', '--quiet', '--strict', '--profile', profile, ...limits];
  const child = spawn(process.execPath, ['--expose-gc', '--import', sampler, program, ...flags], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  // What the server itself calls a bug of its own.
  createInterface(child.stderr).on(
    'line',
    (line) => score.failures.length < most && say(`${profile}: ${line}`),
  );
  let isOver = false;
  const ended = new Promise((done) => child.once('exit', done)).then(() => {
    isOver = true;
  });
  const send = () =>
    new Promise((done) => {
      child.once('message', done);
      child.send('memory', () => {});
    });
  const end = () => {
    child.kill('SIGTERM');
    return ended;
  };
  for await (const line of createInterface(child.stdout))
    return { url: JSON.parse(line).url, memory: send, over: () => isOver, end };
  throw new Error('it did not start');
}

function report() {
  const grown = memory.filter(({ before, after }) => after.heapUsed > before.heapUsed * (1 + mayGrow));
  for (const { profile } of grown) score.failures.push(`${profile}: the heap has grown`);
  const statuses = [...score.statuses]
    .sort(([a], [b]) => a - b)
    .map(([status, count]) => `${status}: ${count}`);
  const content = memory.map(({ profile, before, after }) => `${profile} ${mb(before)} to ${mb(after)} MB`);
  say(
    `${score.requests} requests in ${seconds()} s, at ${score.places.size - 1} of ${places} parameters and to sockets`,
  );
  say(`responses by status: ${statuses.join(', ')}`);
  say(`heap of the server, after half of them and after the last: ${content.join(', ')}`);
  for (const { operation, profile, why } of documented500s)
    say(`let pass: 500 of ${operation} as ${profile}: ${why}`);
  say(`failures: ${score.failures.length}`);
  for (const failure of score.failures) say(failure.split('\n', 1)[0]);
  process.exitCode = score.failures.length > 0 ? 1 : 0;
}

function say(text) {
  process.stdout.write(`${text}\n`);
}

function seconds() {
  return Math.round((Date.now() - began) / 1_000);
}

function mb({ heapUsed }) {
  return (heapUsed / 1e6).toFixed(1);
}
