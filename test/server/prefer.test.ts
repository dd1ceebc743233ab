// Prefer (RFC 7240): how a client says what it wants one request to be answered with.
import { expect } from 'vitest';
import { stories } from '../_standin.ts';

const task = '/api_2/build_tasks/106882/fedora-rawhide-x86_64';
const preferring = (prefer: string) => ({ headers: { prefer } });

stories('Prefer', (story) => {
  story("code: any status, in the vendor's own error schema, and said to be applied", async ({ send }) => {
    const missing = await send(task, preferring('code=404'));
    expect(missing).toMatchObject({ status: 404, body: { message: 'Build task {} for build {} not found' } });
    expect(missing.headers.get('preference-applied')).toBe('code=404');
    expect(await send(task, preferring('code=503'))).toMatchObject({
      status: 503,
      body: { message: expect.any(String) },
    });
    expect(await send(task)).toMatchObject({ status: 200 });
  });

  story('code: also one that can have no body', async ({ send }) => {
    expect(await send(task, preferring('code=204'))).toMatchObject({ status: 204, text: '' });
  });

  story(
    'code: a success that the operation gives anyway is given, and said to be applied',
    async ({ send }) => {
      const answer = await send('/api_2/build_tasks?build_id=106882', preferring('code=200'));
      expect(answer.body.build_tasks).toHaveLength(1);
      expect(answer.headers.get('preference-applied')).toBe('code=200');
    },
  );

  story('example: the exchange of that name, as printed', async ({ send }) => {
    const printed = await send(task, preferring('example=documented'));
    expect(printed.body.build_task.build_id).toBe(3985);
    expect(printed.headers.get('preference-applied')).toBe('example=documented');
  });

  story('state: the record as if it were in that state, for one request', async ({ standin, send }) => {
    const { url } = await standin.records.create({ api: 'copr' });
    const path = new URL(url).pathname;
    const shown = async (state: string) => (await send(path, preferring(`state=${state}`))).body.build_task;
    expect(await shown('failed')).toMatchObject({ state: 'failed', ended_on: expect.any(Number) });
    expect(await shown('running')).toMatchObject({
      state: 'running',
      started_on: expect.any(Number),
      ended_on: null,
    });
    expect((await send(path)).body.build_task.state).toBe('importing');
  });

  story('errata: which readings shaped the answer', async ({ send }) => {
    const content = await send('/api_2/builds_tasks?build_id=106882', preferring('errata'));
    expect(content.headers.get('preference-applied')).toBe('errata');
    expect(content.headers.get('standin-errata')).toContain('copr/list-path=corrected');
    expect(content.headers.get('standin-errata')).toContain('copr/list-entry-build-id=corrected');
    const refused = await send('/api_2/build_tasks?build_id=1', preferring('errata, code=404'));
    expect(refused.headers.get('preference-applied')).toBe('code=404, errata');
    expect((await send(task)).headers.get('standin-errata')).toBeNull();
  });

  story('is not said to be applied where nothing was', async ({ send }) => {
    const list = await send('/api/task/', preferring('state=SUCCESS'));
    expect(list.headers.get('preference-applied')).toBeNull();
    const corrected = await send(task, preferring('code=200'));
    expect(corrected.body.build_task.build_id).toBe(106882);
  });

  story('passes over preferences that are not its own', async ({ send }) => {
    const answer = await send(task, preferring('return=minimal, respond-async, wait=10'));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('preference-applied')).toBeNull();
    const both = await send(task, preferring('return=minimal; foo=bar, code="404"'));
    expect(both.status).toBe(404);
    expect(await send(task, preferring('foo="a, code=404"'))).toMatchObject({ status: 200 });
  });

  story('refuses one of its own that cannot be honoured', async ({ send }) => {
    for (const prefer of ['code=abc', 'code=99', 'state=exploded', 'example=nothing'])
      expect(await send(task, preferring(prefer)), prefer).toMatchObject({
        status: 400,
        body: { hint: expect.any(String) },
      });
  });
});
