// The same build from both sides of Copr: submitted through API v2 and fetched by a backend, or waiting for a backend and
// looked at through API v2.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStandin } from '../../src/index.ts';
import { type Stage, setStage, startOfTime, stories } from '../_standin.ts';

const me = { authorization: `Basic ${btoa('me:secret')}` };
const chroots = ['fedora-41-x86_64', 'fedora-41-aarch64'];
const order = { project_id: 3985, srpm_url: 'http://srpms.example/zlib-ng-2.2.2-1.src.rpm', chroots };

/** Submits a build through API v2. */
const submit = async ({ send }: Stage, json: object = order) => {
  const { headers } = await send('/api_2/builds', { headers: me, json });
  return Number(headers.get('location')!.split('/').at(-1));
};
// biome-ignore lint/suspicious/noExplicitAny: tests look into builds of both schemas.
const waiting = async ({ send }: Stage): Promise<any[]> => (await send('/waiting_builds/')).body.builds;
const waitingIds = async (stage: Stage) => (await waiting(stage)).map(({ id }) => id);
const report = ({ send }: Stage, build: object) =>
  send('/update_builds/', { headers: me, json: { builds: [build] } });
const tasks = async ({ send }: Stage, id: number) =>
  (await send(`/api_2/build_tasks?build_id=${id}`)).body.build_tasks.map(
    // biome-ignore lint/suspicious/noExplicitAny: as above.
    ({ build_task: { chroot_name, state } }: any) => [chroot_name, state],
  );

stories('A build submitted through API v2', (story) => {
  story('waits for a backend under the same number, for all of its chroots', async (stage) => {
    const id = await submit(stage);
    expect((await waiting(stage)).at(-1)).toMatchObject({
      id,
      submitted_on: startOfTime / 1_000,
      pkgs: order.srpm_url,
      chroots: chroots.join(' '),
      copr: { id: 3985, name: 'aeghqawgt' },
    });
  });

  story('starts and ends when the backend says so, whatever was planned', async (stage) => {
    const { standin, send } = stage;
    const id = await submit(stage);
    await standin.clock.advance('1s');
    expect((await report(stage, { id, started_on: 1.5, results: 'http://r.example/' })).body).toEqual({
      updated_builds_ids: [id],
      non_existing_builds_ids: [],
    });
    expect(await waitingIds(stage)).toEqual([4, 5]);
    await standin.clock.advance('1d');
    expect(await tasks(stage, id)).toEqual(chroots.map((each) => [each, 'running']));
    await report(stage, { id, ended_on: 2.5, status: 0 });
    expect((await send(`/api_2/builds/${id}`)).body.build).toMatchObject({
      state: 'failed',
      started_on: startOfTime / 1_000 + 1,
      ended_on: startOfTime / 1_000 + 86_401,
    });
    const { attributes } = await standin.records.get('copr-waiting', `${id}`);
    expect(attributes.reported).toEqual({
      started_on: 1.5,
      results: 'http://r.example/',
      ended_on: 2.5,
      status: 0,
    });
  });

  story('waits no more when it is canceled', async (stage) => {
    const id = await submit(stage);
    await stage.send(`/api_2/builds/${id}`, { method: 'PUT', headers: me, json: { state: 'canceled' } });
    expect(await waitingIds(stage)).toEqual([4, 5]);
    expect((await stage.standin.records.get('copr-waiting', `${id}`)).state).toBe('canceled');
    await report(stage, { id, started_on: 1.5 });
    expect(await tasks(stage, id)).toEqual(chroots.map((each) => [each, 'canceled']));
  });

  story('takes its fate from the queue once, and both sides share it to the instant', async (stage) => {
    const { standin } = stage;
    await standin.scenarios.set({ queue: { copr: ['fails', 'slow'], 'copr-waiting': ['canceled'] } });
    const id = await submit(stage, { ...order, chroots: [chroots[0]] });
    expect((await standin.scenarios.get()).queue).toEqual(
      expect.objectContaining({ copr: ['slow'], 'copr-waiting': ['canceled'] }),
    );
    const { timeline } = await standin.records.get('copr-waiting', `${id}`);
    expect(timeline.map(({ state, at }) => [state, Date.parse(at) - startOfTime])).toEqual([
      ['waiting', 0],
      ['running', 4_000],
      ['failed', 10_000],
    ]);
  });

  story('runs from its first task to its last, and has failed if one of them has', async (stage) => {
    const { standin } = stage;
    await standin.scenarios.set({ queue: { copr: ['fails', 'slow'] } });
    const id = await submit(stage);
    const { timeline } = await standin.records.get('copr-waiting', `${id}`);
    expect(timeline.map(({ state, at }) => [state, Date.parse(at) - startOfTime])).toEqual([
      ['waiting', 0],
      ['running', 4_000],
      ['failed', 100_000],
    ]);
  });

  story('is listed for the release of its first chroot, as a copr here has but one', async (stage) => {
    await submit(stage, { ...order, chroots: ['epel-9-x86_64', ...chroots] });
    expect((await waiting(stage)).at(-1).chroots).toBe('epel-9-x86_64');
  });

  story('is gone from both sides when it is removed from either', async (stage) => {
    const { records } = stage.standin;
    const first = await submit(stage);
    await records.delete('copr-waiting', `${first}`);
    expect((await stage.send(`/api_2/builds/${first}`)).status).toBe(404);
    const second = await submit(stage);
    await records.delete('copr', `${second}:${chroots[0]}`);
    expect((await waiting(stage)).at(-1)).toMatchObject({ id: second, chroots: chroots[1] });
    await records.delete('copr', `${second}:${chroots[1]}`);
    expect(await waitingIds(stage)).toEqual([4, 5]);
  });
});

