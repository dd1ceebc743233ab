// Where a command takes the name of an API it takes the file that describes one. The built program is run with each of them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStandin } from '../../src/index.ts';
import { standin } from '../_cli.ts';

const file = 'examples/batches/batches.standin.yaml';
const headers = { authorization: 'Bearer any', 'content-type': 'application/json' };
let folder: string;
let har: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'standin-described-'));
  har = join(folder, 'traffic.har');
  writeFileSync(har, JSON.stringify(await recorded()));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A batch that is created and looked at, as an HTTP archive. */
async function recorded(): Promise<object> {
  const mock = createStandin({ apis: [file], clock: 'step:1s', at: '2026-03-01T12:00:00Z' });
  const order = JSON.stringify({ endpoint: '/v1/embeddings', input_file_id: 'f', completion_window: '24h' });
  const entries: object[] = [];
  const send = async (method: string, path: string, text?: string) => {
    const response = await mock.fetch(path, { method, headers, ...(text && { body: text }) });
    const answer = await response.text();
    const listed = (each: Iterable<[string, string]>) => [...each].map(([name, value]) => ({ name, value }));
    entries.push({
      startedDateTime: new Date(Date.parse('2026-03-01T12:00:00Z') + entries.length * 1_000).toISOString(),
      time: 1,
      request: {
        ...{ method, url: `https://batches.example.com${path}`, httpVersion: 'HTTP/1.1' },
        ...{
          headers: listed(Object.entries(headers)),
          queryString: [],
          cookies: [],
          headersSize: -1,
          bodySize: -1,
        },
        ...(text && { postData: { mimeType: 'application/json', text } }),
      },
      response: {
        ...{ status: response.status, statusText: '', httpVersion: 'HTTP/1.1', redirectURL: '', cookies: [] },
        ...{ headers: listed(response.headers), headersSize: -1, bodySize: -1 },
        content: { size: answer.length, mimeType: 'application/json', text: answer },
      },
      cache: {},
      timings: { send: 0, wait: 1, receive: 0 },
    });
    return JSON.parse(answer);
  };
  const { id } = await send('POST', '/v1/batches', order);
  await send('GET', `/v1/batches/${id}`);
  await mock.close();
  return { log: { version: '1.2', creator: { name: 'test', version: '1' }, entries } };
}

const commands: readonly (readonly [what: string, args: () => readonly string[], says: RegExp])[] = [
  ['export openapi', () => ['export', 'openapi', file], /\/v1\/batches\/\{/],
  ['export schemas', () => ['export', 'schemas', file], /"batches\/Batch\.schema\.json"/],
  ['export fixtures', () => ['export', 'fixtures', file], /batches\//],
  ['coverage', () => ['coverage', file], /batches\/batch\/order/],
  ['errata', () => ['errata', file], /^\s*0 errata/],
  ['generate', () => ['generate', `${file}#Batch`, '-n', '2'], /^\{"id":"batch_/],
  ['import', () => ['import', har, '--api', file], /"batches"/],
  ['verify --har', () => ['verify', file, '--har', har], /batches/],
  ['drift', () => ['drift', har, '--api', file, '--fail-on', 'none'], /./],
];

it.each(commands)('%s', async (_, args, says) => {
  const { code, out, err } = await standin(...args());
  expect(err).not.toMatch(/no api|There is no|bug in Standin/i);
  expect(out).toMatch(says);
  expect(code).toBeLessThan(2);
});
