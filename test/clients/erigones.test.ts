// The clients of Erigones walk from logging in to tasks that end well, fail and are canceled, over a real socket. None of
// them is in a registry: drivers send what they send, and are as strict in reading.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Standin } from '../../src/index.ts';
import { setStage } from '../_standin.ts';
import { EsApiError, EsdcClient } from './_erigones-library.ts';
import { createEs } from './_erigones-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'standin-es-'));
afterAll(() => rmSync(folder, { recursive: true }));
let sessions = 0;

const start = '/vm/web01.example.com/status/start';
const quick = { scenarios: { lasts: { erigones: { '*': '40ms' } } } };
const clocks = [
  ['real', { clock: 'real', ...quick }],
  ['fast', { clock: 'x200' }],
  ['stepped', { clock: 'step:500ms' }],
] as const;

type Options = Parameters<typeof setStage>[0];
const serve = async (options: Options = {}) => {
  const { standin } = await setStage({ credentials: { erigones: ['admin:changeme', 'key'] }, ...options });
  return { standin, api: `${await standin.listen()}/api` };
};
const sitDown = async (options: Options = {}) => {
  const { standin, api } = await serve(options);
  const session = join(folder, `esdc.session.${++sessions}`);
  return { standin, api, session, es: createEs(api, session) };
};
const queue = (standin: Standin, ...erigones: ('fails' | 'stuck')[]) =>
  standin.scenarios.set({ queue: { erigones } });
const kindOf = (request: Promise<unknown>) =>
  request.then(
    () => 'none',
    (error) => (error instanceof EsApiError ? error.kind : String(error)),
  );

describe.each(clocks)('the program es, with a clock that is %s', (_, options) => {
  it('logs in, starts a server, waits for it, reads its log, and logs out', async () => {
    const { es } = await sitDown(options);
    const login = await es('login', undefined, { username: 'admin', password: 'changeme' });
    expect(login).toMatchObject({
      code: 0,
      said: { status: 200, text: { detail: 'Welcome to Danube Cloud API.' } },
    });
    expect(es.token()).toMatch(/^[0-9a-f]{40}$/);

    const started = await es('set', start);
    expect(started.code).toBe(0);
    expect(started.headers).toMatchObject({
      es_stream: 'True',
      es_task_response: 'true',
      es_username: 'admin',
    });
    const task_id = started.headers.es_task_id as string;
    const result = { returncode: 0, message: 'Completed start of web01.example.com' };
    expect(started.said).toMatchObject({ status: 200, text: { status: 'SUCCESS', result, task_id } });

    expect(await es('get', `/task/${task_id}/status`)).toMatchObject({ code: 0, said: { text: { result } } });
    expect((await es('get', '/vm')).said?.text).toMatchObject({
      status: 'SUCCESS',
      result: expect.arrayContaining(['web01.example.com']),
    });
    const log = (await es('get', '/task/log', { page: '1', show_running: false })).said?.text as {
      results: { task: string; status: string; username: string }[];
    };
    expect(log.results.slice(0, 2)).toMatchObject([
      { task: task_id, status: 'SUCCESS', username: 'admin' },
      { task: task_id, status: 'PENDING' },
    ]);
    expect(await es('logout')).toMatchObject({ code: 0, said: { text: { detail: 'Bye.' } } });
    expect(es.token()).toBeUndefined();
    expect(await es('get', '/vm')).toMatchObject({ code: 1, said: { status: 403 } });
  });

  it('waits for a task that fails, and ends with 1', async () => {
    const { standin, es } = await sitDown(options);
    await queue(standin, 'fails');
    const failed = await es('set', '/vm/db01.example.com/status/stop', { 'api-key': 'key' });
    const result = { detail: 'Could not stop db01.example.com' };
    expect(failed).toMatchObject({ code: 1, said: { status: 400, text: { status: 'FAILURE', result } } });
  });

  it('waits for a task that somebody else cancels, and both end with 1', async () => {
    const { standin, api, es } = await sitDown(options);
    await queue(standin, 'stuck');
    const waiting = es('set', start, { 'api-key': 'key' });
    const other = createEs(api, join(folder, 'nobody'));
    const task_id = await lastTask(standin, api);
    const canceled = await other('set', `/task/${task_id}/cancel`, { 'api-key': 'key' });
    expect(canceled).toMatchObject({
      code: 1,
      dots: undefined,
      said: { status: 410, text: { status: 'REVOKED' } },
    });
    expect(await waiting).toMatchObject({
      code: 1,
      said: { status: 410, text: { status: 'REVOKED', task_id } },
    });
  });
});

