// Faults on purpose: what can go wrong with a response, where, how often, and that nothing else suffers.
import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/core/values/problem.ts';
import { formatFault, parseFault } from '../../src/core/worlds/fault.ts';
import { setStage, stories } from '../_standin.ts';
import { sendRaw } from './_raw.ts';

const task = '/api_2/build_tasks/106882/fedora-rawhide-x86_64';
const tasks = '/api_2/build_tasks';

stories('a fault', (story) => {
  story('is a status with the vendor’s own error, and says when to come again', async ({ standin, send }) => {
    await standin.faults.create('copr:status=503,retry-after=7');
    const { status, headers, body } = await send(task);
    expect([status, headers.get('retry-after')]).toEqual([503, '7']);
    expect(body).toEqual({ message: expect.any(String) });
    await standin.faults.create('erigones:status=429');
    expect((await send('/api/task/log/')).body).toEqual({ detail: expect.any(String) });
  });

  story('says when to come again with whatever it answers, a success too', async ({ standin, send }) => {
    const create = '/platform/build?platformID=6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13';
    await standin.faults.create('*:retry-after=3');
    for (const [path, init, status] of [
      [task, {}, 200],
      [task, { method: 'HEAD' }, 200],
      ['/api_2/build_tasks/1/fedora-41-x86_64', {}, 404],
      [create, { method: 'POST' }, 201],
      ['/api/task/log/', {}, 200],
    ] as const) {
      const response = await send(path, init);
      expect([path, response.status, response.headers.get('retry-after')]).toEqual([path, status, '3']);
    }
    await standin.faults.clear();
    const { headers } = await send(task, { headers: { prefer: 'fault="retry-after=0"' } });
    expect(headers.get('retry-after')).toBe('0');
    expect((await send(task)).headers.get('retry-after')).toBeNull();
  });

  story('keeps what would have been done from being done', async ({ standin, send }) => {
    const create = () =>
      send('/platform/build?platformID=6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13', { method: 'POST' });
    await standin.faults.create('entrecode/create-build:status=503,times=1');
    expect((await create()).status).toBe(503);
    const builds = await standin.records.list({ api: 'entrecode' });
    expect((await create()).status).toBe(201);
    expect(await standin.records.list({ api: 'entrecode' })).toHaveLength(builds.length + 1);
  });

  story('comes on the nth poll of the same thing, and only then', async ({ standin, send }) => {
    await standin.faults.create('copr/get-build-task:status=500,nth=3');
    const statuses = [];
    for (let poll = 0; poll < 5; poll++) statuses.push((await send(task)).status, (await send(tasks)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 500, 200, 200, 200, 200, 200]);
    await standin.faults.clear();
    await standin.faults.create('copr/get-build-task:status=500,nth=2,times=2');
    const again = [];
    for (let poll = 0; poll < 4; poll++) again.push((await send(task)).status);
    expect(again).toEqual([200, 500, 500, 200]);
  });

  story('comes in a state, which is that of what is shown', async ({ standin, send }) => {
    await standin.faults.create('copr:truncate=20,state=running');
    const { url } = await standin.records.create({ api: 'copr' });
    const path = new URL(url).pathname;
    expect((await send(path)).body).toBeDefined();
    await standin.clock.advance('6s');
    const { status, text } = await send(path);
    expect([status, text.length]).toEqual([200, 20]);
    await standin.clock.advance('1h');
    expect((await send(path)).body).toBeDefined();
  });

  story(
    'comes with a probability, and under one seed always to the same requests',
    async ({ standin, send }) => {
      const operation = async () => {
        await standin.faults.create('copr:status=500,probability=0.3');
        const statuses = [];
        for (let poll = 0; poll < 40; poll++) statuses.push((await send(task)).status);
        return statuses;
      };
      const first = await operation();
      const hits = first.filter((status) => status === 500).length;
      expect(hits).toBeGreaterThan(3);
      expect(hits).toBeLessThan(25);
      await standin.reset();
      expect(await operation()).toEqual(first);
    },
  );

  story('cuts the body short, or calls it by another name', async ({ standin, send }) => {
    const whole = (await send(task)).text;
    await standin.faults.create('copr:truncate');
    expect((await send(task)).text).toBe(whole.slice(0, Math.floor(whole.length / 2)));
    await standin.faults.clear();
    await standin.faults.create('copr:type=text/html');
    const { headers, text } = await send(task);
    expect([headers.get('content-type'), text]).toEqual(['text/html', whole]);
  });

  story('breaks the connection, with a reset or without a word', async ({ standin, send }) => {
    for (const how of ['reset', 'empty']) {
      await standin.faults.create(`copr:${how},times=1`);
      await expect(send(task)).rejects.toThrow('fetch failed');
      expect((await send(task)).status).toBe(200);
    }
  });

  story('never answers, until the client gives up', async ({ standin, send }) => {
    await standin.faults.create('copr:hang,times=1');
    await expect(send(task, { signal: AbortSignal.timeout(60) })).rejects.toThrow();
    expect((await send(task)).status).toBe(200);
  });

  story(
    'makes a response late by the world’s clock: it is there when the clock is',
    async ({ standin, send }) => {
      await standin.faults.create('copr:latency=1h');
      const late = send(task);
      while ((await standin.faults.list())[0]?.hits === 0) await new Promise((turn) => setImmediate(turn));
      await standin.clock.advance('1h');
      expect((await late).status).toBe(200);
    },
  );

  story(
    'takes no step of a clock, which comes with each request, for the time that a response is late by',
    async ({ standin, send }) => {
      const late = send(task);
      const first = await Promise.race([late, new Promise((wait) => setTimeout(wait, 100, 'not yet'))]);
      expect(first).toBe('not yet');
      await standin.clock.advance('30m');
      expect((await late).status).toBe(200);
    },
    { clock: 'step:1h', faults: ['copr:latency=30m'] },
  );

  story('makes a body slow, and lets it be whole', async ({ standin, send }) => {
    const whole = (await send(task)).text;
    await standin.faults.create('copr:slow=50ms,latency=1ms..5ms');
    expect((await send(task)).text).toBe(whole);
  });

  story('can be asked for by the one request that is to have it', async ({ send }) => {
    const { status, headers } = await send(task, { headers: { prefer: 'fault="status=429,retry-after=1"' } });
    expect([status, headers.get('retry-after'), headers.get('preference-applied')]).toEqual([
      429,
      '1',
      'fault',
    ]);
    expect((await send(task)).status).toBe(200);
    expect((await send(task, { headers: { prefer: 'fault=truncat' } })).body).toMatchObject({
      title: 'Unknown fault part',
      hint: expect.stringContaining("Did you mean 'truncate'?"),
    });
  });

  story(
    'that a request asks for is had by it, whatever it is answered, and says nothing of when',
    async (stage) => {
      const requestWith = (path: string, fault: string) =>
        stage.send(path, { headers: { prefer: `fault="${fault}"` } });
      for (const path of ['/api_2/nonsense', '/api/vm', task]) {
        await expect(requestWith(path, 'reset'), path).rejects.toThrow();
        expect((await requestWith(path, 'status=503')).status).toBe(503);
      }
      for (const when of ['nth=2', 'times=1', 'state=failed', 'probability=0']) {
        const { status, body } = await requestWith(task, `reset,${when}`);
        expect([status, body.detail]).toEqual([400, expect.stringContaining('says when')]);
      }
    },
  );

  story('is listed, counted, noted in the journal and deleted', async ({ send }) => {
    const added = await send('/__standin/faults', { json: { fault: 'copr:status=503' } });
    expect(added).toMatchObject({ status: 201, body: { id: 1, fault: 'copr:status=503', hits: 0 } });
    await send(task);
    expect((await send('/__standin/faults')).body.faults).toEqual([
      { id: 1, fault: 'copr:status=503', hits: 1 },
    ]);
    expect((await send('/__standin/journal')).body.entries.at(-1)).toMatchObject({
      status: 503,
      fault: 'status=503',
    });
    expect((await send('/__standin/faults/1', { method: 'DELETE' })).status).toBe(204);
    expect((await send('/__standin/faults/1', { method: 'DELETE' })).status).toBe(404);
    expect((await send(task)).status).toBe(200);
    await send('/__standin/faults', { json: { fault: '*:reset' } });
    expect((await send('/__standin/faults', { method: 'DELETE' })).status).toBe(204);
    expect((await send(task)).status).toBe(200);
  });

  story('stays in its world, and away from Standin’s own routes', async ({ standin, send }) => {
    await standin.world('other').faults.create('*:status=503');
    expect((await send(task)).status).toBe(200);
    expect((await send(`/~other${task}`)).status).toBe(503);
    expect((await send('/~other/__standin/clock')).status).toBe(200);
  });
});

