// What clients connect to, as users have it: HTTPS and Unix sockets by the program, and real clients that know nothing of them.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inFolder, serveWith, standinWith } from '../_cli.ts';
import { encrypted, local, validBetween } from '../server/_certificates.ts';

const build = '/api_2/build_tasks/106882/fedora-rawhide-x86_64';

function run(program: string, args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  return new Promise((done) =>
    execFile(program, args, { env: { PATH: process.env.PATH!, ...env } }, (error, out, err) =>
      done(out + (error ? err : '')),
    ),
  );
}

describe('serve --https', () => {
  it('serves a client that was not changed and trusts --ca-out by NODE_EXTRA_CA_CERTS, and curl', () =>
    inFolder(async (folder) => {
      const ca = join(folder, 'ca.pem');
      await serveWith(['copr', '--https', '--ca-out', ca], async ({ ready, output }) => {
        expect(ready).toMatchObject({ url: `https://127.0.0.1:${ready.port}`, ca });
        const client = `fetch('https://localhost:${ready.port}${build}').then(async (r) => console.log(r.status, (await r.json()).build_task.state))`;
        expect(await run(process.execPath, ['-e', client], { NODE_EXTRA_CA_CERTS: ca })).toBe(
          '200 succeeded\n',
        );
        expect(await run(process.execPath, ['-e', client])).toContain('SELF_SIGNED_CERT_IN_CHAIN');
        const curl = ['-s', '-o', '/dev/null', '-w', '%{http_code}', '--cacert', ca];
        expect(await run('curl', [...curl, ready.url + build])).toBe('200');
        expect(output()).not.toContain('PRIVATE KEY');
      });
      // A file that was named is kept, and replaced by the next start.
      const before = readFileSync(ca, 'utf8');
      await serveWith(['copr', '--https', '--ca-out', ca], async () => {});
      expect(readFileSync(ca, 'utf8')).not.toBe(before);
    }));

  it('writes what is to be trusted to a file that is gone at the end, and names it', () =>
    serveWith(['copr', '--https'], async ({ ready, stop }) => {
      expect(statSync(ready.ca!).isFile()).toBe(true);
      expect(await stop()).toBe(0);
      expect(existsSync(ready.ca!)).toBe(false);
    }));

  it('keeps its worlds in a state file, and answers under its base URL, as without TLS', () =>
    inFolder(async (folder) => {
      const state = join(folder, 'state.json');
      const args = ['entrecode', '--https', '--state', state, '--base-url', 'https://ci.example/mock'];
      const create = '/platform/build?platformID=6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13';
      const curl = (ca: string, ...rest: string[]) => run('curl', ['-s', '--cacert', ca, ...rest]);
      await serveWith(args, async ({ ready, stop }) => {
        expect(await curl(ready.ca!, '-X', 'POST', '-i', ready.url + create)).toMatch(
          /location: https:\/\/ci\.example\/mock\/platform\/build\?buildID=1/i,
        );
        await stop();
      });
      await serveWith(args, async ({ ready }) => {
        expect(await curl(ready.ca!, `${ready.url}/platform/build?buildID=1`)).toContain('"buildID":1');
      });
    }));
});

describe('serve --cert --key', () => {
  it('says what is wrong with files in one sentence, with exit 2, and prints nothing of a key', () =>
    inFolder(async (folder) => {
      const [one, other] = [await local(), await local()];
      const old = await validBetween(-2 * 86_400_000, -86_400_000);
      const at = (name: string) => join(folder, name);
      const write = (files: Record<string, string>) => {
        for (const [name, text] of Object.entries(files)) writeFileSync(at(name), text);
      };
      write({ cert: one.cert, key: one.key, other: other.key, locked: encrypted(one.key), text: 'hello' });
      write({ oldCert: old.cert, oldKey: old.key });
      const said = async (...args: string[]) => {
        const { code, out, err } = await standinWith({}, 'serve', 'copr', '-p', '0', ...args);
        expect([code, out, err.trim().split('\n').length]).toEqual([2, '', 1]);
        for (const key of [one.key, other.key, old.key]) expect(err).not.toContain(key.split('\n')[1]);
        return err;
      };
      const pair = (cert: string, key: string) => said('--cert', at(cert), '--key', at(key));
      expect(await pair('missing', 'key')).toMatch(/--cert cannot be read: ENOENT/);
      expect(await pair('cert', 'other')).toMatch(
        /key in \S*other does not belong to the certificate in \S*cert\./,
      );
      expect(await pair('cert', 'locked')).toMatch(/locked is encrypted\. .*openssl pkey/);
      expect(await pair('oldCert', 'oldKey')).toMatch(/oldCert has expired/);
      expect(await pair('text', 'key')).toMatch(/no certificate in \S*text/);
      expect(await said('--cert', at('cert'))).toMatch(/--cert was given without --key/);
      expect(await said('--ca-out', at('ca'))).toMatch(/no certificate is made/);
      expect(await said('--https', '--ca-out', at('text'))).toMatch(
        /holds something else than a certificate/,
      );
      expect(readFileSync(at('text'), 'utf8')).toBe('hello');
    }));
});

