// What stands beside the documented list of CodeArts, where the vendor's client does not show it: tokens and their end,
// signatures made by hand, offsets of the log, and what is refused.
import { createHash, createHmac } from 'node:crypto';
import { expect } from 'vitest';
import type { Standin } from '../../src/index.ts';
import { type Stage, startOfTime, stories } from '../_standin.ts';

const job_id = '48c66c6002964721be537cdc6ce0297b';
const any = { 'x-auth-token': 'any' };
const window = 'start_time=2023-12-01%2000:00:00&end_time=2023-12-31%2023:59:59';
const status = `/v3/jobs/${job_id}/status`;
const keys = { credentials: { codearts: ['AK:SK', 'li.na:pass:word'] } };

const login = (user: object, scope: object = { project: { name: 'cn-north-4' } }) => ({
  auth: { identity: { methods: ['password'], password: { user } }, scope },
});
const tokenOf = async (send: Stage['send'], scope?: object) => {
  const { headers } = await send('/v3/auth/tokens', {
    json: login({ name: 'li.na', password: 'pass:word' }, scope),
  });
  return { 'x-auth-token': headers.get('x-subject-token')! };
};
const refused = (code: number, error_code: string, words = '') => ({
  status: code,
  body: { error_code, error_msg: expect.stringContaining(words) },
});

stories('IAM', (story) => {
  story(
    'gives a token that is good for a day of the clock and not a moment longer',
    async ({ standin, send }) => {
      const token = await tokenOf(send);
      expect((await send(status, { headers: token })).status).toBe(200);
      await standin.clock.advance('86399999ms');
      expect((await send(status, { headers: token })).status).toBe(200);
      await standin.clock.advance('1ms');
      expect(await send(status, { headers: token })).toMatchObject(
        refused(401, 'APIGW.0307', 'must be updated'),
      );
      expect((await send(status, { headers: await tokenOf(send) })).status).toBe(200);
    },
    keys,
  );

  story(
    'gives each its own token, of one length, and the same ones in a world that starts over',
    async ({ standin, send }) => {
      const [first, second] = [await tokenOf(send), await tokenOf(send)];
      expect(first).not.toEqual(second);
      expect(first['x-auth-token'].length).toBe(second['x-auth-token'].length);
      await standin.reset();
      expect((await send(status, { headers: first })).status).toBe(401);
      expect(await tokenOf(send)).toEqual(first);
      const other = await send('/~other/v3/auth/tokens', {
        json: login({ name: 'li.na', password: 'pass:word' }),
      });
      expect(other.headers.get('x-subject-token')).not.toBe(first['x-auth-token']);
    },
    keys,
  );

  story(
    'knows nobody by another password, and no token that it did not give',
    async ({ send }) => {
      for (const user of [
        { name: 'li.na', password: 'pass' },
        { name: 'AK', password: 'pass:word' },
        { name: 'nobody', password: 'SK' },
      ])
        expect(await send('/v3/auth/tokens', { json: login(user) })).toMatchObject({
          status: 401,
          body: { error: { code: 401, title: 'Unauthorized' } },
        });
      expect(await send(status, { headers: any })).toMatchObject(
        refused(401, 'APIGW.0301', 'decrypt token fail'),
      );
    },
    keys,
  );

  story('says in its own words that a body is no JSON', async ({ send }) => {
    expect(await send('/v3/auth/tokens', { method: 'POST', body: '{"auth":' })).toMatchObject({
      status: 400,
      body: { error: { code: 400, title: 'Bad Request', message: expect.stringContaining('not JSON') } },
    });
  });

  story('gives a token of a whole domain, which only IAM takes', async ({ send }) => {
    for (const scope of [{ domain: { name: 'me' } }, {}]) {
      const token = await tokenOf(send, scope);
      expect(await send(status, { headers: token })).toMatchObject(refused(401, 'APIGW.0301', 'scope'));
      expect((await send('/v3/projects', { headers: token })).body.projects).toMatchObject([
        { name: 'cn-north-4' },
      ]);
    }
  });

  story(
    'says what a login lacks in its own schema, and leaves out the catalog on request',
    async ({ send }) => {
      for (const json of [{}, login({ name: 'li.na' }), login({ password: 'x' }), { auth: { identity: {} } }])
        expect(await send('/v3/auth/tokens', { json })).toMatchObject({
          status: 400,
          body: { error: { code: 400, title: 'Bad Request', message: expect.any(String) } },
        });
      const json = login({ id: 'a1', password: 'x' }, { project: { id: 'b2' } });
      const { body } = await send('/v3/auth/tokens?nocatalog=1', { json });
      expect(body.token).toMatchObject({ user: { name: 'a1' }, project: { id: 'b2' } });
      expect(body.token).not.toHaveProperty('catalog');
    },
  );

  story('has the name of who started a build, by his token', async ({ send }) => {
    const headers = await tokenOf(send);
    await send('/v3/jobs/build', { headers, json: { job_id } });
    const { body } = await send(`/v1/record/${job_id}/45/build-info-record`, { headers });
    expect(body.result).toMatchObject({ executor: 'li.na', nickname: 'li.na', trigger_type: 'Manual' });
  });
});

