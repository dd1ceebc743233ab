// Real clients, unmodified, of three processes behind a proxy: each request goes to the next of them, over one Redis.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
// @ts-expect-error: a script without types.
import { startCluster } from '../../scripts/many/cluster.mjs';
import { connect, walkToPlatform, watch } from './_entrecode-client.ts';
import { createEs } from './_erigones-program.ts';

interface Cluster {
  readonly proxy: string;
  readonly given: readonly number[];
  stop(): Promise<void>;
}

let cluster: Cluster;
const folder = mkdtempSync(join(tmpdir(), 'standin-many-clients-'));
beforeAll(async () => {
  cluster = await startCluster(3, { clock: 'x200', at: '2026-01-31T12:00:00Z' });
}, 60_000);
afterAll(async () => {
  await cluster.stop();
  rmSync(folder, { recursive: true });
});

it('ec.sdk starts a build, sees it succeed, deploys it, and deletes another', async () => {
  const { platform } = await walkToPlatform(connect(cluster.proxy));
  const build = await platform.createBuild('by three processes');
  expect((await watch(build)).at(-1)).toBe('success');
  const deployment = await platform.createDeployment(platform.getTargets(), build, 'to everybody');
  expect((await watch(deployment)).at(-1)).toBe('success');
  const second = await platform.createBuild();
  await second.del();
  await expect(second.resolve()).rejects.toMatchObject({ status: 404 });
  expect((await platform.buildList()).count).toBe(1);
}, 60_000);

it('es logs in, starts a server, waits for it on a stream, and reads its log', async () => {
  const es = createEs(`${cluster.proxy}/api`, join(folder, 'session'));
  expect(await es('login', undefined, { username: 'admin', password: 'changeme' })).toMatchObject({
    code: 0,
  });
  const started = await es('set', '/vm/web01.example.com/status/start');
  expect(started.said).toMatchObject({ status: 200, text: { status: 'SUCCESS' } });
  const task = started.headers.es_task_id as string;
  expect(await es('get', `/task/${task}/status`)).toMatchObject({
    code: 0,
    said: { text: { status: 'SUCCESS' } },
  });
  const log = (await es('get', '/task/log', { page: '1', show_running: false })).said?.text as {
    results: { task: string }[];
  };
  expect(log.results.map((each) => each.task)).toContain(task);
}, 60_000);

it('each of the three was given its share of the requests', () => {
  expect(cluster.given).toHaveLength(3);
  for (const count of cluster.given) expect(count).toBeGreaterThanOrEqual(5);
});
