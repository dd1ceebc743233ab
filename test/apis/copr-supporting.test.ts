// What stands beside the documented page of Copr: the root, projects, builds as wholes, chroots.
import { expect } from 'vitest';
import { stories } from '../_standin.ts';

const me = { authorization: `Basic ${btoa('me:secret')}` };
const order = { project_id: 3985, srpm_url: 'http://srpms.example/zlib-ng-2.2.2-1.src.rpm' };

stories('Copr, beside the page', (story) => {
  story('sends who asks for the root without its slash to the one with it', async ({ send }) => {
    const { status, headers } = await send('/api_2');
    expect(status).toBe(308);
    expect(headers.get('location')).toMatch(/^http:\/\/[^/]+\/api_2\/$/);
    expect((await send('//api_2/')).body._links.build_tasks.href).toBe('/api_2/build_tasks');
  });

  story('keeps the prefix of a world in every link that it gives', async ({ send }) => {
    const root = (await send('/~mine/api_2/')).body._links;
    expect(root.builds.href).toBe('/~mine/api_2/builds');
    const { headers } = await send('/~mine/api_2/builds', { headers: me, json: order });
    expect(headers.get('location')).toMatch(/^http:\/\/[^/]+\/~mine\/api_2\/builds\/\d+$/);
  });

  story('has a task for each chroot, and one state for all of them', async ({ standin, send }) => {
    await standin.scenarios.set({ queue: { copr: ['succeeds', 'slow'] } });
    const chroots = ['fedora-41-x86_64', 'epel-9-x86_64', 'fedora-41-x86_64'];
    const { headers } = await send('/api_2/builds', { headers: me, json: { ...order, chroots } });
    const path = new URL(headers.get('location')!).pathname;
    await standin.clock.advance('11s');
    const { body } = await send(`${path}?show_build_tasks=True`);
    expect(body.build_tasks.map(({ build_task }: never) => build_task)).toMatchObject([
      { chroot_name: 'fedora-41-x86_64', state: 'succeeded' },
      { chroot_name: 'epel-9-x86_64', state: 'importing' },
    ]);
    expect(body.build).toMatchObject({ state: 'importing', ended_on: null, package_name: 'zlib-ng' });
    await standin.clock.advance('1h');
    expect((await send(path)).body.build).toMatchObject({ state: 'succeeded' });
    expect((await send(path)).body.build.ended_on).toEqual(expect.any(Number));
  });

  story('builds for every chroot of the project where none is named', async ({ send }) => {
    const { headers } = await send('/api_2/builds', { headers: me, json: order });
    const { body } = await send(`${new URL(headers.get('location')!).pathname}?show_build_tasks=1`);
    const named = body.build_tasks.map(
      ({ build_task }: never) => (build_task as { chroot_name: string }).chroot_name,
    );
    expect(named).toEqual(['fedora-rawhide-x86_64']);
  });

  story(
    'cancels all tasks of a build, and says when there is nothing left to cancel',
    async ({ standin, send }) => {
      const { headers } = await send('/api_2/builds', {
        headers: me,
        json: { ...order, chroots: ['fedora-41-x86_64', 'epel-9-x86_64'] },
      });
      const path = new URL(headers.get('location')!).pathname;
      const cancel = () => send(path, { method: 'PUT', headers: me, json: { state: 'canceled' } });
      await standin.clock.advance('5s');
      expect((await cancel()).status).toBe(201);
      expect((await send(path)).body.build).toMatchObject({
        state: 'canceled',
        ended_on: expect.any(Number),
      });
      expect((await cancel()).status).toBe(201);
      const done = await send('/api_2/builds/106882', {
        method: 'PUT',
        headers: me,
        json: { state: 'canceled' },
      });
      expect(done).toMatchObject({
        status: 400,
        body: { message: 'Cannot update build due to: Cannot cancel build 106882' },
      });
    },
  );

  story('takes a form with a package, and says what is missing in one', async ({ send }) => {
    const submit = (parts: Record<string, string | Blob>) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(parts))
        if (typeof value === 'string') form.set(name, value);
        else form.set(name, value, 'jq-1.7.1-8.src.rpm');
      return send('/api_2/builds', { method: 'POST', headers: me, body: form });
    };
    const metadata = JSON.stringify({ project_id: 3985 });
    expect((await submit({ metadata, srpm: new Blob([new Uint8Array([0, 255])]) })).status).toBe(201);
    expect((await submit({ metadata })).body.message).toMatch(/Missing srpm file/);
    expect((await submit({ srpm: new Blob(['x']) })).body.message).toMatch(/Missing build metadata/);
    expect((await submit({ metadata: '[', srpm: new Blob(['x']) })).body.message).toMatch(/project_id/);
  });

  story('refuses what it cannot build, each time in its own words', async ({ send }) => {
    const refusal = async (json: object) => (await send('/api_2/builds', { headers: me, json })).body.message;
    expect(await refusal({ ...order, chroots: ['fedora'] })).toMatch(/^Bad mock chroot name/);
    expect(await refusal({ ...order, chroots: 'fedora-41-x86_64' })).toMatch(/^Failed to parse request/);
    expect(await refusal({ ...order, srpm_url: 'ftp://x/y.rpm' })).toMatch(/not a valid URL/);
    expect(await refusal({ project_id: 3985, srpm_url: 'http://x/%E0%A4%A.rpm' })).toMatch(/not a valid URL/);
  });

  story('never says more than a hundred, and says so in its own link', async ({ send }) => {
    const { body } = await send('/api_2/projects?limit=1000&nonsense=1');
    expect(body._links.self.href).toBe('/api_2/projects?limit=100');
    expect((await send('/api_2/builds?limit=1&offset=1')).body.builds).toEqual([]);
  });

  story(
    'finds the projects of a group, and passes over a filter that is blank',
    async ({ standin, send }) => {
      await standin.records.create({ api: 'copr', attributes: { owner: '@python', project: 'nightly' } });
      const names = async (query: string) =>
        (await send(`/api_2/projects?${query}`)).body.projects.map(
          ({ project }: never) => (project as { name: string }).name,
        );
      expect(await names('group=python')).toEqual(['nightly']);
      expect(await names('group=&name=aeghqawgt')).toEqual(['aeghqawgt']);
      expect(await names('search_query=pyth')).toEqual(['nightly']);
    },
  );

  story(
    'knows no token that was not configured',
    async ({ send }) => {
      const cancel = (authorization: string) =>
        send('/api_2/builds/106882', {
          method: 'PUT',
          headers: { authorization },
          json: { state: 'canceled' },
        });
      for (const wrong of [`Basic ${btoa('me:other')}`, `Basic ${btoa('me')}`, 'Bearer x', 'Basic !!!'])
        expect((await cancel(wrong)).status, wrong).toBe(401);
      expect((await cancel(`Basic ${btoa('me:secret')}`)).status).toBe(400);
    },
    { credentials: { copr: ['me:secret'] } },
  );
});