stories('Signatures', (story) => {
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const dateOf = (instant: number) => new Date(instant).toISOString().replaceAll(/[-:]|\.\d+/g, '');

  interface Target {
    readonly method?: string;
    readonly path?: string;
    readonly query?: string;
    readonly payload?: string;
  }
  interface Signing {
    readonly date?: string;
    readonly sk?: string;
    /** Headers that are signed and sent besides. */
    readonly more?: Readonly<Record<string, string>>;
  }

  /** The headers of a signature by the recipe, for a request whose path and query are canonical already. */
  const signed = ({ url }: Standin, target: Target, { date, sk = 'SK', more = {} }: Signing = {}) => {
    const { method = 'GET', path = status, query = '', payload = sha256('') } = target;
    const sent: Record<string, string> = { 'x-sdk-date': date ?? dateOf(Date.now()), ...more };
    const headers: Record<string, string> = { host: new URL(url).host, ...sent };
    const names = Object.keys(headers).sort();
    const lines = names.map((name) => `${name}:${headers[name]}\n`).join('');
    const request = [method, `${path}/`, query, lines, names.join(';'), payload].join('\n');
    const toSign = ['SDK-HMAC-SHA256', sent['x-sdk-date'], sha256(request)].join('\n');
    const signature = createHmac('sha256', sk).update(toSign).digest('hex');
    const authorization = `SDK-HMAC-SHA256 Access=AK, SignedHeaders=${names.join(';')}, Signature=${signature}`;
    return { ...sent, authorization };
  };

  story(
    'are good for a quarter of an hour, by the real time or by that of the world',
    async ({ standin, send }) => {
      const minute = 60_000;
      const at = (date: string) => send(status, { headers: signed(standin, {}, { date }) });
      for (const now of [Date.now(), startOfTime])
        for (const off of [-14, 0, 14]) expect((await at(dateOf(now + off * minute))).status).toBe(200);
      expect((await at(dateOf(Date.now() + 16 * minute))).status).toBe(401);
      expect(await at(dateOf(startOfTime - 16 * minute))).toMatchObject(
        refused(401, 'APIGW.0301', 'signature expired, signature time:20260301T114400Z'),
      );
      expect((await at('yesterday')).status).toBe(401);
    },
    keys,
  );

  const path = '/v3/jobs/build';
  const body = JSON.stringify({ job_id });
  const sendSigned = async (send: Stage['send'], headers: Record<string, string>, sent = body) =>
    (await send(path, { method: 'POST', headers, body: sent })).status;

  story(
    'cover method, path, query, headers and body',
    async ({ standin, send }) => {
      const target = { method: 'POST', path, payload: sha256(body) };
      const more = { 'x-project-id': 'p' };
      expect(await sendSigned(send, signed(standin, target))).toBe(200);
      expect(await sendSigned(send, signed(standin, target, { more }))).toBe(200);
      expect(await sendSigned(send, { ...signed(standin, target, { more }), 'x-project-id': 'q' })).toBe(401);
      expect(await sendSigned(send, signed(standin, target), `${body} `)).toBe(401);
      for (const other of [
        { method: 'PUT' },
        { path: `${path}s` },
        { query: 'a=1' },
        { payload: sha256('') },
      ])
        expect(await sendSigned(send, signed(standin, { ...target, ...other }))).toBe(401);
      expect(await sendSigned(send, signed(standin, target, { sk: 'sk' }))).toBe(401);
    },
    keys,
  );

  story(
    'may leave the body out, or bring its hash, which has to be right',
    async ({ standin, send }) => {
      const bring = (payload: string) =>
        sendSigned(
          send,
          signed(standin, { method: 'POST', path, payload }, { more: { 'x-sdk-content-sha256': payload } }),
        );
      expect(await bring('UNSIGNED-PAYLOAD')).toBe(200);
      expect(await bring(sha256(body))).toBe(200);
      expect(await bring(sha256('{}'))).toBe(401);
    },
    keys,
  );

  story(
    'are over a query in order of its names, however its spaces were written',
    async ({ standin, send }) => {
      const path = `/v1/record/${job_id}/list`;
      const query = 'end_time=2023-12-31%2023%3A59%3A59&page_size=1&start_time=2023-12-01%2000%3A00%3A00';
      for (const written of [
        'start_time=2023-12-01+00:00:00&end_time=2023-12-31+23:59:59&page_size=1',
        'page_size=1&start_time=2023-12-01%2000%3A00%3A00&end_time=2023-12-31%2023:59:59',
      ]) {
        const answer = await send(`${path}?${written}`, { headers: signed(standin, { path, query }) });
        expect(answer.body).toMatchObject({ result: { total_record: '44' } });
      }
    },
    keys,
  );

  story('that cannot be read are told what one looks like', async ({ send }) => {
    const whole = `SDK-HMAC-SHA256 Access=AK, SignedHeaders=host, Signature=${'0'.repeat(64)}`;
    for (const authorization of [whole.slice(0, -1), whole.replace('SDK-', 'V11-'), 'SDK-HMAC-SHA256'])
      expect(await send(status, { headers: { authorization } })).toMatchObject(
        refused(401, 'APIGW.0301', "authorization is not 'SDK-HMAC-SHA256 Access="),
      );
    expect(await send(status, { headers: { authorization: 'Bearer x' } })).toMatchObject(
      refused(401, 'APIGW.0301', 'x-auth-token not found'),
    );
  });

  story(
    'are not asked for of who has a token, and a secret is no token',
    async ({ send }) => {
      const token = await tokenOf(send);
      const broken = `SDK-HMAC-SHA256 Access=AK, SignedHeaders=host, Signature=${'0'.repeat(64)}`;
      expect((await send(status, { headers: { ...token, authorization: broken } })).status).toBe(200);
      expect(await send(status, { headers: { authorization: broken } })).toMatchObject(
        refused(401, 'APIGW.0301', 'verify aksk signature fail'),
      );
      expect(await send(status, { headers: { 'x-auth-token': 'SK' } })).toMatchObject(
        refused(401, 'APIGW.0301'),
      );
    },
    keys,
  );
});

