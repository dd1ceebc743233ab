import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { createStandin } from '../../src/index.ts';

it('cost', async () => {
  let got = 0;
  const server = createServer((_, response) => { got++; response.end(); }).listen(0, '127.0.0.1');
  await new Promise((r) => server.once('listening', r));
  const { port } = server.address() as { port: number };
  for (const clock of ['frozen', 'step:1ms']) for (const many of [1000, 10000]) {
    got = 0;
    const standin = createStandin({ apis: ['erigones'], clock, limits: { journal: 1 } });
    const start = performance.now();
    for (let i = 0; i < many; i++) {
      const r = await standin.fetch(`/api/vm/web${i}.x/status/start/`, { method: 'PUT', headers: { authorization: 'Token x', 'content-type': 'application/json' }, body: JSON.stringify({ cb_url: `http://127.0.0.1:${port}/` }) });
      if (r.status > 299) throw new Error(`${r.status} ${await r.text()}`);
      await r.arrayBuffer();
    }
    const made = performance.now();
    await standin.clock.advance('1h');
    while (got < many) await new Promise((r) => setTimeout(r, 10));
    console.log(clock, many, 'creation', Math.round(made - start), 'sent', Math.round(performance.now() - made));
    await standin.close();
  }
  server.close();
}, 300_000);
