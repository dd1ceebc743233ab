// The backend of Copr in 2013 asks for work, takes it, and reports how it went, over a real socket. It is in no registry: a
// driver sends what it sends, and dies of what it died of.
import { describe, expect, it } from 'vitest';
import { setStage } from '../_standin.ts';
import { CoprBackend, type Job } from './_copr-backend.ts';
import { CoprClient } from './_copr-client.ts';

/** Submitted builds wait for the backend, and do not start by themselves meanwhile. */
const scenarios = { lasts: { 'copr-waiting': { waiting: '30d' }, copr: { pending: '30d' } } };
const clocks = [
  ['real', 'real'],
  ['fast', 'x500'],
  ['stepped', 'step:2s'],
] as const;

describe.each(clocks)('the backend of Copr, with a clock that is %s', (_, clock) => {
  const begin = async (build: (job: Job) => Promise<boolean>, prefix = '') => {
    const credentials = { 'copr-waiting': ['secret'] };
    const { standin } = await setStage({ clock, profile: 'observed', scenarios, credentials });
    const { records } = standin;
    // What the page prints would be built too, and one of the two kills the backend: a test of its own.
    for (const id of ['4', '5']) await records.delete('copr-waiting', id);
    const repos = ['http://repos.example/base'];
    const submit = (build_id: number) =>
      records.create({ api: 'copr-waiting', attributes: { build_id, copr_id: build_id, repos } });
    const stateOf = async (id: number) => (await records.get('copr-waiting', `${id}`)).state;
    const frontend_url = (await standin.listen()) + prefix;
    const backend = new CoprBackend({ frontend_url, frontend_auth: 'secret', build });
    return { standin, submit, stateOf, backend };
  };

  it('finds a build, says that it has started, builds it, and says that it came out well', async () => {
    const seen: string[] = [];
    const jobs: Job[] = [];
    const { standin, submit, stateOf, backend } = await begin(async (job) => {
      jobs.push(job);
      seen.push(await stateOf(7));
      // Whatever the clock does: who has been started runs until the backend says otherwise.
      await standin.clock.advance('1d');
      expect(await backend.fetchJobs()).toBe(0);
      seen.push(await stateOf(7));
      return true;
    });
    await submit(7);
    expect(await stateOf(7)).toBe('waiting');
    await backend.run(5, () => jobs.length > 0 && backend.jobfiles.size === 0);
    expect([...seen, await stateOf(7)]).toEqual(['running', 'running', 'succeeded']);
    expect(jobs[0]).toMatchObject({ build_id: 7, copr_id: 7, repos: ['http://repos.example/base'] });
    const { attributes } = await standin.records.get('copr-waiting', '7');
    expect(attributes.reported).toEqual({
      started_on: expect.any(Number),
      results: `http://results.example/results/${jobs[0]!.user_name}/${jobs[0]!.copr_name}/`,
      ended_on: expect.any(Number),
      status: 1,
    });
  });

  it('reports one that fails, and takes the next', async () => {
    const { submit, stateOf, backend } = await begin(async ({ build_id }) => build_id !== 7);
    await submit(7);
    await submit(8);
    let polls = 0;
    await backend.run(5, () => polls++ > 0 && backend.jobfiles.size === 0);
    expect([await stateOf(7), await stateOf(8)]).toEqual(['failed', 'succeeded']);
  });

  it('never hears of a build that was canceled in time, and cannot revive one that was canceled late', async () => {
    const { standin, submit, stateOf, backend } = await begin(async () => true);
    await submit(7);
    await submit(8);
    await standin.records.command('copr-waiting', '7', 'cancel');
    expect(await backend.fetchJobs()).toBe(1);
    await standin.records.command('copr-waiting', '8', 'cancel');
    await backend.work();
    expect([await stateOf(7), await stateOf(8)]).toEqual(['canceled', 'canceled']);
    expect(backend.dead.size).toBe(0);
  });

  it('builds what a client of API v2 has submitted, and the client sees how it went', async () => {
    const { standin, backend } = await begin(async ({ chroots, build_id }) => {
      const states = (await client.tasks({ build_id })).map(({ state }) => state);
      expect(states).toEqual(chroots.map(() => 'running'));
      return false;
    });
    const client = await CoprClient.create(standin.url, 'me', 'secret');
    const build = await client.createFromUrl(3985, 'http://srpms.example/copr-ping-1-1.src.rpm', [
      'fedora-41-x86_64',
      'fedora-41-aarch64',
    ]);
    expect(await backend.fetchJobs()).toBe(1);
    await backend.work();
    expect(backend.dead).toEqual(new Map());
    expect((await client.build(build.id)).state).toBe('failed');
  });

  it('works at the later address as well', async () => {
    const { submit, stateOf, backend } = await begin(async () => true, '/backend');
    await submit(7);
    await backend.fetchJobs();
    await backend.work();
    expect(await stateOf(7)).toBe('succeeded');
  });
});

describe('the backend of Copr', () => {
  const begin = async (options: Parameters<typeof setStage>[0], frontend_auth = 'secret') => {
    const credentials = { 'copr-waiting': ['secret'] };
    const { standin } = await setStage({ scenarios, credentials, ...options });
    const built: number[] = [];
    const build = async ({ build_id }: Job) => built.push(build_id) > 0;
    return new CoprBackend({ frontend_url: await standin.listen(), frontend_auth, build });
  };

  it('dies of the build of the page that has no repos, and builds the other', async () => {
    const backend = await begin({ profile: 'observed' });
    expect(await backend.fetchJobs()).toBe(2);
    await backend.work();
    expect([...backend.jobfiles.keys()]).toEqual([5]);
    expect(backend.dead.get(5)?.message).toContain("'repos'");
  });

  it('dies of every build as the page describes it', async () => {
    const backend = await begin({ profile: 'corrected' });
    await backend.fetchJobs();
    await backend.work();
    expect([...backend.dead.keys()]).toEqual([4, 5]);
  });

  it('does not even get so far with the text as it is printed', async () => {
    const backend = await begin({ profile: 'literal' });
    await expect(backend.fetchJobs()).rejects.toThrow(SyntaxError);
  });

  it('is told when its password is wrong, and keeps the job', async () => {
    const backend = await begin({ profile: 'observed' }, 'stale');
    await backend.fetchJobs();
    await backend.work();
    expect(backend.dead.get(4)?.message).toBe(
      'Failed to submit to frontend: 401: You have to provide the correct password',
    );
    expect(await backend.fetchJobs()).toBe(0);
  });
});
