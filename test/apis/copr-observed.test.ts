// What builds of Copr do where they are read as observed: as the frontend of 2022 (22ee7026e) was seen to do on loopback.
// Beside it what the service does in every profile, of lists and errors beside the page.
import { describe, expect, it } from 'vitest';
import { type Stage, setStage } from '../_standin.ts';

const observed = { profile: 'observed' } as const;
const login = { authorization: `Basic ${btoa('login:token')}` };
const printed = '/api_2/builds/106882';

async function submit({ send }: Stage, more: object = {}): Promise<string> {
  const json = { project_id: 3985, srpm_url: 'http://srpms.example/hello-1-1.src.rpm', ...more };
  const { status, headers } = await send('/api_2/builds', { json, headers: login });
  expect(status).toBe(201);
  return new URL(headers.get('location')!, 'http://x').pathname;
}
const cancel = ({ send }: Stage, path: string) =>
  send(path, { method: 'PUT', json: { state: 'canceled' }, headers: login });
const tasksOf = async ({ send }: Stage, path: string) =>
  (await send(`/api_2/build_tasks?build_id=${path.split('/').at(-1)}`)).body.build_tasks;
const chroots = ['fedora-41-x86_64', 'epel-9-x86_64'];

describe('a build of Copr, observed', () => {
  it('has no times of its own, and its source is a link or an upload', async () => {
    const stage = await setStage(observed);
    const { build } = (await stage.send(printed)).body;
    expect(Object.keys(build).sort()).toEqual([
      ...['built_packages', 'enable_net', 'id', 'package_name', 'package_version', 'repos'],
      ...['source_metadata', 'source_type', 'state', 'submitted_on', 'submitter'],
    ]);
    expect(build.source_type).toBe('link');
    expect((await (await setStage()).send(printed)).body.build).toMatchObject({
      source_type: 'srpm_link',
      started_on: 1440753865,
      ended_on: 1440753919,
    });
  });

  it('is pending and has no tasks until its chroots are known, where none were named', async () => {
    const stage = await setStage(observed);
    const path = await submit(stage);
    expect((await stage.send(path)).body.build.state).toBe('pending');
    expect(await tasksOf(stage, path)).toEqual([]);
    const id = path.split('/').at(-1);
    const task = `/api_2/build_tasks/${id}/fedora-rawhide-x86_64`;
    expect((await stage.send(task)).status).toBe(404);
    expect((await stage.send(`${path}?show_build_tasks=yes`)).body.build_tasks).toEqual([]);
    const all = (await stage.send('/api_2/build_tasks?limit=1')).body.build_tasks;
    expect(all[0].build_task.build_id).toBe(106882);
    await stage.standin.clock.advance('2s');
    expect(await tasksOf(stage, path)).toHaveLength(1);
    expect((await stage.send(task)).status).toBe(200);
    expect((await stage.send(path)).body.build.state).toBe('pending');
  });

  it('has its tasks from the start where chroots are named: they wait', async () => {
    const stage = await setStage(observed);
    const path = await submit(stage, { chroots });
    const states = (await tasksOf(stage, path)).map(
      (each: { build_task: { state: string } }) => each.build_task.state,
    );
    expect(states).toEqual(['waiting', 'waiting']);
    expect((await stage.send(path)).body.build.state).toBe('pending');
  });

  it('is canceled at once, and its tasks when the backend reports it', async () => {
    const stage = await setStage(observed);
    const path = await submit(stage, { chroots });
    await stage.standin.clock.advance('6s');
    const states = async () =>
      (await tasksOf(stage, path)).map((each: { build_task: { state: string } }) => each.build_task.state);
    expect(await states()).toEqual(['running', 'running']);
    expect((await cancel(stage, path)).status).toBe(201);
    expect((await stage.send(path)).body.build.state).toBe('canceled');
    expect(await states()).toEqual(['running', 'running']);
    // A second cancel changes nothing.
    expect((await cancel(stage, path)).status).toBe(201);
    const state = await stage.standin.export();
    await stage.standin.clock.advance('2s');
    expect(await states()).toEqual(['canceled', 'canceled']);
    // What is still to come is part of the world.
    await stage.standin.import(state);
    expect(await states()).toEqual(['running', 'running']);
    await stage.standin.clock.advance('2s');
    expect(await states()).toEqual(['canceled', 'canceled']);
  });

  it('keeps tasks that end before the backend hears of it, and cannot be canceled once it has ended', async () => {
    const stage = await setStage(observed);
    const path = await submit(stage, { chroots });
    await stage.standin.clock.advance('9s');
    expect((await cancel(stage, path)).status).toBe(201);
    await stage.standin.clock.advance('5s');
    for (const { build_task } of await tasksOf(stage, path)) expect(build_task.state).toBe('succeeded');
    expect((await stage.send(path)).body.build.state).toBe('canceled');
    expect(await cancel(stage, printed)).toMatchObject({
      status: 400,
      body: { message: 'Cannot update build due to: Cannot cancel build 106882' },
    });
  });

  it('cancels its tasks at once where it is read as corrected', async () => {
    const stage = await setStage();
    const path = await submit(stage, { chroots });
    await cancel(stage, path);
    for (const { build_task } of await tasksOf(stage, path)) expect(build_task.state).toBe('canceled');
  });

  it('is refused for its content type before its body is read, and for a type in the words of the library', async () => {
    const { send } = await setStage(observed);
    const body = '{"project_id":3985,"srpm_url":"http://x.example/a.src.rpm"}';
    for (const [type, says] of [
      [undefined, 'Got request without content type header'],
      ['text/plain', 'Got unexpected content type: text/plain'],
    ] as const) {
      const headers = { ...login, ...(type && { 'content-type': type }) };
      const text = new TextEncoder().encode(body);
      expect(await send('/api_2/builds', { method: 'POST', body: text, headers })).toMatchObject({
        status: 400,
        body: { message: says },
      });
    }
    for (const [json, wrong] of [
      [{ state: 5 }, "{'state': ['Not a valid string.']}"],
      [{ state: null }, "{'state': ['Field may not be null.']}"],
      [[], "{'_schema': ['Invalid input type.']}"],
    ] as const)
      expect(await send(printed, { method: 'PUT', json, headers: login })).toMatchObject({
        status: 400,
        body: {
          message: `Failed to parse request: ${wrong}`,
          data: { request_string: JSON.stringify(json) },
        },
      });
    expect((await send('/api_2/builds', { json: {}, headers: {} })).body.message).toMatch(
      /^Login invalid\/expired\. Please visit \S+\/api get or renew your API token\.$/,
    );
  });

  it('is deleted with its tasks once it has ended or is marked as canceled, and not before', async () => {
    const stage = await setStage(observed);
    const path = await submit(stage, { chroots });
    const remove = () => stage.send(path, { method: 'DELETE', headers: login });
    const id = path.split('/').at(-1);
    expect(await remove()).toMatchObject({
      status: 400,
      body: {
        message: `Cannot delete build due to: You can not delete build \`${id}\` which is not finished.`,
      },
    });
    await cancel(stage, path);
    expect((await remove()).status).toBe(204);
    expect(await tasksOf(stage, path)).toEqual([]);
    expect((await stage.send(path)).status).toBe(404);
    expect((await remove()).status).toBe(404);
  });

  it('fails on chroots that it does not know, wherever they stand', async () => {
    const { send } = await setStage(observed);
    for (const [path, status] of [
      ['/api_2/build_tasks/106882/fedora--x86_64', 500],
      ['/api_2/build_tasks/106882/-rawhide-x86_64', 500],
      ['/api_2/build_tasks/106882/fedora-rawhide', 400],
      ['/api_2/projects/3985/chroots/fedora-1-vax', 500],
      ['/api_2/mock_chroots/rawhide', 500],
      ['/api_2/mock_chroots/fedora-1-vax', 404],
    ] as const)
      expect([path, (await send(path)).status]).toEqual([path, status]);
    expect((await send('/api_2/build_tasks/106882/rawhide')).body.message).toBe(
      'Bad mock chroot name: Chroot identification is not valid',
    );
    // No route has an id that is no number, so that no method is wrong there.
    for (const method of ['POST', 'DELETE', 'OPTIONS'])
      expect((await send('/api_2/build_tasks/abc/x', { method, headers: login })).status).toBe(404);
  });

  it('is refused in the words of the library', async () => {
    const { send } = await setStage(observed);
    for (const [json, wrong] of [
      [
        {},
        "{'srpm_url': ['Missing data for required field.'], 'project_id': ['Missing data for required field.']}",
      ],
      [{ project_id: 3985 }, "{'srpm_url': ['Missing data for required field.']}"],
      [{ project_id: 3985, srpm_url: 'ftp://x' }, "{'srpm_url': ['Not a valid URL.', 'Invalid value.']}"],
      [{ project_id: 3985, srpm_url: 'ftp://x.example/a.src.rpm' }, "{'srpm_url': ['Invalid value.']}"],
    ] as const)
      expect(await send('/api_2/builds', { json, headers: login })).toMatchObject({
        status: 400,
        body: {
          message: `Failed to parse request: ${wrong}`,
          data: { request_string: JSON.stringify(json) },
        },
      });
  });
});