stories('A build that waits for a backend', (story) => {
  story('can be read through API v2, with a task for each chroot', async (stage) => {
    const { standin, send } = stage;
    const pkgs = ['http://srpms.example/perl-JSON-PP-4.16-3.src.rpm'];
    await standin.presets.create({
      api: 'copr-waiting',
      name: 'build-is-waiting',
      params: { build_id: 7, chroots, pkgs, copr_chroots: chroots },
    });
    expect(await tasks(stage, 7)).toEqual(chroots.map((each) => [each, 'pending']));
    const { build } = (await send('/api_2/builds/7')).body;
    expect(build).toMatchObject({ id: 7, state: 'pending', package_name: 'perl-JSON-PP' });
    expect((await send('/api_2/projects/7')).body.project).toMatchObject({ name: 'nightly' });
    await standin.clock.advance('3s');
    expect(await tasks(stage, 7)).toEqual(chroots.map((each) => [each, 'running']));
    await standin.clock.advance('6s');
    expect((await send('/api_2/builds/7')).body.build.state).toBe('succeeded');
  });

  story('can be canceled there', async (stage) => {
    await stage.standin.records.create({ api: 'copr-waiting', attributes: { build_id: 7, chroots } });
    const cancel = { method: 'PUT', headers: me, json: { state: 'canceled' } };
    expect((await stage.send('/api_2/builds/7', cancel)).status).toBe(201);
    expect(await waitingIds(stage)).toEqual([4, 5]);
    expect(await tasks(stage, 7)).toEqual(chroots.map((each) => [each, 'canceled']));
  });

  story('starts there when a backend reports it', async (stage) => {
    await stage.standin.records.create({ api: 'copr-waiting', attributes: { build_id: 7, chroots } });
    await report(stage, { id: 7, started_on: 1 });
    expect(await tasks(stage, 7)).toEqual(chroots.map((each) => [each, 'running']));
    await report(stage, { id: 7, ended_on: 2, status: 1 });
    expect(await tasks(stage, 7)).toEqual(chroots.map((each) => [each, 'succeeded']));
  });

  story('leaves the numbers of both sides as they are, and no number is given twice', async (stage) => {
    const { records } = stage.standin;
    expect((await records.create({ api: 'copr-waiting' })).id).toBe('6');
    const id = await submit(stage);
    expect(id).toBe(106_883);
    expect((await records.create({ api: 'copr-waiting' })).id).toBe('106884');
    expect(await submit(stage)).toBe(106_885);
  });
});

