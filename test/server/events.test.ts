// What happens in a world, as server-sent events: told in order, resumed where it was left, and never without bound.
import { describe, expect, it } from 'vitest';
import { createChangeLog } from '../../src/core/store/change-log.ts';
import { setStage, startOfTime } from '../_standin.ts';

interface Told {
  readonly id: string | undefined;
  readonly event: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into events of every kind.
  readonly data: any;
}

/** Follows a world until `enough` of what was told; then lets go of the connection. */
async function follow(
  url: string,
  enough: (told: readonly Told[]) => boolean,
  headers = {},
): Promise<Told[]> {
  const gone = new AbortController();
  const response = await fetch(url, { headers, signal: gone.signal });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const told: Told[] = [];
  let text = '';
  for await (const bytes of response.body!) {
    text += Buffer.from(bytes).toString();
    const blocks = text.split('\n\n');
    text = blocks.pop()!;
    told.push(...blocks.map(parse));
    if (enough(told)) break;
  }
  gone.abort();
  return told;
}

function parse(block: string): Told {
  const fields = new Map(block.split('\n').map((line) => line.split(/: (.*)/s, 2) as [string, string]));
  return { id: fields.get('id'), event: fields.get('event')!, data: JSON.parse(fields.get('data')!) };
}

const has = (event: string) => (told: readonly Told[]) =>
  told.some((each) => each.event === event && each.id);

describe('the events of a world', () => {
  it('tell of the clock, faults and scenarios at once, and of each change as it comes', async () => {
    const { standin } = await setStage({}, true);
    const url = `${standin.url}/__standin/events`;
    const first = await follow(url, has('faults'));
    expect(first.map(({ event }) => event)).toEqual(['start', 'clock', 'scenarios', 'readings', 'faults']);
    expect(first[0]!.data).toEqual({ world: 'default', resumed: false });
    expect(first[1]!.data).toEqual({ now: new Date(startOfTime).toISOString(), clock: 'frozen' });

    const since = first.at(-1)!.id!;
    const record = await standin.records.create({ api: 'copr', attributes: { build_id: 7 } });
    await standin.faults.create('copr:status=503');
    await standin.clock.advance('10s');
    await fetch(record.url, { headers: record.headers });
    const resumed = await follow(`${url}?since=${since}`, has('journal'));
    expect(resumed[0]).toMatchObject({ event: 'start', data: { resumed: true } });
    const of = (event: string) => resumed.find((each) => each.event === event)!.data;
    // The same build is seen from the linked API as well.
    const linked = (await standin.records.list({ api: 'copr-waiting', samples: false }))[0];
    expect(of('records').records).toEqual([await standin.records.get('copr', record.id), linked]);
    expect(of('clock').now).toBe(new Date(startOfTime + 10_000).toISOString());
    expect(of('faults').faults).toEqual([{ id: 1, fault: 'copr:status=503', hits: 1 }]);
    expect(of('journal')).toMatchObject({
      entries: [{ number: 1, operation: 'copr/get-build-task', status: 503, fault: 'status=503' }],
      left: 0,
      cleared: false,
    });
  });

  it('tell that a record was deleted, and are resumed by the header that browsers send', async () => {
    const { standin } = await setStage({}, true);
    const record = await standin.records.create({ api: 'copr', attributes: { build_id: 7 } });
    const url = `${standin.url}/__standin/events`;
    const since = (await follow(url, has('faults'))).at(-1)!.id!;
    await standin.records.delete('copr', record.id);
    const told = await follow(url, has('records'), { 'last-event-id': since });
    const { data } = told.find(({ event }) => event === 'records')!;
    expect(data.records).toEqual([]);
    expect(data.deleted).toContainEqual({ api: 'copr', id: record.id });
  });

  it('start anew where a mark is of another world, or of this one before its reset', async () => {
    const { standin } = await setStage({}, true);
    const url = `${standin.url}/__standin/events`;
    const since = (await follow(url, has('faults'))).at(-1)!.id!;
    await standin.reset();
    for (const mark of [since, 'no mark', since.replace(/^[^.]+/, 'x'), `${since}9`]) {
      const told = await follow(`${url}?since=${encodeURIComponent(mark)}`, has('faults'));
      expect(told[0]).toMatchObject({ event: 'start', data: { resumed: false } });
    }
  });

  it('start anew while they are followed, when the world is reset', async () => {
    const { standin } = await setStage({}, true);
    const told = await follow(`${standin.url}/__standin/events`, (all) => {
      if (all.length === 5) void standin.reset();
      return all.filter(({ event }) => event === 'start').length === 2;
    });
    expect(told.at(-1)!.data.resumed).toBe(false);
  });

  it('tell of many records bit by bit, and of each once', async () => {
    const { standin } = await setStage({}, true);
    const url = `${standin.url}/__standin/events`;
    const since = (await follow(url, has('faults'))).at(-1)!.id!;
    for (let build_id = 1; build_id <= 700; build_id++)
      await standin.records.create({ api: 'copr', attributes: { build_id } });
    const named = (all: readonly Told[]) =>
      all.filter(({ event }) => event === 'records').flatMap(({ data }) => data.records);
    const told = await follow(`${url}?since=${since}`, (all) =>
      named(all).some(({ attributes }) => attributes.build_id === 700),
    );
    const ids = named(told).map(({ api, id }) => `${api} ${id}`);
    expect(new Set(ids).size).toBe(ids.length);
    expect(
      told.filter(({ event }) => event === 'records').every(({ data }) => data.records.length <= 300),
    ).toBe(true);
  });

  it('end when the world is dropped', async () => {
    const { standin } = await setStage({}, true);
    const told = await follow(`${standin.url}/~other/__standin/events`, (all) => {
      if (all.length === 5) void standin.world('other').drop();
      return all.at(-1)!.event === 'end';
    });
    expect(told.at(-1)!.event).toBe('end');
  });

  it('are not for foreign pages, nor for whoever has no token', async () => {
    const { standin } = await setStage({ adminToken: 'sesame' }, true);
    const url = `${standin.url}/__standin/events`;
    expect((await fetch(url)).status).toBe(401);
    const token = { 'x-standin-token': 'sesame' };
    expect((await fetch(url, { headers: { ...token, origin: 'http://elsewhere.test' } })).status).toBe(403);
    expect((await follow(url, has('faults'), token)).length).toBe(5);
  });
});

