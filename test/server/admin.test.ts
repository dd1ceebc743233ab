// Control from outside: the control API, told over HTTP.
import { expect } from 'vitest';
import { startOfTime, stories } from '../_standin.ts';

const admin = (path: string) => `/__standin/${path}`;
const iso = (ms: number) => new Date(startOfTime + ms).toISOString();

stories('the control API', (story) => {
  story('says that it is up', async ({ send }) => {
    expect(await send(admin('health'))).toMatchObject({
      status: 200,
      body: { status: 'ok', worlds: ['default'] },
    });
  });

  story('shows, paces and moves the clock', async ({ send }) => {
    expect((await send(admin('clock'))).body).toEqual({ now: iso(0), clock: 'frozen' });
    for (const by of ['90s', 'PT1M30S', 90_000]) await send(admin('clock/advance'), { json: { by } });
    expect((await send(admin('clock'))).body.now).toBe(iso(270_000));
    await send(admin('clock'), { method: 'PUT', json: { at: iso(300_000), clock: 'step:2s' } });
    expect((await send(admin('clock'))).body).toEqual({ now: iso(300_000), clock: 'step:2s' });
  });

  story('will not turn the clock back', async ({ send }) => {
    const { status, body, headers } = await send(admin('clock'), { method: 'PUT', json: { at: iso(-1) } });
    expect(status).toBe(409);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(body).toMatchObject({
      title: 'Clock cannot go back',
      given: iso(-1),
      hint: expect.stringContaining('reset'),
    });
    expect((await send(admin('clock'))).body.now).toBe(iso(0));
  });

  story('jumps from one transition to the next and tells what happened', async ({ send }) => {
    const { body: record } = await send(admin('records'), {
      json: { api: 'copr', lasts: { importing: '3s' } },
    });
    const next = async () => (await send(admin('clock/next'), { method: 'POST' })).body;
    expect(await next()).toEqual({
      now: iso(3_000),
      clock: 'frozen',
      transitions: [{ api: 'copr', id: record.id, state: 'pending', at: iso(3_000) }],
    });
    for (const state of ['starting', 'running', 'succeeded'])
      expect((await next()).transitions).toMatchObject([{ state }]);
    expect((await next()).transitions).toEqual([]);
  });

  story(
    'tells of no sample when it jumps: what a document prints has a present of its own',
    async ({ send }) => {
      await send(admin('records'), { json: { api: 'copr' } });
      const { body } = await send(admin('clock/next'), { method: 'POST' });
      expect(body.transitions).toMatchObject([{ api: 'copr', state: 'pending' }]);
    },
    { at: '2001-01-01T00:00:00Z' },
  );

  story(
    'commands what a document prints as a thing of the past, even where the clock stands before it was printed',
    async ({ send }) => {
      const path = admin('records/erigones/0-4b48594c-2d77-4b72-a1e1/commands');
      const { body } = await send(path, { json: { kind: 'cancel' } });
      expect(body).toMatchObject({ sample: false, state: 'REVOKED', created: '2001-01-01T00:00:00.000Z' });
      expect(body.timeline.map((step: { state: string }) => step.state)).toEqual(['PENDING', 'REVOKED']);
    },
    { at: '2001-01-01T00:00:00Z' },
  );

  story(
    'creates a record, shows where the vendor shows it, and all its states with their instants',
    async ({ send }) => {
      const { status, body, headers } = await send(admin('records'), {
        json: {
          api: 'copr',
          scenario: 'fails',
          attributes: { build_id: 7, chroot_name: 'fedora-41-x86_64' },
        },
      });
      expect(status).toBe(201);
      expect(body).toMatchObject({
        api: 'copr',
        id: '7:fedora-41-x86_64',
        state: 'importing',
        sample: false,
        timeline: [
          { state: 'importing', at: iso(0) },
          { state: 'pending', at: iso(2_000) },
          { state: 'starting', at: iso(4_000) },
          { state: 'running', at: iso(5_000) },
          { state: 'failed', at: iso(10_000) },
        ],
      });
      expect(await send(body.url, { headers: body.headers })).toMatchObject({ status: 200 });
      expect(await send(headers.get('location')!)).toMatchObject({ status: 200, body });
    },
  );

  story('takes a plan written by hand, and a state to be created into', async ({ send }) => {
    const plan = [{ state: 'importing', lasts: '1m' }, { state: 'pending' }, { state: 'canceled' }];
    const { body: planned } = await send(admin('records'), { json: { api: 'copr', plan } });
    expect(planned.timeline.map((step: { at: string }) => step.at)).toEqual([
      iso(0),
      iso(60_000),
      iso(62_000),
    ]);
    const { body: running } = await send(admin('records'), { json: { api: 'copr', state: 'running' } });
    expect(running).toMatchObject({ state: 'running', created: iso(-5_000) });
    expect(running.timeline.slice(3)).toEqual([
      { state: 'running', at: iso(0) },
      { state: 'succeeded', at: iso(5_000) },
    ]);
    const { body: stuck } = await send(admin('records'), {
      json: { api: 'copr', state: 'running', scenario: 'stuck' },
    });
    expect(stuck.timeline.at(-1)).toEqual({ state: 'running', at: iso(0) });
    const { body: failed } = await send(admin('records'), { json: { api: 'copr', state: 'failed' } });
    expect(failed.timeline.at(-1)).toEqual({ state: 'failed', at: iso(0) });
  });

  story('lists records by API and state', async ({ send }) => {
    const { body: record } = await send(admin('records'), { json: { api: 'copr' } });
    const ids = async (query: string) =>
      (await send(admin(`records?${query}`))).body.records.map((each: { id: string }) => each.id);
    expect(await ids('api=copr')).toEqual(['106882:fedora-rawhide-x86_64', record.id]);
    expect(await ids('api=copr&state=importing')).toEqual([record.id]);
    expect(await ids('state=importing')).toEqual([record.id]);
  });

  story('has commands cut in, once', async ({ send }) => {
    const { body: record } = await send(admin('records'), { json: { api: 'copr' } });
    const path = admin(`records/copr/${encodeURIComponent(record.id)}`);
    await send(admin('clock/advance'), { json: { by: '3s' } });
    const { status, body } = await send(`${path}/commands`, { json: { kind: 'cancel' } });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: 'canceled',
      timeline: [{ state: 'importing' }, { state: 'pending' }, { state: 'canceled', at: iso(3_000) }],
      commands: [{ kind: 'cancel', at: iso(3_000) }],
    });
    expect(await send(`${path}/commands`, { json: { kind: 'cancel' } })).toMatchObject({ status: 409 });
    expect(await send(`${path}/commands`, { json: { kind: 'cancle' } })).toMatchObject({
      status: 400,
      body: { hint: expect.stringContaining("Did you mean 'cancel'?") },
    });
    expect(await send(path, { method: 'DELETE' })).toMatchObject({ status: 204, text: '' });
    expect(await send(path)).toMatchObject({ status: 404, body: { title: 'No such record' } });
  });

  story(
    'leads a record that is told to succeed through every state on the way, in no time',
    async ({ send }) => {
      const { body: record } = await send(admin('records'), { json: { api: 'copr' } });
      const path = admin(`records/copr/${encodeURIComponent(record.id)}/commands`);
      const { body } = await send(path, { json: { kind: 'succeed' } });
      const states = body.timeline.map((step: { state: string }) => step.state);
      expect(states).toEqual(['importing', 'pending', 'starting', 'running', 'succeeded']);
      expect(new Set(body.timeline.map((step: { at: string }) => step.at))).toEqual(new Set([iso(0)]));
    },
  );

  story('decides how the next records fare: a queue first, then the default', async ({ send }) => {
    await send(admin('scenarios'), {
      method: 'PUT',
      json: {
        defaults: { copr: 'instant' },
        queue: { copr: ['fails', 'stuck'] },
        lasts: { copr: { '*': '1s' } },
      },
    });
    const last = async () => {
      const { body } = await send(admin('records'), { json: { api: 'copr' } });
      return body.timeline.at(-1);
    };
    expect(await last()).toEqual({ state: 'failed', at: iso(4_000) });
    expect(await last()).toEqual({ state: 'running', at: iso(3_000) });
    expect(await last()).toEqual({ state: 'succeeded', at: iso(0) });
    expect((await send(admin('scenarios'))).body).toMatchObject({
      defaults: { copr: 'instant' },
      queue: { copr: [] },
    });
  });

  story('creates a situation, which goes on from there as is usual in its world', async ({ send }) => {
    const given = { api: 'copr', name: 'build {build_id} is running', params: { build_id: 9 } };
    const { body } = await send(admin('presets'), { json: given });
    expect(body.records).toMatchObject([{ state: 'running', attributes: { build_id: 9 } }]);
    await send(admin('clock/advance'), { json: { by: '4999ms' } });
    expect((await send(admin('records?api=copr&state=running'))).body.records).toHaveLength(1);
    await send(admin('clock/advance'), { json: { by: '1ms' } });
    expect((await send(admin('records?api=copr&state=running'))).body.records).toEqual([]);
    await send(admin('scenarios'), { method: 'PUT', json: { defaults: { copr: 'stuck' } } });
    await send(admin('presets'), { json: given });
    await send(admin('clock/advance'), { json: { by: '1d' } });
    expect((await send(admin('records?api=copr&state=running'))).body.records).toHaveLength(1);
    const { body: known } = await send(admin('presets'));
    expect(known.presets).toContainEqual(expect.objectContaining({ api: 'copr', name: 'build-is-running' }));
  });

  story('takes * for every API and for every state', async ({ send }) => {
    const all = { defaults: { '*': 'fails' }, lasts: { '*': { '*': '1s' } } };
    await send(admin('scenarios'), { method: 'PUT', json: all });
    const { body } = await send(admin('records'), { json: { api: 'entrecode' } });
    expect(body.timeline).toEqual([
      { state: 'running', at: iso(0) },
      { state: 'error', at: iso(1_000) },
    ]);
    const { body: own } = await send(admin('records'), { json: { api: 'entrecode', lasts: { '*': '3s' } } });
    expect(own.timeline.at(-1)).toEqual({ state: 'error', at: iso(3_000) });
    await send(admin('reset'), { method: 'POST' });
    expect((await send(admin('scenarios'))).body).toMatchObject({
      defaults: { copr: 'succeeds' },
      lasts: {},
    });
  });

  story(
    'shows records with a credential that is let in',
    async ({ send }) => {
      const { body } = await send(admin('records'), { json: { api: 'codearts' } });
      expect(body.headers).toEqual({ 'X-Auth-Token': 'open-sesame' });
      expect(await send(body.url, { headers: body.headers })).toMatchObject({ status: 200 });
      expect(await send(body.url, { headers: { 'x-auth-token': 'any' } })).toMatchObject({ status: 401 });
      expect((await send('/__standin/')).text).not.toContain('open-sesame');
    },
    { credentials: { codearts: ['open-sesame'] } },
  );

  story('starts a world over', async ({ send }) => {
    await send(admin('records'), { json: { api: 'copr' } });
    await send(admin('clock/advance'), { json: { by: '1d' } });
    await send(admin('scenarios'), { method: 'PUT', json: { defaults: { copr: 'fails' } } });
    expect(await send(admin('reset'), { method: 'POST' })).toMatchObject({
      status: 200,
      body: { now: iso(0) },
    });
    expect((await send(admin('records?api=copr'))).body.records).toHaveLength(1);
    expect((await send(admin('scenarios'))).body.defaults.copr).toBe('succeeds');
  });

  story('creates no more records than a preset may have created', async ({ standin }) => {
    const counted = (await standin.presets.list()).flatMap(({ api, name, params }) =>
      ['builds', 'tasks'].filter((each) => each in params).map((each) => ({ api, name, each })),
    );
    expect(counted).toHaveLength(7);
    for (const { api, name, each } of counted) {
      const arranged = standin.presets.create({ api, name, params: { [each]: 10_001 } });
      await expect(arranged, name).rejects.toMatchObject({ status: 400, title: 'Bad param', given: 10_001 });
    }
  });

  story('explains what it cannot do', async ({ send }) => {
    const content = async (path: string, json: unknown, method = 'POST') => {
      const { status, body, headers } = await send(admin(path), { method, json });
      expect(headers.get('content-type')).toBe('application/problem+json');
      return [status, body.detail, body.hint ?? ''].join(' | ');
    };
    expect(await content('records', { api: 'corp' })).toMatch(/^400 .*no api 'corp'.*Did you mean 'copr'/);
    expect(await content('records', {})).toMatch(/^400 \| 'api' is missing/);
    expect(await content('records', { api: 'copr', scenario: 'explodes' })).toMatch(
      /no scenario '(explodes|nope)'.*Known: succeeds, fails/,
    );
    expect(await content('records', { api: 'copr', attributes: { build: 1 } })).toMatch(
      /Did you mean 'build_id'/,
    );
    expect(await content('records', { api: 'copr', attributes: { build_id: 'x' } })).toMatch(/type integer/);
    expect(
      await content('records', { api: 'copr', plan: [{ state: 'running' }, { state: 'pending' }] }),
    ).toMatch(/'pending' cannot follow 'running'/);
    expect(
      await content('records', {
        api: 'copr',
        attributes: { build_id: 106882, chroot_name: 'fedora-rawhide-x86_64' },
      }),
    ).toMatch(/^409/);
    expect(await content('clock/advance', { by: 'soon' })).toMatch(/'soon' is not a duration.*90s/);
    expect(await content('clock', { clock: 'fast' }, 'PUT')).toMatch(/'fast' is not a clock/);
    expect(await content('scenarios', { queue: { nope: ['fails'] } }, 'PUT')).toMatch(/no api 'nope'/);
    expect(await content('presets', { api: 'copr', name: 'x' })).toMatch(/no preset 'x'/);
    expect(await content('presets', { api: 'copr', name: 'build-is-running', params: { id: 1 } })).toMatch(
      /no param 'id'/,
    );
    expect(await content('records', { api: 'copr', plan: [{ state: 'constructor' }] })).toMatch(
      /no state 'constructor'/,
    );
    expect(await content('records', { api: 'copr', lasts: { succeeded: '1s' } })).toMatch(
      /no state that lasts 'succeeded'/,
    );
    expect(
      await content('records', { api: 'copr', plan: [{ state: 'importing' }], scenario: 'fails' }),
    ).toMatch(/a plan and a scenario/);
    expect(await content('scenarios', { lasts: { copr: { nope: '1s' } } }, 'PUT')).toMatch(
      /no state that lasts 'nope'/,
    );
    const params = (given: object) =>
      content('presets', { api: 'copr', name: 'build-is-running', params: given });
    expect(await params({ build_id: 'x' })).toMatch(/'build_id' should be something like 106882/);
    expect(await params({ build_id: -4 })).toMatch(/a whole number above 0/);
    expect(await params({ chroot_name: 'a b' })).toMatch(/'chroot_name'.* should be/);
    const printed = 'records/copr/106882:fedora-rawhide-x86_64/commands';
    expect(await content(printed, { kind: 'constructor' })).toMatch(/no command 'constructor'/);
    expect(await content('nothing', {})).toMatch(/^404 /);
    expect(await content('health', {})).toMatch(/^405 .*It accepts GET/);
    const broken = await send(admin('records'), { method: 'POST', body: '{' });
    expect(broken).toMatchObject({ status: 400, body: { title: 'Body is not JSON' } });
    const large = await send(admin('records'), { method: 'POST', body: `"${'x'.repeat(1_100_000)}"` });
    expect(large).toMatchObject({ status: 413, body: { title: 'Body too large' } });
  });
});
