// Responses that are kept: nobody can tell by what is answered, or by what the journal shows, whether one was kept or made anew.
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import { documentsOf } from '../../src/core/api/documents.ts';
import type { Standin } from '../../src/index.ts';
import { setStage } from '../_standin.ts';

const task = '/api_2/build_tasks/7/fedora-41-x86_64';
const tasks = '/api_2/build_tasks';
const apis = Object.values(registry);

/** The GETs of all exchanges, each with its headers. */
const gets = apis.flatMap(({ name }) =>
  Object.values(documentsOf(name).exchanges)
    .map(({ request }) => request)
    .filter(({ method }) => method === 'GET'),
);

/** What is done to both worlds: a request, or a change. */
type Step = (standin: Standin) => Promise<unknown>;

/** What changes all the time, asked for again and again: kept responses that should not be show here. */
const busy = [
  ...[
    tasks,
    `${tasks}?state=running&limit=5`,
    `${tasks}?state=succeeded&limit=5&offset=2`,
    '/waiting_builds/',
  ],
  ...[task, '/api_2/builds/7', '/api_2/builds/8'],
].map((path) => ({ path, headers: undefined }));

const read: fc.Arbitrary<Step> = fc
  .oneof(fc.constantFrom(...gets), fc.constantFrom(...busy))
  .map(({ path, headers }) => async (standin) => {
    const response = await standin.fetch(path, { ...(headers && { headers }), redirect: 'manual' });
    return [response.status, Object.fromEntries(response.headers), await response.text()];
  });
const changes: readonly Step[] = [
  (standin) => standin.clock.advance('3s'),
  (standin) => standin.clock.advance('20m'),
  (standin) => standin.clock.next(),
  (standin) => standin.records.create({ api: 'copr' }),
  (standin) =>
    standin.records
      .create({ api: 'copr', attributes: { build_id: 7, chroot_name: 'fedora-41-x86_64' } })
      .catch(() => 'it is there'),
  (standin) => standin.records.create({ api: 'erigones' }),
  (standin) => standin.faults.create('copr:status=503,times=2'),
  (standin) => standin.faults.clear(),
  (standin) => standin.reset(),
];

/** Two Standins that are alike, but that one of them is not known to remember nothing. */
async function pair(options = {}) {
  const { standin: keeping } = await setStage({
    strict: false,
    fill: { copr: 30, entrecode: 30 },
    ...options,
  });
  const copies = apis.map((api) => ({ ...api }));
  const { standin: anew } = await setStage({
    strict: false,
    fill: { copr: 30, entrecode: 30 },
    apis: copies,
    ...options,
  });
  return { keeping, anew };
}

it.each(['corrected', 'observed', 'literal'] as const)(
  'are the same as those that are made anew, whatever has changed in between, %s',
  async (profile) => {
    const step = fc.oneof(
      { weight: 4, arbitrary: read },
      { weight: 1, arbitrary: fc.constantFrom(...changes) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
        const { keeping, anew } = await pair({ profile });
        for (const each of steps)
          for (let i = 0; i < 2; i++) expect(await each(keeping)).toEqual(await each(anew));
        expect(await keeping.journal.list()).toEqual(await anew.journal.list());
        await Promise.all([keeping.close(), anew.close()]);
      }),
      { numRuns: 8 },
    );
  },
);

it('are the responses of details and of lists, which look at no clock', async () => {
  const { standin } = await setStage();
  const runs = ['get-build-task', 'list-build-tasks'].map((id) =>
    vi.spyOn(registry.copr.operations.find((operation) => operation.id === id)!, 'handle'),
  );
  const printed = '/api_2/build_tasks/106882/fedora-rawhide-x86_64';
  for (let i = 0; i < 3; i++) for (const path of [printed, tasks]) await standin.fetch(path);
  expect(runs.map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  expect(await standin.journal.list()).toHaveLength(6);
  await standin.records.create({ api: 'copr' });
  for (const path of [printed, tasks]) await standin.fetch(path);
  expect(runs.map(({ mock }) => mock.calls.length)).toEqual([2, 2]);
  vi.restoreAllMocks();
});

describe('a response is made anew', () => {
  it('once its record enters its next state, and not before', async () => {
    const { standin } = await setStage({ apis: ['copr'] });
    await standin.records.create({
      api: 'copr',
      attributes: { build_id: 7, chroot_name: 'fedora-41-x86_64' },
    });
    const stateOf = async (path: string) => {
      const body = JSON.parse(await (await standin.fetch(path)).text());
      return (
        body.build_task ??
        body.build_tasks.find((each: typeof body) => each.build_task.build_id === 7).build_task
      ).state;
    };
    for (let look = 0; look < 8; look++) {
      const states = new Set([
        await stateOf(task),
        await stateOf(task),
        await stateOf(tasks),
        await stateOf(tasks),
      ]);
      expect(states.size).toBe(1);
      const { state } = await standin.records.get('copr', '7:fedora-41-x86_64');
      expect([...states]).toEqual([state]);
      await standin.clock.next();
    }
  });

  it('while time passes by itself, which is no change in the world', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
    try {
      const { standin } = await setStage({ apis: ['copr'], clock: 'timers' });
      await standin.records.create({
        api: 'copr',
        attributes: { build_id: 7, chroot_name: 'fedora-41-x86_64' },
      });
      const seen = new Set<string>();
      for (let step = 0; step < 200; step++) {
        const { state } = await standin.records.get('copr', '7:fedora-41-x86_64');
        const text = await (await standin.fetch(task)).text();
        expect(JSON.parse(text).build_task.state).toBe(state);
        const running = await (await standin.fetch(`${tasks}?state=${state}`)).text();
        expect(running).toContain('"build_id":7,');
        seen.add(state);
        vi.advanceTimersByTime(5_000);
      }
      expect(seen.size).toBeGreaterThan(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it('for another world, token, preference or host', async () => {
    const { standin } = await setStage({ credentials: { entrecode: ['good'] } });
    await standin
      .world('other')
      .records.create({ api: 'copr', attributes: { build_id: 7, chroot_name: 'fedora-41-x86_64' } });
    const status = async (path: string, headers: Record<string, string> = {}) =>
      (await standin.fetch(path, { headers })).status;
    for (let round = 0; round < 2; round++) {
      expect(await status(task)).toBe(404);
      expect(await status(task, { 'x-standin-world': 'other' })).toBe(200);
      expect(await status(task, { prefer: 'code=500' })).toBe(500);
      const apps = '/platform/build?platformID=6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13';
      expect(await status(apps, { authorization: 'Bearer good' })).toBe(200);
      expect(await status(apps, { authorization: 'Bearer bad' })).toBe(401);
      expect(await status(apps)).toBe(401);
    }
  });

  it('where each request steps the clock, or counts for a rate limit', async () => {
    const { standin } = await setStage({ clock: 'step:1s', throttle: ['codearts'] });
    const before = Date.parse((await standin.clock.get()).now);
    for (let poll = 0; poll < 5; poll++) await standin.fetch(tasks);
    expect(Date.parse((await standin.clock.get()).now) - before).toBe(5_000);
  });

  it('after its world was dropped and made anew', async () => {
    const { standin } = await setStage();
    const world = standin.world('other');
    await world.records.create({ api: 'copr', attributes: { build_id: 7, chroot_name: 'fedora-41-x86_64' } });
    expect((await world.fetch(task)).status).toBe(200);
    await world.drop();
    expect((await world.fetch(task)).status).toBe(404);
  });
});
