// Steering from outside: the admin API, told over HTTP.
import { expect } from 'vitest';
import { startOfTime, stories } from '../_standin.ts';

const admin = (path: string) => `/__standin/${path}`;
const iso = (ms: number) => new Date(startOfTime + ms).toISOString();

stories('the admin API', (story) => {
  story('says that it is up', async ({ ask }) => {
    expect(await ask(admin('health'))).toMatchObject({
      status: 200,
      body: { status: 'ok', worlds: ['default'] },
    });
  });

  story('shows, paces and moves the clock', async ({ ask }) => {
    expect((await ask(admin('clock'))).body).toEqual({ now: iso(0), clock: 'frozen' });
    for (const by of ['90s', 'PT1M30S', 90_000]) await ask(admin('clock/advance'), { json: { by } });
    expect((await ask(admin('clock'))).body.now).toBe(iso(270_000));
    await ask(admin('clock'), { method: 'PUT', json: { at: iso(300_000), clock: 'step:2s' } });
    expect((await ask(admin('clock'))).body).toEqual({ now: iso(300_000), clock: 'step:2s' });
  });

  story('will not turn the clock back', async ({ ask }) => {
    const { status, body, headers } = await ask(admin('clock'), { method: 'PUT', json: { at: iso(-1) } });
    expect(status).toBe(409);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(body).toMatchObject({
      title: 'Clock cannot go back',
      given: iso(-1),
      hint: expect.stringContaining('reset'),
    });
    expect((await ask(admin('clock'))).body.now).toBe(iso(0));
  });

  story('jumps from one transition to the next and tells what happened', async ({ ask }) => {
    const { body: record } = await ask(admin('records'), {
      json: { api: 'copr', lasts: { importing: '3s' } },
    });
    const next = async () => (await ask(admin('clock/next'), { method: 'POST' })).body;
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
    'tells of no exhibit when it jumps: what a document prints has a present of its own',
    async ({ ask }) => {
      await ask(admin('records'), { json: { api: 'copr' } });
      const { body } = await ask(admin('clock/next'), { method: 'POST' });
      expect(body.transitions).toMatchObject([{ api: 'copr', state: 'pending' }]);
    },
    { at: '2001-01-01T00:00:00Z' },
  );

  story(
    'commands what a document prints as a thing of the past, even where the clock stands before it was printed',
    async ({ ask }) => {
      const path = admin('records/erigones/0-4b48594c-2d77-4b72-a1e1/commands');
      const { body } = await ask(path, { json: { kind: 'cancel' } });
      expect(body).toMatchObject({ exhibit: false, state: 'REVOKED', born: '2001-01-01T00:00:00.000Z' });
      expect(body.timeline.map((step: { state: string }) => step.state)).toEqual(['PENDING', 'REVOKED']);
    },
    { at: '2001-01-01T00:00:00Z' },
  );

  story(
    'has a record born, shows where the vendor shows it, and all its states with their instants',
    async ({ ask }) => {
      const { status, body, headers } = await ask(admin('records'), {
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
        exhibit: false,
        timeline: [
          { state: 'importing', at: iso(0) },
          { state: 'pending', at: iso(2_000) },
          { state: 'starting', at: iso(4_000) },
          { state: 'running', at: iso(5_000) },
          { state: 'failed', at: iso(10_000) },
        ],
      });
      expect(await ask(body.url, { headers: body.headers })).toMatchObject({ status: 200 });
      expect(await ask(headers.get('location')!)).toMatchObject({ status: 200, body });
    },
  );

  story('takes a plan written by hand, and a state to be born into', async ({ ask }) => {
    const plan = [{ state: 'importing', lasts: '1m' }, { state: 'pending' }, { state: 'canceled' }];
    const { body: planned } = await ask(admin('records'), { json: { api: 'copr', plan } });
    expect(planned.timeline.map((step: { at: string }) => step.at)).toEqual([
      iso(0),
      iso(60_000),
      iso(62_000),
    ]);
    const { body: running } = await ask(admin('records'), { json: { api: 'copr', state: 'running' } });
    expect(running).toMatchObject({ state: 'running', born: iso(-5_000) });
    expect(running.timeline.slice(3)).toEqual([
      { state: 'running', at: iso(0) },
      { state: 'succeeded', at: iso(5_000) },
    ]);
    const { body: stuck } = await ask(admin('records'), {
      json: { api: 'copr', state: 'running', scenario: 'stuck' },
    });
    expect(stuck.timeline.at(-1)).toEqual({ state: 'running', at: iso(0) });
    const { body: failed } = await ask(admin('records'), { json: { api: 'copr', state: 'failed' } });
    expect(failed.timeline.at(-1)).toEqual({ state: 'failed', at: iso(0) });
  });

  story('lists records by API and state', async ({ ask }) => {
    const { body: record } = await ask(admin('records'), { json: { api: 'copr' } });
    const ids = async (query: string) =>
      (await ask(admin(`records?${query}`))).body.records.map((each: { id: string }) => each.id);
    expect(await ids('api=copr')).toEqual(['106882:fedora-rawhide-x86_64', record.id]);
    expect(await ids('api=copr&state=importing')).toEqual([record.id]);
    expect(await ids('state=importing')).toEqual([record.id]);
  });

  story('has commands cut in, once', async ({ ask }) => {
    const { body: record } = await ask(admin('records'), { json: { api: 'copr' } });
    const path = admin(`records/copr/${encodeURIComponent(record.id)}`);
    await ask(admin('clock/advance'), { json: { by: '3s' } });
    const { status, body } = await ask(`${path}/commands`, { json: { kind: 'cancel' } });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: 'canceled',
      timeline: [{ state: 'importing' }, { state: 'pending' }, { state: 'canceled', at: iso(3_000) }],
      commands: [{ kind: 'cancel', at: iso(3_000) }],
    });
    expect(await ask(`${path}/commands`, { json: { kind: 'cancel' } })).toMatchObject({ status: 409 });
    expect(await ask(`${path}/commands`, { json: { kind: 'cancle' } })).toMatchObject({
      status: 400,
      body: { hint: expect.stringContaining("Did you mean 'cancel'?") },
    });
    expect(await ask(path, { method: 'DELETE' })).toMatchObject({ status: 204, text: '' });
    expect(await ask(path)).toMatchObject({ status: 404, body: { title: 'No such record' } });
  });

  story(
    'leads a record that is told to succeed through every state on the way, in no time',
    async ({ ask }) => {
      const { body: record } = await ask(admin('records'), { json: { api: 'copr' } });
      const path = admin(`records/copr/${encodeURIComponent(record.id)}/commands`);
      const { body } = await ask(path, { json: { kind: 'succeed' } });
      const states = body.timeline.map((step: { state: string }) => step.state);
      expect(states).toEqual(['importing', 'pending', 'starting', 'running', 'succeeded']);
      expect(new Set(body.timeline.map((step: { at: string }) => step.at))).toEqual(new Set([iso(0)]));
    },
  );

  story('decides how the next records fare: a queue first, then the default', async ({ ask }) => {
    await ask(admin('scenarios'), {
      method: 'PUT',
      json: {
        defaults: { copr: 'instant' },
        queue: { copr: ['fails', 'stuck'] },
        lasts: { copr: { '*': '1s' } },
      },
    });
    const last = async () => {
      const { body } = await ask(admin('records'), { json: { api: 'copr' } });
      return body.timeline.at(-1);
    };
    expect(await last()).toEqual({ state: 'failed', at: iso(4_000) });
    expect(await last()).toEqual({ state: 'running', at: iso(3_000) });
    expect(await last()).toEqual({ state: 'succeeded', at: iso(0) });
    expect((await ask(admin('scenarios'))).body).toMatchObject({
      defaults: { copr: 'instant' },
      queue: { copr: [] },
    });
  });

  story('arranges a situation, which goes on from there as is usual in its world', async ({ ask }) => {
    const given = { api: 'copr', name: 'build {build_id} is running', params: { build_id: 9 } };
    const { body } = await ask(admin('givens'), { json: given });
    expect(body.records).toMatchObject([{ state: 'running', attributes: { build_id: 9 } }]);
    await ask(admin('clock/advance'), { json: { by: '4999ms' } });
    expect((await ask(admin('records?api=copr&state=running'))).body.records).toHaveLength(1);
    await ask(admin('clock/advance'), { json: { by: '1ms' } });
    expect((await ask(admin('records?api=copr&state=running'))).body.records).toEqual([]);
    await ask(admin('scenarios'), { method: 'PUT', json: { defaults: { copr: 'stuck' } } });
    await ask(admin('givens'), { json: given });
    await ask(admin('clock/advance'), { json: { by: '1d' } });
    expect((await ask(admin('records?api=copr&state=running'))).body.records).toHaveLength(1);
    const { body: known } = await ask(admin('givens'));
    expect(known.givens).toContainEqual(expect.objectContaining({ api: 'copr', name: 'build-is-running' }));
  });

  story('takes * for every API and for every state', async ({ ask }) => {
    const all = { defaults: { '*': 'fails' }, lasts: { '*': { '*': '1s' } } };
    await ask(admin('scenarios'), { method: 'PUT', json: all });
    const { body } = await ask(admin('records'), { json: { api: 'entrecode' } });
    expect(body.timeline).toEqual([
      { state: 'running', at: iso(0) },
      { state: 'error', at: iso(1_000) },
    ]);
    const { body: own } = await ask(admin('records'), { json: { api: 'entrecode', lasts: { '*': '3s' } } });
    expect(own.timeline.at(-1)).toEqual({ state: 'error', at: iso(3_000) });
    await ask(admin('reset'), { method: 'POST' });
    expect((await ask(admin('scenarios'))).body).toMatchObject({ defaults: { copr: 'succeeds' }, lasts: {} });
  });

  story(
    'shows records with a credential that is let in',
    async ({ ask }) => {
      const { body } = await ask(admin('records'), { json: { api: 'codearts' } });
      expect(body.headers).toEqual({ 'X-Auth-Token': 'open-sesame' });
      expect(await ask(body.url, { headers: body.headers })).toMatchObject({ status: 200 });
      expect(await ask(body.url, { headers: { 'x-auth-token': 'any' } })).toMatchObject({ status: 401 });
      expect((await ask('/__standin/')).text).not.toContain('open-sesame');
    },
    { credentials: { codearts: ['open-sesame'] } },
  );

  story('starts a world over', async ({ ask }) => {
    await ask(admin('records'), { json: { api: 'copr' } });
    await ask(admin('clock/advance'), { json: { by: '1d' } });
    await ask(admin('scenarios'), { method: 'PUT', json: { defaults: { copr: 'fails' } } });
    expect(await ask(admin('reset'), { method: 'POST' })).toMatchObject({
      status: 200,
      body: { now: iso(0) },
    });
    expect((await ask(admin('records?api=copr'))).body.records).toHaveLength(1);
    expect((await ask(admin('scenarios'))).body.defaults.copr).toBe('succeeds');
  });

  story('arranges no more records than a given may have born', async ({ standin }) => {
    const counted = (await standin.givens.list()).flatMap(({ api, name, params }) =>
      ['builds', 'tasks'].filter((each) => each in params).map((each) => ({ api, name, each })),
    );
    expect(counted).toHaveLength(7);
    for (const { api, name, each } of counted) {
      const arranged = standin.givens.arrange({ api, name, params: { [each]: 10_001 } });
      await expect(arranged, name).rejects.toMatchObject({ status: 400, title: 'Bad param', given: 10_001 });
    }
  });

  story('explains what it cannot do', async ({ ask }) => {
    const told = async (path: string, json: unknown, method = 'POST') => {
      const { status, body, headers } = await ask(admin(path), { method, json });
      expect(headers.get('content-type')).toBe('application/problem+json');
      return [status, body.detail, body.hint ?? ''].join(' | ');
    };
    expect(await told('records', { api: 'corp' })).toMatch(/^400 .*no api 'corp'.*Did you mean 'copr'/);
    expect(await told('records', {})).toMatch(/^400 \| 'api' is missing/);
    expect(await told('records', { api: 'copr', scenario: 'explodes' })).toMatch(/one of succeeds, fails/);
    expect(await told('records', { api: 'copr', attributes: { build: 1 } })).toMatch(
      /Did you mean 'build_id'/,
    );
    expect(await told('records', { api: 'copr', attributes: { build_id: 'x' } })).toMatch(/type integer/);
    expect(
      await told('records', { api: 'copr', plan: [{ state: 'running' }, { state: 'pending' }] }),
    ).toMatch(/'pending' cannot follow 'running'/);
    expect(
      await told('records', {
        api: 'copr',
        attributes: { build_id: 106882, chroot_name: 'fedora-rawhide-x86_64' },
      }),
    ).toMatch(/^409/);
    expect(await told('clock/advance', { by: 'soon' })).toMatch(/'soon' is not a duration.*90s/);
    expect(await told('clock', { clock: 'fast' }, 'PUT')).toMatch(/'fast' is not a clock/);
    expect(await told('scenarios', { queue: { nope: ['fails'] } }, 'PUT')).toMatch(/no api 'nope'/);
    expect(await told('givens', { api: 'copr', name: 'x' })).toMatch(/no given 'x'/);
    expect(await told('givens', { api: 'copr', name: 'build-is-running', params: { id: 1 } })).toMatch(
      /no param 'id'/,
    );
    expect(await told('records', { api: 'copr', plan: [{ state: 'constructor' }] })).toMatch(
      /no state 'constructor'/,
    );
    expect(await told('records', { api: 'copr', lasts: { succeeded: '1s' } })).toMatch(
      /no state that lasts 'succeeded'/,
    );
    expect(await told('records', { api: 'copr', plan: [{ state: 'importing' }], scenario: 'fails' })).toMatch(
      /a plan and scenario/,
    );
    expect(await told('scenarios', { lasts: { copr: { nope: '1s' } } }, 'PUT')).toMatch(
      /no state that lasts 'nope'/,
    );
    const params = (given: object) =>
      told('givens', { api: 'copr', name: 'build-is-running', params: given });
    expect(await params({ build_id: 'x' })).toMatch(/'build_id' should be something like 106882/);
    expect(await params({ build_id: -4 })).toMatch(/a whole number above 0/);
    expect(await params({ chroot_name: 'a b' })).toMatch(/'chroot_name'.* should be/);
    const printed = 'records/copr/106882:fedora-rawhide-x86_64/commands';
    expect(await told(printed, { kind: 'constructor' })).toMatch(/no command 'constructor'/);
    expect(await told('nothing', {})).toMatch(/^404 /);
    expect(await told('health', {})).toMatch(/^405 .*It takes GET/);
    const broken = await ask(admin('records'), { method: 'POST', body: '{' });
    expect(broken).toMatchObject({ status: 400, body: { title: 'Body is not JSON' } });
    const large = await ask(admin('records'), { method: 'POST', body: `"${'x'.repeat(1_100_000)}"` });
    expect(large).toMatchObject({ status: 413, body: { title: 'Body too large' } });
  });
});
