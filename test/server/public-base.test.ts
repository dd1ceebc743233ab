// Behind a proxy: links, Location and the page lead to where clients see this Standin.
import { createServer, request as send } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createStandin } from '../../src/index.ts';
import { setStage } from '../_standin.ts';
import { request } from './_raw.ts';

const platform = '6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13';
const builds = `/platform/build?platformID=${platform}`;
const task = '/api_2/build_tasks/106882/fedora-rawhide-x86_64';
const ci = 'https://ci.example.com/mock';

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** A reverse proxy that takes off `/mock`, or leaves it, and sends these headers. */
async function proxyBefore(url: string, strips: boolean, headers: Record<string, string> = {}) {
  const proxy = createServer((incoming, outgoing) => {
    const path = strips ? incoming.url!.replace(/^\/mock/, '') || '/' : incoming.url!;
    const own = { ...incoming.headers, host: new URL(url).host, ...headers };
    const sending = send(url + path, { method: incoming.method!, headers: own }, (answer) => {
      outgoing.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(sending);
  });
  await new Promise<void>((ready) => proxy.listen(0, '127.0.0.1', ready));
  open.push(() => proxy.close());
  return `http://127.0.0.1:${(proxy.address() as { port: number }).port}/mock`;
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every schema.
const jsonOf = async (response: Response | Promise<Response>): Promise<any> => (await response).json();

async function checkLinks(proxy: string, base: string) {
  const { pathname: prefix } = new URL(base);
  for (const world of ['', '/~other']) {
    const sent = await fetch(`${proxy}${world}${builds}`, { method: 'POST' });
    const body = await jsonOf(sent);
    const { href } = body._links.self;
    expect(href.startsWith(`${base}${world}/platform/build`), href).toBe(true);
    expect((await fetch(href.replace(base, proxy))).status).toBe(200);
  }
  const { _links } = await jsonOf(fetch(proxy + task));
  expect(_links.self.href).toBe(prefix + task);
  const page = await fetch(`${proxy}/`, { headers: { accept: 'text/html' }, redirect: 'manual' });
  expect(page.headers.get('location')).toBe(`${prefix}/__standin/`);
  // The page leads to its parts from where it is.
  expect(await (await fetch(`${proxy}/__standin/`)).text()).not.toMatch(/(src|href)="(\/|http)/);
  const records = await jsonOf(fetch(`${proxy}/__standin/records?limit=1`));
  expect(records.next.startsWith(`${base}/__standin/records?`), records.next).toBe(true);
}

describe('a base URL', () => {
  it.each([true, false])(
    'begins all links, whether the proxy takes its path off or not: %s',
    async (strips) => {
      const { standin } = await setStage({ baseUrl: `${ci}/` });
      await checkLinks(await proxyBefore(await standin.listen(), strips), ci);
    },
  );

  it('is no foreign host, and its page no foreign page', async () => {
    const { standin } = await setStage({ baseUrl: ci });
    const url = await standin.listen();
    const clock = 'GET /__standin/clock';
    const origin = 'Origin: https://ci.example.com';
    expect(await request(url, clock, 'Host: ci.example.com', origin)).toMatch(/^HTTP\/1\.1 200/);
    expect(await request(url, clock, origin)).toMatch(/^HTTP\/1\.1 200/);
    expect(await request(url, clock, 'Host: evil.example')).toMatch(/^HTTP\/1\.1 403/);
    expect(await request(url, clock, 'Origin: https://evil.example')).toMatch(/^HTTP\/1\.1 403/);
  });

  it('that no client can be sent to is refused', () => {
    for (const baseUrl of ['ci.example.com', '/mock', 'ftp://x/', 'https://x/?q=1', 'https://a:b@x/'])
      expect(() => createStandin({ baseUrl })).toThrow(/is not a URL of a server/);
  });
});

describe('a proxy that is trusted', () => {
  const own = {
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'ci.example.com',
    'x-forwarded-prefix': '/mock/',
  };
  const standard = { forwarded: 'for=1.2.3.4;proto=https;host="ci.example.com", for=5.6.7.8;proto=http' };

  it('says where clients are', async () => {
    const { standin } = await setStage({ trustProxy: true });
    const url = await standin.listen();
    await checkLinks(await proxyBefore(url, true, own), ci);
    const sent = await fetch(url + builds, { method: 'POST', headers: standard });
    expect((await jsonOf(sent))._links.self.href).toMatch(/^https:\/\/ci\.example\.com\/platform/);
    // The same path once by the proxy and once not: each has its own links.
    const direct = await jsonOf(fetch(url + task));
    expect(direct._links.self.href).toBe(task);
  });

  it('is passed over where it says nonsense, or is not trusted', async () => {
    const { standin } = await setStage({ trustProxy: true });
    const url = await standin.listen();
    const nonsense = {
      'x-forwarded-proto': 'javascript',
      'x-forwarded-host': 'a b/"',
      'x-forwarded-prefix': 'evil.example',
    };
    const linkAt = async (at: string, headers: Record<string, string>) =>
      (await jsonOf(fetch(at + builds, { method: 'POST', headers })))._links.self.href as string;
    expect(await linkAt(url, nonsense)).toContain(`${url}/platform/build`);
    const { standin: other } = await setStage();
    const plain = await other.listen();
    expect(await linkAt(plain, own)).toContain(`${plain}/platform/build`);
  });
});
