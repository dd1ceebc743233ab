// What time as a parameter buys, seen from outside: reading changes nothing, and everybody sees one world.
import { expect, it } from 'vitest';
import { setStage, stories } from '../_standin.ts';

it('answers ten thousand reads at one instant with the same bytes', async () => {
  const { standin, send } = await setStage();
  await standin.records.create({ api: 'entrecode', attributes: { buildID: 7 } });
  await standin.clock.advance('3s');
  const reads = Array.from({ length: 10_000 }, () => standin.fetch('/platform/build?buildID=7'));
  const texts = new Set(await Promise.all((await Promise.all(reads)).map((response) => response.text())));
  expect(texts.size).toBe(1);
  expect((await send('/platform/build?buildID=7')).body.successful).toBe('running');
});

stories('time', (story) => {
  story('is no different for who looks often and who looks once', async ({ standin, send }) => {
    const often = await standin.records.create({ api: 'entrecode' });
    const once = await standin.records.create({ api: 'entrecode' });
    const seen = async (url: string) => {
      const {
        buildID: _,
        events,
        _links,
        buildLocation,
        ...rest
      } = (await send(new URL(url).pathname + new URL(url).search)).body;
      return {
        ...rest,
        messages: events.map((event: { message: string; timestamp: string }) => [
          event.message,
          event.timestamp,
        ]),
      };
    };
    for (let second = 0; second < 12; second++) {
      await seen(often.url);
      await standin.clock.advance('1s');
    }
    const [a, b] = [await seen(often.url), await seen(once.url)];
    expect(a.messages.map(([, at]: [string, string]) => at)).toEqual(
      b.messages.map(([, at]: [string, string]) => at),
    );
    expect({ ...a, messages: [] }).toEqual({ ...b, messages: [] });
  });

  story(
    'moves by a step with each request where the clock says so, and by none for a look at the control API',
    async ({ standin, send }) => {
      const { url } = await standin.records.create({ api: 'copr' });
      const states: string[] = [];
      for (let poll = 0; poll < 7; poll++) {
        await send('/__standin/clock');
        states.push((await send(new URL(url).pathname)).body.build_task.state);
      }
      expect(states).toEqual([
        'importing',
        'pending',
        'starting',
        'running',
        'running',
        'succeeded',
        'succeeded',
      ]);
    },
    { clock: 'step:2s' },
  );

  story('is told by the Date of a response as by its body, whoever answers', async ({ standin, send }) => {
    const token = { 'x-auth-token': 'any', 'es-api-key': 'any' };
    const paths = [
      '/api_2/build_tasks/106882/fedora-rawhide-x86_64',
      '/api_2/build_tasks/1/none',
      '/backend/waiting_builds',
      '/v3/jobs/48c66c6002964721be537cdc6ce0297b/status',
      '/platform/build?buildID=7',
      '/api/task/',
      '/__standin/clock',
      '/__standin/',
      '/__standin/none',
      '/nothing',
    ];
    for (const instant of ['2026-03-01T12:00:00.000Z', '2031-07-08T09:10:11.500Z']) {
      await standin.clock.set({ at: instant });
      for (const path of [...paths, ...paths])
        expect([path, (await send(path, { headers: token })).headers.get('date')]).toEqual([
          path,
          new Date(instant).toUTCString(),
        ]);
    }
  });

  story('that stands still gives no two requests the same id', async ({ send }) => {
    const path = '/v3/jobs/48c66c6002964721be537cdc6ce0297b/status';
    const ask = async () =>
      (await send(path, { headers: { 'x-auth-token': 'any' } })).headers.get('x-request-id');
    const ids = await Promise.all(Array.from({ length: 20 }, ask));
    expect(new Set(ids).size).toBe(20);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
  });
});