stories('CodeArts, beside the page', (story) => {
  const logOf = (offset: number, length?: number, build = 45) =>
    `/v3/jobs/${job_id}/${build}/real-time-log?offset=${offset}${length === undefined ? '' : `&length=${length}`}`;
  const start = (send: Stage['send'], json: object = {}) =>
    send('/v3/jobs/build', { headers: any, json: { job_id, ...json } });

  story('lets a log grow with its build, and never takes back a letter', async ({ standin, send }) => {
    await start(send);
    let before = '';
    for (let second = 0; second <= 12; second++) {
      const { result } = (await send(logOf(0), { headers: any })).body;
      expect(result.content.startsWith(before)).toBe(true);
      expect(result).toMatchObject({ offset: result.content.length, has_more_data: second < 10 });
      before = result.content;
      await standin.clock.advance('1s');
    }
    expect(before.split('\n')).toHaveLength(11);
    expect((await send(logOf(before.length), { headers: any })).body.result).toEqual({
      has_more_data: false,
      offset: before.length,
      content: '',
      current_offset: before.length,
    });
    expect((await send(logOf(3, 5), { headers: any })).body.result).toMatchObject({
      content: before.slice(3, 8),
      offset: 8,
      has_more_data: true,
    });
    for (const query of ['', '?offset=-1', '?offset=one', '?offset=0&length=-1'])
      expect(await send(logOf(0).replace(/\?.*/, query), { headers: any })).toMatchObject(
        refused(400, 'CB.00060200'),
      );
  });

  story('ends the log of a build that is stopped there and then', async ({ standin, send }) => {
    await start(send);
    await standin.clock.advance('5s');
    const { content } = (await send(logOf(0), { headers: any })).body.result;
    await send(`/v3/jobs/${job_id}/45/stop`, { method: 'POST', headers: any });
    const { result } = (await send(logOf(0), { headers: any })).body;
    expect(result.content).toBe(
      `${content}[2026/03/01 20:00:05.000 GMT+08:00] [INFO] The build was aborted.\n`,
    );
    expect(result.has_more_data).toBe(false);
  });

  story('builds another branch, a tag or a commit when it is told to', async ({ send }) => {
    const built = async (json: object) => {
      const { actual_build_number } = (await start(send, json)).body;
      const { body } = await send(`/v1/record/${job_id}/${actual_build_number}/build-info-record`, {
        headers: any,
      });
      return body.result;
    };
    const branch = { parameter: [{ name: 'codeBranch', value: 'develop' }], scm: { build_tag: null } };
    expect(await built(branch)).toMatchObject({ build_type: 'branch', code_branch: 'develop' });
    expect(await built({ scm: { build_tag: 'v1.2' } })).toMatchObject({
      build_type: 'tag',
      code_branch: 'v1.2',
    });
    const commit = 'c'.repeat(40);
    expect(await built({ scm: { build_commit_id: commit } })).toMatchObject({
      build_type: 'branch',
      code_branch: 'master',
      commit_id: commit,
      commit_info: { commit_id: commit },
    });
  });

  story(
    'has one number for both ways to start, and two builds of a task side by side',
    async ({ standin, send }) => {
      expect((await start(send)).body.actual_build_number).toBe('45');
      const { body } = await send('/v1/job/execute', { headers: any, json: { job_id } });
      expect(body).toMatchObject({ actual_build_number: '46', result: { actual_build_number: '46' } });
      await send(`/v1/job/${job_id}/stop`, { headers: any, json: { build_no: 46 } });
      const running = (await send(`/v1/job/${job_id}/running-status`, { headers: any })).body.result;
      expect(running).toMatchObject({ last_build_no: '46', last_build_status: 'Finished', is_running: true });
      await standin.clock.advance('1m');
      expect((await send(status, { headers: any })).body).toEqual({ result: false });
    },
  );

  story(
    'knows its last build where the clock stands before the printed ones',
    async ({ send }) => {
      const last = async () =>
        (await send(`/v1/job/${job_id}/running-status`, { headers: any })).body.result.last_build_no;
      expect(await last()).toBe('44');
      await start(send);
      expect(await last()).toBe('45');
    },
    { at: '2020-01-01T00:00:00Z' },
  );

  story('says that no task is named where none is', async ({ send }) => {
    expect(await send('/v3/jobs/build', { headers: any, json: {} })).toMatchObject(
      refused(400, 'CB.00060201', 'none is given'),
    );
  });

  story('stops a build without a body, of content type JSON and length 0', async ({ send }) => {
    await start(send);
    const headers = { ...any, 'content-type': 'application/json', 'content-length': '0' };
    const stop = (number: string) => send(`/v1/job/${job_id}/stop${number}`, { method: 'POST', headers });
    // The generated clients may leave the number out: then it is the last build.
    expect((await stop('')).body).toEqual({ status: 'success' });
    expect(await stop('')).toMatchObject(refused(400, 'DEV.CB.032302'));
    expect(await stop('?build_no=45')).toMatchObject(refused(400, 'DEV.CB.032302'));
    expect(await stop('?build_no=46')).toMatchObject(refused(404, 'DEVCB.00031006'));
  });

  story(
    'has the id of the request on every response, and the gateway on every path of its own',
    async ({ send }) => {
      const id = expect.stringMatching(/^[0-9a-f]{32}$/);
      for (const [path, code] of [
        [status, 200],
        [`/v3/jobs/${job_id}/build-info-records?${window}`, 200],
        [`/v1/record/${job_id}/list?${window}&page_size=101`, 400],
        [`/v1/job/${job_id}`, 404],
        ['/v3/jobs/build', 404],
        ['/v3/auth/tokens', 404],
        ['/v1/record', 404],
      ] as const) {
        const answer = await send(path, { headers: any });
        expect([path, answer.status, answer.headers.get('x-request-id')]).toEqual([path, code, id]);
      }
      expect(await send('/v3/jobs/build', { headers: any })).toMatchObject(refused(404, 'APIGW.0101'));
    },
  );

  story(
    'has the limit of 31 days at both addresses of the list, where the profile has it',
    async ({ send }) => {
      const long = 'start_time=2023-12-01%2000:00:00&end_time=2024-01-31%2023:59:59';
      for (const path of [`/v3/jobs/${job_id}/build-info-records`, `/v1/record/${job_id}/list`])
        expect(await send(`${path}?${long}`, { headers: any })).toMatchObject(refused(400, 'CB.00031105'));
    },
    { profile: 'observed' },
  );
});