describe('serve --socket', () => {
  it('serves curl, says so in its ready line, and takes what was typed before what the environment says', () =>
    inFolder(async (folder) => {
      const socket = join(folder, 'mock.sock');
      await serveWith(
        ['copr'],
        async ({ ready, stop }) => {
          expect(ready).toMatchObject({ url: 'http://localhost', socket });
          expect(ready).not.toHaveProperty('port');
          const curl = await run('curl', ['-s', '--unix-socket', socket, `http://localhost${build}`]);
          expect(JSON.parse(curl)).toHaveProperty('build_task');
          const taken = await standinWith({}, 'serve', 'copr', '--socket', socket);
          expect(taken).toMatchObject({
            code: 2,
            err: expect.stringContaining('A process that runs listens on'),
          });
          const both = await standinWith({}, 'serve', 'copr', '--socket', socket, '-p', '0');
          expect(both).toMatchObject({ code: 2, err: expect.stringContaining('Both --socket and --port') });
          await stop();
          expect(existsSync(socket)).toBe(false);
        },
        { STANDIN_SOCKET: socket, STANDIN_PORT: '4010', PORT: '4011' },
      );
    }));
});

describe('behind a proxy that speaks TLS and has a prefix', () => {
  it.each([
    [
      '--trust-proxy and X-Forwarded-*',
      ['--trust-proxy'],
      ['x-forwarded-proto: https', 'x-forwarded-host: ci.example', 'x-forwarded-prefix: /mock'],
    ],
    [
      '--trust-proxy and Forwarded',
      ['--trust-proxy'],
      ['forwarded: for=1.2.3.4;proto=https;host="ci.example"', 'x-forwarded-prefix: /mock'],
    ],
    ['--base-url', ['--base-url', 'https://ci.example/mock'], []],
  ])('%s leads clients back to it', async (_, flags, headers) => {
    await serveWith(['entrecode', ...flags], async ({ ready }) => {
      const curl = (path: string, ...rest: string[]) =>
        run('curl', ['-s', '-i', ...headers.flatMap((header) => ['-H', header]), ...rest, ready.url + path]);
      const created = await curl(
        '/platform/build?platformID=6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13',
        '-X',
        'POST',
      );
      expect(created).toMatch(/location: https:\/\/ci\.example\/mock\/platform\/build\?buildID=1\r/i);
      expect(created).toContain('"href":"https://ci.example/mock/platform/build?buildID=1"');
      expect(await curl('/', '-H', 'accept: text/html')).toMatch(
        /location: (https:\/\/ci\.example)?\/mock\/__standin\//i,
      );
      // The page leads to its parts from where it is.
      expect(await curl('/__standin/')).not.toMatch(/(src|href)="(\/|http)/);
    });
  });

  it('believes no header where it was not told to', () =>
    serveWith(['entrecode'], async ({ ready }) => {
      const headers = ['-H', 'x-forwarded-host: evil.example', '-H', 'forwarded: host=evil.example'];
      const created = await run('curl', [
        '-s',
        '-i',
        '-X',
        'POST',
        ...headers,
        `${ready.url}/platform/build?platformID=6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13`,
      ]);
      expect(created).not.toContain('evil');
    }));
});
