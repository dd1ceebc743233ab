// What the program asks of others, over TLS with an authority of its own and through a proxy.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createStandin, record, type Standin, verify } from '../../src/index.ts';
import { createFetch } from '../../src/outward/fetch.ts';
import { inFolder, standinWith } from '../_cli.ts';
import { validBetween } from '../server/_certificates.ts';
import { type CompanyProxy, openProxy } from './_network.ts';

const open: (Standin | CompanyProxy)[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function listening(tls: true | { cert: string; key: string } | false = true) {
  const standin = createStandin({ apis: ['copr'], clock: 'frozen' });
  open.push(standin);
  return { standin, url: await standin.listen({ tls }) };
}

async function proxied(credentials?: string): Promise<CompanyProxy> {
  const proxy = await openProxy(credentials);
  open.push(proxy);
  return proxy;
}

/** Nothing of the environment in which the tests run. */
const none = {
  http_proxy: '',
  https_proxy: '',
  HTTPS_PROXY: '',
  ALL_PROXY: '',
  all_proxy: '',
  NO_PROXY: '',
  no_proxy: '',
};

describe('verify over TLS', () => {
  it('says that the authority is unknown, and not that nothing runs; and that a file is no certificate', () =>
    inFolder(async (folder) => {
      const { url } = await listening();
      const without = await standinWith(none, 'verify', 'copr', '--url', url, '--wait', '30');
      expect(without).toMatchObject({ code: 3, out: '' });
      expect(without.err).toMatch(
        /its certificate comes from an authority that is not trusted here\. .*--ca <file>/,
      );
      expect(without.err).not.toContain('running');
      const ca = join(folder, 'ca.pem');
      writeFileSync(ca, 'hello');
      const bad = await standinWith(none, 'verify', 'copr', '--url', url, '--ca', ca);
      expect(bad).toMatchObject({ code: 2, err: expect.stringContaining('is no certificate') });
    }));

  const asked = (url: string, ca?: string) =>
    verify({ api: 'copr', url, pact: false, ...(ca !== undefined && { ca }) }).then(
      () => 'it passed',
      ({ status, detail, hint }) => `${status} ${detail} ${hint}`,
    );

  it('says in a sentence what else is wrong with a certificate, and that there is none', async () => {
    const own = await validBetween(-86_400_000, 86_400_000);
    const standin = createStandin({ apis: ['copr'] });
    open.push(standin);
    const url = await standin.listen({ tls: own, host: 'localhost' });
    expect(await asked(url)).toMatch(/^502 .* is self-signed.* --ca <file>/);
    expect(await asked(url.replace('127.0.0.1', '[::1]'), own.cert)).toMatch(/^502 .* is for another name/);
    const plain = (await listening(false)).url.replace('http:', 'https:');
    expect(await asked(plain)).toMatch(/^502 .* does not speak TLS\. .*http:\/\//);
  });

  it('says when a certificate has expired', async () => {
    const expired = await validBetween(-2 * 86_400_000, -86_400_000);
    const server = createServer(expired, (_, outgoing) => void outgoing.end()).listen(0, '127.0.0.1');
    await new Promise((ready) => server.once('listening', ready));
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await asked(url, expired.cert)).toMatch(/^502 .* has expired/);
    await new Promise((closed) => server.close(closed));
  });
});

describe('verify through a proxy', () => {
  it(
    'asks all that it asks of a server by TLS through it, Pact too, and shows it its credentials',
    () =>
      inFolder(async (folder) => {
        const { standin, url } = await listening();
        const proxy = await proxied('me:pass%word');
        const ca = join(folder, 'ca.pem');
        writeFileSync(ca, standin.ca!);
        const env = { ...none, HTTPS_PROXY: proxy.url.replace('//', '//me:pass%25word@') };
        const { code, out, err } = await standinWith(env, 'verify', 'copr', '--url', url, '--ca', ca);
        expect([code, err]).toEqual([0, '']);
        expect(out).toContain('passed');
        expect(new Set(proxy.seen)).toEqual(new Set([`CONNECT ${new URL(url).host}`]));
      }),
    60_000,
  );

  it('asks a server in the clear by whole URLs, and nobody through it whom NO_PROXY names', async () => {
    const { url } = await listening(false);
    const proxy = await proxied('me:pw');
    const http_proxy = proxy.url.replace('//', '//me:pw@');
    const asked = async (env: Record<string, string>) => {
      proxy.seen.length = 0;
      expect((await createFetch({ env })(`${url}/__standin/health`)).status).toBe(200);
      return [...proxy.seen];
    };
    expect(await asked({ http_proxy })).toEqual([`GET ${url}/__standin/health`]);
    expect(await asked({ http_proxy, NO_PROXY: '127.0.0.0/8' })).toEqual([]);
    expect(await asked({ HTTP_PROXY: http_proxy })).toEqual([]);
  });

  it('says that it is the proxy that fails, without its credentials', async () => {
    const { url } = await listening();
    const proxy = await proxied('me:right');
    const wrong = (credentials: string) => ({
      ...none,
      https_proxy: proxy.url.replace('//', `//${credentials}@`),
    });
    const refused = await standinWith(wrong('me:wrong-secret'), 'verify', 'copr', '--url', url);
    expect(refused.code).toBe(3);
    expect(refused.err).toContain(`through the proxy at ${proxy.url}`);
    expect(refused.err).toContain('407');
    await proxy.close();
    open.pop();
    const gone = await standinWith(wrong('me:wrong-secret'), 'verify', 'copr', '--url', url);
    expect(gone.err).toMatch(/ECONNREFUSED, through the proxy/);
    const bad = await standinWith(
      { ...none, ALL_PROXY: 'socks5://me:wrong-secret@proxy' },
      'verify',
      'copr',
      '--url',
      url,
    );
    expect(bad).toMatchObject({ code: 2, err: expect.stringContaining("The environment's ALL_PROXY") });
    for (const { err } of [refused, gone, bad]) expect(err).not.toContain('wrong-secret');
  });
});

describe('record through a proxy', () => {
  it('passes on what a server by TLS answers', () =>
    inFolder(async (folder) => {
      const { standin, url } = await listening();
      const proxy = await proxied('me:pw');
      const before = process.env.HTTPS_PROXY;
      process.env.HTTPS_PROXY = proxy.url.replace('//', '//me:pw@');
      try {
        const out = join(folder, 'traffic.har');
        const recorder = await record({ to: url, out, ca: standin.ca! });
        const path = '/api_2/build_tasks/106882/fedora-rawhide-x86_64';
        expect((await fetch(recorder.url + path)).status).toBe(200);
        await recorder.close();
        expect(proxy.seen).toEqual([`CONNECT ${new URL(url).host}`]);
        expect(readFileSync(out, 'utf8')).toContain(url + path);
        // What the proxy refuses is no answer of the server.
        process.env.HTTPS_PROXY = proxy.url;
        const other = await record({ to: url, out, ca: standin.ca! });
        const response = await fetch(other.url + path);
        expect(response.status).toBe(502);
        expect(await response.text()).toMatch(/the proxy refused it with 407, through the proxy at/);
        await other.close();
      } finally {
        if (before === undefined) delete process.env.HTTPS_PROXY;
        else process.env.HTTPS_PROXY = before;
      }
    }));

  it('asks a server in the clear through it', () =>
    inFolder(async (folder) => {
      const { url } = await listening(false);
      const proxy = await proxied();
      const script = `import('${process.cwd()}/dist/index.js').then(async ({ record }) => {
        const recorder = await record({ to: '${url}', out: 'traffic.har' });
        console.log((await fetch(recorder.url + '/api_2/build_tasks/106882/fedora-rawhide-x86_64')).status);
        await recorder.close();
      })`;
      const env = { PATH: process.env.PATH!, http_proxy: proxy.url };
      const said = await new Promise((done) =>
        execFile(process.execPath, ['-e', script], { cwd: folder, env }, (_, out, err) => done(out + err)),
      );
      expect(said).toBe('200\n');
      expect(proxy.seen).toEqual([`GET ${url}/api_2/build_tasks/106882/fedora-rawhide-x86_64`]);
    }));
});

describe('import --to', () => {
  it('names the certificate, and takes --ca', () =>
    inFolder(async (folder) => {
      const { standin, url } = await listening();
      const [ca, har] = [join(folder, 'ca.pem'), join(folder, 'traffic.har')];
      writeFileSync(ca, standin.ca!);
      const recorder = await record({ to: url, out: har, ca: standin.ca! });
      await fetch(`${recorder.url}/api_2/build_tasks/106882/fedora-rawhide-x86_64`);
      await recorder.close();
      const args = ['import', har, '--api', 'copr', '--to', `${url}/~seen`];
      const without = await standinWith(none, ...args);
      expect(without).toMatchObject({ code: 2, err: expect.stringContaining('--ca <file>') });
      expect(await standinWith(none, ...args, '--ca', ca)).toMatchObject({ code: 0 });
    }));
});
