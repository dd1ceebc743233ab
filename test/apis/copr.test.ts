// The story of a Copr build task, from submission to result.
import { expect } from 'vitest';
import { startOfTime, stories } from '../_standin.ts';

const list = '/api_2/build_tasks';
const unix = (ms: number) => (startOfTime + ms) / 1_000;

stories('copr', (story) => {
  story(
    'runs a task from importing to succeeded as the clock moves, and dates every step',
    async ({ standin, ask }) => {
      const { url } = await standin.records.create({ api: 'copr', attributes: { build_id: 7 } });
      const path = new URL(url).pathname;
      const seen = async () => (await ask(path)).body.build_task;

      expect(await seen()).toMatchObject({
        state: 'importing',
        git_hash: null,
        started_on: null,
        ended_on: null,
      });
      await standin.clock.advance('2s');
      expect(await seen()).toMatchObject({
        state: 'pending',
        git_hash: expect.stringMatching(/^[0-9a-f]{40}$/),
      });
      await standin.clock.advance('2s');
      expect(await seen()).toMatchObject({ state: 'starting', started_on: unix(4_000), ended_on: null });
      await standin.clock.advance('1s');
      expect(await seen()).toMatchObject({ state: 'running', started_on: unix(4_000), ended_on: null });
      await standin.clock.advance('5s');
      expect(await seen()).toMatchObject({
        state: 'succeeded',
        started_on: unix(4_000),
        ended_on: unix(10_000),
      });
    },
  );

  story(
    'lands in the right state, rightly dated, when the clock jumps over every stage',
    async ({ standin, ask }) => {
      await standin.records.create({
        api: 'copr',
        attributes: { build_id: 7, chroot_name: 'fedora-41-x86_64' },
      });
      await standin.clock.advance('1d');
      const { body } = await ask(`${list}/7/fedora-41-x86_64`);
      expect(body.build_task).toMatchObject({
        state: 'succeeded',
        started_on: unix(4_000),
        ended_on: unix(10_000),
      });
    },
  );

  story(
    'fails when the scenario says so, and a failed task is dated as one that ended',
    async ({ standin, ask }) => {
      await standin.scenarios.change({ queue: { copr: ['fails'] } });
      const { id } = await standin.records.create({ api: 'copr' });
      await standin.clock.advance('1h');
      const [failed] = (await ask(`${list}?state=failed`)).body.build_tasks;
      expect(failed.build_task).toMatchObject({ state: 'failed', ended_on: unix(10_000) });
      expect((await standin.records.get('copr', id)).state).toBe('failed');
    },
  );

  story(
    'cancels a task that has not started: it never ends because it never began',
    async ({ standin, ask }) => {
      const { id, url } = await standin.records.create({ api: 'copr' });
      await standin.records.command('copr', id, 'cancel');
      await standin.clock.advance('1h');
      const { body } = await ask(new URL(url).pathname);
      expect(body.build_task).toMatchObject({ state: 'canceled', started_on: null, ended_on: null });
    },
  );

  story(
    'moves a task through the lists of states, and shows the same in list and detail',
    async ({ standin, ask }) => {
      await standin.records.create({ api: 'copr', attributes: { build_id: 7 } });
      for (const [state, lasts] of [
        ['importing', 2],
        ['pending', 2],
        ['starting', 1],
        ['running', 5],
      ] as const) {
        const { body } = await ask(`${list}?state=${state}&build_id=7`);
        expect(body.build_tasks).toHaveLength(1);
        const entry = body.build_tasks[0];
        expect(await ask(entry._links.self.href)).toMatchObject({ body: entry });
        await standin.clock.advance(lasts * 1_000);
        expect((await ask(`${list}?state=${state}&build_id=7`)).body.build_tasks).toEqual([]);
      }
      expect((await ask(`${list}?state=succeeded&build_id=7`)).body.build_tasks).toHaveLength(1);
    },
  );

  story('lets the narrowest filter win', async ({ standin, ask }) => {
    await standin.records.create({ api: 'copr', attributes: { build_id: 7, project_id: 1, owner: 'ann' } });
    await standin.records.create({ api: 'copr', attributes: { build_id: 8, project_id: 2, owner: 'bob' } });
    const builds = async (query: string) =>
      (await ask(`${list}?${query}`)).body.build_tasks.map(
        (each: { build_task: { build_id: number } }) => each.build_task.build_id,
      );
    expect(await builds('owner=ann')).toEqual([7]);
    expect(await builds('owner=ann&project_id=2')).toEqual([8]);
    expect(await builds('owner=ann&project_id=1&build_id=8')).toEqual([8]);
    expect(await builds('owner=nobody')).toEqual([]);
  });

  story(
    'pages a long list without loss or repetition, 100 at a time unless asked for fewer',
    async ({ standin, ask }) => {
      await standin.givens.arrange({ api: 'copr', name: 'project-has-many-builds', params: { builds: 125 } });
      const page = async (query: string) => (await ask(`${list}?project_id=4242${query}`)).body.build_tasks;
      const whole = [...(await page('')), ...(await page('&offset=100'))];
      expect(whole).toHaveLength(125);
      expect(new Set(whole.map((entry) => entry._links.self.href)).size).toBe(125);
      expect(await page('&offset=3&limit=2')).toEqual(whole.slice(3, 5));
      expect(await page('&offset=200')).toEqual([]);
      expect(await page('&limit=1000')).toHaveLength(100);
      expect(await page('&limit=0')).toHaveLength(100);
    },
  );

  story("refuses bad parameters in Copr's words", async ({ ask }) => {
    for (const query of [
      'build_id=abc',
      'build_id=',
      'limit=2.5',
      'offset=-1',
      'project_id=x',
      'state=',
      'state=Running',
    ]) {
      const name = query.split('=')[0];
      const { status, body, headers } = await ask(`${list}?${query}`);
      expect(status, query).toBe(400);
      expect(body.message).toBe(`Failed to validate query parameter: ${name}`);
      expect(headers.get('content-type')).toBe('application/json');
    }
  });

  story('says 404 with the text that clients match, and 400 for a malformed chroot', async ({ ask }) => {
    const text = { message: 'Build task {} for build {} not found' };
    expect(await ask(`${list}/106882/fedora-41-x86_64`)).toMatchObject({ status: 404, body: text });
    expect(await ask(`${list}/1/fedora-rawhide-x86_64`)).toMatchObject({ status: 404, body: text });
    expect(await ask(`${list}/106882/rawhide`)).toMatchObject({ status: 400 });
    expect(await ask(`${list}/abc/fedora-rawhide-x86_64`)).toMatchObject({ status: 404 });
    expect(await ask(`${list}?build_id=1`)).toMatchObject({ status: 404 });
    expect(await ask('/api_2/nothing')).toMatchObject({ status: 404, body: { message: expect.any(String) } });
  });

  story('offers nothing but reading', async ({ ask }) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const { status, headers, body } = await ask(`${list}/106882/fedora-rawhide-x86_64`, { method });
      expect(status, method).toBe(405);
      expect(headers.get('allow')).toBe('GET');
      expect(body.message).toEqual(expect.any(String));
    }
  });

  story(
    'answers a path with doubled slashes, as clients that join base and link send it',
    async ({ ask }) => {
      expect(await ask(`/${list}?build_id=106882`)).toMatchObject({ status: 200 });
    },
  );
});
