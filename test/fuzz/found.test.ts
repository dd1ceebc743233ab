// What the fuzzer and the soak have found, one by one.
import { expect, it } from 'vitest';
import { verifyHar } from '../../src/index.ts';
import { setStage, stories } from '../_standin.ts';

const job = '48c66c6002964721be537cdc6ce0297b';
/** JSON that becomes an object which no template can take. */
const noText = '{"toString":1,"valueOf":2}';

stories('an object that cannot be a text', (story) => {
  const posting = (path: string, body: string): [string, RequestInit] => [
    path,
    { method: 'POST', body, headers: { 'content-type': 'application/json', 'x-auth-token': 'any' } },
  ];

  story('is told as JSON where a parameter of CodeArts is refused', async ({ send }) => {
    const { status, body } = await send(
      ...posting('/v3/jobs/stop', `{"job_id":"${job}","build_no":${noText}}`),
    );
    expect(status).toBe(400);
    expect(body.error_msg).toContain(`given ${noText}`);
    const unnamed = await send(...posting('/v3/jobs/build', `{"job_id":${noText}}`));
    expect([unnamed.status, unnamed.body.error_msg]).toEqual([400, expect.stringContaining(noText)]);
  });

  story('is nobody’s name at the login of Erigones', async ({ send }) => {
    const { status, body } = await send(...posting('/api/accounts/login/', `{"username":${noText}}`));
    expect([status, body]).toEqual([400, { detail: { password: ['This field is required.'] } }]);
  });
});

stories('a name that no header can hold', (story) => {
  story('comes back with question marks', async ({ send }) => {
    for (const username of ['Ænn 💥', 'ann\r\nX-Injected: 1']) {
      const { status, headers } = await send('/api/accounts/login/', { json: { username, password: 'x' } });
      expect([status, headers.get('x-injected')]).toEqual([200, null]);
      expect(headers.get('es_username')).toBe(username.replaceAll(/[^ -~]/g, '?'));
    }
  });
});

it('recorded traffic with projects and builds of Copr can be judged', async () => {
  const { send } = await setStage();
  const paths = ['/api_2/projects', '/api_2/builds', '/api_2/build_tasks', '/api_2/mock_chroots'];
  const entries = await Promise.all(
    paths.map(async (path) => ({
      startedDateTime: '2026-03-01T12:00:00Z',
      request: { method: 'GET', url: `http://copr.example${path}` },
      response: {
        status: 200,
        headers: [{ name: 'content-type', value: 'application/json' }],
        content: { text: (await send(path)).text },
      },
    })),
  );
  const { requests, verdict } = await verifyHar({ api: 'copr', har: JSON.stringify({ log: { entries } }) });
  expect([requests, verdict]).toEqual([4, 'passed']);
});

it('a task that ended by itself since somebody looked could rightly not be canceled; one that goes on could', async () => {
  const id = '1e1d1-9f7c3a52-61d0-4e8b-a2c4';
  const judged = async (between: string) => {
    const { standin, send } = await setStage();
    await standin.presets.create({ api: 'erigones', name: 'task-is-started', params: { task_id: id } });
    const entries: object[] = [];
    const note = async (method: string, path: string, refused = false) => {
      const { status, text } = refused
        ? { status: 406, text: '{"detail":"Task cannot be canceled"}' }
        : await send(path, { method });
      entries.push({
        request: { method, url: `http://erigones.example${path}` },
        response: {
          status,
          headers: [{ name: 'content-type', value: 'application/json' }],
          content: { text },
        },
      });
    };
    await note('GET', `/api/task/${id}/`);
    await standin.clock.advance(between);
    await note('PUT', `/api/task/${id}/cancel/`, true);
    await note('GET', `/api/task/${id}/status/`);
    const { findings } = await verifyHar({
      api: 'erigones',
      har: JSON.stringify({ log: { entries } }),
      only: ['erigones/cancel/revoked'],
    });
    return findings.filter(({ severity }) => severity === 'failed').length;
  };
  expect([await judged('1h'), await judged('0s')]).toEqual([0, 1]);
});
