// Who is no administrator of Erigones: what he may see and do, with tasks, servers and users of his own and of others. And
// what administrators and everybody are shown of servers and data centers.
import { describe, expect, it } from 'vitest';
import { type Stage, setStage, stories } from '../_standin.ts';

const admin = { 'es-api-key': 'any' };
const denied = { status: 403, body: { detail: 'Permission denied' } };
const noServer = { status: 404, body: { detail: 'VM not found' } };
const profiles = ['literal', 'corrected', 'observed'] as const;

/** Makes a user, and says how to ask as her. */
async function join({ send }: Stage, username: string) {
  const facts = {
    email: `${username}@example.com`,
    first_name: username,
    last_name: 'Example',
    password: 'x',
  };
  await send(`/api/accounts/user/${username}/`, { json: facts, headers: admin });
  const { body } = await send('/api/accounts/login/', { json: { username, password: 'x' } });
  return { authorization: `Token ${body.token}` };
}

const begin = async ({ send }: Stage, headers: Record<string, string>, server = 'web01.example.com') =>
  (await send(`/api/vm/${server}/status/start/`, { method: 'PUT', json: {}, headers })).body
    .task_id as string;

describe.each(profiles)('a user of erigones who is no administrator, read %s', (profile) => {
  it('is let to no task of others, by any path, in any way', async () => {
    const stage = await setStage({ profile, scenarios: { defaults: { erigones: 'stuck' } } });
    const ann = await join(stage, 'ann');
    const theirs = await begin(stage, admin);
    for (const [path, init] of [
      [`${theirs}/`, {}],
      [`${theirs}/status/`, {}],
      [`${theirs}/done/`, {}],
      [`${theirs}/cancel/`, { method: 'PUT', json: {} }],
      ['log/stats/', {}],
    ] as const)
      expect(await stage.send(`/api/task/${path}`, { ...init, headers: ann })).toMatchObject(denied);
    const status = await stage.send(`/api/task/${theirs}/status/`, { headers: admin });
    expect(status.body.status).toMatch(/PENDING|STARTED/);
    expect((await stage.send('/api/task/', { headers: ann })).body).toEqual([]);
    expect((await stage.send('/api/task/log/', { headers: ann })).body).toEqual({ results: [] });
    expect((await stage.send('/api/task/log/?page=1', { headers: ann })).body.count).toBe(0);
    expect((await stage.send('/api/vm/', { headers: ann })).body.result).toEqual([]);
    for (const path of ['/api/vm/web01.example.com/', '/api/vm/web01.example.com/status/'])
      expect(await stage.send(path, { headers: ann })).toMatchObject(noServer);
    const start = '/api/vm/web01.example.com/status/start/';
    expect(await stage.send(start, { method: 'PUT', json: {}, headers: ann })).toMatchObject(noServer);
  });

  it('does with her own as she likes', async () => {
    const stage = await setStage({ profile, scenarios: { defaults: { erigones: 'stuck' } } });
    const ann = await join(stage, 'ann');
    const own = await begin(stage, ann, 'hers.example.com');
    expect((await stage.send('/api/task/', { headers: ann })).body).toEqual([own]);
    expect((await stage.send('/api/vm/', { headers: ann })).body.result).toEqual(['hers.example.com']);
    expect((await stage.send('/api/task/log/', { headers: ann })).body.results).toHaveLength(1);
    expect((await stage.send(`/api/task/${own}/`, { headers: ann })).status).toBe(200);
    const canceled = await stage.send(`/api/task/${own}/cancel/`, { method: 'PUT', json: {}, headers: ann });
    expect([canceled.status, canceled.body.status]).toEqual([410, 'REVOKED']);
  });

  it('reads what an administrator does to her server, and cannot cancel it', async () => {
    const stage = await setStage({ profile, scenarios: { defaults: { erigones: 'stuck' } } });
    const ann = await join(stage, 'ann');
    await begin(stage, ann, 'hers.example.com');
    const theirs = await begin(stage, admin, 'hers.example.com');
    expect(theirs).toMatch(/^1e8d1-/);
    expect((await stage.send('/api/task/', { headers: ann })).body).toContain(theirs);
    expect((await stage.send(`/api/task/${theirs}/status/`, { headers: ann })).status).toBe(201);
    const cancel = { method: 'PUT', json: {}, headers: ann };
    expect(await stage.send(`/api/task/${theirs}/cancel/`, cancel)).toMatchObject(denied);
    const current = '/api/vm/hers.example.com/status/current/';
    expect(await stage.send(current, cancel)).toMatchObject(denied);
  });

  it('is shown no other user', async () => {
    const stage = await setStage({ profile });
    const ann = await join(stage, 'ann');
    expect((await stage.send('/api/accounts/user/ann/', { headers: ann })).status).toBe(200);
    for (const name of ['admin', 'nobody'])
      expect(await stage.send(`/api/accounts/user/${name}/`, { headers: ann })).toMatchObject(denied);
  });
});

