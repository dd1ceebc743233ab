// Provider states of Pact, as its verifiers post them to one URL.
import { expect } from 'vitest';
import { type Stage, stories } from '../_standin.ts';

const running = 'build {build_id} is running';
const task = { build_id: 7, chroot_name: 'fedora-41-x86_64' };

stories('the URL of provider states', (story) => {
  story('sets up a given by its sentence, and answers with all its params', async (stage) => {
    const { status, body } = await post(stage, { state: running, params: { api: 'copr', build_id: 7 } });
    expect(status).toBe(200);
    expect(body).toEqual({ api: 'copr', build_id: 7, chroot_name: 'fedora-rawhide-x86_64' });
    expect(await stateOf(stage, '/api_2/build_tasks/7/fedora-rawhide-x86_64')).toBe('running');
  });

  story('takes the name of a preset as well, and what verifiers say beside it', async (stage) => {
    const { body } = await post(stage, {
      state: 'build-is-pending',
      params: { api: 'copr', ...task },
      action: 'setup',
      consumer: 'a build bot',
      states: [],
    });
    expect(body).toEqual({ api: 'copr', ...task });
  });

  story('takes a sentence with values in it, as Pact v2 has them, of every API', async (stage) => {
    const said = [
      ['copr: build 7 is running', { api: 'copr', build_id: 7 }],
      ['copr-waiting: build "8" is running', { api: 'copr-waiting', build_id: 8 }],
      ['build 9 of job 6d616e796275696c647300000000000a is Running', { api: 'codearts', number: 9 }],
      ['project 31 has 4 builds that succeeded', { api: 'copr', project_id: 31, builds: 4 }],
    ] as const;
    for (const [state, params] of said) {
      const { status, body } = await post(stage, { state });
      expect({ state, status, body }).toEqual({ state, status: 200, body: expect.objectContaining(params) });
    }
    expect(await stateOf(stage, '/api_2/build_tasks/7/fedora-rawhide-x86_64')).toBe('running');
  });

  story('tears down by the same sentence', async (stage) => {
    const before = await stage.standin.records.list({ api: 'copr' });
    await post(stage, { state: 'copr: build 7 is running' });
    expect(await stage.standin.records.list({ api: 'copr' })).toHaveLength(before.length + 1);
    await post(stage, { state: 'copr: build 7 is running', action: 'teardown' });
    expect(await stage.standin.records.list({ api: 'copr' })).toHaveLength(before.length);
  });

  story('takes a state by query, with its parameters', async ({ send }) => {
    const query = new URLSearchParams({
      state: running,
      api: 'copr',
      build_id: '7',
      action: 'setup',
      consumer: 'x',
    });
    const { status, body } = await send(`/__standin/pact/states?${query}`, { method: 'POST' });
    expect([status, body]).toEqual([200, { api: 'copr', build_id: 7, chroot_name: 'fedora-rawhide-x86_64' }]);
  });

  story('says which parameter or state a query has wrong', async ({ send }) => {
    const say = async (query: string) =>
      (await send(`/__standin/pact/states?${query}`, { method: 'POST' })).text;
    expect(await say('state=copr: build 7 is running&build_idd=8')).toContain("no param 'build_idd'");
    expect(await say('state=copr: build seven is running')).toContain('no state');
    expect(await say('action=setup')).toContain('Neither the body nor the query has a provider state');
  });

  story('finds the one API that has the state', async (stage) => {
    const { body } = await post(stage, { state: 'task {task_id} is REVOKED' });
    expect(body).toMatchObject({ api: 'erigones', task_id: expect.any(String) });
  });

  story('keeps what it sets up in its state, however far the clock goes', async (stage) => {
    for (const state of ['importing', 'running', 'succeeded']) {
      const attributes = { ...task, chroot_name: `fedora-41-${state}` };
      await post(stage, { state: `build {build_id} is ${state}`, params: { api: 'copr', ...attributes } });
    }
    await stage.standin.clock.advance('3650d');
    for (const state of ['importing', 'running', 'succeeded'])
      expect(await stateOf(stage, `/api_2/build_tasks/7/fedora-41-${state}`)).toBe(state);
  });

  story('tears down what the same setup arranged, and nothing else', async (stage) => {
    const { standin } = stage;
    await standin.records.create({ api: 'copr', attributes: { build_id: 8 } });
    const many = { state: 'project {project_id} has {builds} builds that succeeded', params: { builds: 3 } };
    const one = { state: running, params: { api: 'copr', ...task } };
    const before = (await standin.records.list({ api: 'copr' })).map((record) => record.id);
    await post(stage, many);
    await post(stage, one);
    expect(await standin.records.list({ api: 'copr' })).toHaveLength(before.length + 4);
    expect((await post(stage, { ...many, action: 'teardown' })).body).toMatchObject({ builds: 3 });
    expect(await standin.records.list({ api: 'copr' })).toHaveLength(before.length + 1);
    await post(stage, { ...one, action: 'teardown' });
    await post(stage, { ...one, action: 'teardown' });
    expect((await standin.records.list({ api: 'copr' })).map((record) => record.id)).toEqual(before);
  });

  story('starts one API over for what relies on the printed examples alone', async (stage) => {
    const { standin } = stage;
    await standin.records.create({ api: 'copr' });
    await standin.records.create({ api: 'entrecode' });
    await standin.records.command('erigones', '0-4b48594c-2d77-4b72-a1e1', 'cancel');
    const state = 'the examples of the document are there, and nothing else';
    for (const api of ['copr', 'erigones'])
      expect((await post(stage, { state, params: { api } })).body).toEqual({ api });
    expect(await standin.records.list({ api: 'copr' })).toMatchObject([{ sample: true }]);
    expect(await standin.records.list({ api: 'entrecode' })).toHaveLength(1);
    expect((await stage.send('/api/task/')).body).toEqual([
      '0-fdc277df-84d6-4102-a6d5',
      '0-4b48594c-2d77-4b72-a1e1',
    ]);
  });

  story('has nothing to do without a state, or where the request says what it prefers', async (stage) => {
    for (const state of ['', 'Standin answers as the request prefers'])
      for (const action of ['setup', 'teardown'])
        expect(await post(stage, { state, params: {}, action })).toMatchObject({ status: 200, body: {} });
  });

  story('asks which API is meant where several have the state', async (stage) => {
    const { status, body, headers } = await post(stage, { state: running });
    expect(status).toBe(400);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(body).toMatchObject({ title: 'Ambiguous state', given: running });
    expect(body.detail).toContain(
      "'build {build_id} is running' is a state of several APIs: copr, copr-waiting.",
    );
    expect(body.hint).toContain('"api": "copr"');
  });

  story('says at once what it does not know, with what is nearest', async (stage) => {
    const { status, body } = await post(stage, {
      state: 'build {build_id} is runing',
      params: { api: 'copr' },
    });
    expect(status).toBe(400);
    expect(body).toMatchObject({ title: 'Unknown state', given: 'build {build_id} is runing' });
    expect(body.hint).toContain("Did you mean 'build {build_id} is running'?");
    expect(await post(stage, { state: running, params: { api: 'corp' } })).toMatchObject({
      status: 400,
      body: { hint: expect.stringContaining("'copr'") },
    });
    expect(await post(stage, { state: running, params: { api: 'copr', build: 7 } })).toMatchObject({
      status: 400,
      body: { title: 'Unknown param' },
    });
    expect((await post(stage, { params: {} })).status).toBe(400);
  });
});

const post = ({ send }: Stage, json: object) => send('/__standin/pact/states', { json });
const stateOf = async ({ send }: Stage, path: string) => (await send(path)).body.build_task.state;
