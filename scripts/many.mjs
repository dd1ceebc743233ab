// Several Standins over one Redis, with clients at all of them, while processes are killed, Redis is killed and the network is cut:
// `npm run many -- --phases 50 --clients 64 --requests 12 --kills 50 --engine-kills 20 --cuts 20`. Each phase has a world of its
// own. After it, one Standin in memory answers the same requests in the order of the journal: whatever differs is a fault. Exit 0
// if nothing was lost, given twice or answered in another way.
import { parseArgs } from 'node:util';
import { createStandin } from '../dist/index.js';
import { runClients } from './many/clients.mjs';
import { startCluster } from './many/cluster.mjs';
import { differencesFrom } from './many/model.mjs';

const { values } = parseArgs({
  options: Object.fromEntries(
    Object.entries({
      phases: 5,
      processes: 3,
      clients: 64,
      requests: 12,
      kills: 0,
      'engine-kills': 0,
      cuts: 0,
      seed: 1,
    }).map(([name, value]) => [name, { type: 'string', default: `${value}` }]),
  ),
});
const count = (name) => Number(values[name]);
const options = { at: '2026-01-31T12:00:00Z', seed: count('seed'), faults: ['erigones:status=503,nth=3'] };
const tally = { acknowledged: 0, unknown: 0, refused: 0, carriedOut: 0, created: 0, broken: [] };
const started = Date.now();
const cluster = await startCluster(count('processes'), options);
try {
  for (let phase = 0; phase < count('phases'); phase++) await runPhase(phase);
} finally {
  await cluster.stop();
}
report();

async function runPhase(phase) {
  const world = `phase-${phase}`;
  const fail = (what) => tally.broken.push(`phase ${phase}: ${what}`);
  const clients = runClients(cluster.proxy, {
    world,
    clients: count('clients'),
    requests: count('requests'),
    seed: phase,
  });
  const isIn = (total) => phase < total;
  if (isIn(count('kills'))) await cluster.killOne(phase);
  if (isIn(count('engine-kills'))) await cluster.killEngine();
  if (isIn(count('cuts'))) await (phase % 2 ? cluster.cut() : cluster.delay());
  const requests = await clients;
  await cluster.whole();
  const entries = await cluster.journal(world);
  for (const { acknowledged, refused } of requests)
    tally[acknowledged ? 'acknowledged' : refused ? 'refused' : 'unknown']++;
  tally.carriedOut += entries.length;
  const exported = await Promise.all(cluster.urls().map((url) => cluster.world(url, world)));
  const model = createStandin({
    clock: 'frozen',
    at: options.at,
    seed: options.seed,
    faults: options.faults,
  });
  try {
    for (const each of await differencesFrom(model, { world, requests, entries, exported })) fail(each);
    tally.created += Object.keys(exported[0].records).length;
  } finally {
    await model.close();
  }
}

function report() {
  const { broken } = tally;
  const { kills, engineKills, cuts } = cluster.done;
  const lines = [
    `${count('phases')} worlds, ${count('processes')} processes, ${count('clients')} clients, ${Math.round((Date.now() - started) / 1_000)} s`,
    `${kills} processes killed, Redis killed ${engineKills} times, its network cut or slowed ${cuts} times`,
    `${tally.acknowledged} requests acknowledged, ${tally.refused} refused for the store, ${tally.unknown} without an answer; ${tally.carriedOut} carried out; ${tally.created} records at the end`,
    `lost, twice, or not as one process in memory answers: ${broken.length}`,
  ];
  process.stdout.write(
    `${lines.join('\n')}\n${broken
      .slice(0, 40)
      .map((each) => `  ${each}\n`)
      .join('')}`,
  );
  process.exitCode = broken.length > 0 ? 1 : 0;
}
