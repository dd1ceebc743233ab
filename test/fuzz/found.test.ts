// What the fuzzer and the soak have found, one by one.
import { expect, it } from 'vitest';
import { verifyHar } from '../../src/index.ts';
import { setStage, stories } from '../_standin.ts';

const job = '48c66c6002964721be537cdc6ce0297b';
/** JSON that becomes an object which no template can take. */
const noText = '{"toString":1,"valueOf":2}';

stories('an object that cannot be a text', (story) => {
  const send = (path: string, body: string): [string, RequestInit] => [
    path,
    { method: 'POST', body, headers: { 'content-type': 'application/json', 'x-auth-token': 'any' } },
  ];

  story('is told as JSON where a parameter of CodeArts is refused', async ({ ask }) => {
    const { status, body } = await ask(...send('/v3/jobs/stop', `{"job_id":"${job}","build_no":${noText}}`));
    expect(status).toBe(400);
    expect(body.error_msg).toContain(`given ${noText}`);
    const unnamed = await ask(...send('/v3/jobs/build', `{"job_id":${noText}}`));
    expect([unnamed.status, unnamed.body.error_msg]).toEqual([400, expect.stringContaining(noText)]);
  });

  story('is nobody’s name at the login of Erigones', async ({ ask }) => {
    const { status, body } = await ask(...send('/api/accounts/login/', `{"username":${noText}}`));
    expect([status, body]).toEqual([400, { detail: { password: ['This field is required.'] } }]);
  });
});

stories('a name that no header can hold', (story) => {
  story('comes back with question marks', async ({ ask }) => {
    for (const username of ['Ænn 💥', 'ann\r\nX-Injected: 1']) {
      const { status, headers } = await ask('/api/accounts/login/', { json: { username, password: 'x' } });
      expect([status, headers.get('x-injected')]).toEqual([200, null]);
      expect(headers.get('es_username')).toBe(username.replaceAll(/[^ -~]/g, '?'));
    }
  });
});

it('recorded traffic with projects and builds of Copr can be judged', async () => {
  const { ask } = await setStage();
  const paths = ['/api_2/projects', '/api_2/builds', '/api_2/build_tasks', '/api_2/mock_chroots'];
  const entries = await Promise.all(
    paths.map(async (path) => ({
      startedDateTime: '2026-03-01T12:00:00Z',
      request: { method: 'GET', url: `http://copr.example${path}` },
      response: {
        status: 200,
        headers: [{ name: 'content-type', value: 'application/json' }],
        content: { text: (await ask(path)).text },
      },
    })),
  );
  const { requests, verdict } = await verifyHar({ api: 'copr', har: JSON.stringify({ log: { entries } }) });
  expect([requests, verdict]).toEqual([4, 'conforms']);
});
