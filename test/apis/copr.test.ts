// The story of a Copr build task, from submission to result.
import { expect } from 'vitest';
import { startOfTime, stories } from '../_standin.ts';

const list = '/api_2/build_tasks';
const buildsOf = ({ body }: { body: { build_tasks: { build_task: { build_id: number } }[] } }) =>
  body.build_tasks.map((each) => each.build_task.build_id);
const unix = (ms: number) => (startOfTime + ms) / 1_000;

stories('copr', (story) => {
  story(
    'runs a task from importing to succeeded as the clock moves, and dates every step',
    async ({ standin, send }) => {
      const { url } = await standin.records.create({ api: 'copr', attributes: { build_id: 7 } });
      const path = new URL(url).pathname;
      const seen = async () => (await send(path)).body.build_task;

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
    async ({ standin, send }) => {
      await standin.records.create({
        api: 'copr',
        attributes: { build_id: 7, chroot_name: 'fedora-41-x86_64' },
      });
      await standin.clock.advance('1d');
      const { body } = await send(`${list}/7/fedora-41-x86_64`);
      expect(body.build_task).toMatchObject({
        state: 'succeeded',
        started_on: unix(4_000),
        ended_on: unix(10_000),
      });
    },
  );

  story(
    'fails when the scenario says so, and a failed task is dated as one that ended',
    async ({ standin, send }) => {
      await standin.scenarios.set({ queue: { copr: ['fails'] } });
      const { id } = await standin.records.create({ api: 'copr' });
      await standin.clock.advance('1h');
      const [failed] = (await send(`${list}?state=failed`)).body.build_tasks;
      expect(failed.build_task).toMatchObject({ state: 'failed', ended_on: unix(10_000) });
      expect((await standin.records.get('copr', id)).state).toBe('failed');
    },
  );

  story(
    'cancels a task that has not started: it never ends because it never began',
    async ({ standin, send }) => {
      const { id, url } = await standin.records.create({ api: 'copr' });
      await standin.records.command('copr', id, 'cancel');
      await standin.clock.advance('1h');
      const { body } = await send(new URL(url).pathname);
      expect(body.build_task).toMatchObject({ state: 'canceled', started_on: null, ended_on: null });
    },
  );

  story(
    'moves a task through the lists of states, and shows the same in list and detail',
    async ({ standin, send }) => {
      await standin.records.create({ api: 'copr', attributes: { build_id: 7 } });
      for (const [state, lasts] of [
        ['importing', 2],
        ['pending', 2],
        ['starting', 1],
        ['running', 5],
      ] as const) {
        const { body } = await send(`${list}?state=${state}&build_id=7`);
        expect(body.build_tasks).toHaveLength(1);
        const entry = body.build_tasks[0];
        expect(await send(entry._links.self.href)).toMatchObject({ body: entry });
        await standin.clock.advance(lasts * 1_000);
        expect((await send(`${list}?state=${state}&build_id=7`)).body.build_tasks).toEqual([]);
      }
      expect((await send(`${list}?state=succeeded&build_id=7`)).body.build_tasks).toHaveLength(1);
    },
  );

  story('lets the narrowest filter win', async ({ standin, send }) => {
    await standin.records.create({ api: 'copr', attributes: { build_id: 7, project_id: 1, owner: 'ann' } });
    await standin.records.create({ api: 'copr', attributes: { build_id: 8, project_id: 2, owner: 'bob' } });
    const builds = async (query: string) => buildsOf(await send(`${list}?${query}`));
    expect(await builds('owner=ann')).toEqual([7]);
    expect(await builds('owner=ann&project_id=2')).toEqual([8]);
    expect(await builds('owner=ann&project_id=1&build_id=8')).toEqual([8]);
    expect(await builds('owner=nobody')).toEqual([]);
  });

  story(
    'pages a long list without loss or repetition, 100 at a time unless asked for fewer',
    async ({ standin, send }) => {
      await standin.presets.create({
        api: 'copr',
        name: 'project-has-many-builds',
        params: { builds: 125 },
      });
      const page = async (query: string) => (await send(`${list}?project_id=4242${query}`)).body.build_tasks;
      const whole = [...(await page('')), ...(await page('&offset=100'))];
      expect(whole).toHaveLength(125);
      expect(new Set(whole.map((entry) => entry._links.self.href)).size).toBe(125);
      expect(await page('&offset=3&limit=2')).toEqual(whole.slice(3, 5));
      expect(await page('&offset=200')).toEqual([]);
      expect(await page('&limit=1000')).toHaveLength(100);
      expect(await page('&limit=0')).toHaveLength(100);
    },
  );

  story("tells a group's project from its creator's own, and remembers who that was", async (stage) => {
    const created = (attributes: object) =>
      stage.standin.records.create({ api: 'copr', attributes: { ...attributes } });
    await created({ build_id: 7, project_id: 1, owner: '@copr', creator: 'ann' });
    await created({ build_id: 8, project_id: 1 });
    await created({ build_id: 9, project_id: 2, owner: 'ann' });
    const builds = async (query: string) => buildsOf(await stage.send(`${list}?${query}`));
    expect(await builds('owner=@copr')).toEqual([7, 8]);
    expect(await builds('owner=ann')).toEqual([9]);
    expect(await builds('owner=')).toEqual([]);
    // Not a parameter of the page, so it filters nothing and the sample is there too.
    const unfiltered = await stage.send(`${list}?group=copr`);
    expect(buildsOf(unfiltered)).toEqual([7, 8, 9, 106882]);
    expect(unfiltered.body._links.self.href).toBe(list);
  });

  story("refuses bad parameters in Copr's words", async ({ send }) => {
    for (const query of [
      'build_id=abc',
      'build_id=',
      'limit=2.5',
      'offset=-1',
      'project_id=x',
      'state=',
      'state=Running',
      'state=skipped',
      'state=waiting',
    ]) {
      const name = query.split('=')[0];
      const { status, body, headers } = await send(`${list}?${query}`);
      expect(status, query).toBe(400);
      expect(body.message).toBe(`Failed to validate query parameter: ${name}`);
      expect(headers.get('content-type')).toBe('application/json');
    }
  });

  story('says 404 with the text that clients match, and 400 for a malformed chroot', async ({ send }) => {
    const text = { message: 'Build task {} for build {} not found' };
    expect(await send(`${list}/106882/fedora-41-x86_64`)).toMatchObject({ status: 404, body: text });
    expect(await send(`${list}/1/fedora-rawhide-x86_64`)).toMatchObject({ status: 404, body: text });
    expect(await send(`${list}/106882/rawhide`)).toMatchObject({ status: 400 });
    expect(await send(`${list}/106882/centos-stream-9-x86_64`)).toMatchObject({ status: 404, body: text });
    expect(await send(`${list}/abc/fedora-rawhide-x86_64`)).toMatchObject({ status: 404 });
    expect(await send(`${list}?build_id=1`)).toMatchObject({ status: 404 });
    expect(await send('/api_2/nothing')).toMatchObject({
      status: 404,
      body: { message: expect.any(String) },
    });
  });

  story('offers nothing but reading', async ({ send }) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const { status, headers, body } = await send(`${list}/106882/fedora-rawhide-x86_64`, { method });
      expect(status, method).toBe(405);
      expect(headers.get('allow')).toBe('GET');
      expect(body.message).toEqual(expect.any(String));
    }
  });

  story(
    'answers a path with doubled slashes, as clients that join base and link send it',
    async ({ send }) => {
      expect(await send(`/${list}?build_id=106882`)).toMatchObject({ status: 200 });
    },
  );

  const observed = { profile: 'observed' } as const;

  story(
    'in observed waits while it is imported, and has results from its start on',
    async ({ standin, send }) => {
      const { url } = await standin.records.create({ api: 'copr', attributes: { build_id: 7 } });
      const seen = async () => (await send(new URL(url).pathname)).body.build_task;
      const listed = async (state: string) => buildsOf(await send(`${list}?build_id=7&state=${state}`));
      expect(await seen()).toMatchObject({ state: 'waiting', git_hash: null, result_dir_url: null });
      expect([await listed('waiting'), await listed('importing')]).toEqual([[7], []]);
      await standin.clock.advance('2s');
      expect(await seen()).toMatchObject({ state: 'pending', result_dir_url: null });
      expect([await listed('waiting'), await listed('pending')]).toEqual([[], [7]]);
      await standin.clock.advance('2s');
      const results = expect.stringMatching(/\/00000007-[^/]+\/$/);
      expect(await seen()).toMatchObject({ state: 'starting', result_dir_url: results });
      for (const state of ['skipped', 'forked', 'unknown']) expect(await listed(state)).toEqual([]);
      expect(await send(`${list}?state=exploded`)).toMatchObject({ status: 400 });
    },
    observed,
  );

  story(
    'in observed finds projects by creator and by group, the group last, and links to what it did',
    async ({ standin, send }) => {
      const created = (attributes: object) =>
        standin.records.create({ api: 'copr', attributes: { ...attributes } });
      await created({ build_id: 7, project_id: 1, owner: '@copr', creator: 'ann' });
      await created({ build_id: 8, project_id: 2, owner: '@other', creator: 'bob' });
      await created({ build_id: 9, project_id: 3, owner: 'ann' });
      const builds = async (query: string) => buildsOf(await send(`${list}?${query}`));
      expect(await builds('owner=ann')).toEqual([7, 9]);
      expect(await builds('owner=@copr')).toEqual([]);
      expect(await builds('group=copr')).toEqual([7]);
      expect(await builds('group=copr&owner=bob')).toEqual([8]);
      expect(await builds('group=')).toEqual([]);
      const { body } = await send(`${list}?state=failed&group=copr&foo=bar&limit=500&owner=ann`);
      expect(body._links.self.href).toBe(`${list}?owner=ann&group=copr&limit=100&state=failed`);
    },
    observed,
  );

  story(
    "in observed speaks the service's dialects: its libraries' sentences, and HTML where it is not asked",
    async ({ standin, send }) => {
      const data = async (query: string) => (await send(`${list}?${query}`)).body.data;
      const names =
        'failed succeeded canceled running pending skipped starting importing forked waiting unknown';
      expect(await data('state=')).toEqual({
        error: ' is not a valid choice',
        help: `allowed states: ${names}`,
      });
      expect(await data('build_id=abc')).toEqual({ error: "invalid literal for int() with base 10: 'abc'" });
      expect(await data('offset=-1')).toEqual({ error: 'Expected >= 0, got -1' });
      const html = 'text/html; charset=utf-8';
      const vax = `${list}/106882/fedora-1-vax`;
      for (const [path, method, status] of [
        ['/api_2/nothing', 'GET', 404],
        [`${list}/abc/fedora-41-x86_64`, 'GET', 404],
        [list, 'POST', 405],
        [vax, 'GET', 500],
        [list, 'OPTIONS', 200],
      ] as const) {
        const answer = await send(path, { method });
        expect([answer.status, answer.headers.get('content-type')], path).toEqual([status, html]);
      }
      const attributes = { build_id: 7, chroot_name: 'fedora-1-vax' };
      await standin.records.create({ api: 'copr', attributes });
      expect(await send(vax)).toMatchObject({ status: 404, body: { message: expect.any(String) } });
    },
    observed,
  );

  story('has the tasks of one build belong together: a later one needs only the build', async (stage) => {
    const created = async (attributes: object) =>
      (await stage.standin.records.create({ api: 'copr', attributes: { ...attributes } })).attributes;
    const { chroot_name: _, results_host: __, ...first } = await created({ build_id: 7, owner: '@copr' });
    expect(await created({ build_id: 7, chroot_name: 'fedora-1-vax' })).toMatchObject(first);
    expect(await created({ ...first, chroot_name: 'fedora-2-vax' })).toMatchObject(first);
    expect(await created({ build_id: 106882, chroot_name: 'fedora-1-vax' })).toMatchObject({
      project_id: 3985,
      owner: 'vgologuz',
      package: 'python-marshmallow',
      git_hash: 'd241064b14f9dcd5d9032d0aca3b4e78fbd1aafd',
    });
  });

  story('takes no task that contradicts its build or its project', async ({ standin }) => {
    const created = (attributes: object) =>
      standin.records.create({ api: 'copr', attributes: { chroot_name: 'fedora-1-vax', ...attributes } });
    for (const [name, value] of Object.entries({
      project_id: 1,
      owner: 'ann',
      creator: 'ann',
      project: 'tools',
      package: 'jq',
      git_hash: '0'.repeat(40),
    })) {
      const refused = { status: 409, title: 'Contradiction', given: { [name]: value } };
      await expect(created({ build_id: 106882, [name]: value }), name).rejects.toMatchObject(refused);
      const ofProject = ['owner', 'creator', 'project'].includes(name);
      if (ofProject)
        await expect(created({ project_id: 3985, [name]: value })).rejects.toMatchObject(refused);
    }
    await expect(created({ build_id: 106882, owner: 'ann' })).rejects.toMatchObject({
      detail: 'build_id 106882 already has owner "vgologuz", but owner "ann" was given.',
      hint: expect.stringMatching(/^Leave owner out, or give another build_id\./),
    });
    expect((await created({ project_id: 3985, package: 'jq' })).attributes).toMatchObject({
      owner: 'vgologuz',
    });
  });

  story('draws no project that is already known to be otherwise', async ({ standin }) => {
    const projects = new Map<unknown, unknown>();
    for (let count = 0; count < 600; count++) {
      const owner = count % 2 === 0 ? 'ann' : 'bob';
      const { attributes } = await standin.records.create({ api: 'copr', attributes: { owner } });
      expect(projects.get(attributes.project_id) ?? owner).toBe(owner);
      projects.set(attributes.project_id, owner);
    }
  });

  story('creates a preset about a task of a known build, and about a known project', async ({ standin }) => {
    const { attributes } = await standin.records.create({
      api: 'copr',
      attributes: { build_id: 7, chroot_name: 'fedora-rawhide-x86_64', project_id: 1, owner: 'ann' },
    });
    const createPreset = async (name: string, params: Record<string, unknown> = {}) =>
      (await standin.presets.create({ api: 'copr', name, params }))[0];
    expect(await createPreset('build-is-running', { build_id: 7 })).toMatchObject({
      state: 'running',
      attributes: { project_id: 1, owner: 'ann', git_hash: attributes.git_hash },
    });
    expect(await createPreset('build-is-failed')).toMatchObject({
      state: 'failed',
      attributes: { project_id: 3985 },
    });
    const many = await createPreset('project-has-many-builds', { project_id: 3985, builds: 2 });
    expect(many).toMatchObject({ attributes: { owner: 'vgologuz' } });
  });

  story('takes no id that its database could not hold', async ({ standin }) => {
    const created = (attributes: object) =>
      standin.records.create({ api: 'copr', attributes: { ...attributes } });
    for (const name of ['build_id', 'project_id'])
      await expect(created({ [name]: 2 ** 53 }), name).rejects.toMatchObject({ status: 400 });
    await created({ build_id: 2_147_483_647 });
    await expect(created({})).rejects.toMatchObject({ status: 409, title: 'No ids left' });
  });
});
