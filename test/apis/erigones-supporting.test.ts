// What Erigones has beside its page, where a well-behaved client does not look: bad tokens and who has none, the order in
// which it says no, limits, streams up to their end, and call-backs.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import type { Sent } from '../../src/index.ts';
import { type Stage, setStage, stories } from '../_standin.ts';
import { sendRaw } from '../server/_raw.ts';

const start = '/api/vm/web01.example.com/status/start/';
const key = { 'es-api-key': 'any' };
const streamed = { ...key, 'es-stream': 'es' };
const guarded = { credentials: { erigones: ['admin:changeme', 'key'] } };
const nobody = { detail: 'Authentication credentials were not provided.' };
const admin = { username: 'admin', password: 'changeme' };
const ann = { email: 'ann@example.com', first_name: 'Ann', last_name: 'Example', password: 'hers' };

const login = async ({ send }: Stage, json: object = admin) =>
  (await send('/api/accounts/login/', { json })).body;
const by = (token: string) => ({ headers: { authorization: `Token ${token}` } });
const put = ({ send }: Stage, path = start, json: object = {}, headers: object = key) =>
  send(path, { method: 'PUT', json, headers: { ...headers } });

stories('erigones beside its page', (story) => {
  story(
    'gives a token until an hour from now, and says what is missing to who gives no password',
    async (stage) => {
      const { send } = stage;
      const { status, body, headers } = await send('/api/accounts/login/', { json: admin });
      expect(status).toBe(200);
      expect(body).toEqual({
        token: expect.stringMatching(/^[0-9a-f]{40}$/),
        expires: '2026-03-01T13:00:00+00:00',
        detail: 'Welcome to Danube Cloud API.',
      });
      expect(headers.get('es_username')).toBe('admin');
      const refused = await send('/api/accounts/login/', { json: { username: 'admin' } });
      expect(refused).toMatchObject({
        status: 400,
        body: { detail: { password: ['This field is required.'] } },
      });
      const broken = await send('/api/accounts/login/', { method: 'POST', body: '{', headers: {} });
      expect(broken).toMatchObject({
        status: 400,
        body: { detail: expect.stringMatching(/^JSON parse error/) },
      });
      // The service looks at no request there.
      for (const name of ['es_version', 'es_username', 'es_dc']) expect(refused.headers.get(name)).toBeNull();
      expect((await send('/api/ping/')).headers.get('es_version')).toBeNull();
    },
  );

  story(
    'lets nobody in with a password that is not the configured one',
    async (stage) => {
      for (const json of [
        { ...admin, password: 'x' },
        { username: 'bob', password: 'changeme' },
      ])
        expect(await login(stage, json)).toEqual({ detail: 'Unable to log in with provided credentials.' });
      expect((await login(stage)).token).toHaveLength(40);
      const wrong = [
        [by('key2'), 'Invalid token.'],
        [by('0'.repeat(40)), 'Invalid token.'],
        [{ headers: { 'es-api-key': 'key2' } }, 'Invalid API key'],
        [{}, nobody.detail],
      ] as const;
      for (const [init, detail] of wrong)
        expect(await stage.send('/api/vm/', init)).toMatchObject({ status: 403, body: { detail } });
      expect(await stage.send('/api/vm/', { headers: { 'es-api-key': 'key' } })).toMatchObject({
        status: 200,
      });
    },
    guarded,
  );

  story(
    'takes any word for a token where none is configured, but none that only looks given',
    async (stage) => {
      expect(await stage.send('/api/vm/', by('any'))).toMatchObject({ status: 200 });
      const { body } = await stage.send('/api/vm/', by('0'.repeat(40)));
      expect(body).toEqual({ detail: 'Invalid token.' });
    },
  );

  story('knows a token by nothing but its hash', async (stage) => {
    const { token } = await login(stage);
    const known = JSON.stringify(await stage.standin.journal.list());
    expect(known).not.toContain(token);
    expect(known).not.toContain('changeme');
  });

  story(
    'answers the page to strangers as before, but not to a token that is none any more',
    async (stage) => {
      const { token } = await login(stage);
      expect(await stage.send('/api/task/')).toMatchObject({ status: 200 });
      expect(await stage.send('/api/task/', by('anything'))).toMatchObject({ status: 200 });
      await stage.standin.clock.advance('1h');
      expect(await stage.send('/api/task/', by(token))).toMatchObject({ status: 403, body: nobody });
      // One that has run out counts as none; then the key is looked at.
      const both = { headers: { ...by(token).headers, ...key } };
      expect(await stage.send('/api/task/', both)).toMatchObject({ status: 200 });
      const next = (await login(stage)).token;
      await stage.send('/api/accounts/logout/', by(next));
      expect((await stage.send('/api/task/', by(next))).body).toEqual({ detail: 'Invalid token.' });
    },
  );

  story('makes a user whose password and keys count, and takes him away with his token', async (stage) => {
    const { send } = stage;
    const made = await send('/api/accounts/user/ann/', { json: ann, headers: key });
    expect(made).toMatchObject({
      status: 201,
      body: { status: 'SUCCESS', result: { username: 'ann', email: ann.email } },
    });
    expect(made.text).not.toContain('hers');
    expect(made.headers.get('es_task_id')).toBe(made.body.task_id);
    // Nothing is left of a call that was answered at once.
    expect(await send(`/api/task/${made.body.task_id}/status/`)).toMatchObject({ status: 404 });

    const wrong = await login(stage, { username: 'ann', password: 'changeme' });
    expect(wrong.detail).toBe('Unable to log in with provided credentials.');
    const { token } = await login(stage, { username: 'ann', password: 'hers' });
    const keys = (await send('/api/accounts/user/ann/apikeys/', by(token))).body.result;
    const begun = await put(stage, start, {}, { 'es-api-key': keys.api_key });
    expect(begun.headers.get('es_username')).toBe('ann');
    // Who names a server first owns it.
    expect(begun.body.task_id).toMatch(/^8e8d1-/);
    for (const [path, init] of [
      ['/api/accounts/user/bob/', { json: ann, ...by(token) }],
      ['/api/accounts/user/admin/', { method: 'DELETE', ...by(token) }],
      ['/api/accounts/user/ann/', { method: 'DELETE', ...by(token) }],
    ] as const)
      expect(await send(path, init)).toMatchObject({ status: 403, body: { detail: 'Permission denied' } });

    expect(await send('/api/accounts/user/ann/', { method: 'DELETE', headers: key })).toMatchObject({
      status: 200,
      body: { status: 'SUCCESS', result: null },
    });
    expect(await send('/api/vm/', by(token))).toMatchObject({
      status: 403,
      body: { detail: 'Invalid token.' },
    });
    const dead = { headers: { 'es-api-key': keys.api_key } };
    expect((await send('/api/accounts/user/ann/', { headers: key })).status).toBe(404);
    expect((await send('/api/vm/', dead)).headers.get('es_username')).toBe('admin');
  });

  story('keeps out a user who may not use the API', async (stage) => {
    const json = { ...ann, api_access: false };
    await stage.send('/api/accounts/user/ann/', { json, headers: key });
    const refused = await login(stage, { username: 'ann', password: 'hers' });
    expect(refused).toEqual({ detail: 'User account is not allowed to access API.' });
  });

  story('asks in order: what is accepted, who it is, how often, which method, where, what', async (stage) => {
    const bad = '/api/dc/nowhere/vm/x.invalid/status/explode/';
    const request = (method: string, headers: Record<string, string>, path = bad) =>
      stage.send(path, { method, headers }).then(({ status, body }) => [status, body?.detail]);
    expect(await request('PATCH', { accept: 'text/html' })).toEqual([
      406,
      'Could not satisfy the request Accept header.',
    ]);
    expect(await request('PATCH', {})).toEqual([403, nobody.detail]);
    expect(await request('PATCH', key)).toEqual([405, 'Method "PATCH" not allowed.']);
    expect((await stage.send('/api/vm/', { method: 'HEAD', headers: key })).status).toBe(405);
    expect(await request('PUT', key)).toEqual([404, 'Datacenter not found']);
    expect(await request('PUT', key, bad.replace('nowhere', 'main'))).toEqual([404, 'VM not found']);
    const action = '/api/vm/web01/status/explode/';
    expect(await request('PUT', key, action)).toEqual([417, 'Bad action']);
    expect((await put(stage, start, { dc: 'nowhere' })).body).toEqual({ detail: 'Datacenter not found' });
    expect((await stage.send('/api/vm/?dc=main', { headers: key })).status).toBe(200);
    expect((await stage.send('/api/nothing/', { headers: key })).status).toBe(404);
  });

  story('says what it is, indented as is wished, and redirects to the slash', async (stage) => {
    const accept = 'application/json; indent=4';
    const {
      status,
      text: said,
      headers,
    } = await stage.send(start, { method: 'OPTIONS', headers: { ...key, accept } });
    expect(status).toBe(200);
    expect(said.split('\n')[1]).toBe('    "name": "Vm Status",');
    expect(headers.get('allow')).toBe('PUT, OPTIONS');
    expect(headers.get('content-type')).toBe('application/json');
    expect(await stage.send(start, { method: 'OPTIONS' })).toMatchObject({ status: 403, body: nobody });
    for (const method of ['GET', 'PUT']) {
      const moved = await stage.send('/api/vm/web01/status/start?a=b', { method });
      expect([moved.status, moved.headers.get('location'), moved.text]).toEqual([
        301,
        '/api/vm/web01/status/start/?a=b',
        '',
      ]);
    }
  });

  story('takes a body that is no JSON for none, and one without streams for a poller', async (stage) => {
    const init = { method: 'PUT', headers: key, body: '{"dc":' };
    const { status, body, headers } = await stage.send(start, init);
    expect(status).toBe(201);
    expect(body).toEqual({ task_id: headers.get('es_task_id'), status: 'PENDING', result: null });
    expect([headers.get('es_task_response'), headers.get('es_stream')]).toEqual(['true', null]);
    expect((await stage.send('/api/task/')).body).toContain(body.task_id);
    await stage.standin.clock.advance('8s');
    expect((await stage.send(`/api/task/${body.task_id}/status/`)).body.status).toBe('SUCCESS');
    const power = async () =>
      (await stage.send('/api/vm/web01.example.com/status/', { headers: key })).body.result.status;
    expect(await power()).toBe('running');
    await put(stage, start.replace('start', 'stop'));
    await stage.standin.clock.advance('8s');
    expect(await power()).toBe('stopped');
  });

  story('answers at once where the task is over at once, stream or not', async (stage) => {
    await stage.standin.scenarios.set({ defaults: { erigones: 'instant' } });
    const { status, body, headers } = await put(stage, start, {}, streamed);
    expect([status, body.status, headers.get('es_stream')]).toEqual([200, 'SUCCESS', null]);
  });

  story('never streams what is below /task', async (stage) => {
    const { task_id } = (await put(stage)).body;
    const { status, headers } = await stage.send(`/api/task/${task_id}/status/`, { headers: streamed });
    expect([status, headers.get('es_stream')]).toEqual([201, null]);
  });
});

