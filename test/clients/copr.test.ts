// A client of Copr's API v2 walks from logging in to builds that end well, fail and are canceled, over a real socket. The
// client itself is in no registry: a driver sends what it sends and is as strict in reading.
import { describe, expect, it } from 'vitest';
import type { Standin } from '../../src/index.ts';
import { setStage } from '../_standin.ts';
import { CoprClient, RequestError } from './_copr-client.ts';

const chroots = ['fedora-41-x86_64', 'fedora-41-aarch64'];
const srpm = 'http://srpms.example/copr-ping-1-1.fc20.src.rpm';
const finals = ['succeeded', 'failed', 'canceled', 'skipped'];

const clocks = [
  ['real', { clock: 'real', scenarios: { lasts: { copr: { '*': '400ms' } } } }],
  ['fast', { clock: 'x10' }],
  ['stepped', { clock: 'step:500ms' }],
] as const;

describe.each(clocks)('a client of Copr, with a clock that is %s', (_, options) => {
  const begin = async () => {
    const { standin } = await setStage({ ...options, credentials: { copr: ['me:secret'] } });
    const root = await standin.listen();
    return { standin, client: await CoprClient.create(root, 'me', 'secret') };
  };

  it('finds a project, submits a build by the address of its source, and sees both tasks to their end', async () => {
    const { client } = await begin();
    const [project] = await client.projects({ owner: 'vgologuz', name: 'aeghqawgt' });
    expect(await client.project(project!.id)).toEqual(project);
    expect((await client.chroots()).map(({ name }) => name)).toEqual(expect.arrayContaining(chroots));

    const build = await client.createFromUrl(project!.id, srpm, chroots);
    expect(build).toMatchObject({ submitter: 'me', source_metadata: { url: srpm } });
    const states = await polled(client, build.id);
    expect(states.at(-1)).toEqual(['succeeded', 'succeeded']);
    // How often somebody gets to ask meanwhile is the machine's business, unless the clock moves with each question.
    if (options.clock.startsWith('step')) expect(states.length).toBeGreaterThan(1);
    expect(await client.build(build.id)).toMatchObject({
      state: 'succeeded',
      package_name: 'copr-ping',
      package_version: '1-1.fc20',
      built_packages: [{ name: 'copr-ping', version: '1' }],
    });
    expect((await client.builds({ project_id: project!.id })).map(({ id }) => id)).toContain(build.id);
    expect(await client.task(build.id, chroots[0]!)).toMatchObject({
      build_id: build.id,
      state: 'succeeded',
    });
  });

  it('uploads a package, and sees one of two tasks fail, and the build with it', async () => {
    const { standin, client } = await begin();
    await standin.scenarios.set({ queue: { copr: ['fails'] } });
    const package_ = new Uint8Array([0xed, 0xab, 0xee, 0xdb, 0x00, 0xff]);
    const build = await client.createFromFile(3985, 'python-copr-1.58-1.fc41.src.rpm', package_, chroots);
    const states = await polled(client, build.id);
    expect(states.at(-1)?.sort()).toEqual(['failed', 'succeeded']);
    expect(await client.build(build.id)).toMatchObject({
      state: 'failed',
      package_name: 'python-copr',
      source_type: 'srpm_upload',
    });
  });

  it('cancels a build on its way, and once more in vain, but not one that has ended', async () => {
    const { standin, client } = await begin();
    await standin.scenarios.set({ queue: { copr: ['stuck', 'stuck'] } });
    const build = await client.createFromUrl(3985, srpm, chroots);
    expect(await client.cancel(build.id)).toBe(201);
    expect((await client.tasks({ build_id: build.id })).map(({ state }) => state)).toEqual([
      'canceled',
      'canceled',
    ]);
    expect((await client.build(build.id)).state).toBe('canceled');
    expect(await client.cancel(build.id)).toBe(201);
    await expect(client.cancel(106882)).rejects.toThrow(/^Cannot update build due to/);
  });
});

describe('a client of Copr', () => {
  const begin = async () => (await setStage({ credentials: { copr: ['me:secret'] } })).standin;
  const join = async (standin: Standin, token = 'secret') =>
    CoprClient.create(await standin.listen(), 'me', token);

  it('is told in words it can read that its token is no good, and reads without one', async () => {
    const client = await join(await begin(), 'stale');
    await expect(client.cancel(106882)).rejects.toMatchObject({
      status: 401,
      message: expect.stringContaining('Login invalid'),
    });
    expect((await client.build(106882)).state).toBe('succeeded');
  });

  it('recognises what is not there by the texts it was written for', async () => {
    const client = await join(await begin());
    await expect(client.build(999_999)).rejects.toThrow('Build with id `999999` not found');
    await expect(client.task(999_999, chroots[0]!)).rejects.toThrow('Build task {} for build {} not found');
    await expect(client.createFromUrl(999_999, srpm, [])).rejects.toBeInstanceOf(RequestError);
  });

  it('may have a slash at the end of its root, as its own documentation has', async () => {
    const standin = await begin();
    const client = await CoprClient.create(`${await standin.listen()}/`, 'me', 'secret');
    expect((await client.tasks({ build_id: 106882 })).map(({ state }) => state)).toEqual(['succeeded']);
  });
});

/** The states of a build's tasks, each time they were asked for, until all of them are final. */
async function polled(client: CoprClient, build_id: number): Promise<string[][]> {
  const seen: string[][] = [];
  do {
    seen.push((await client.tasks({ build_id })).map(({ state }) => state));
  } while (!seen.at(-1)!.every((state) => finals.includes(state)));
  return seen;
}
