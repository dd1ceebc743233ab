// Access as users configure it: flags of the command line, the token that is printed, and what it lets through.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { standin, standinWith } from '../_cli.ts';

/** Serves on all addresses until `isReady` of what it has printed, and asks it meanwhile. */
async function serving<T>(
  args: readonly string[],
  isReady: (out: string) => boolean,
  use: (out: () => string) => Promise<T>,
  env: Readonly<Record<string, string>> = {},
): Promise<T> {
  const program = ['dist/cli/main.js', 'serve', 'copr', '-p', '0', ...args];
  const child = spawn(process.execPath, program, { env: { PATH: process.env.PATH!, ...env } });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (out += chunk));
  try {
    while (!isReady(out)) await once(child.stdout, 'data');
    return await use(() => out);
  } finally {
    child.kill();
    await once(child, 'close');
  }
}

const here = (url: string) => url.replace('0.0.0.0', '127.0.0.1');
const statusOf = async (url: string, token?: string) =>
  (await fetch(url, { headers: token === undefined ? {} : { 'x-standin-token': token } })).status;

describe('standin serve on another address', () => {
  it('makes a token up, prints it once in a command that can be pasted, and takes it', async () => {
    const isReady = (out: string) => out.includes('Ctrl-C');
    await serving(['--host', '0.0.0.0'], isReady, async (out) => {
      const [, token = '', url = ''] = /-H 'X-Standin-Token: ([\w-]+)' '(http[^']+)'/.exec(out())!;
      expect(await statusOf(here(url))).toBe(401);
      expect(await statusOf(here(url), token)).toBe(200);
      expect(out().split(token)).toHaveLength(2);
    });
  });

  it('tells it to programs in the line that says where it is, and to those who want quiet too', async () => {
    await serving(
      ['--host', '0.0.0.0', '--json', '--quiet'],
      (out) => out.includes('\n'),
      async (out) => {
        const { url, adminToken } = JSON.parse(out());
        expect(await statusOf(`${here(url)}/__standin/clock`, adminToken)).toBe(200);
      },
    );
    await serving(
      ['--host', '0.0.0.0', '--quiet'],
      (out) => out.includes('\n'),
      async (out) => {
        expect(out()).toMatch(/^Standin's admin token: [\w-]{32}\n$/);
      },
    );
  });

  it('takes one that is given, on loopback too, and prints it nowhere', async () => {
    const isReady = (out: string) => out.includes('Ctrl-C');
    const given = async (out: () => string) => {
      const url = /http:\/\/[\w.]+:\d+/.exec(out())![0];
      expect(await statusOf(`${url}/__standin/clock`)).toBe(401);
      expect(await statusOf(`${url}/__standin/clock`, 'open-sesame')).toBe(200);
      expect(out()).toContain('X-Standin-Token: <token>');
      expect(out()).not.toContain('open-sesame');
    };
    await serving(['--admin-token', 'open-sesame'], isReady, given);
    await serving([], isReady, given, { STANDIN_ADMIN_TOKEN: 'open-sesame' });
  });

  it('is verified by who shows it; who does not is told what to do', async () => {
    const args = ['--host', '0.0.0.0', '--json', '--admin-token', 'open-sesame'];
    await serving(
      args,
      (out) => out.includes('\n'),
      async (out) => {
        const url = here(JSON.parse(out().split('\n')[0]!).url);
        const verify = ['verify', 'copr', '--url', url, '--no-pact'];
        const refused = await standin(...verify);
        expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('--admin-token')]);
        expect(await standin(...verify, '--admin-token', 'open-sesame')).toMatchObject({ code: 0 });
        expect(await standinWith({ STANDIN_ADMIN_TOKEN: 'open-sesame' }, ...verify)).toMatchObject({
          code: 0,
        });
      },
    );
  });
});

describe('the flags of access', () => {
  it('say under which names, to whose pages, and how much', async () => {
    const flags = ['--allow-host', 'standin.test', '--cors', 'http://localhost:3000', '--limit', 'params=2'];
    await serving(
      [...flags, '--json'],
      (out) => out.includes('\n'),
      async (out) => {
        const { url } = JSON.parse(out().split('\n')[0]!);
        const headers = { origin: 'http://localhost:3000' };
        const { status, headers: got } = await fetch(`${url}/api_2/build_tasks?a=1&b=2&c=3`, { headers });
        expect([status, got.get('access-control-allow-origin')]).toEqual([400, headers.origin]);
      },
    );
  });

  it('are explained, each limit by its name', async () => {
    const { out } = await standin('serve', '--help');
    for (const text of [
      '--admin-token',
      '--allow-host',
      '--cors',
      '--limit',
      'requestTime     30000 ms until',
    ])
      expect(out).toContain(text);
  });

  it.each([
    [['--limit', 'bdy=1'], /no limit 'bdy'. Did you mean 'body'\?/],
    [['--limit', 'body'], /'body' is not a limit. Write '<name>=<value>'/],
    [['--limit', 'requestTime=soon'], /'soon' is not a duration/],
    [['--cors', 'copr'], /'copr' is not an origin.*write '--cors' last/],
    [['--admin-token', ''], /An admin token must be one word/],
  ])('%j is refused with 2 and says what to do', async (args, says) => {
    const { code, err } = await standin('serve', '-p', '0', ...args);
    expect([code, err]).toEqual([2, expect.stringMatching(says)]);
  });
});
