// The journal: what was asked, in order, bounded, without secrets.
import { expect, it } from 'vitest';
import { createJournal } from '../../src/core/worlds/journal.ts';
import { stories } from '../_standin.ts';

stories('the journal', (story) => {
  story('notes what was asked of the APIs and how it was answered, oldest first', async ({ send }) => {
    await send('/api_2/build_tasks?build_id=106882');
    await send('/api_2/nothing');
    await send('/__standin/health');
    const { body } = await send('/__standin/journal');
    expect(body.entries).toMatchObject([
      {
        number: 1,
        method: 'GET',
        url: '/api_2/build_tasks?build_id=106882',
        operation: 'copr/list-build-tasks',
        status: 200,
      },
      { number: 2, url: '/api_2/nothing', operation: null, status: 404 },
    ]);
    expect(await send('/__standin/journal', { method: 'DELETE' })).toMatchObject({ status: 204 });
    expect((await send('/__standin/journal')).body.entries).toEqual([]);
  });

  story(
    'shows which records a response told of, and the whole response by its number',
    async ({ send, standin }) => {
      const made = await standin.records.create({ api: 'copr', attributes: { build_id: 7 } });
      await send(made.url.replace(/^https?:\/\/[^/]+/, ''));
      const { body } = await send('/__standin/journal');
      expect(body.entries[0].records).toEqual([{ api: 'copr', id: made.id, state: made.state }]);
      const whole = await send('/__standin/journal/1');
      expect(Date.parse(whole.body.real)).toBeGreaterThan(0);
      expect(whole.body).toMatchObject({ number: 1, response: { body: { build_task: { build_id: 7 } } } });
      expect(await send('/__standin/journal/2')).toMatchObject({
        status: 404,
        body: { title: 'No such entry' },
      });
    },
  );

  story('notes that a body was large or deep, not the body', async ({ send }) => {
    await send('/platform/build?platformID=x', { json: { comment: 'x'.repeat(20_000) } });
    const deep = await send('/platform/build?platformID=6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13', {
      method: 'POST',
      body: '['.repeat(200_000),
    });
    expect(deep).toMatchObject({ status: 400, body: { code: 3211 } });
    const { text } = await send('/__standin/journal');
    expect(text.length).toBeLessThan(5_000);
  });

  story('never holds a secret', async ({ send }) => {
    const secret = 'hunter2-do-not-tell';
    await send(`/api_2/build_tasks?_token=${secret}&build_id=1`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${secret}`,
        'x-auth-token': secret,
        'es-api-key': secret,
        cookie: `session=${secret}`,
        'x-custom-secret': secret,
      },
      json: {
        auth: { password: secret, deeper: [{ accessToken: secret, client_secret: secret }] },
        kept: 'shown',
      },
    });
    await send('/api_2/build_tasks', { method: 'POST', body: `password=${secret}` });
    const { text, body } = await send('/__standin/journal');
    expect(text).not.toContain(secret);
    expect(body.entries[0].body.kept).toBe('shown');
    expect(body.entries[0].url).toContain('build_id=1');
  });
});

it('keeps the newest entries and counts on', () => {
  const journal = createJournal(3);
  const request = { method: 'GET', path: '/', search: '', headers: {}, sent: new Uint8Array() };
  const about = { now: 0, real: 0, operation: null, status: 200, fault: undefined };
  const entry = { ...request, ...about, records: [], response: { headers: {}, text: undefined } };
  for (let i = 0; i < 5; i++) journal.add(entry);
  expect(journal.entries().map((each) => each.number)).toEqual([3, 4, 5]);
  journal.clear();
  expect(journal.entries()).toEqual([]);
});
