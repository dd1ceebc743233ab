// What a request is made of on the wire: whatever its form, it has one response and one entry in the journal. The same requests are
// sent twice, once with a header repeated, which makes the server look at all headers one by one.
import { once } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import { documentsOf } from '../../src/core/api/documents.ts';
import type { OperationResponse } from '../../src/core/api/operation.ts';
import { listen } from '../../src/server/port/listen.ts';
import type { Env } from '../../src/server/requests/env.ts';
import { setStage } from '../_standin.ts';
import { open, request, sendRaw } from './_raw.ts';

const twice = ['X-Twice: a', 'X-Twice: a'];

interface Line {
  readonly line: string;
  readonly headers?: readonly string[];
}

/** What is read in the exchanges of an API, whatever becomes of it. */
function readIn(api: string): Line[] {
  const lines = Object.values(documentsOf(api).exchanges)
    .filter(({ request: { method } }) => method === 'GET')
    .map(({ request: { path, headers = {} } }) => ({
      line: `GET ${path}`,
      headers: Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    }));
  return [...new Map(lines.map((each) => [JSON.stringify(each), each])).values()];
}

/** A response whose headers are in lower case and in order, without its date. */
function inOrder(response: string): string {
  const [head = '', ...rest] = response.split('\r\n\r\n');
  const headers = head.toLowerCase().split('\r\n').sort();
  return [...headers.filter((each) => !each.startsWith('date:')), '', ...rest].join('\n');
}

function hosted(headers: readonly string[]): readonly string[] {
  return headers.some((each) => each.startsWith('Host:')) ? headers : ['Host: standin.test', ...headers];
}

/** Asks two Standins that are alike, each in one way, and gives what came and what was noted. */
async function bothWays(lines: readonly Line[], options = {}) {
  const ways = [[], twice].map(async (more) => {
    const { standin } = await setStage({ strict: false, ...options });
    const url = await standin.listen();
    const responses: string[] = [];
    for (const { line, headers = [] } of lines) {
      responses.push(inOrder(await request(url, line, ...hosted(headers), ...more)));
    }
    const noted = (await standin.journal.list()).map((entry) => {
      const { 'x-twice': _, ...rest } = entry.headers;
      return { ...entry, headers: rest };
    });
    return { responses, noted };
  });
  const [plain, repeated] = await Promise.all(ways);
  return { plain: plain!, repeated: repeated! };
}

describe.each(Object.values(registry).map(({ name }) => name))('what is read of %s', (api) => {
  it.each(['corrected', 'observed'] as const)(
    'is answered and noted alike both ways, %s',
    async (profile) => {
      const { plain, repeated } = await bothWays(readIn(api), { profile });
      expect(plain.responses.length).toBeGreaterThan(1);
      expect(plain).toEqual(repeated);
    },
  );
});

const task = '/api_2/build_tasks/106882/fedora-rawhide-x86_64';

it('so is what goes wrong, what is headed, sent elsewhere, unknown or in another world', async () => {
  const lines: Line[] = [
    { line: `HEAD ${task}` },
    { line: 'HEAD /nowhere' },
    { line: `HEAD ${task}`, headers: ['Prefer: fault="truncate=20"'] },
    { line: `GET /~other${task}` },
    { line: `GET /~other${task}`, headers: ['X-Standin-World: third'] },
    { line: `GET ${task}`, headers: ['X-Standin-World: third'] },
    { line: `GET ${task}`, headers: ['X-Standin-World: no name'] },
    { line: 'GET /' },
    { line: 'GET /', headers: ['Accept: text/html'] },
    { line: 'GET //api_2/builds' },
    { line: `GET ${task}?a=1&a=2&constructor=3&__proto__=4` },
    { line: `GET ${task}/../106882` },
    { line: 'GET /api_2/build_tasks/%31%30%36882/fedora-rawhide-x86_64' },
    { line: 'GET /nowhere' },
    { line: `GET ${task}`, headers: ['Prefer: fault="truncate=20"'] },
    { line: `GET ${task}`, headers: ['Prefer: fault="slow=10ms"'] },
    { line: `GET ${task}`, headers: ['Prefer: fault="status=503,retry-after=7"'] },
    { line: `GET ${task}`, headers: ['Prefer: fault="empty"'] },
    { line: `GET ${task}`, headers: ['Prefer: code=99'] },
    { line: `GET ${task}`, headers: ['Prefer: state=running, errata'] },
    { line: `GET ${task}`, headers: ['Host: a b'] },
    { line: `GET ${task}`, headers: ['Host: somebody@standin.test'] },
    { line: `GET ${task}`, headers: ['Host: somebody:secret@standin.test:80'] },
    { line: `GET ${task}`, headers: ['Host: standin.test/api_2'] },
    { line: `GET ${task}?${'a=1&'.repeat(600)}` },
    { line: `GET ${task}`, headers: ['Content-Length: 3', '', 'abc'] },
  ];
  const { plain, repeated } = await bothWays(lines);
  expect(plain).toEqual(repeated);
});

it('who names no host is refused, be it the first request of all', async () => {
  vi.resetModules();
  const { createStandin } = await import('../../src/index.ts');
  await using standin = createStandin({ clock: 'frozen' });
  const url = await standin.listen();
  const send = (...headers: string[]) =>
    sendRaw(url, [`GET ${task} HTTP/1.1`, ...headers, 'Connection: close', '', ''].join('\r\n'));
  for (const headers of [[], ['Host:'], ['Host: standin.test'], []]) {
    const status = headers[0] === 'Host: standin.test' ? 200 : 400;
    expect([headers, await send(...headers)]).toEqual([
      headers,
      expect.stringContaining(`HTTP/1.1 ${status} `),
    ]);
  }
});

it('a request whose client has gone says so, however late it is asked', async () => {
  let tell = (_: boolean) => {};
  const seen = new Promise<boolean>((resolve) => {
    tell = resolve;
  });
  const answer = async (request: Request, { outgoing }: Env) => {
    client.socket.destroy();
    await once(outgoing!, 'close');
    tell(request.signal.aborted);
    return new Response();
  };
  const server = await listen(answer, { host: '127.0.0.1', port: 0 });
  const client = open(server.url, `GET ${task} HTTP/1.1\r\nHost: x\r\n\r\n`);
  expect(await seen).toBe(true);
  await server.close(0);
});

it('a response that cannot be sent is an error of its API, both ways, and ends nothing but itself', async () => {
  const { copr } = registry;
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const dress = (response: OperationResponse) => ({ ...response, headers: { 'no name': 'x' } });
  const api = { ...copr, wire: { ...copr.wire, dress } };
  const { plain, repeated } = await bothWays([{ line: `GET ${task}` }, { line: `HEAD ${task}` }], {
    apis: [api],
  });
  expect(plain).toEqual(repeated);
  for (const response of plain.responses) expect(response).toContain('http/1.1 500');
  // Of the GETs; from the response to a HEAD Hono makes another one, and cannot.
  expect(said).toHaveBeenCalledTimes(2);
  said.mockRestore();
});