describe('the log of changes', () => {
  it('keeps nothing until it is asked, and forgets what nobody asks for', () => {
    const log = createChangeLog(4);
    log.note({ api: 'a', id: '1' });
    expect(log.since(0)).toBeUndefined();
    log.note({ api: 'a', id: '2' });
    log.note({ api: 'a', id: '2' });
    expect(log.since(1)).toEqual([{ api: 'a', id: '2', number: 3 }]);
    for (let id = 3; id < 20; id++) log.note({ api: 'a', id: String(id) });
    expect(log.since(3)).toBeUndefined();
    expect(log.since(log.last)).toEqual([]);
  });
});

describe("the vendor's response at another instant", () => {
  it('is that of the instant, and leaves nothing behind', async () => {
    const { standin, send } = await setStage({ faults: ['*:status=503'] });
    const record = await standin.records.create({ api: 'copr', attributes: { build_id: 7 } });
    const path = `/__standin/records/copr/${encodeURIComponent(record.id)}/response`;
    const stateIn = ({ body }: Awaited<ReturnType<typeof send>>) => JSON.parse(body.text).build_task.state;
    const last = record.timeline.at(-1)!;
    expect(stateIn(await send(path))).toBe(record.state);
    expect(stateIn(await send(`${path}?at=${last.at}`))).toBe(last.state);
    expect(stateIn(await send(path))).toBe(record.state);
    expect(await standin.journal.list()).toEqual([]);
    expect((await standin.faults.list())[0]!.hits).toBe(0);
    expect((await standin.clock.get()).now).toBe(new Date(startOfTime).toISOString());
  });

  it('has the links of the world that is asked, however it is named', async () => {
    const { standin, send } = await setStage();
    const record = await standin.world('other').records.create({ api: 'copr', attributes: { build_id: 7 } });
    const path = `/__standin/records/copr/${encodeURIComponent(record.id)}/response`;
    const byPath = await send(`/~other${path}`);
    const byHeader = await send(path, { headers: { 'x-standin-world': 'other' } });
    expect(byPath.body).toMatchObject({ status: 200 });
    expect(byHeader.body.text).toBe(byPath.body.text);
    expect(byPath.body.text).toContain('/~other/');
  });
});

describe('the APIs that are served', () => {
  it('are told with their states, commands and errata; one of them with its clauses; readings change', async () => {
    const { send } = await setStage();
    const { body } = await send('/__standin/apis');
    const copr = body.apis.find(({ name }: { name: string }) => name === 'copr');
    expect(copr.states.map(({ name }: { name: string }) => name)).toContain(copr.running);
    expect(copr.commands.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['cancel', 'fail', 'succeed']),
    );
    expect((await send('/__standin/apis/copr')).body.clauses.length).toBeGreaterThan(10);
    expect((await send('/__standin/apis/nothing')).status).toBe(404);
    const readings = { 'copr/detail-build-id': 'literal' };
    const changed = await send('/__standin/readings', { method: 'PUT', json: { readings } });
    expect(changed.body.readings['copr/detail-build-id']).toBe('literal');
    const unknown = await send('/__standin/readings', {
      method: 'PUT',
      json: { readings: { nothing: 'literal' } },
    });
    expect(unknown).toMatchObject({ status: 400, body: { title: 'Unknown erratum' } });
  });
});