stories('Both sides of Copr', (story) => {
  story('show what their pages print each for itself', async (stage) => {
    expect(await waitingIds(stage)).toEqual([4, 5]);
    expect((await stage.send('/api_2/builds/4')).status).toBe(404);
    await report(stage, { id: 4, started_on: 1 });
    expect((await stage.send('/api_2/builds/4')).status).toBe(404);
    expect((await stage.standin.records.list()).filter(({ sample }) => sample).length).toBeGreaterThan(0);
  });

  story('keep builds apart that were created on either side under one number', async (stage) => {
    const { records } = stage.standin;
    await records.create({ api: 'copr', attributes: { build_id: 7, chroot_name: chroots[0]! } });
    await records.create({ api: 'copr-waiting', attributes: { build_id: 7 } });
    await records.command('copr-waiting', '7', 'cancel');
    expect(await tasks(stage, 7)).toEqual([[chroots[0], 'importing']]);
  });

  story('both have the record, and what happens next is told once, where it was created', async (stage) => {
    const { records, clock } = stage.standin;
    const { id } = await records.create({ api: 'copr', attributes: { build_id: 7 } });
    const found = (await records.list()).filter(({ sample }) => !sample);
    expect(found.map((each) => [each.api, each.id])).toEqual([
      ['copr', id],
      ['copr-waiting', '7'],
    ]);
    await clock.next();
    expect((await clock.next()).transitions).toMatchObject([{ id, state: 'starting' }]);
    expect((await records.get('copr-waiting', '7')).state).toBe('running');
  });

  story('go, with the provider state of a contract that set them up', async (stage) => {
    const state = (action: string) =>
      stage.send('/__standin/pact/states', {
        json: { state: 'build {build_id} is waiting', params: { api: 'copr-waiting', build_id: 7 }, action },
      });
    await state('setup');
    expect((await stage.send('/api_2/builds/7')).body.build.state).toBe('pending');
    await stage.standin.clock.advance('1d');
    expect((await stage.send('/api_2/builds/7')).body.build.state).toBe('pending');
    await state('teardown');
    expect((await stage.send('/api_2/builds/7')).status).toBe(404);
    await submit(stage);
    await stage.send('/__standin/pact/states', {
      json: {
        state: 'the examples of the document are there, and nothing else',
        params: { api: 'copr' },
        action: 'setup',
      },
    });
    expect(await waitingIds(stage)).toEqual([4, 5]);
  });

  story('outlive the process, with what ties them', async (stage) => {
    const { standin, send } = stage;
    const [first, second] = [await submit(stage), await submit(stage)];
    await standin.records.create({ api: 'copr-waiting', attributes: { build_id: 7, chroots } });
    await send(`/api_2/builds/${first}`, { method: 'PUT', headers: me, json: { state: 'canceled' } });
    await report(stage, { id: second, started_on: 1 });
    await report(stage, { id: second, started_on: 1.5 });
    await standin.records.command('copr', `7:${chroots[0]}`, 'fail');
    const { id: third } = await standin.records.create({ api: 'copr', attributes: { build_id: 9 } });
    // From a state from which the other side knows no way to failure.
    await standin.records.command('copr', third, 'fail');
    const kept = (await send('/__standin/world')).text;
    const init = { method: 'PUT', headers: { 'content-type': 'application/json' }, body: kept };
    expect((await send('/__standin/world', init)).status).toBe(200);
    expect((await send('/__standin/world')).text).toBe(kept);
    await report(stage, { id: second, ended_on: 2, status: 1 });
    expect((await send(`/api_2/builds/${second}`)).body.build.state).toBe('succeeded');
    expect((await standin.records.get('copr-waiting', '7')).state).toBe('failed');
  });

  story('begin anew together', async (stage) => {
    const id = await submit(stage);
    await stage.standin.reset();
    expect(await waitingIds(stage)).toEqual([4, 5]);
    expect((await stage.send(`/api_2/builds/${id}`)).status).toBe(404);
  });

  story(
    'each show what they are filled with',
    async (stage) => {
      expect((await stage.standin.records.list({ api: 'copr-waiting' })).length).toBe(2);
    },
    { fill: { copr: 20 } },
  );
});

describe('A Standin that serves one side only', () => {
  it('has no other', async () => {
    const stage = await setStage({ apis: ['copr'] });
    await submit(stage);
    expect(new Set((await stage.standin.records.list()).map(({ api }) => api))).toEqual(new Set(['copr']));
  });
});

it('tells the same of a build on both sides, whatever cuts in and whenever it is looked at', async () => {
  const ends = { succeeded: ['succeeded'], failed: ['failed'], canceled: ['canceled'] };
  const there: Record<string, string[]> = {
    waiting: ['importing', 'pending'],
    running: ['starting', 'running'],
    ...ends,
  };
  const step = fc.oneof(
    fc.nat(4_000).map((ms) => ({ ms })),
    fc.record({
      side: fc.constantFrom('copr', 'copr-waiting'),
      kind: fc.constantFrom('start', 'fail', 'cancel', 'succeed'),
    }),
  );
  const scenario = fc.constantFrom('succeeds', 'fails', 'canceled', 'stuck', 'instant', 'slow');
  const side = fc.constantFrom('copr', 'copr-waiting');
  await fc.assert(
    fc.asyncProperty(side, scenario, fc.array(step, { maxLength: 8 }), async (api, fate, steps) => {
      const { records, clock } = createStandin({ clock: 'frozen', at: startOfTime });
      const chroot_name = chroots[0]!;
      const attributes = { build_id: 7, ...(api === 'copr' ? { chroot_name } : { chroots: [chroot_name] }) };
      await records.create({ api, scenario: fate as 'slow', attributes });
      for (const each of steps) {
        if ('ms' in each) await clock.advance(each.ms);
        else
          await records
            .command(each.side, each.side === 'copr' ? `7:${chroot_name}` : '7', each.kind)
            .catch(() => {});
        const [task, build] = [
          await records.get('copr', `7:${chroot_name}`),
          await records.get('copr-waiting', '7'),
        ];
        expect(there[build.state]).toContain(task.state);
        if (build.state in ends) expect(build.timeline.at(-1)).toEqual(task.timeline.at(-1));
      }
    }),
    { numRuns: 60 },
  );
});