describe.each(clocks)('the library esdc-api, with a clock that is %s', (_, options) => {
  it('goes through its seventeen steps', async () => {
    const { standin, api } = await serve(options);
    const client = new EsdcClient(api);
    expect(await client.ping()).toBe('pong');
    expect(await kindOf(client.get('/vm'))).toBe('ClientError');
    expect(await kindOf(client.login('admin', 'wrong'))).toBe('ClientError');
    expect(client.isAuthenticated).toBe(false);
    expect(await client.login('admin', 'changeme')).toMatchObject({ version: '4.6', dc: 'main' });
    expect(client.isAuthenticated).toBe(true);

    const done = await client.set(start);
    expect(done).toMatchObject({
      taskStatus: 'SUCCESS',
      streamed: true,
      dc: 'main',
      result: { returncode: 0 },
    });
    expect(await client.get(`/task/${done.taskId}/done`)).toMatchObject({ result: { done: true } });
    expect(await client.get('/vm')).toMatchObject({ taskStatus: 'SUCCESS', result: expect.any(Array) });

    await queue(standin, 'fails', 'stuck', 'stuck');
    await expect(client.set(start)).rejects.toMatchObject({
      kind: 'TaskFailure',
      status: 400,
      detail: 'Could not start web01.example.com',
    });

    const pending = await client.set(start, { stream: false });
    expect(pending).toMatchObject({ taskStatus: 'PENDING', streamed: false, result: null });
    expect((await client.get('/task')).result).toContain(pending.taskId);
    expect(await kindOf(client.set(`/task/${pending.taskId}/cancel`))).toBe('TaskRevoked');
    expect(await kindOf(client.get(`/task/${pending.taskId}/status`))).toBe('TaskRevoked');
    expect(await kindOf(client.set(`/task/${pending.taskId}/cancel`))).toBe('ClientError');

    const waiting = kindOf(client.set(start));
    const task_id = await lastTask(standin, api);
    expect(await kindOf(new EsdcClient(api, 'key').set(`/task/${task_id}/cancel`))).toBe('TaskRevoked');
    expect(await waiting).toBe('TaskRevoked');
    expect((await client.get('/task/log/stats')).result).toMatchObject({ _last: 86_400 });
    expect((await client.options('/vm')).result).toMatchObject({ name: 'Vm List' });
    expect((await client.logout()).result).toEqual({ detail: 'Bye.' });
    await expect(client.get('/vm')).rejects.toThrow('Authentication credentials were not provided.');
  });
});

describe('the program es', () => {
  it('crashes after an hour, since what it is told then has no line with a status', async () => {
    const { standin, es } = await sitDown({ clock: 'frozen' });
    await queue(standin, 'stuck');
    const waiting = es('set', start, { 'api-key': 'key' });
    const crash = expect(waiting).rejects.toThrow("es compares '201?' with a number");
    await lastTask(standin, standin.url.concat('/api'));
    await standin.clock.advance('61m');
    await crash;
  });

  it('writes a new token over the old one, which has the same length, in a file for itself alone', async () => {
    const { es, session } = await sitDown();
    const login = () => es('login', undefined, { username: 'admin', password: 'changeme' });
    await login();
    const old = es.token();
    await login();
    expect(es.token()).not.toBe(old);
    expect(readFileSync(session, 'utf8')).toHaveLength(40);
    expect(statSync(session).mode & 0o777).toBe(0o600);
    expect((await es('get', '/task')).code).toBe(0);

    // The old one is no longer any, to whatever it is sent.
    writeFileSync(session, old!);
    for (const resource of ['/vm', '/task', '/ping'])
      expect(await es('get', resource)).toMatchObject({
        code: 1,
        said: { text: { detail: 'Invalid token.' } },
      });
    expect(await es('login', undefined, { username: 'admin', password: 'wrong' })).toMatchObject({ code: 4 });
  });

  it('must log in anew after an hour of the world', async () => {
    const { standin, es } = await sitDown({ clock: 'frozen' });
    await es('login', undefined, { username: 'admin', password: 'changeme' });
    await standin.clock.advance('3599s');
    expect((await es('get', '/vm')).code).toBe(0);
    await standin.clock.advance('1s');
    const text = { detail: 'Authentication credentials were not provided.' };
    for (const resource of ['/vm', '/task'])
      expect(await es('get', resource)).toMatchObject({ code: 1, said: { text } });
    expect((await es('get', '/ping')).said?.text).toBe('pong');
  });

  it('does the same in every profile', async () => {
    for (const profile of ['literal', 'corrected', 'observed'] as const) {
      const { es } = await sitDown({ profile, clock: 'x500' });
      expect((await es('login', undefined, { username: 'admin', password: 'changeme' })).code).toBe(0);
      expect((await es('set', start)).code, profile).toBe(0);
      expect((await es('get', '/task')).code, profile).toBe(0);
      expect((await es('help', '/vm')).said?.text).toMatchObject({ name: 'Vm List' });
    }
  });
});

/** The id of the task that was begun last, once it has been begun. */
async function lastTask(standin: Standin, api: string): Promise<string> {
  for (;;) {
    const ids = (await (
      await fetch(`${api}/task/`, { headers: { 'es-api-key': 'key' } })
    ).json()) as string[];
    const own = ids.filter((id) => !id.startsWith('0-'));
    if (own.length > 0) return own.at(-1)!;
    if ((await standin.clock.get()).clock === '') throw new Error('no clock');
  }
}
