// Limits: what is too much is refused with a word of why, and nothing else suffers.
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { type LimitOptions, limitNames, limitTable } from '../../src/core/worlds/limits.ts';
import { createStandin } from '../../src/index.ts';
import { setStage, stories } from '../_standin.ts';
import { open, request, sendRaw } from './_raw.ts';

const task = '/api_2/build_tasks/106882/fedora-rawhide-x86_64';
const platform = '6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13';

async function limited(limits: LimitOptions) {
  const { standin } = await setStage({ limits });
  const url = await standin.listen();
  const stillWell = async () => expect((await fetch(url + task)).status).toBe(200);
  return { standin, url, stillWell };
}

/** The status, the headers and the problem of a response as it came over the wire. */
function problemIn(response: string) {
  const [head = '', body = ''] = response.split('\r\n\r\n');
  expect(head.toLowerCase()).toContain('content-type: application/problem+json');
  expect(head.toLowerCase()).toContain('connection: close');
  return { status: Number(head.split(' ')[1]), ...JSON.parse(body) };
}

describe('a limit', () => {
  it('is known by its name, and is a whole number or a duration', () => {
    const wrong: [object, RegExp][] = [
      [{ bdy: 1 }, /no limit 'bdy'.*/],
      [{ body: 0 }, /'0' cannot be the limit 'body'/],
      [{ body: 1.5 }, /'1.5' cannot be/],
      [{ body: '1k' }, /'1k' cannot be/],
      [{ requestTime: 'soon' }, /'soon' is not a duration/],
      [{ records: 2 ** 31 }, /cannot be/],
    ];
    for (const [limits, says] of wrong) expect(() => createStandin({ limits })).toThrow(says);
    expect(() => createStandin({ limits: { requestTime: '30s', headerTime: 500, body: '5' } })).not.toThrow();
  });

  it('is never so high that what it lets in could not be read', () => {
    // An address is part of the headers.
    expect(limitTable.url.usual).toBeLessThan(limitTable.headers.usual);
    expect(limitTable.headerTime.usual).toBeLessThan(limitTable.requestTime.usual);
  });
});

stories('what is asked', (story) => {
  const vendors: [string, RequestInit][] = [
    ['/api_2/build_tasks?', {}],
    ['/backend/waiting_builds?', {}],
    ['/v3/jobs/1d2b8d5a7a2e4a3c8a7d6a6f6ab5e7d1/history?', { headers: { 'x-auth-token': 'any' } }],
    [`/platform/build?platformID=${platform}&`, {}],
    ['/api/task/log/?', { headers: { 'es-api-key': 'any' } }],
    ['/__standin/records?', {}],
  ];
  const limits = { url: 2_000, params: 20 };

  story(
    'is refused in the schema of who was asked if its address is too long, or has too many parameters',
    async ({ send }) => {
      for (const [path, init] of vendors) {
        const long = await send(`${path}x=${'x'.repeat(2_000)}`, init);
        expect([long.status, long.text], path).toEqual([414, expect.stringContaining('--limit url=')]);
        const many = await send(`${path}${'a=1&'.repeat(21)}`, init);
        expect([many.status, many.text], path).toEqual([400, expect.stringContaining('--limit params=')]);
      }
      expect((await send(`/platform/build?${'a=1&'.repeat(21)}`)).body).toMatchObject({
        code: 3212,
        verbose: expect.stringContaining('There may be at most 20 parameters in the query of a request.'),
      });
      expect((await send(task)).status).toBe(200);
    },
    { limits },
  );
});