describe('ids of erigones, as observed', () => {
  const observed = { profile: 'observed' } as const;
  const status = async ({ send }: Stage, id: string) =>
    (await send(`/api/task/${id}/status/`, { headers: admin })).status;

  it('lists only tasks that can be asked for and canceled', async () => {
    const stage = await setStage(observed);
    await begin(stage, admin);
    const { body } = await stage.send('/api/task/', { headers: admin });
    expect(body).toHaveLength(1);
    for (const id of body) {
      const cancel = { method: 'PUT', json: {}, headers: admin };
      expect((await stage.send(`/api/task/${id}/cancel/`, cancel)).status).toBe(410);
    }
  });

  it('counts the characters of an id and does not look at them', async () => {
    const stage = await setStage(observed);
    expect(await status(stage, '1e1d1-ZZzzZZzz-ZZzz-ZZzz-ZZzz')).toBe(201);
    expect(await status(stage, '1e1d1-9f7c3a52-61d0-4e8b-a2c')).toBe(403);
    expect(await status(stage, '1e1d1-9f7c3a52-61d0-4e8b')).toBe(403);
    const corrected = await setStage();
    expect(await status(corrected, '1e1d1-ZZzzZZzz-ZZzz-ZZzz-ZZzz')).toBe(404);
  });

  it("takes an id for one of a call answered at once by its own user's number, whatever its letter", async () => {
    const stage = await setStage(observed);
    // The ends of the MD5 sums of 1 and 2.
    const ends = { 1: '6f75849b', 2: 'cc14862c' } as const;
    expect(await status(stage, `1e1d1-${ends[1]}-61d0-4e8b-a2c4`)).toBe(404);
    expect(await status(stage, `2e2d1-${ends[2]}-61d0-4e8b-a2c4`)).toBe(404);
    expect(await status(stage, `9e9d1-${ends[1]}-61d0-4e8b-a2c4`)).toBe(201);
    expect(await status(stage, `1d1d1-${ends[2]}-61d0-4e8b-a2c4`)).toBe(201);
  });
});

