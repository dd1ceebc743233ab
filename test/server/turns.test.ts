// One connection: its requests are carried out in order, and each is answered, whatever comes behind it.
import { describe, expect, it } from 'vitest';
import { setStage, startOfTime } from '../_standin.ts';
import { open, sendRaw } from './_raw.ts';

const task = '/api_2/build_tasks/106882/fedora-rawhide-x86_64';
const get = (path: string, ...headers: string[]) =>
  [`GET ${path} HTTP/1.1`, 'Host: 127.0.0.1', ...headers, '', ''].join('\r\n');
const post = (path: string, body: string, ...headers: string[]) =>
  [`POST ${path} HTTP/1.1`, 'Host: 127.0.0.1', `Content-Length: ${body.length}`, ...headers, '', body].join(
    '\r\n',
  );
const advance = post('/__standin/clock/advance', '{"by":"1h"}', 'Content-Type: application/json');
const last = 'Connection: close';

async function staged() {
  const { standin } = await setStage();
  const url = await standin.listen();
  const elapsed = async () => (await standin.clock.get()).now;
  return { url, elapsed, standin };
}

const inHours = (hours: number) => new Date(startOfTime + hours * 3_600_000).toISOString();
const statusesOf = (text: string) =>
  [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status));

describe('a request that asks for another protocol', () => {
  const upgrade = [
    'Connection: Upgrade, HTTP2-Settings',
    'Upgrade: h2c',
    'HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA',
  ];

  it('is answered, and its connection closed: nothing behind it is lost unnoticed', async () => {
    const { url } = await staged();
    const text = await sendRaw(url, get(task, ...upgrade) + get(task));
    expect(statusesOf(text)).toEqual([200]);
    expect(text).toMatch(/\r\nconnection: close\r\n/i);
  });

  it('never has a part of what follows taken for a request', async () => {
    const { url, elapsed } = await staged();
    const swallowed = post('/platform/build', advance);
    const { socket, ended } = open(
      url,
      get(task, 'Prefer: fault="latency=300ms"', ...upgrade) + swallowed.slice(0, -advance.length),
    );
    await new Promise((later) => setTimeout(later, 100));
    socket.write(advance);
    expect(statusesOf(await ended)).toEqual([200]);
    expect(await elapsed()).toBe(inHours(0));
  });

  it('is carried out with its body', async () => {
    const { url, elapsed } = await staged();
    const text = await sendRaw(
      url,
      post('/__standin/clock/advance', '{"by":"1h"}', 'Content-Type: application/json', ...upgrade),
    );
    expect(statusesOf(text)).toEqual([200]);
    expect(await elapsed()).toBe(inHours(1));
  });
});

describe('a request that was carried out', () => {
  it.each([
    ['no HTTP', 'GARBAGE \x00\r\n\r\n', [200, 400]],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', [200, 400]],
    ['a header too large', get('/', `X: ${'x'.repeat(70_000)}`), [200, 431]],
    [
      'a body that breaks off',
      `${post('/platform/build', '', 'Transfer-Encoding: chunked')}zzz\r\n`,
      [200, 400],
    ],
    [
      'bad chunks',
      'POST /platform/build HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n',
      [200, 400],
    ],
    ['a way to others', 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n', [200, 501]],
    ['what cannot be expected', get('/', 'Expect: miracles'), [200, 417]],
  ])('is answered before what is behind it: %s', async (_, junk, statuses) => {
    const { url, elapsed } = await staged();
    const text = await sendRaw(url, advance + junk);
    expect(statusesOf(text)).toEqual(statuses);
    expect(await elapsed()).toBe(inHours(1));
  });

  it('is so for several, and for one that is late', async () => {
    const { url, elapsed } = await staged();
    const late = get(task, 'Prefer: fault="latency=200ms"');
    expect(statusesOf(await sendRaw(url, `${advance}${late}${advance}junk`))).toEqual([200, 200, 200, 400]);
    expect(await elapsed()).toBe(inHours(2));
  });

  it('has nothing carried out behind it if it closes the connection', async () => {
    const { url, elapsed } = await staged();
    const text = await sendRaw(url, get(task, last) + advance);
    expect(statusesOf(text)).toEqual([200]);
    expect(await elapsed()).toBe(inHours(0));
  });
});

describe('requests behind one another', () => {
  it('do not overtake', async () => {
    const { url } = await staged();
    const slow = post(
      '/platform/build?platformID=6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13',
      `{"comment":"${'x'.repeat(50_000)}"}`,
      'Content-Type: application/json',
    );
    const journal = get('/__standin/journal');
    const text = await sendRaw(url, slow + journal + advance + get('/__standin/clock', last));
    expect(statusesOf(text)).toEqual([201, 200, 200, 200]);
    const [, , seen = '', , now = ''] = text.split('HTTP/1.1 ');
    expect(seen).toContain('entrecode/');
    expect(now).toContain(inHours(1));
  });
});

describe('a client of old', () => {
  it('that names no host, as health checks do, is answered by HTTP/1.0', async () => {
    const { url } = await staged();
    expect(await sendRaw(url, 'GET /__standin/health HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200/);
    expect(await sendRaw(url, `GET ${task} HTTP/1.0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200/);
    expect(await sendRaw(url, 'GET /__standin/clock HTTP/1.0\r\nHost:\r\n\r\n')).toMatch(/^HTTP\/1\.1 200/);
    const records = await sendRaw(url, 'GET /__standin/records?limit=1 HTTP/1.0\r\n\r\n');
    expect(records).toContain(`${url}/__standin/records?`);
    expect(await sendRaw(url, 'GET /__standin/clock HTTP/1.1\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/);
  });

  it('that asks what the server can do is told so', async () => {
    const { url } = await staged();
    const text = await sendRaw(url, 'OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    expect(text).toMatch(/^HTTP\/1\.1 204/);
    expect(text).toMatch(/\r\nallow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r\n/i);
    expect(await sendRaw(url, 'OPTIONS * HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 204/);
    expect(await sendRaw(url, 'GET * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400/,
    );
  });
});