stories('erigones, told to mind how often it is asked', (story) => {
  const options = { throttle: ['erigones'] };
  const statuses = async (
    { send }: Stage,
    times: number,
    path: string,
    headers: Record<string, string> = {},
  ) => {
    const responses = await Promise.all(Array.from({ length: times }, () => send(path, { headers })));
    return responses.map(({ status }) => status);
  };

  story(
    'answers a user 45 times in a minute that slides along, and others all the same',
    async (stage) => {
      const request = (times: number) => statuses(stage, times, '/api/vm/', key);
      expect(await request(20)).not.toContain(429);
      await stage.standin.clock.advance('40s');
      expect((await request(26)).filter((status) => status === 429)).toHaveLength(1);
      const { status, headers, body } = await stage.send('/api/task/', { headers: key });
      expect([status, headers.get('retry-after')]).toEqual([429, '20']);
      expect(body).toEqual({ detail: 'Request was throttled. Expected available in 20.0 seconds.' });
      // It is asked how often before it is asked for what.
      expect((await stage.send('/api/vm/', { method: 'PATCH', headers: key })).status).toBe(429);
      await stage.standin.clock.advance('20s');
      expect((await request(21)).filter((each) => each === 429)).toHaveLength(1);
      await stage.standin.reset();
      expect(await request(1)).toEqual([200]);
    },
    options,
  );

  story(
    'answers strangers 30 times, each address for itself',
    async (stage) => {
      expect((await statuses(stage, 31, '/api/ping/')).filter((status) => status === 429)).toHaveLength(1);
      expect(await statuses(stage, 1, '/api/ping/', { 'x-forwarded-for': '192.0.2.1' })).toEqual([200]);
      expect(await statuses(stage, 1, '/api/vm/', key)).toEqual([200]);
    },
    options,
  );
});