stories('a world', (story) => {
  const creation = { json: { api: 'copr' } };

  story(
    'takes so many records beside those that it begins with; then each API says no in its words',
    async ({ send, standin }) => {
      const create = () => send(`/platform/build?platformID=${platform}`, { method: 'POST' });
      expect((await create()).status).toBe(201);
      expect((await send('/__standin/records', creation)).status).toBe(201);
      const full = await create();
      expect(full).toMatchObject({ status: 507, body: { code: 3000, status: 507 } });
      expect(full.body.verbose).toMatch(/at most 2 records .* --limit records=/);
      expect(await send('/__standin/records', creation)).toMatchObject({
        status: 507,
        body: { title: 'Limit reached', hint: expect.stringContaining('--limit records=') },
      });
      const given = { api: 'copr', name: 'build-is-running', params: { build_id: 9 } };
      await expect(standin.presets.create(given)).rejects.toThrow(/at most 2 records/);
      // Another world has room, a record that goes makes room, and what is there can still be changed.
      expect((await send('/~other/__standin/records', creation)).status).toBe(201);
      const [, own] = await standin.records.list({ api: 'copr' });
      expect((await standin.records.command('copr', own!.id, 'cancel')).state).toBe('canceled');
      await standin.records.delete('copr', own!.id);
      expect((await create()).status).toBe(201);
      await standin.reset();
      expect((await create()).status).toBe(201);
    },
    { limits: { records: 2 } },
  );

  story(
    'begins with whatever was asked for',
    async ({ send, standin }) => {
      expect(await standin.records.list({ api: 'copr' })).toHaveLength(51);
      expect((await send('/__standin/records', creation)).status).toBe(201);
    },
    { limits: { records: 1 }, fill: { copr: 50 } },
  );

  story(
    'is made as long as there is room for one, and none is dropped for it',
    async ({ send, standin }) => {
      for (const name of ['one', 'two']) expect((await send(`/~${name}${task}`)).status).toBe(200);
      const refused = await send(`/~three${task}`);
      expect(refused).toMatchObject({ status: 507, body: { title: 'Limit reached' } });
      expect(refused.body.detail).toMatch(/Drop worlds that you no longer need.*at most 3 worlds/);
      expect(refused.body.hint).toContain('--limit worlds=');
      expect((await send('/__standin/worlds')).body.worlds).toEqual(['default', 'one', 'two']);
      await standin.world('one').drop();
      expect((await send(`/~three${task}`)).status).toBe(200);
    },
    { limits: { worlds: 3 } },
  );

  story(
    'keeps so many entries in its journal, the newest',
    async ({ send }) => {
      for (let i = 0; i < 5; i++) await send(`/api_2/nothing/${i}`);
      const { body } = await send('/__standin/journal');
      expect(body.entries.map((each: { number: number }) => each.number)).toEqual([4, 5]);
      expect(body.total).toBe(5);
    },
    { limits: { journal: 2 } },
  );
});

stories('a long list of the control API', (story) => {
  /** Follows the links of a list to its end. */
  const walk = async (send: Parameters<Parameters<typeof story>[1]>[0]['send'], first: string, init = {}) => {
    const parts = [];
    for (let path: string | undefined = first; path; path = parts.at(-1)!.next)
      parts.push((await send(path, init)).body);
    return parts;
  };

  story(
    'comes in parts, each with the number of all and a link to the next',
    async ({ send, standin }) => {
      const all = (await standin.records.list()).map(({ api, id }) => `${api} ${id}`);
      expect(all.length).toBeGreaterThan(20);
      const parts = await walk(send, '/__standin/records?limit=7');
      expect(parts.map(({ total }) => total)).toEqual(parts.map(() => all.length));
      expect(
        parts.flatMap(({ records }) =>
          records.map((each: { api: string; id: string }) => `${each.api} ${each.id}`),
        ),
      ).toEqual(all);
      expect(parts).toHaveLength(Math.ceil(all.length / 7));
      expect(parts.at(-1)!.next).toBeUndefined();
      const some = await walk(send, '/__standin/records?api=copr&state=succeeded&limit=5');
      expect(some[0].next).toMatch(/\?offset=5&limit=5&api=copr&state=succeeded$/);
      expect(
        some.every(({ records }) => records.every((each: { state: string }) => each.state === 'succeeded')),
      ).toBe(true);
      expect((await send('/__standin/records?offset=100000')).body).toEqual({
        records: [],
        total: all.length,
      });
      for (const query of ['limit=0', 'limit=1001', 'limit=x', 'offset=-1'])
        expect((await send(`/__standin/records?${query}`)).status, query).toBe(400);
      expect(await standin.records.list({ offset: 1, limit: 2 })).toHaveLength(2);
    },
    { fill: { copr: 30 } },
  );

  story('leads on into the world that was asked, however it was named', async ({ send, standin }) => {
    for (let i = 0; i < 3; i++) await standin.world('mine').records.create({ api: 'entrecode' });
    const inHeader = { headers: { 'x-standin-world': 'mine' } };
    const ofHeader = await send('/__standin/records?api=entrecode&limit=2', inHeader);
    expect((await send(ofHeader.body.next)).body.records).toHaveLength(1);
    const ofPath = await walk(send, '/~mine/__standin/records?api=entrecode&limit=2');
    expect(ofPath.map(({ records }) => records.length)).toEqual([2, 1]);
  });

  story(
    'shows of the journal what follows a number, though older entries go and newer come',
    async ({ send }) => {
      for (let i = 0; i < 4; i++) await send('/api_2/nothing');
      const first = (await send('/__standin/journal?limit=2')).body;
      for (let i = 0; i < 3; i++) await send('/api_2/nothing');
      const second = (await send(first.next)).body;
      expect(
        [first, second].map(({ entries }) => entries.map((each: { number: number }) => each.number)),
      ).toEqual([
        [1, 2],
        [3, 4],
      ]);
      expect((await walk(send, '/__standin/journal?limit=2')).map(({ entries }) => entries.length)).toEqual([
        2, 2, 1,
      ]);
    },
    { limits: { journal: 5 } },
  );
});

