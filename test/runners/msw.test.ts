// The handlers for msw: which requests they take, and that a world cannot tell them from its own.
import { getResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { createStandin } from '../../src/index.ts';
import { standinHandlers } from '../../src/runners/msw.ts';

const entrecode = 'https://build.example';
const platform = '6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13';

describe('standinHandlers', () => {
  it('hand on method, headers and body, and have links lead to the same host', async () => {
    const standin = createStandin({ apis: ['entrecode'], clock: 'frozen' });
    const handlers = standinHandlers(standin, entrecode);
    const begin = new Request(`${entrecode}/platform/build?platformID=${platform}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-mine': 'kept' },
      body: JSON.stringify({ comment: 'a body' }),
    });
    const begun = await getResponse(handlers, begin);
    expect(begun!.status).toBe(201);
    expect(JSON.stringify(await begun!.json())).toContain(`${entrecode}/platform/build`);
    const [entry] = await standin.journal.list();
    expect(entry).toMatchObject({
      method: 'POST',
      headers: { 'x-mine': 'kept' },
      body: { comment: 'a body' },
    });
  });

  it('take off the path of a base, and leave alone what is not below it', async () => {
    const standin = createStandin({ apis: ['copr'], clock: 'frozen' });
    const handlers = standinHandlers(standin, 'https://example.com/copr/', 'https://copr.example');
    const request = async (url: string) => (await getResponse(handlers, new Request(url)))?.status;
    expect(await request('https://example.com/copr/api_2/build_tasks')).toBe(200);
    expect(await request('https://copr.example/api_2/build_tasks?limit=1')).toBe(200);
    expect(await request('https://copr.example/nothing')).toBe(404);
    expect(await request('https://example.com/other/api_2/build_tasks')).toBeUndefined();
    expect(await request('https://elsewhere.example/api_2/build_tasks')).toBeUndefined();
  });

  it('have links lead below the path of a base', async () => {
    const standin = createStandin({ apis: ['copr', 'entrecode'], clock: 'frozen' });
    const base = 'https://example.com/ci/mock';
    for (const world of [standin, standin.world('other')]) {
      const handlers = standinHandlers(world, base);
      // biome-ignore lint/suspicious/noExplicitAny: bodies of two schemas.
      const answer = async (sent: Request) => (await getResponse(handlers, sent))!.json() as any;
      const bodyOf = (url: string) => answer(new Request(url));
      const first = await bodyOf(`${base}/api_2/build_tasks?limit=1`);
      expect(first._links.self.href).toMatch(/^\/ci\/mock\//);
      const begin = new Request(`${base}/platform/build?platformID=${platform}`, { method: 'POST' });
      const begun = await answer(begin);
      const { href } = begun._links.self;
      expect(href).toContain(`${base}/`);
      expect((await bodyOf(href)).buildID).toBe(begun.buildID);
      expect(JSON.stringify(await world.journal.list())).not.toContain('x-standin-base');
    }
  });

  it('break the connection where a fault does', async () => {
    const standin = createStandin({ apis: ['copr'], clock: 'frozen', faults: ['copr:reset,times=1'] });
    const handlers = standinHandlers(standin, 'https://copr.example');
    const send = () => getResponse(handlers, new Request('https://copr.example/api_2/build_tasks'));
    expect((await send())?.type).toBe('error');
    expect((await send())?.status).toBe(200);
  });

  it('answer from one world where they are given one', async () => {
    const standin = createStandin({ apis: ['copr'], clock: 'frozen' });
    const world = standin.world('mine');
    const attributes = { build_id: 7, chroot_name: 'fedora-41-x86_64' };
    await world.records.create({ api: 'copr', attributes });
    const task = new Request('https://copr.example/api_2/build_tasks/7/fedora-41-x86_64');
    const from = (it: typeof world | typeof standin) =>
      getResponse(standinHandlers(it, 'https://copr.example'), task);
    expect((await from(world))!.status).toBe(200);
    expect((await from(standin))!.status).toBe(404);
  });
});