describe('a response of erigones that stays open', () => {
  const open = async (stage: Stage, headers: Record<string, string> = streamed) => {
    const response = await stage.standin.fetch(start, { method: 'PUT', headers, body: '{}' });
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    return { response, next: async () => (await reader.read()).value, reader };
  };
  const stuck = { scenarios: { defaults: { erigones: 'stuck' } } } as const;

  it('has a blank for each look in vain: after 1, 2 … 6, then 9 … 30, 36 … 60, 72 … 1200, then every 30 seconds', async () => {
    const stage = await setStage(stuck);
    const { next, response } = await open(stage);
    expect([response.status, response.headers.get('es_stream')]).toEqual([201, 'True']);
    const looks = [1, 2, 3, 4, 5, 6, 9, 12, 15, 18, 21, 24, 27, 30, 33, 39, 45, 51, 57, 63, 75];
    let at = 0;
    for (const look of looks) {
      await stage.standin.clock.advance((look - at) * 1_000 - 1);
      const blank = next();
      expect(await Promise.race([blank, soon()])).toBe('not yet');
      await stage.standin.clock.advance(1);
      expect(await blank).toBe(' ');
      at = look;
    }
  });

  it('gives up after an hour, with the response that it began with and no line before it', async () => {
    const stage = await setStage(stuck);
    const { next, response } = await open(stage);
    await stage.standin.clock.advance('3700s');
    let said = '';
    for (let part = await next(); part !== undefined; part = await next()) said += part;
    const task_id = response.headers.get('es_task_id');
    expect(JSON.parse(said)).toEqual({ task_id, status: 'PENDING', result: null });
    expect(said).toMatch(/^ {90,}\{/);
  });

  it('ends with the body alone for who asks for a stream, but not as the program does', async () => {
    const stage = await setStage();
    const { next } = await open(stage, { ...key, 'es-stream': 'yes' });
    await stage.standin.clock.advance('1m');
    let said = '';
    for (let part = await next(); part !== undefined; part = await next()) said += part;
    expect(JSON.parse(said)).toMatchObject({ status: 'SUCCESS' });
  });

  it('is let go when its client goes, or the task is deleted, or all is over', async () => {
    const stage = await setStage(stuck, true);
    const fetchOpen = () =>
      fetch(`${stage.standin.url}${start}`, { method: 'PUT', headers: streamed, body: '{}' });
    const gone = await fetchOpen();
    await gone.body!.cancel();
    const removed = await fetchOpen();
    const url = `${stage.standin.url}/__standin/records/erigones/${removed.headers.get('es_task_id')}`;
    await fetch(url, { method: 'DELETE' });
    expect(JSON.parse(await removed.text())).toMatchObject({ status: 'PENDING' });
    const last = await fetchOpen();
    await stage.standin.close();
    await expect(last.text()).rejects.toThrow();
  });
});

describe('a call-back of erigones', () => {
  const closing: (() => void)[] = [];
  afterEach(() => {
    for (const close of closing.splice(0)) close();
  });

  /** A listener that keeps what it is sent. */
  async function listener(status = 204) {
    const heard: { method: string; agent: string; body: Record<string, string> }[] = [];
    const server = createServer(async (request, response) => {
      const body = JSON.parse(await text(request));
      heard.push({ method: request.method!, agent: request.headers['user-agent']!, body });
      response.writeHead(status, { location: 'http://192.0.2.1/' }).end();
    }).listen(0, '127.0.0.1');
    closing.push(() => server.close());
    await new Promise((ready) => server.once('listening', ready));
    return { heard, port: (server.address() as { port: number }).port };
  }

  /** A Standin that tells what it has sent, one after the other. */
  async function sender(options: Parameters<typeof setStage>[0] = {}) {
    const outcomes: Sent[] = [];
    let wake = () => {};
    const onSent = (sent: Sent) => {
      outcomes.push(sent);
      wake();
    };
    const stage = await setStage({ ...options, onSent });
    const sent = async () => {
      while (outcomes.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return outcomes.shift();
    };
    return { stage, sent, outcomes };
  }

  it('comes when the task ends, on the clock of the world, signed with the key of who asked', async () => {
    const { heard, port } = await listener();
    const { stage, sent } = await sender();
    const { token } = await login(stage);
    const cb_url = `http://127.0.0.1:${port}/done?secret=1`;
    const { body } = await put(stage, start, { cb_url }, by(token).headers);
    await stage.standin.clock.advance('7s');
    expect(heard).toEqual([]);
    await stage.standin.clock.advance('1h');
    expect(await sent()).toEqual({ method: 'POST', url: `http://127.0.0.1:${port}/done`, status: 204 });
    const [{ method, agent, body: content }] = heard as [(typeof heard)[number]];
    expect([method, agent]).toEqual(['POST', 'DanubeCloud/4.6']);
    expect(content).toMatchObject({ task_id: body.task_id, status: 'SUCCESS', result: { returncode: 0 } });
    const { token: next } = await login(stage);
    const { callback_key } = (await stage.send('/api/accounts/user/admin/apikeys/', by(next))).body.result;
    const signed = createHash('md5')
      .update(content.random_token + callback_key)
      .digest('hex');
    expect(content.security_token).toBe(signed);
  });

  it('comes with the method that was requested, and when somebody cancels; it follows nobody elsewhere', async () => {
    const { heard, port } = await listener(302);
    const { stage, sent } = await sender();
    const wishes = { cb_url: `http://localhost:${port}/`, cb_method: 'GET' };
    const { task_id } = (await put(stage, start, wishes)).body;
    await put(stage, `/api/task/${task_id}/cancel/`);
    expect(await sent()).toMatchObject({ method: 'GET', status: 302 });
    expect(heard).toMatchObject([{ method: 'GET', body: { status: 'REVOKED', result: 'terminated' } }]);
  });

  it('goes nowhere that nobody has allowed if a foreign page could have asked for it', async () => {
    const { heard, port } = await listener();
    const { stage, sent } = await sender({ callbacks: [`localhost:${port}`], cors: true });
    const url = await stage.standin.listen();
    const asks = async (cb_url: string, headers: Record<string, string>) => {
      const body = JSON.stringify({ cb_url, cb_method: 'DELETE' });
      const all = { 'es-api-key': 'any', 'content-type': 'application/json', ...headers };
      const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
      const length = `Content-Length: ${body.length}`;
      const { host } = new URL(url);
      const named = 'host' in headers ? [] : [`Host: ${host}`];
      const head = [`PUT ${start} HTTP/1.1`, ...named, ...lines, length, 'Connection: close', '', body];
      expect(await sendRaw(url, head.join('\r\n'))).toMatch(/^HTTP\/1\.1 201/);
      await stage.standin.clock.advance('1h');
      const outcome = await sent();
      await stage.standin.reset();
      return outcome;
    };
    const here = `http://127.0.0.1:${port}/`;
    const foreign = 'the request for it came with a foreign Host or Origin; --callbacks 127.0.0.1:';
    for (const headers of [
      { host: 'evil.example' },
      { host: `127.0.0.1.evil.example:${port}` },
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ])
      expect((await asks(here, headers))?.failed).toContain(foreign);
    expect(heard).toEqual([]);
    expect(await asks(`http://localhost:${port}/`, { host: 'evil.example' })).toMatchObject({ status: 204 });
    expect(await asks(here, { origin: url })).toMatchObject({ status: 204 });
  });

  it('goes to this machine only, unless more is allowed; what goes wrong is told', async () => {
    const { stage, sent, outcomes } = await sender({ callbacks: ['localhost.example'] });
    const fails = async (cb_url: unknown) => {
      await put(stage, start, { cb_url });
      await stage.standin.clock.advance('1m');
      return (await sent())?.failed;
    };
    expect(await fails('http://192.0.2.1/x')).toBe(
      '192.0.2.1 is not this machine; --callbacks 192.0.2.1 allows it',
    );
    expect(await fails('http://127.0.0.1.example.com/')).toMatch(/is not this machine/);
    // A page may ask an API, so what an API is asked to send must not control; URLs have many spellings.
    for (const path of [
      '/__standin/reset',
      '/~b/__standin/reset',
      '/a/../__standin/reset',
      '/__st\tandin/reset',
    ])
      expect(await fails(`http://127.0.0.1:1${path}`)).toMatch(/control API/);
    expect(await fails('file:///etc/passwd')).toBe('it is not HTTP');
    expect(await fails('nowhere')).toBe('it is not an absolute URL');
    expect(await fails('http://127.0.0.1:1/')).toMatch(/ECONNREFUSED/);
    expect(await fails('http://localhost.example:1/')).toMatch(/ENOTFOUND|EAI_AGAIN|ECONNREFUSED/);
    await put(stage, start, { cb_url: 'http://127.0.0.1:1/', cb_method: 'SPY' });
    await stage.standin.clock.advance('1m');
    expect(outcomes).toEqual([]);
  });

  it('is given up when all is over, before it was sent and while it is answered', async () => {
    const { stage, outcomes } = await sender();
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    closing.push(() => silent.close());
    const called = new Promise((resolve) => silent.once('request', resolve));
    await new Promise((ready) => silent.once('listening', ready));
    const cb_url = `http://127.0.0.1:${(silent.address() as { port: number }).port}/`;
    await put(stage, start, { cb_url });
    await stage.standin.clock.advance('1m');
    await called;
    await put(stage, start, { cb_url });
    await stage.standin.close();
    expect(outcomes).toEqual([]);
  });
});

it('erigones names the same tokens and tasks in the same world', async () => {
  const content = async () => {
    const stage = await setStage();
    return [(await login(stage)).token, (await put(stage)).body.task_id, (await put(stage)).body.task_id];
  };
  expect(await content()).toEqual(await content());
  expect(new Set(await content()).size).toBe(3);
});

/** What a promise that is not settled loses against. */
async function soon(): Promise<string> {
  for (let turns = 0; turns < 20; turns++) await new Promise((resolve) => setImmediate(resolve));
  return 'not yet';
}