stories('servers and data centers of erigones', (story) => {
  story('shows a server with its UUID, since when it runs and what is being done to it', async (stage) => {
    const { send, standin } = stage;
    await begin(stage, admin);
    await standin.clock.advance('8s');
    const stopping = await send('/api/vm/web01.example.com/status/stop/', {
      method: 'PUT',
      json: {},
      headers: admin,
    });
    await standin.clock.advance('1s');
    const { body } = await send('/api/vm/web01.example.com/status/', { headers: admin });
    expect(body.result).toEqual({
      hostname: 'web01.example.com',
      uuid: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      alias: 'web01',
      status: 'running',
      status_change: '2026-03-01T12:00:08Z',
      node_status: 'online',
      uptime: 1,
      tasks: {
        [stopping.body.task_id]: {
          view: 'vm_status',
          method: 'PUT',
          action: 'stop',
          hostname: 'web01.example.com',
          time: '2026-03-01T12:00:08+00:00',
        },
      },
    });
    const { uuid } = body.result;
    expect((await send(`/api/vm/${uuid}/status/`, { headers: admin })).body.result).toEqual(body.result);
    const all = (await send('/api/vm/status/', { headers: admin })).body.result;
    expect(all).toContainEqual(body.result);
    expect((await send(`/api/vm/${uuid.replace(/.$/, 'x')}/`, { headers: admin })).status).toBe(404);
  });

  story('lists names, or all of a server where that is wished', async (stage) => {
    const { send } = stage;
    await begin(stage, admin);
    for (const path of ['/api/vm/', '/api/dc/main/vm/']) {
      const names = (await send(path, { headers: admin })).body.result;
      expect(names).toContain('web01.example.com');
      for (const wish of ['true', 'True', '1', 't']) {
        const full = (await send(`${path}?full=${wish}`, { headers: admin })).body.result;
        expect(full.map(({ hostname }: { hostname: string }) => hostname)).toEqual(names);
        expect(full[0]).toMatchObject({ owner: 'admin', node: 'node01.local', ips: [expect.any(String)] });
      }
      expect((await send(`${path}?full=false`, { headers: admin })).body.result).toEqual(names);
    }
  });

  story('has no server of a name that none can have', async ({ send }) => {
    for (const name of ['.x', '-x', 'x.invalid', 'a%20b'])
      expect([
        name,
        (await send(`/api/vm/${name}/status/start/`, { method: 'PUT', json: {}, headers: admin })).status,
      ]).toEqual([name, 404]);
  });

  story('has one data center, main', async (stage) => {
    const { send } = stage;
    expect((await send('/api/dc/', { headers: admin })).body).toMatchObject({
      status: 'SUCCESS',
      result: ['main'],
    });
    const shown = (await send('/api/dc/main/', { headers: admin })).body.result;
    expect(shown).toMatchObject({ name: 'main', owner: 'admin', access: 1, groups: [] });
    expect((await send('/api/dc/?full=True', { headers: admin })).body.result).toEqual([shown]);
    expect(await send('/api/dc/other/', { headers: admin })).toMatchObject({
      status: 404,
      body: { detail: 'Datacenter not found' },
    });
    const ann = await join(stage, 'ann');
    expect((await send('/api/dc/main/', { headers: ann })).body.result).not.toHaveProperty('groups');
    expect((await send('/api/dc/')).status).toBe(403);
  });
});

describe('logins where the clock is fast', () => {
  it('are good for an hour of real time: a client cannot know how fast it is', async () => {
    const stage = await setStage({ clock: 'x60', at: '2026-03-01T12:00:00Z' });
    const { body } = await stage.send('/api/accounts/login/', { json: { username: 'admin', password: 'x' } });
    const hours = (Date.parse(body.expires) - Date.parse('2026-03-01T12:00:00Z')) / 3_600_000;
    expect(Math.round(hours)).toBe(60);
    await stage.standin.clock.advance('59h');
    const headers = { authorization: `Token ${body.token}` };
    expect((await stage.send('/api/task/', { headers })).status).toBe(200);
    await stage.standin.clock.advance('2h');
    expect((await stage.send('/api/task/', { headers })).status).toBe(403);
  });

  it('are those of IAM as well', async () => {
    const { send } = await setStage({ clock: 'x60', at: '2026-03-01T12:00:00Z' });
    const user = { name: 'x', password: 'y', domain: { name: 'd' } };
    const auth = {
      identity: { methods: ['password'], password: { user } },
      scope: { project: { name: 'cn-north-4' } },
    };
    const { token } = (await send('/v3/auth/tokens', { json: { auth } })).body;
    const days = (Date.parse(token.expires_at) - Date.parse(token.issued_at)) / 86_400_000;
    expect(days).toBe(60);
  });
});