describe('a connection', () => {
  it('beyond those that may be open is told so, and room is made by one that goes', async () => {
    const { url, stillWell } = await limited({ connections: 2 });
    const idle = [open(url), open(url)];
    await Promise.all(idle.map(({ socket }) => new Promise((next) => socket.once('connect', next))));
    const response = problemIn(await request(url, `GET ${task}`));
    expect(response).toMatchObject({
      status: 503,
      title: 'Limit reached',
      hint: expect.stringContaining('--limit connections='),
    });
    for (const { socket, ended } of idle) {
      socket.end();
      await ended;
    }
    await stillWell();
  });

  it('may have so many requests waiting for their turn, and no more', async () => {
    const { url, stillWell } = await limited({ pipeline: 3 });
    const bytesOfOne = `GET ${task} HTTP/1.1\r\nHost: x\r\n\r\n`;
    const last = `GET ${task} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
    const statuses = (text: string) =>
      [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status));
    expect(statuses(await sendRaw(url, bytesOfOne.repeat(3) + last))).toEqual([200, 200, 200, 200]);
    const text = await sendRaw(url, bytesOfOne.repeat(100));
    expect(statuses(text)).toEqual([200, 200, 200, 200, 503]);
    expect(text).toContain('--limit pipeline=');
    await stillWell();
  });

  it('that asks for a stream takes no place before its turn has come, nor when its client goes', async () => {
    const { url } = await limited({ streams: 1 });
    const hang = `GET ${task} HTTP/1.1\r\nHost: x\r\nPrefer: fault="hang"\r\n\r\n`;
    const lines = [
      'PUT /api/vm/web01.example.com/status/stop/ HTTP/1.1',
      'Host: x',
      'ES-API-KEY: any',
      'ES-STREAM: es',
      'Content-Length: 0',
    ];
    const stream = [...lines, '', ''].join('\r\n');
    const begins = async (bytes: string) => {
      const { socket, ended } = open(url, bytes);
      await once(socket, 'data');
      socket.destroy();
      return (await ended).split('\r\n')[0];
    };
    const waiting = open(url, hang + stream);
    await once(waiting.socket, 'connect');
    await vi.waitFor(async () => expect(await begins(stream)).toBe('HTTP/1.1 201 Created'));
    const taking = open(url, stream);
    await once(taking.socket, 'data');
    expect(await begins(stream)).toBe('HTTP/1.1 503 Service Unavailable');
    taking.socket.destroy();
    waiting.socket.destroy();
    await vi.waitFor(async () => expect(await begins(stream)).toBe('HTTP/1.1 201 Created'));
  });

  it('whose sender is slow is cut off, be it with its headers or its body', async () => {
    const { url, stillWell, standin } = await limited({ headerTime: 100, requestTime: 200 });
    const late = {
      status: 408,
      title: 'Limit reached',
      detail: expect.stringContaining('It took too long.'),
    };
    const heads = 'POST /platform/build HTTP/1.1\r\nHost: x\r\n';
    const [nothing, head, body] = await Promise.all([
      open(url).ended,
      sendRaw(url, heads),
      sendRaw(url, `${heads}Content-Length: 10\r\n\r\n{`),
    ]);
    expect(problemIn(nothing)).toMatchObject(late);
    expect(problemIn(head)).toMatchObject(late);
    expect(problemIn(body)).toMatchObject(late);
    // Each is told the limit that is his.
    expect(head).toContain('--limit headerTime=');
    expect(body).toContain('--limit requestTime=');
    await stillWell();
    expect((await standin.journal.list()).at(-1)).toMatchObject({ status: 200 });
  });

  it('with too many headers is told so', async () => {
    const { url, stillWell } = await limited({ headers: 1_000 });
    expect(problemIn(await request(url, `GET ${task}`, `X: ${'x'.repeat(1_000)}`))).toMatchObject({
      status: 431,
      hint: expect.stringContaining('--limit headers='),
    });
    await stillWell();
  });

  it.each([
    ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 secret'],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['no words', '\0\0\0\0\r\n\r\n'],
    ['an unknown method', 'BREW /secret HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a header with a bad name', `GET ${task} HTTP/1.1\r\nHost: x\r\nse cret: 1\r\n\r\n`],
    ['a bad length', `POST ${task} HTTP/1.1\r\nHost: x\r\nContent-Length: secret\r\n\r\n`],
    ['two lengths', `POST ${task} HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n`],
    [
      'a length and chunks',
      `POST ${task} HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`,
    ],
    [
      'bad chunks',
      `POST /platform/build HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nsecret\r\n`,
    ],
    ['no host', `GET ${task} HTTP/1.1\r\n\r\n`],
    ['a bad host', `GET ${task} HTTP/1.1\r\nHost: se cret/?\r\n\r\n`],
    ['no path', 'GET secret HTTP/1.1\r\nHost: x\r\n\r\n'],
  ])('that sends %s is told that it is no HTTP, without what it sent', async (_, bytes) => {
    const { url, stillWell } = await limited({});
    const response = await sendRaw(url, bytes);
    expect(problemIn(response)).toMatchObject({ status: 400, title: 'Bad HTTP' });
    expect(response).not.toMatch(/secret|se cret|at .*\.[jt]s/);
    await stillWell();
  });

  it('that wants another protocol, or more than HTTP has, is told what there is', async () => {
    const { url, stillWell } = await limited({});
    expect(
      problemIn(await sendRaw(url, 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n')),
    ).toMatchObject({ status: 501, title: 'No proxy' });
    expect(problemIn(await request(url, `GET ${task}`, 'Expect: miracles'))).toMatchObject({ status: 417 });
    expect(await request(url, `GET ${task}`, 'Connection: Upgrade', 'Upgrade: websocket')).toMatch(
      /^HTTP\/1.1 200/,
    );
    await stillWell();
  });

  it.each([
    ['says how much it sends', (body: string) => `Content-Length: ${body.length}\r\n\r\n${body}`],
    [
      'sends it in chunks',
      (body: string) =>
        `Transfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
    ],
  ])('that %s, and too much, is told so and may go on asking', async (_, sent) => {
    const { url } = await limited({ body: 1_000 });
    const { socket, ended } = open(
      url,
      `POST /platform/build HTTP/1.1\r\nHost: x\r\n${sent('x'.repeat(300_000))}`,
    );
    // As clients do that keep their connections: the next request is sent once the first is answered.
    await new Promise((answered) => socket.once('data', answered));
    socket.write(`GET ${task} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    const statuses = [...(await ended).matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status));
    expect(statuses).toEqual([413, 200]);
  });

  it('that breaks off affects no other', async () => {
    const { url, stillWell } = await limited({});
    for (const bytes of [
      '',
      'GET',
      `GET ${task} HTTP/1.1\r\nHost: x\r\n`,
      'POST /platform/build HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{',
    ]) {
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      await new Promise((next) => socket.once('connect', next));
      socket.write(bytes);
      socket.resetAndDestroy();
    }
    await stillWell();
  });
});

it('each limit is named in the reference as it is', async () => {
  const { readFileSync } = await import('node:fs');
  const operations = [
    ...readFileSync('docs/reference/limits.md', 'utf8').matchAll(
      /^\| `(\w+)` +\| +([\d,]+)( ms)? +\| ([^|]+?) +\| (\d{3}|–) +\|$/gm,
    ),
  ];
  const shown = operations.map(([, name, usual, ms, what, status]) => [
    name,
    Number(usual!.replaceAll(',', '')),
    ms ? 'time' : 'count',
    what,
    status === '–' ? null : Number(status),
  ]);
  expect(shown).toEqual(
    limitNames.map((name) => [
      name,
      limitTable[name].usual,
      limitTable[name].kind,
      limitTable[name].what,
      limitTable[name].status,
    ]),
  );
});

describe('responses that are held open', () => {
  const path = '/api/vm/web01.example.com/status/start/';
  const headers = { 'es-api-key': 'any', 'es-stream': 'es' };
  const held = async () => {
    const { standin } = await setStage({
      limits: { streams: 2 },
      scenarios: { defaults: { erigones: 'stuck' } },
    });
    const url = await standin.listen();
    const hold = (more: object = {}) =>
      fetch(url + path, { method: 'PUT', body: '{}', headers: { ...headers, ...more } });
    const tasks = async () => (await standin.records.list({ api: 'erigones' })).length;
    return { standin, url, hold, tasks };
  };

  it('are so many at once; who comes then is told so before anything is done', async () => {
    const { url, hold, tasks } = await held();
    const first = await hold();
    const second = await hold();
    const before = await tasks();
    const refused = await hold();
    expect([refused.status, refused.headers.get('content-type')]).toEqual([503, 'application/json']);
    expect(await refused.json()).toEqual({
      detail: expect.stringMatching(/at most 2 streams held open at once.* --limit streams=/),
    });
    expect(await tasks()).toBe(before);
    // Who does not want to be held is answered, and so are other APIs and the export, which ends by itself.
    const polling = { method: 'PUT', body: '{}', headers: { 'es-api-key': 'any' } };
    expect((await fetch(url + path, polling)).status).toBe(201);
    for (const each of [task, '/__standin/world']) expect((await fetch(url + each)).status).toBe(200);
    await first.body!.cancel();
    const third = await vi.waitFor(async () => {
      const response = await hold();
      expect(response.status).toBe(201);
      return response;
    });
    await Promise.all([second, third].map((each) => each.body!.cancel()));
  });

  it('make room when they end, break, or never begin', async () => {
    const { standin, hold } = await held();
    const said = [await hold(), await hold()].map((each) => each.text());
    expect((await hold()).status).toBe(503);
    await standin.clock.advance('2h');
    for (const text of await Promise.all(said)) expect(text).toContain('PENDING');
    for (const fault of ['reset', 'empty']) {
      for (let i = 0; i < 3; i++)
        await expect(hold({ prefer: `fault="${fault}"` })).rejects.toThrow('fetch failed');
    }
    for (let i = 0; i < 3; i++) expect((await hold({ prefer: 'fault="status=500"' })).status).toBe(500);
    await standin.scenarios.set({ defaults: { erigones: 'instant' } });
    for (let i = 0; i < 3; i++) expect((await hold()).status).toBe(200);
  });

  it('do not keep the server from closing', async () => {
    const { standin, hold } = await held();
    const open = [await hold(), await hold()];
    await standin.close();
    for (const each of open) await expect(each.text()).rejects.toThrow();
    const again = await standin.listen();
    const response = await fetch(again + path, { method: 'PUT', body: '{}', headers });
    expect(response.status).toBe(201);
    await response.body!.cancel();
  });
});
