// Which proxy the environment names for a URL, held against curl itself, and against its documented rules.
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { proxyFor } from '../../src/outward/proxies.ts';

const proxy = 'http://proxy.example:3128';
const named = (url: string, env: Record<string, string>) => proxyFor(url, env)?.href;

describe('the proxy of a URL', () => {
  it.each<[string, Record<string, string>, string | undefined]>([
    ['http://a.example/', { http_proxy: proxy }, `${proxy}/`],
    ['http://a.example/', { HTTP_PROXY: proxy }, undefined],
    ['http://a.example/', { https_proxy: proxy, HTTPS_PROXY: proxy }, undefined],
    ['https://a.example/', { HTTPS_PROXY: proxy }, `${proxy}/`],
    ['https://a.example/', { https_proxy: 'http://small:1', HTTPS_PROXY: proxy }, 'http://small:1/'],
    ['https://a.example/', { http_proxy: proxy }, undefined],
    ['https://a.example/', { ALL_PROXY: proxy }, `${proxy}/`],
    ['http://a.example/', { all_proxy: 'http://small:1', ALL_PROXY: proxy }, 'http://small:1/'],
    ['http://a.example/', { http_proxy: 'http://own:2', ALL_PROXY: proxy }, 'http://own:2/'],
    ['http://a.example/', { http_proxy: ' ', ALL_PROXY: proxy }, `${proxy}/`],
    ['http://a.example/', { http_proxy: 'proxy.example:3128' }, `${proxy}/`],
    ['http://a.example/', { http_proxy: 'proxy.example' }, 'http://proxy.example:1080/'],
    ['http://a.example/', { http_proxy: 'https://me:pw@proxy.example' }, 'https://me:pw@proxy.example/'],
    ['http://a.example/', { http_proxy: 'http://proxy.example:80' }, 'http://proxy.example/'],
    ['http://127.0.0.1/', { http_proxy: proxy }, `${proxy}/`],
  ])('%s with %j is %s', (url, env, expected) => {
    expect(named(url, env)).toBe(expected);
  });

  it.each<[string, string, boolean]>([
    ['a.example', 'a.example', true],
    ['a.example', '.a.example', true],
    ['b.a.example', 'a.example', true],
    ['b.a.example', '.a.example', true],
    ['ba.example', 'a.example', false],
    ['a.example', 'b.a.example', false],
    ['A.Example', 'a.EXAMPLE', true],
    ['a.example.', 'a.example', true],
    ['a.example', 'a.example.', true],
    ['a.example', 'x.example, a.example', true],
    ['a.example', 'x.example a.example', true],
    ['a.example', '*', true],
    ['a.example', '*.example', false],
    ['a.example', 'x,*', true],
    ['a.example', ',, ', false],
    ['localhost', '127.0.0.1', false],
    ['localhost', 'localhost', true],
    ['127.0.0.1', '127.0.0.1', true],
    ['127.0.0.1', '127.0.0.0/8', true],
    ['10.1.2.3', '10.0.0.0/8,192.168.0.0/16', true],
    ['11.1.2.3', '10.0.0.0/8', false],
    ['10.1.2.3', '10.1.2.3/33', false],
    ['10.1.2.3', '10.1.2.3/x', false],
    ['10.1.2.3', '2.3', false],
    ['[::1]', '::1', true],
    ['[::1]', '[::1]', true],
    ['[fd00::1]', 'fd00::/8', true],
    ['[::1]', '10.0.0.0/8', false],
  ])('leaves out %s where NO_PROXY is %j: %s', (host, list, isOut) => {
    for (const name of ['NO_PROXY', 'no_proxy'])
      expect(named(`http://${host}/`, { http_proxy: proxy, [name]: list })).toBe(
        isOut ? undefined : `${proxy}/`,
      );
  });

  it.each(['socks5://proxy:1080', 'ftp://proxy', 'http://', 'http://me:secret@', 'http://me:secret@pro xy'])(
    'says what is wrong with %s, without a password',
    (value) => {
      let problem: unknown;
      try {
        proxyFor('http://a.example/', { http_proxy: value });
      } catch (error) {
        problem = error;
      }
      expect(problem).toMatchObject({ title: 'Bad proxy', detail: expect.stringContaining('http_proxy') });
      expect(JSON.stringify(problem)).not.toContain('secret');
    },
  );

  it('is that of curl', async () => {
    const seen: string[] = [];
    const server = createServer((incoming, outgoing) => {
      seen.push(incoming.url!);
      outgoing.end();
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const lists = [
      '',
      'a.invalid',
      '.invalid',
      'b.invalid',
      'invalid',
      '*',
      '127.0.0.1',
      'x a.invalid',
      'x,a.invalid.',
    ];
    for (const no_proxy of lists) {
      const env = { http_proxy: here, no_proxy };
      seen.length = 0;
      await new Promise((done) =>
        execFile(
          'curl',
          ['-s', '-m', '2', 'http://a.invalid/'],
          { env: { ...env, PATH: process.env.PATH! } },
          done,
        ),
      );
      expect(named('http://a.invalid/', env) !== undefined, no_proxy).toBe(seen.length > 0);
    }
    await new Promise((closed) => server.close(closed));
  });
});
