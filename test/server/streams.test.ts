// Responses that are held open: how many there may be, and what faults do to them.
import { text } from 'node:stream/consumers';
import { expect } from 'vitest';
import { type Stage, stories } from '../_standin.ts';

const start = '/api/vm/web01.example.com/status/start/';
const headers = { 'es-api-key': 'any', 'es-stream': 'es', 'content-type': 'application/json' };

stories('a response that is held open', (story) => {
  const open = async ({ standin }: Stage, more: Record<string, string> = {}) => {
    const init = { method: 'PUT', headers: { ...headers, ...more }, body: '{}' };
    const isServed = /:\d+$/.test(standin.url);
    return isServed ? fetch(standin.url + start, init) : standin.fetch(start, init);
  };
  const tasks = async ({ standin }: Stage) => (await standin.records.list({ api: 'erigones' })).length;
  const full = { limits: { streams: 2 } };

  story(
    'is refused where there are as many as there may be, and then nothing is begun',
    async (stage) => {
      const first = await open(stage);
      const second = await open(stage);
      const before = await tasks(stage);
      const refused = await open(stage);
      expect(refused.status).toBe(503);
      expect(await refused.json()).toEqual({ detail: expect.stringContaining('--limit streams=') });
      expect(await tasks(stage)).toBe(before);
      // Who asks without a stream is answered all the same.
      const { 'es-stream': _, ...plain } = headers;
      expect((await stage.send(start, { method: 'PUT', headers: plain, body: '{}' })).status).toBe(201);
      await second.body!.cancel();
      await expect.poll(async () => (await open(stage)).status).toBe(201);
      await stage.standin.clock.advance('1h');
      expect(await text(first.body!)).toContain('SUCCESS');
      expect((await open(stage)).status).toBe(201);
    },
    full,
  );

  story(
    'leaves its place when a fault ends it, or when it is no stream after all',
    async (stage) => {
      for (let round = 0; round < 3; round++) {
        await expect(open(stage, { prefer: 'fault=reset' })).rejects.toThrow();
        expect((await open(stage, { prefer: 'fault="status=503"' })).status).toBe(503);
        expect((await open(stage, { prefer: 'state=NONE' })).status).toBe(400);
        await stage.standin.faults.create('erigones:status=500,state=PENDING,times=1');
        expect((await open(stage)).status).toBe(500);
      }
      expect((await open(stage)).status).toBe(201);
      expect((await open(stage)).status).toBe(201);
    },
    full,
  );

  story('is cut short or slow as it comes: nobody waits for its end', async (stage) => {
    const half = await open(stage, { prefer: 'fault=truncate' });
    const five = await open(stage, { prefer: 'fault="truncate=5"' });
    const slow = await open(stage, { prefer: 'fault="slow=10ms"' });
    expect([half.status, five.status, slow.status]).toEqual([201, 201, 201]);
    await stage.standin.clock.advance('1h');
    const whole = await text(slow.body!);
    expect(JSON.parse(whole.split('\n')[1]!)).toMatchObject({ status: 'SUCCESS' });
    expect(await text(five.body!)).toHaveLength(5);
    expect(await text(half.body!)).toHaveLength(Math.floor(whole.length / 2));
  });
});
