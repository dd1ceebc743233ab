// Both families of the loopback: a client that is told `localhost` takes either.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect, it } from 'vitest';
import { createStandin } from '../../src/index.ts';
import { serving } from '../_cli.ts';

const hasBoth = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === '::1'),
);
const both = it.runIf(hasBoth);

const healthAt = async (host: string, url: string) =>
  (await fetch(`http://${host}:${new URL(url).port}/__standin/health`)).status;

both('answers on 127.0.0.1 and on ::1, on one port, when it serves', async () => {
  await serving([], async (url) => {
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect([await healthAt('127.0.0.1', url), await healthAt('[::1]', url)]).toEqual([200, 200]);
  });
});

both('listens on both for localhost, and stops on both', async () => {
  const standin = createStandin({ apis: ['entrecode'] });
  const url = await standin.listen({ host: 'localhost' });
  expect(await healthAt('[::1]', url)).toBe(200);
  await standin.close();
  for (const host of ['127.0.0.1', '[::1]']) await expect(healthAt(host, url)).rejects.toThrow();
});

both('opens neither where one of them is taken, and says which', async () => {
  const taken = createServer().listen(0, '::1');
  await once(taken, 'listening');
  const { port } = taken.address() as { port: number };
  const standin = createStandin({ apis: ['entrecode'] });
  await expect(standin.listen({ host: 'localhost', port })).rejects.toThrow(
    `Port ${port} on ::1 is already in use.`,
  );
  await expect(healthAt('127.0.0.1', `http://x:${port}`)).rejects.toThrow();
  taken.close();
});

it('listens on one address alone where that is asked for', async () => {
  const standin = createStandin({ apis: ['entrecode'] });
  const url = await standin.listen();
  await expect(healthAt('[::1]', url)).rejects.toThrow();
  await standin.close();
});
