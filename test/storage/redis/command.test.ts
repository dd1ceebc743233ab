// The commands over a store, as users run them: several processes on one port, and the worlds without a server.

import { writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { inFolder, serving, standin } from '../../_cli.ts';
import { listening } from '../../_ports.ts';
import { startRedis } from '../../_redis.ts';

const redis = await startRedis();
afterAll(() => redis.stop());
const store = ['--store', redis.url];
const recordsIn = async (url: string) =>
  ((await (await fetch(`${url}/__standin/records?samples=false`)).json()) as { total: number }).total;
const create = (url: string, api = 'entrecode') =>
  fetch(`${url}/__standin/records`, { method: 'POST', body: JSON.stringify({ api }) });

describe('standin serve --workers', () => {
  it('answers on one port from several processes, which have one world', async () => {
    await serving([...store, '--store-prefix', 'workers', '--workers', '2'], async (url) => {
      for (let count = 0; count < 12; count++) expect((await create(url)).status).toBe(201);
      // A connection of its own for each, so that both processes are asked.
      for (let count = 0; count < 6; count++) {
        const response = await fetch(`${url}/__standin/records?samples=false`, {
          headers: { connection: 'close' },
        });
        expect(((await response.json()) as { total: number }).total).toBe(12);
      }
    });
  }, 60_000);

  it('refuses several without a store, which would have several worlds', async () => {
    const { code, err } = await standin('serve', '--workers', '2', '-p', '0');
    expect([code, err]).toEqual([2, expect.stringContaining('2 processes would have 2 different worlds.')]);
  });
});

describe('standin worlds', () => {
  const named = [...store, '--store-prefix', 'kept'];

  it('lists, exports, drops and imports what processes share', async () => {
    await serving(named, async (url) => {
      await create(url);
      await create(`${url}/~other`, 'erigones');
    });
    expect((await standin('worlds', 'list', ...named)).out).toBe('default\nother\n');
    const exported = await standin('worlds', 'export', 'other', ...named);
    expect(JSON.parse(exported.out).records.length).toBeGreaterThan(0);
    expect(await standin('worlds', 'drop', 'other', ...named)).toMatchObject({ code: 0, err: '' });
    expect((await standin('worlds', 'list', ...named)).out).toBe('default\n');
    await inFolder(async (folder) => {
      const file = join(folder, 'world.json');
      writeFileSync(file, exported.out);
      expect(await standin('worlds', 'import', 'other', file, ...named)).toMatchObject({ code: 0, err: '' });
    });
    expect((await standin('worlds', 'export', 'other', ...named)).out).toBe(exported.out);
    await serving(named, async (url) => expect(await recordsIn(`${url}/~other`)).toBe(1));
  }, 60_000);

  it('names the worlds that there are where one is not', async () => {
    const { code, err } = await standin('worlds', 'export', 'defualt', ...named);
    expect([code, err]).toEqual([2, expect.stringContaining("Did you mean 'default'?")]);
  });

  it('says that the store does not answer, and of a file that it is no world', async () => {
    const away = await standin('worlds', 'list', '--store', 'redis://127.0.0.1:1/0');
    expect([away.code, away.err.split('\n').length]).toEqual([2, 2]);
    await inFolder(async (folder) => {
      const file = join(folder, 'world.json');
      writeFileSync(file, '{"not": ');
      const { code, err } = await standin('worlds', 'import', 'default', file, ...named);
      expect([code, err.split('\n').length]).toEqual([2, 2]);
      expect(err).toContain('world.json');
    });
  }, 60_000);
});

it('a callback whose process was killed is sent by another', async () => {
  const received: string[] = [];
  const flags = [...store, '--store-prefix', 'callbacks', '--clock', 'frozen'];
  const receive: RequestListener = (incoming, outgoing) => {
    received.push(`${incoming.method} ${incoming.url}`);
    outgoing.end();
  };
  await listening(receive, (receiver) =>
    serving(flags, async (survivor) => {
      await serving(flags, async (dying) => {
        const started = await fetch(`${dying}/api/vm/web1.example.com/status/start/`, {
          method: 'PUT',
          headers: { 'es-api-key': 'any', 'content-type': 'application/json' },
          body: JSON.stringify({ cb_url: `${receiver}/done`, cb_method: 'POST' }),
        });
        expect(started.status).toBe(201);
      });
      await fetch(`${survivor}/__standin/clock/advance`, { method: 'POST', body: '{"by":"10m"}' });
      await expect.poll(() => received, { timeout: 40_000, interval: 250 }).toEqual(['POST /done']);
    }),
  );
}, 90_000);
