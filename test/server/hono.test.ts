// Standin as a Hono application: mounted, behind middleware, requested in tests, served by others.
import { Hono } from 'hono';
import { inspectRoutes } from 'hono/dev';
import { describe, expect, it, vi } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import { operationsByPath } from '../../src/core/api/matching.ts';
import { createRoutes } from '../../src/core/api/routes.ts';
import { listen } from '../../src/server/port/listen.ts';
import { setStage } from '../_standin.ts';

const task = '/api_2/build_tasks/106882/fedora-rawhide-x86_64';

// biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every schema.
const jsonOf = async (response: Response | Promise<Response>): Promise<any> => (await response).json();

async function mountedAt(path: string, options = {}) {
  const { standin } = await setStage(options);
  const main = new Hono();
  main.get('/own', (context) => context.text('mine'));
  main.route(path, standin.app);
  return { standin, main };
}

describe('the application', () => {
  it('has the operations of all APIs, the control API and the page', async () => {
    const { standin } = await setStage();
    const routes = inspectRoutes(standin.app).map(({ path }) => path);
    for (const { operations } of Object.values(registry))
      for (const { path } of operations) expect(routes).toContain(path.replaceAll(/\{(\w+)\}/g, ':$1'));
    expect(routes).toEqual(expect.arrayContaining(['/__standin/', '/__standin/clock', '/__standin/journal']));
  });

  it('is requested in a test without a port', async () => {
    const { standin } = await setStage();
    expect((await standin.app.request('/waiting_builds/')).status).toBe(200);
    expect((await standin.app.request('/__standin/clock')).status).toBe(200);
    const created = await standin.app.request('/__standin/reset', { method: 'POST' });
    expect(created.status).toBe(200);
  });

  it('finds what the contract kit finds for a path', async () => {
    const { standin } = await setStage();
    for (const api of Object.values(registry)) {
      const routes = createRoutes(operationsByPath(api.operations));
      for (const { path } of api.operations) {
        const filled = path.replaceAll(/\{(\w+)\}/g, 'x%20y');
        const found = routes.find(filled)!;
        const [[handlers]] = [standin.app.router.match('GET', filled)];
        const names = handlers.map(([[, route]]) => route.path);
        expect(names).toContain(found.target[0]!.path.replaceAll(/\{(\w+)\}/g, ':$1'));
      }
    }
  });
});

describe('mounted', () => {
  it('answers below its path, and leaves the rest to whoever mounts it', async () => {
    const { main } = await mountedAt('/mock');
    expect((await main.request(`/mock${task}`)).status).toBe(200);
    expect(await (await main.request('/own')).text()).toBe('mine');
    expect((await main.request(task)).status).toBe(404);
  });

  it('gives links that keep the path', async () => {
    const { main } = await mountedAt('/a/mock');
    const { _links } = (await (await main.request(`/a/mock${task}`)).json()) as {
      _links: { self: { href: string } };
    };
    expect(_links.self.href).toBe(`/a/mock${task}`);
    expect((await main.request(_links.self.href)).status).toBe(200);
    const records = await jsonOf(main.request('/a/mock/__standin/records?limit=1'));
    expect(records.next).toContain('http://localhost/a/mock/__standin/records?');
    expect(records.records[0].url).toContain('http://localhost/a/mock/');
    const page = await main.request('/a/mock/', { headers: { accept: 'text/html' } });
    expect(page.headers.get('location')).toBe('/a/mock/__standin/');
    expect(await (await main.request('/a/mock/__standin/page/page.js')).text()).toContain('/__standin/');
    expect(await (await main.request('/a/mock/__standin/apis')).text()).toContain(
      "'http://localhost/a/mock/",
    );
  });

  it('finds worlds and doubled slashes there too, and a path parameter', async () => {
    const { main, standin } = await mountedAt('/mock/:team');
    const { _links } = (await (await main.request(`/mock/red/~other/${task}`)).json()) as {
      _links: { self: { href: string } };
    };
    expect(_links.self.href).toBe(`/mock/red/~other${task}`);
    expect((await main.request(`/mock/red/${task}`)).status).toBe(200);
    expect(await standin.world('other').journal.list()).toHaveLength(1);
    expect((await standin.journal.list()).map(({ url }) => url)).toEqual([task]);
  });

  it('says what it has where it has nothing, and answers a HEAD without a body', async () => {
    const { main } = await mountedAt('/mock');
    const unknown = await main.request('/mock/nowhere');
    expect([unknown.status, (await jsonOf(unknown)).title]).toEqual([404, 'No API here']);
    expect((await main.request('/mock/api_2/nowhere')).headers.get('content-type')).toContain('json');
    const head = await main.request(`/mock${task}`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(100);
  });

  it('is reached through middleware', async () => {
    const { standin } = await setStage();
    const main = new Hono();
    const seen = vi.fn();
    main.use('/mock/*', async (context, next) => {
      if (context.req.header('x-team') === undefined) return context.text('who are you?', 401);
      await next();
      seen(context.res.status);
      context.header('x-served-by', 'standin');
    });
    main.route('/mock', standin.app);
    expect((await main.request(`/mock${task}`)).status).toBe(401);
    const response = await main.request(`/mock${task}`, { headers: { 'x-team': 'red' } });
    expect([response.status, response.headers.get('x-served-by')]).toEqual([200, 'standin']);
    expect(seen).toHaveBeenCalledWith(200);
    expect(await standin.journal.list()).toHaveLength(1);
  });

  it('guards its control API from foreign pages and hosts, and without the token, on another server', async () => {
    const { main } = await mountedAt('/mock', { adminToken: 'open-sesame', allowHosts: ['ours.test'] });
    const server = await listen((request, env) => main.fetch(request, env), { host: '127.0.0.1', port: 0 });
    try {
      const ask = async (path: string, headers: Record<string, string> = {}) =>
        (await fetch(server.url + path, { headers })).status;
      expect(await ask(`/mock${task}`)).toBe(200);
      for (const path of ['/mock/__standin/clock', '/mock/~other/__standin/clock']) {
        expect(await ask(path)).toBe(401);
        expect(await ask(path, { 'x-standin-token': 'open-sesame' })).toBe(200);
        expect(await ask(path, { 'x-standin-token': 'open-sesame', origin: 'http://evil.example' })).toBe(
          403,
        );
      }
    } finally {
      await server.close(0);
    }
  });

  it('breaks connections on another server too', async () => {
    const { main, standin } = await mountedAt('/mock');
    await standin.faults.create('copr:reset,times=1');
    const server = await listen((request, env) => main.fetch(request, env), { host: '127.0.0.1', port: 0 });
    try {
      await expect(fetch(`${server.url}/mock${task}`)).rejects.toThrow();
      expect((await fetch(`${server.url}/mock${task}`)).status).toBe(200);
    } finally {
      await server.close(0);
    }
  });
});
