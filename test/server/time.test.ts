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
    'moves by a step with each request where the clock says so, and by none for a look at the admin API',
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
});