describe.each(['corrected', 'observed'] as const)(
  'lists and errors of Copr beside the page, read %s',
  (profile) => {
    it('lists builds newest first, by their end or by a group', async () => {
      const stage = await setStage({ profile });
      await stage.standin.records.create({
        api: 'copr',
        attributes: { build_id: 7, owner: '@group', project_id: 9 },
      });
      await submit(stage);
      const ids = async (query: string) =>
        (await stage.send(`/api_2/builds?${query}`)).body.builds.map(
          (each: { build: { id: number } }) => each.build.id,
        );
      expect(await ids('')).toEqual([106883, 106882, 7]);
      for (const yes of ['true', 'True', 'yes', '1'])
        expect(await ids(`is_finished=${yes}`)).toEqual([106882]);
      for (const no of ['false', 'no', '0']) expect(await ids(`is_finished=${no}`)).toEqual([106883, 7]);
      expect(await ids('group=group')).toEqual([7]);
      expect(await ids('group=none')).toEqual([]);
      const { _links } = (await stage.send('/api_2/builds?is_finished=no&limit=1000&group=group')).body;
      expect(_links.self.href).toBe('/api_2/builds?group=group&limit=100&is_finished=False');
      const projects = (await stage.send('/api_2/projects?limit=1000')).body;
      const limit = profile === 'observed' ? 1000 : 100;
      expect(projects._links.self.href).toBe(`/api_2/projects?limit=${limit}`);
    });

    it('shows the builds and the chroots of a project on request', async () => {
      const stage = await setStage({ profile });
      const path = await submit(stage, { chroots: [chroots[0]] });
      const project = '/api_2/projects/3985';
      const plain = (await stage.send(project)).body;
      const { body } = await stage.send(`${project}?show_chroots=1&show_builds=yes`);
      const id = Number(path.split('/').at(-1));
      expect(body.project_builds.map((each: { build: { id: number } }) => each.build.id)).toEqual([
        id,
        106882,
      ]);
      expect(body.project_builds[0]).toEqual((await stage.send(path)).body);
      expect(body.project_chroots).toEqual((await stage.send(`${project}/chroots`)).body.chroots);
      expect(body._links).toEqual({
        ...plain._links,
        self: { href: `${project}?show_builds=True&show_chroots=True` },
      });
      expect((await stage.send(`${project}?show_builds=no`)).body).toEqual(plain);
    });

    it('takes yes and no in six words, and says which where it is another', async () => {
      const { send } = await setStage({ profile });
      for (const [word, shown] of [
        ['yes', true],
        ['1', true],
        ['no', false],
        ['False', false],
      ] as const) {
        const { body } = await send(`${printed}?show_build_tasks=${word}`);
        expect([word, 'build_tasks' in body]).toEqual([word, shown]);
        expect(body._links.self.href).toBe(shown ? `${printed}?show_build_tasks=True` : printed);
      }
      const words = "Allowed values: ['true', 'yes', '1'] and ['false', 'no', '0']";
      const error =
        profile === 'observed'
          ? `Value \`maybe\` doesn't belong to either true of false sets. ${words}`
          : 'Expected type boolean, got maybe';
      for (const path of [`${printed}?show_build_tasks=maybe`, '/api_2/builds?is_finished=maybe'])
        expect(await send(path)).toMatchObject({
          status: 400,
          body: {
            message: expect.stringMatching(
              /^Failed to validate query parameter: (show_build_tasks|is_finished)$/,
            ),
            data: { error },
          },
        });
    });

    it('takes a sign in a query and none in a path; of what is repeated the first', async () => {
      const { send } = await setStage({ profile });
      expect((await send('/api_2/build_tasks?build_id=%2B106882')).body.build_tasks).toHaveLength(1);
      for (const path of [
        '/api_2/builds/+106882',
        '/api_2/builds/%2B106882',
        '/api_2/build_tasks/+106882/fedora-rawhide-x86_64',
        '/api_2/projects/+3985',
      ])
        expect([path, (await send(path)).status]).toEqual([path, 404]);
      const twice = await send('/api_2/build_tasks?state=running&state=succeeded&limit=1');
      expect(twice.body).toEqual({
        build_tasks: [],
        _links: { self: { href: '/api_2/build_tasks?limit=1&state=running' } },
      });
    });

    it('says who has no project, and what a name of a chroot is not', async () => {
      const { send } = await setStage({ profile });
      expect((await send('/api_2/builds?owner=nobody')).body).toEqual({
        message: "User `nobody` doesn't have any project",
        data: { username: 'nobody' },
      });
      expect((await send('/api_2/projects/3985/chroots/nope')).body.message).toBe(
        'Bad mock chroot name: Chroot identification is not valid',
      );
    });
  },
);
