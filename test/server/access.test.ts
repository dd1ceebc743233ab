// Access: who may control, from where, and whose pages may ask.
import { describe, expect, it } from 'vitest';
import { createStandin, verify } from '../../src/index.ts';
import { isLoopback } from '../../src/server/port/hosts.ts';
import { setStage } from '../_standin.ts';
import { request } from './_raw.ts';

const clock = '/__standin/clock';
const task = '/api_2/build_tasks/106882/fedora-rawhide-x86_64';
/** All interfaces: the tests ask by the loopback all the same. */
const everywhere = '0.0.0.0';

async function authOf(options: Parameters<typeof setStage>[0] = {}, host = '127.0.0.1') {
  const { standin } = await setStage(options);
  const { port } = new URL(await standin.listen({ host }));
  const url = `http://127.0.0.1:${port}`;
  const sendTo = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(url + path, init);
    const text = await response.text();
    const body = response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : undefined;
    return { status: response.status, headers: response.headers, text, body };
  };
  /** What Node's own client would not let us say. */
  const raw = (line: string, ...headers: string[]) => request(url, line, ...headers);
  return { standin, url, sendTo, raw };
}

describe('a token', () => {
  it.each([
    ['127.0.0.1', true],
    ['127.8.9.1', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['localhost', true],
    ['LOCALHOST.', true],
    ['0.0.0.0', false],
    ['::', false],
    ['192.168.1.5', false],
    ['build-box', false],
    ['localhost.evil.example', false],
    ['127.0.0.1.evil.example', false],
  ])('is not wanted on loopback alone: %s, %s', (host, alone) => {
    expect(isLoopback(host)).toBe(alone);
  });

  it('is wanted by nobody on loopback', async () => {
    const { standin, sendTo } = await authOf();
    expect(standin.adminToken).toBeUndefined();
    expect(await sendTo(clock)).toMatchObject({ status: 200 });
  });

  it('is made up on any other address, another at each start, and known to the program', async () => {
    const { standin, sendTo } = await authOf({}, everywhere);
    const { adminToken } = standin;
    expect(adminToken).toMatch(/^[\w-]{32}$/);
    expect((await authOf({}, everywhere)).standin.adminToken).not.toBe(adminToken);
    const refused = await sendTo(clock);
    expect(refused).toMatchObject({
      status: 401,
      body: { title: 'Admin token needed', hint: expect.stringContaining('X-Standin-Token: <token>') },
    });
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(refused.headers.get('www-authenticate')).toMatch(/^Bearer/);
    for (const headers of [
      { 'x-standin-token': adminToken! },
      { authorization: `Bearer ${adminToken}` },
      { authorization: `bearer  ${adminToken}` },
      // A client may carry what its API wants beside it.
      { authorization: 'Token of-the-vendor', 'x-standin-token': adminToken! },
    ])
      expect(await sendTo(clock, { headers }), JSON.stringify(headers)).toMatchObject({ status: 200 });
    await standin.close();
    expect(standin.adminToken).toBeUndefined();
  });

  it('is wanted as it was given, even on loopback, and no other will do', async () => {
    const { sendTo } = await authOf({ adminToken: 'open-sesame' });
    for (const token of ['', 'open', 'open-sesame-', 'OPEN-SESAME', 'x'.repeat(1_000)])
      expect(await sendTo(clock, { headers: { 'x-standin-token': token } }), token).toMatchObject({
        status: 401,
      });
    expect(await sendTo(clock, { headers: { 'x-standin-token': 'open-sesame' } })).toMatchObject({
      status: 200,
    });
  });

  it('guards all that reads or changes a world, in every world, and nothing that only describes', async () => {
    const { sendTo } = await authOf({ adminToken: 'open-sesame' });
    const statusOf = async (method: string, path: string) => (await sendTo(path, { method })).status;
    const { body } = await sendTo('/__standin/openapi.json');
    const operations = Object.entries(body.paths as Record<string, object>).flatMap(([path, item]) =>
      Object.keys(item).map((method) => [method.toUpperCase(), path] as const),
    );
    const admin = operations.filter(([, path]) => path.startsWith('/__standin/'));
    expect(admin.length).toBeGreaterThan(15);
    for (const [method, template] of admin) {
      const open = method === 'GET' && /health|openapi|schemas/.test(template);
      const path = template.replace('schemas/{api}/{schema}', 'schemas/copr/build-task');
      for (const prefix of ['', '/~other', '//'])
        expect(await statusOf(method, prefix + path), `${method} ${prefix}${path}`).toBe(open ? 200 : 401);
    }
    expect(await statusOf('GET', '/__standin/')).toBe(200);
    expect(await statusOf('GET', '/__standin/schemas/../clock')).toBe(401);
    expect(await statusOf('GET', '/__standin/schemas/%2e%2e/clock')).toBe(401);
    expect(await statusOf('GET', '/x/../__standin/clock')).toBe(401);
    expect(await statusOf('GET', '/__standin/schemas/copr/none')).not.toBe(401);
    expect(await statusOf('DELETE', '/__standin/health')).toBe(401);
    expect(await statusOf('GET', task)).toBe(200);
  });

  it('is not wanted of who has the Standin in his own process', async () => {
    const { standin } = await authOf({ adminToken: 'open-sesame' }, everywhere);
    expect((await standin.fetch(clock)).status).toBe(200);
    expect((await standin.world('mine').fetch(clock)).status).toBe(200);
    expect(await standin.clock.get()).toMatchObject({ clock: 'frozen' });
  });

  it('is one word: any other is refused and not repeated', async () => {
    for (const adminToken of ['', 'two words', 'schlüssel'])
      await expect(setStage({ adminToken })).rejects.toThrow(
        'An admin token must be one word of visible ASCII characters.',
      );
  });

  it('is shown by verify to the control API of its target, and to nobody else', async () => {
    const { url, standin } = await authOf({ adminToken: 'open-sesame', apis: ['copr'] });
    const options = { api: 'copr', url, pact: false };
    await expect(verify(options)).rejects.toThrow(/refuses to be controlled: it answered 401/);
    const report = await verify({ ...options, adminToken: 'open-sesame' });
    expect(report.verdict).toBe('passed');
    expect(JSON.stringify(report)).not.toContain('open-sesame');
    const { entries } = (await (await standin.fetch('/__standin/journal')).json()) as {
      entries: { headers: object }[];
    };
    for (const { headers } of entries) expect(Object.keys(headers)).not.toContain('x-standin-token');
  });
});

describe('a host name', () => {
  it.each(['http://standin.test', 'standin.test:4010', 'standin.test/', 'a b', ''])(
    'is refused with what to give instead where it can never come: %o',
    (name) => expect(() => createStandin({ allowHosts: [name] })).toThrow(/is not a host name/),
  );

  it('is ours if it is a loopback name, an IP address, the one listened on, or an allowed one', async () => {
    const { raw } = await authOf({ allowHosts: ['standin.test'] }, 'localhost');
    const hosts = [
      'localhost:4010',
      'a.localhost',
      '127.0.0.1',
      '[::1]:4010',
      '192.168.1.5',
      'Standin.Test.',
    ];
    for (const host of hosts)
      expect(await raw(`GET ${clock}`, `Host: ${host}`), host).toMatch(/^HTTP\/1.1 200/);
  });

  it.each(['evil.example', 'evil.example:4010', 'localhost.evil.example', '127.0.0.1.evil.example', ''])(
    'that somebody else can make lead here controls nothing: %s',
    async (host) => {
      const { raw } = await authOf();
      const response = await raw(`GET ${clock}`, `Host: ${host}`);
      expect(response).toMatch(/^HTTP\/1.1 40[03]/);
      expect(response).toContain('application/problem+json');
      if (host !== '') expect(response).toContain('--allow-host');
    },
  );

  it('may be any for the APIs, which clients know by many', async () => {
    const { raw } = await authOf();
    expect(await raw(`GET ${task}`, 'Host: copr.fedorainfracloud.org')).toMatch(/^HTTP\/1.1 200/);
  });

  it('is that of the header, whatever the request line says', async () => {
    const { raw, url } = await authOf();
    expect(await raw(`GET ${url}${clock}`, 'Host: evil.example')).toMatch(/^HTTP\/1.1 403/);
  });
});

describe('a page', () => {
  it('of another origin controls nothing, whatever it sends', async () => {
    const { raw, url } = await authOf();
    const reset = (...headers: string[]) => raw('POST /__standin/reset', 'Content-Length: 0', ...headers);
    const { port } = new URL(url);
    for (const origin of ['http://evil.example', 'null', `http://localhost:${Number(port) + 1}`, 'file://'])
      expect(await reset(`Origin: ${origin}`), origin).toMatch(/^HTTP\/1.1 403[\s\S]*Foreign page/);
    for (const site of ['cross-site', 'same-site'])
      expect(await raw(`GET ${clock}`, `Sec-Fetch-Site: ${site}`, 'Sec-Fetch-Mode: no-cors')).toMatch(
        /^HTTP\/1.1 403/,
      );
    expect(await reset(`Origin: ${url}`)).toMatch(/^HTTP\/1.1 200/);
    expect(await reset('Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate')).toMatch(/^HTTP\/1.1 403/);
    const link = ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate'];
    expect(await raw('GET /__standin/', ...link)).toMatch(/^HTTP\/1.1 200/);
  });

  const page = 'http://localhost:3000';
  const preflight = {
    method: 'OPTIONS',
    headers: {
      origin: page,
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'x-auth-token,prefer',
    },
  };
  const corsOf = (headers: Headers) =>
    Object.fromEntries([...headers].filter(([name]) => /^(access-control|vary)/.test(name)));

  it('reads no response unless it was allowed to', async () => {
    const { sendTo } = await authOf();
    expect(corsOf((await sendTo(task, { headers: { origin: page } })).headers)).toEqual({});
    expect(corsOf((await sendTo(task, preflight)).headers)).toEqual({});
  });

  it('of any origin reads the APIs with --cors, all headers of their responses among it', async () => {
    const { sendTo, standin } = await authOf({ cors: true });
    const sent = await sendTo(task, preflight);
    expect(sent.status).toBe(204);
    expect(corsOf(sent.headers)).toEqual({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers': 'x-auth-token,prefer',
      'access-control-max-age': '600',
      vary: 'Access-Control-Request-Headers',
    });
    const failed = await sendTo('/api_2/nothing', { headers: { origin: page } });
    expect(failed.status).toBeGreaterThanOrEqual(400);
    expect(failed.headers.get('access-control-allow-origin')).toBe('*');
    const shown = await sendTo(task, { headers: { origin: page } });
    expect(shown.headers.get('access-control-expose-headers')).toContain('content-type');
    expect((await standin.journal.list()).map(({ method }) => method)).toEqual(['GET', 'GET']);
  });

  it('of an origin on the list reads them, with its credentials; another does not', async () => {
    const { sendTo } = await authOf({ cors: [page] });
    expect(corsOf((await sendTo(task, { headers: { origin: page } })).headers)).toMatchObject({
      'access-control-allow-origin': page,
      'access-control-allow-credentials': 'true',
      vary: 'Origin',
    });
    const other = await sendTo(task, { headers: { origin: 'http://evil.example' } });
    expect(corsOf(other.headers)).toEqual({ vary: 'Origin' });
    await expect(setStage({ cors: ['localhost:3000'] })).rejects.toThrow("'localhost:3000' is not an origin");
    await expect(setStage({ cors: [`${page}/`] })).rejects.toThrow('is not an origin');
  });

  it('never reads the control API, with --cors or without', async () => {
    const { sendTo } = await authOf({ cors: true, adminToken: 'open-sesame' });
    for (const path of [clock, '/~other/__standin/records', '/__standin/health', '/__standin/']) {
      for (const init of [preflight, { headers: { origin: page, 'x-standin-token': 'open-sesame' } }]) {
        const { status, headers } = await sendTo(path, init);
        expect([status, corsOf(headers)], path).toEqual([403, {}]);
      }
    }
  });
});