describe('a Standin that begins with faults', () => {
  it('has them in every world, and again after a reset', async () => {
    const { standin, send } = await setStage({ faults: ['copr:status=503,times=1'] });
    for (const prefix of ['', '/~other']) expect((await send(prefix + task)).status).toBe(503);
    expect((await send(task)).status).toBe(200);
    await standin.reset();
    expect((await send(task)).status).toBe(503);
  });

  it('closes while somebody still waits for an answer that never comes', async () => {
    const { standin } = await setStage({ faults: ['copr:hang'] }, true);
    const pending = new Promise((resolve) => {
      request(`${standin.url}${task}`).on('error', resolve).end();
    });
    while ((await standin.faults.list())[0]?.hits === 0) await new Promise((turn) => setImmediate(turn));
    await standin.close();
    expect(await pending).toMatchObject({ code: 'ECONNRESET' });
  });

  it.each(['reset', 'empty'])(
    'breaks a connection by %s when the turn of the response has come, and not before',
    async (how) => {
      const { standin } = await setStage({}, true);
      const requestWith = (...headers: string[]) =>
        [`GET ${task} HTTP/1.1`, 'Host: x', ...headers, '', ''].join('\r\n');
      const late = requestWith('Prefer: fault="latency=20ms"');
      const text = await sendRaw(standin.url, late + requestWith(`Prefer: fault="${how}"`) + requestWith());
      expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200']);
    },
  );
});

