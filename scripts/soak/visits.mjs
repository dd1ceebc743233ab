// What visitors do: one passes through a world that is dropped behind it, one stays in the same, one lives with faults.
import { pick, weighed } from '../chance.mjs';
import { sendToVendor } from './vendors.mjs';

/** Requests in one slice of traffic. */
const perSlice = 400;
const scenarios = ['succeeds', 'fails', 'canceled', 'stuck', 'instant', 'slow'];

/**
 * How what clients begin fares. That a build of entrecode is over as it is begun, or deleted before its client has asked for
 * it, is what `instant` and `canceled` are for; no invariant has it so.
 */
function usualFor(api) {
  return scenarios.filter((each) => each !== 'instant' && (api !== 'entrecode' || each !== 'canceled'));
}

/** A world of its own, judged and dropped. */
export async function passing(visit) {
  const world = visit.name;
  visit.tally.worlds++;
  await live(visit, world, perSlice);
  await visit.client.send(undefined, `/__standin/worlds/${world}`, { method: 'DELETE' });
}

/** Most records of one API that the lasting world keeps. */
const most = 200;

/** The default world, which nobody drops. What is created in it is deleted again, between two slices. */
export async function lasting(visit) {
  const { client, slice, apis } = visit;
  await live(visit, undefined, perSlice);
  if (slice % 20 === 0) return client.send(undefined, '/__standin/reset', { method: 'POST' });
  for (const api of apis) {
    const { records = [] } = (await client.json(undefined, `/__standin/records?api=${api}&limit=1000`)) ?? {};
    const created = records.filter(({ sample }) => !sample);
    for (const { id } of created.slice(most + 300))
      await client.send(undefined, `/__standin/records/${api}/${encodeURIComponent(id)}`, {
        method: 'DELETE',
      });
  }
}

const effects = [
  'status=503,retry-after=5',
  'status=429,nth=2',
  'latency=20ms..200ms',
  'slow=300ms',
  'truncate',
  'truncate=20',
  'type=text/html',
  'reset',
  'empty',
  'hang',
  'status=500,probability=0.3',
];

/** A world in which things go wrong on purpose: nothing in it is consistent, and nothing of it may be felt elsewhere. */
export async function faulty(visit) {
  const { client, random, name: world, tally, apis } = visit;
  const known = { records: [], within: 1_500 };
  tally.worlds++;
  for (let request = 0; request < perSlice && !visit.over(); request++) {
    if (request % 20 === 0) {
      await client.send(world, '/__standin/faults', { method: 'DELETE' });
      const fault = `${pick(random, ['*', ...apis])}:${pick(random, effects)}`;
      if (await client.send(world, '/__standin/faults', { method: 'POST', body: { fault } })) tally.faults++;
      await create(visit, world, known);
    }
    await sendToVendor(visit, world, known);
  }
  await client.send(undefined, `/__standin/worlds/${world}`, { method: 'DELETE' });
}

/** Life in a world: creations, questions, commands, time. */
async function live(visit, world, requests) {
  const known = { records: [] };
  for (let each = 0; each < 5; each++) await create(visit, world, known);
  for (let request = 0; request < requests && !visit.over(); request++) {
    const what = weighed(visit.random, { send: 75, pair: 8, create: 6, time: 6, control: 5 });
    if (what === 'ask') await sendToVendor(visit, world, known);
    // Two at once: which came first, nobody can tell.
    else if (what === 'pair')
      await Promise.all([sendToVendor(visit, world, known), sendToVendor(visit, world, known)]);
    else if (what === 'bear') await create(visit, world, known);
    else if (what === 'time') await moveTime(visit, world);
    else await control(visit, world, known);
  }
  await visit.client.send(world, '/__standin/clock', { method: 'PUT', body: { clock: 'real' } });
}

async function create({ client, random, apis }, world, known) {
  const body = {
    api: pick(random, apis),
    ...(random() < 0.5 && { scenario: pick(random, scenarios) }),
  };
  const record = await client.json(world, '/__standin/records', { method: 'POST', body });
  if (!record) return;
  known.records.push(record);
  if (known.records.length > 40) known.records.shift();
}

async function moveTime({ client, random, tally }, world) {
  tally.jumps++;
  const how = weighed(random, { advance: 5, next: 4, fast: 1, real: 1, frozen: 1 });
  const put = (clock) => client.send(world, '/__standin/clock', { method: 'PUT', body: { clock } });
  if (how === 'fast') return put('x60');
  if (how === 'real' || how === 'frozen') return put(how);
  if (how === 'next') return client.send(world, '/__standin/clock/next', { method: 'POST' });
  const by = pick(random, ['100ms', '2s', '9s', '1m', '1h']);
  return client.send(world, '/__standin/clock/advance', { method: 'POST', body: { by } });
}

async function control({ client, random, apis }, world, { records }) {
  const api = pick(random, apis);
  const record = pick(random, records);
  const look = (path) => client.send(world, `/__standin/${path}`);
  switch (
    weighed(random, {
      records: 3,
      journal: 1,
      clock: 1,
      scenarios: 2,
      command: 2,
      world: 0.3,
      openapi: 0.3,
      page: 0.5,
    })
  ) {
    case 'records':
      return look(`records?api=${api}&limit=20`);
    case 'command': {
      if (!record) return look('health');
      const kinds = record.api === 'entrecode' ? ['fail', 'succeed'] : ['cancel', 'fail', 'succeed'];
      const body = { kind: pick(random, kinds) };
      const path = `/__standin/records/${record.api}/${encodeURIComponent(record.id)}/commands`;
      return client.send(world, path, { method: 'POST', body });
    }
    case 'scenarios': {
      const body = { defaults: { [api]: pick(random, usualFor(api)) } };
      return client.send(world, '/__standin/scenarios', { method: 'PUT', body });
    }
    case 'journal':
      return look('journal?limit=20');
    case 'clock':
      return look('clock');
    case 'world':
      return look('world');
    case 'openapi':
      return look('openapi.json');
    default:
      return look('');
  }
}
