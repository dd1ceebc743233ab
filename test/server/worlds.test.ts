// Worlds: side by side, without seeing each other.
import { expect } from 'vitest';
import { stories } from '../_standin.ts';

const task = '/api_2/build_tasks/7/fedora-41-x86_64';
const creation = { api: 'copr', attributes: { build_id: 7, chroot_name: 'fedora-41-x86_64' } };

stories('worlds', (story) => {
  story('have their own records, clock, scenarios and journal', async ({ send }) => {
    await send('/~one/__standin/records', { json: creation });
    await send('/__standin/records', { json: creation, headers: { 'x-standin-world': 'two' } });
    await send('/~one/__standin/clock/advance', { json: { by: '1h' } });
    await send('/~two/__standin/scenarios', { method: 'PUT', json: { defaults: { copr: 'fails' } } });

    expect((await send(`/~one${task}`)).body.build_task.state).toBe('succeeded');
    expect((await send(task, { headers: { 'x-standin-world': 'two' } })).body.build_task.state).toBe(
      'importing',
    );
    expect(await send(task)).toMatchObject({ status: 404 });
    expect((await send('/~one/__standin/scenarios')).body.defaults.copr).toBe('succeeds');
    const urls = async (path: string) =>
      (await send(`${path}/__standin/journal`)).body.entries.map((entry: { url: string }) => entry.url);
    expect(await urls('/~one')).toEqual([task]);
    expect(await urls('')).toEqual([task]);
  });

  story('are made on first use, alike from the same seed, and can be dropped', async ({ send }) => {
    const createdIn = async (world: string) =>
      (await send(`/~${world}/__standin/records`, { json: { api: 'copr' } })).body.attributes;
    expect(await createdIn('one')).toEqual(await createdIn('two'));
    expect((await send('/__standin/worlds')).body.worlds).toEqual(['default', 'one', 'two']);
    expect(await send('/__standin/worlds/one', { method: 'DELETE' })).toMatchObject({ status: 204 });
    expect(await send('/__standin/worlds/one', { method: 'DELETE' })).toMatchObject({ status: 404 });
    expect((await send('/~one/__standin/records?api=copr')).body.records).toHaveLength(1);
  });

  story('keep the prefix that they were asked under in every link', async ({ send }) => {
    await send('/~one/__standin/records', { json: creation });
    const { body } = await send(`/~one${task}`);
    expect(body._links.self.href).toBe(`/~one${task}`);
    expect(await send(body._links.self.href)).toMatchObject({ status: 200 });
    const { body: record } = await send('/~one/__standin/records/copr/7:fedora-41-x86_64');
    expect(await send(record.url)).toMatchObject({ status: 200 });
  });

  story('are named by the address of a record, however they were chosen', async ({ send }) => {
    const chosen = { headers: { 'x-standin-world': 'one' } };
    const { body } = await send('/__standin/records', { json: creation, ...chosen });
    expect(new URL(body.url).pathname).toBe(`/~one${task}`);
    expect(await send(body.url)).toMatchObject({ status: 200 });
  });

  story('send a browser to their own page', async ({ send }) => {
    const html = { headers: { accept: 'text/html' } };
    expect((await send('/~one/', html)).headers.get('location')).toBe('/~one/__standin/');
    // Its parts are named from where it is, so they are those of this world.
    const [, script] = /<script type="module" src="([^/"][^"]*)"/.exec(
      (await send('/~one/__standin/', html)).text,
    )!;
    expect((await send(`/~one/__standin/${script}`)).status).toBe(200);
  });

  story('refuse a name that cannot be one, and two names at once', async ({ send }) => {
    expect(await send('/~../api_2/build_tasks')).not.toMatchObject({ status: 200 });
    expect(await send('/api_2/build_tasks', { headers: { 'x-standin-world': 'a b' } })).toMatchObject({
      status: 400,
      body: { title: 'Bad world name' },
    });
    expect(await send('/~one/api_2/build_tasks', { headers: { 'x-standin-world': 'two' } })).toMatchObject({
      status: 400,
      body: { title: 'Two worlds' },
    });
  });
});