describe('the text of a fault', () => {
  it.each([
    'copr/get-build-task:status=503,retry-after=5,nth=3',
    '*:latency=200ms..2000ms',
    'erigones:hang,times=1,state=PENDING',
    'codearts:truncate=10,probability=0.25',
    'copr:slow=5000ms,type=text/html',
    'copr:truncate',
    'copr:reset,probability=.0000001',
    '*:latency=0.0000001ms..1ms,slow=0.0000001ms',
  ])('%s says the same when it is written again', (text) => {
    expect(parseFault(formatFault(parseFault(text)))).toEqual(parseFault(text));
  });

  it.each([
    ['copr', 'names no place'],
    ['copr:', "no fault part ''"],
    ['copr:statos=503', "no fault part 'statos'"],
    ['copr:status=200', 'a whole number from 400 to 599'],
    ['copr:nth=1', 'says when, but not what'],
    ['copr:latency=2s..1s', 'ends before it begins'],
    ['copr:latency', 'takes a value'],
    ['copr:reset,probability=2', 'a number from 0 to 1'],
    ['copr:type=html', 'takes a media type'],
    ['copr:__proto__', "no fault part '__proto__'"],
  ])('%s is refused with what is wrong', (text, why) => {
    expect(() => parseFault(text)).toThrow(Problem);
    expect(() => parseFault(text)).toThrow(why);
  });

  it('names only what there is', async () => {
    const { standin } = await setStage();
    await expect(standin.faults.create('coop:reset')).rejects.toThrow("no api 'coop'");
    await expect(standin.faults.create('copr/get-build-tsk:reset')).rejects.toThrow('get-build-tsk');
    await expect(standin.faults.create('copr:reset,state=RUNNING')).rejects.toThrow("no state 'RUNNING'");
    await expect(standin.faults.create(42 as never)).rejects.toThrow(Problem);
  });
});
