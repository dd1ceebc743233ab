// Responses of an API that is nothing but data are kept; nobody can tell by what is answered.
import { expect, it } from 'vitest';
import { createStandin, defineApiFromFile } from '../../src/index.ts';

const file = 'examples/batches/batches.standin.yaml';
const headers = { authorization: 'Bearer any', 'content-type': 'application/json' };
const order = { endpoint: '/v1/embeddings', input_file_id: 'file-1', completion_window: '24h' };

it('a kept response is the one that would be made anew, whatever has happened in between', async () => {
  const options = { clock: 'frozen', at: '2026-03-01T12:00:00Z' } as const;
  // Code beside the data might remember what it was asked, so nothing of it is kept.
  const pair = [file, defineApiFromFile(file)].map((api) => createStandin({ ...options, apis: [api] }));
  const send = (path: string, init: RequestInit = {}) =>
    Promise.all(
      pair.map(async (standin) => {
        const response = await standin.fetch(path, { headers, ...init });
        return [response.status, Object.fromEntries(response.headers), await response.text()] as const;
      }),
    );
  const alike = async (path: string, init?: RequestInit) => {
    const [one, other] = await send(path, init);
    expect(one, path).toEqual(other);
    return one![2];
  };
  const { id } = JSON.parse(await alike('/v1/batches', { method: 'POST', body: JSON.stringify(order) }));
  const look = async () => {
    for (const _ of [1, 2, 3])
      for (const path of [
        `/v1/batches/${id}`,
        '/v1/batches?limit=2',
        '/v1/batches?status=in_progress',
        '/v1/models',
      ])
        await alike(path);
  };
  for (const by of ['1s', '1s', '10s', '12s', '1h']) {
    await look();
    for (const standin of pair) await standin.clock.advance(by);
  }
  await alike('/v1/batches', { method: 'POST', body: JSON.stringify(order) });
  await look();
  await alike(`/v1/batches/${id}`, { headers: {} });
  for (const standin of pair) await standin.faults.create('batches:status=503,times=1');
  await look();
  for (const standin of pair) await standin.reset();
  await look();
});

it('a response that shows the time itself is made anew', async () => {
  const api = 'test/described/progress/progress.standin.yaml';
  const standin = createStandin({ apis: [api], clock: 'frozen' });
  const { id } = (await (await standin.fetch('/jobs', { method: 'POST' })).json()) as { id: string };
  const progress = async () =>
    ((await (await standin.fetch(`/jobs/${id}`)).json()) as { progress: number }).progress;
  const seen = [];
  for (const _ of [1, 2, 3]) {
    seen.push(await progress());
    await standin.clock.advance('1s');
  }
  expect(seen).toEqual([0, 10, 20]);
});
