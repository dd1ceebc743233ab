// Kills a real `standin serve --state` with SIGKILL again and again while clients write to it, and looks each time at what
// is left: `npm run kill9 -- --kills 200 --clients 4 --seed 1 --within 2000`. Exit 0 if every promise of
// docs/reliability.md was kept.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { randomFrom } from './chance.mjs';

const program = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    clients: { type: 'string', default: '4' },
    seed: { type: 'string', default: '1' },
    within: { type: 'string', default: '2000' },
  },
});
const kills = Number(values.kills);
const clients = Number(values.clients);
/** An acknowledged change this old, in ms, is in the file: the pause before a write and two writes, with room. */
const promised = Number(values.within);
/** Every so many kills the file begins anew, so that worlds are small and large. */
const filesAfter = 50;

const random = randomFrom(Number(values.seed));
const folder = mkdtempSync(join(tmpdir(), 'standin-kill9-'));
const tally = { kills: 0, acknowledged: 0, lost: 0, oldestLost: 0, duringWrite: 0, largest: 0, broken: [] };
const started = Date.now();
try {
  for (let round = 0; round < kills; round++) await killOnce(round);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
report();

async function killOnce(round) {
  const file = join(folder, `worlds-${Math.floor(round / filesAfter)}.json`);
  const before = existsSync(file) ? worldsIn(file) : {};
  const server = await serve(file);
  if (before.default) await checkGoesOn(server.url, before.default, round);
  const changes = [];
  const life = { over: false };
  const writers = Array.from({ length: clients }, (_, client) =>
    write(server.url, { round, client, changes, life }),
  );
  await sleep(random() * 1_800);
  life.killedAt = performance.now();
  server.child.kill('SIGKILL');
  await server.ended;
  life.over = true;
  await Promise.all(writers);
  tally.kills++;
  if (existsSync(`${file}.tmp`)) tally.duringWrite++;
  checkFile(file, before, changes, { round, killedAt: life.killedAt });
}

/** One client: each of its changes is numbered, and sent when the one before was acknowledged. */
async function write(url, { round, client, changes, life }) {
  for (let number = 1; !life.over; number++) {
    const id = 1 + round * 1_000_000 + client * 100_000 + number;
    const change = { client, number, id, sent: performance.now(), acknowledged: undefined };
    changes.push(change);
    try {
      // Two worlds, so that a file is seen to hold both as they were at one instant.
      const world = client % 2 ? '/~odd' : '';
      const { status } = await post(`${url}${world}/__standin/records`, {
        api: 'entrecode',
        attributes: { buildID: id },
      });
      if (status !== 201) tally.broken.push(`round ${round}: a creation was answered with ${status}`);
      change.acknowledged = performance.now();
      tally.acknowledged++;
    } catch {
      return;
    }
  }
}

function checkFile(file, before, changes, { round, killedAt }) {
  const fail = (what) => tally.broken.push(`round ${round}: ${what}`);
  if (!existsSync(file)) {
    const old = changes.filter(({ acknowledged }) => acknowledged < killedAt - promised);
    return old.length > 0 ? fail('there is no file') : undefined;
  }
  tally.largest = Math.max(tally.largest, statSync(file).size);
  let worlds;
  try {
    worlds = worldsIn(file);
  } catch (error) {
    // The next round begins anew, or it would find this one's fault again.
    rmSync(file);
    return fail(`the file is not whole: ${error.message}`);
  }
  const kept = new Set(
    Object.values(worlds).flatMap((world) =>
      world.records.filter(({ api }) => api === 'entrecode').map(({ attributes }) => attributes.buildID),
    ),
  );
  for (const { records } of Object.values(before))
    for (const { api, attributes } of records)
      if (api === 'entrecode' && !kept.has(attributes.buildID))
        fail(`build ${attributes.buildID} of an earlier round is gone`);
  // Whatever was acknowledged before anything in the file was sent is in the file: one instant, and no holes.
  const lastSent = Math.max(0, ...changes.filter(({ id }) => kept.has(id)).map(({ sent }) => sent));
  for (const { id, client, number, acknowledged } of changes) {
    if (acknowledged === undefined || kept.has(id)) continue;
    tally.lost++;
    tally.oldestLost = Math.max(tally.oldestLost, killedAt - acknowledged);
    if (acknowledged < lastSent)
      fail(`change ${number} of client ${client} is missing, and a later one is there`);
    if (acknowledged < killedAt - promised)
      fail(
        `change ${number} of client ${client} was acknowledged ${Math.round(killedAt - acknowledged)} ms before`,
      );
  }
}

/** What was found in the file is what the next server serves. */
async function checkGoesOn(url, before, round) {
  const now = await (await fetch(`${url}/__standin/world`)).json();
  if (JSON.stringify(now) !== JSON.stringify(before))
    tally.broken.push(`round ${round}: the world is another after the start`);
}

async function serve(file) {
  const child = spawn(process.execPath, [program, 'serve', '-p', '0', '--json', '--quiet', '--state', file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((done) => child.once('exit', done));
  for await (const line of createInterface(child.stdout)) return { child, ended, url: JSON.parse(line).url };
  throw new Error(`it did not start: exit ${await ended}`);
}

function worldsIn(file) {
  const { format, version, worlds } = JSON.parse(readFileSync(file, 'utf8'));
  if (format !== 'standin-state' || version !== 2) throw new Error(`it is '${format}' ${version}`);
  return worlds;
}

function post(url, body) {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

function report() {
  const { broken } = tally;
  const seconds = Math.round((Date.now() - started) / 1_000);
  const lines = [
    `${tally.kills} kills in ${seconds} s, ${tally.duringWrite} of them in the middle of a write; ${clients} clients`,
    `${tally.acknowledged} changes were acknowledged; the largest file had ${(tally.largest / 1e6).toFixed(1)} MB`,
    `files that were not whole, with holes, or older than ${promised} ms: ${broken.length}`,
    `the last ${tally.lost} changes before the kills were lost, the oldest of them ${Math.round(tally.oldestLost)} ms old`,
  ];
  process.stdout.write(`${lines.join('\n')}\n${broken.map((each) => `  ${each}\n`).join('')}`);
  process.exitCode = broken.length > 0 ? 1 : 0;
}

function sleep(ms) {
  return new Promise((done) => setTimeout(done, ms));
}
