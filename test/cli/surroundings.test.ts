// What the surroundings set without anybody asking: empty variables, services of Kubernetes, the HOST of a shell.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { serveCommand } from '../../src/cli/serve.ts';
import { inFolder, standin, standinWith } from '../_cli.ts';

it('empty variables are unset, and what is taken from the environment is named', async () => {
  const host = { HOST: 'x86_64-conda-linux-gnu', PORT: '', STANDIN_SEED: '' };
  const { code, err } = await standinWith({ ...host, STANDIN_PORT: 'tcp://10.0.0.1:4010' }, 'serve');
  expect(code).toBe(2);
  expect(err).toMatch(/STANDIN_PORT is a service URL, .* ignored/);
  expect(err).toMatch(/no host x86_64-conda-linux-gnu.*environment variable HOST/);
});

it('names come back without what would turn a line or colour it', async () => {
  const { err } = await standin('serve', 'a\u001b[31m\u202eb');
  expect(err).toContain("'a\\u001b[31m\\u202eb'");
});

/** What is wrong for each variable that `serve` knows; undefined where everything is right. */
const wrong: Readonly<Record<string, string | undefined>> = {
  STANDIN_API: 'corp',
  STANDIN_PORT: '70000',
  STANDIN_HOST: 'no-such-host.invalid',
  STANDIN_SOCKET: '/no/such/folder/socket',
  STANDIN_CERT: '/no/such/certificate',
  STANDIN_KEY: '/no/such/key',
  STANDIN_CONFIG: '/no/such.json',
  STANDIN_STORE: 'nope',
  STANDIN_WORKERS: 'x',
  STANDIN_STORE_PREFIX: undefined,
  // Looked at when a world is shared, and when the page asks.
  STANDIN_WORLD_TTL: undefined,
  STANDIN_VERIFY_URL: undefined,
  STANDIN_CA_OUT: '/no/such/ca',
  STANDIN_BASE_URL: 'no url',
  STANDIN_CLOCK: 'sundial',
  STANDIN_AT: 'noon',
  STANDIN_PROFILE: 'mine',
  STANDIN_READING: 'copr/nothing=literal',
  STANDIN_SEED: 'lucky',
  STANDIN_PRESET: 'copr/nothing',
  STANDIN_SCENARIO: 'copr=nothing',
  STANDIN_FAULT: 'copr:colour=red',
  STANDIN_FILL: 'copr=some',
  STANDIN_CREDENTIAL: 'corp=x',
  STANDIN_THROTTLE: 'corp',
  STANDIN_CALLBACKS: 'http://ci.example/',
  STANDIN_REPLAY: '/no/such.har',
  STANDIN_STATE: '/no/such/folder/state',
  STANDIN_MUTANT: 'nothing',
  STANDIN_ADMIN_TOKEN: 'two words',
  STANDIN_ALLOW_HOST: 'a/b',
  STANDIN_CORS: 'here',
  STANDIN_LIMIT: 'body=much',
};
const variables = serveCommand().options.flatMap(({ envVar }) => envVar ?? []);

it('every variable of serve is tried', () => {
  expect(Object.keys(wrong).sort()).toEqual([...variables].sort());
});

it.each(Object.entries(wrong).filter(([, value]) => value !== undefined))(
  'what is wrong with %s is told by its name',
  async (name, value) => {
    const port = /_(PORT|SOCKET)$/.test(name) ? [] : ['-p', '0'];
    const { code, err } = await standinWith({ [name]: value! }, 'serve', ...port);
    expect([code, err]).toEqual([2, expect.stringContaining(name)]);
  },
);

it('every variable may be empty', async () => {
  const env = Object.fromEntries(['HOST', 'PORT', ...variables].map((name) => [name, '']));
  const child = spawn(process.execPath, ['dist/cli/main.js', 'serve', '-p', '0', '--json'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface(child.stdout), 'line');
  child.kill();
  expect(JSON.parse(line)).toMatchObject({ event: 'ready' });
});

/** Throws once somebody is there to say so: what no test can foresee, in the program that users run. */
const bug = encodeURIComponent(
  "const wait = setInterval(() => { if (!process.listenerCount('uncaughtException')) return; clearInterval(wait); throw new TypeError('no \\u001b[31m\\u202esuch thing'); }, 10)",
);

it('a bug of ours ends with 70, in one line without a stack', async () => {
  const env = { NODE_OPTIONS: `--import=data:text/javascript,${bug}` };
  const { code, out, err } = await standinWith(env, 'serve', '-p', '0', '--quiet');
  expect([code, out]).toEqual([70, '']);
  expect(err).toMatch(
    /^standin: A bug in Standin: TypeError: no \\u001b\[31m\\u202esuch thing .*report it.*\n$/,
  );
});

/** What would move the cursor, hide or turn what stands beside it. */
const unseen = /[^\P{Cc}\n\t]|[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;
const nasty = 'a\u001b[31m\u0007\u009b2J\u202eb\u2066';

it('what requests say reaches the log as text, for people and for programs', async () => {
  for (const json of [[], ['--json']]) {
    const child = spawn(process.execPath, ['dist/cli/main.js', 'serve', '-p', '0', ...json]);
    let said = '';
    const url = await new Promise<string>((ready) => {
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk) => {
          said += chunk;
          const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
          if (found) ready(found[0]);
        });
    });
    await fetch(`${url}/api/vm/x/status/start/`, {
      method: 'PUT',
      headers: { 'es-api-key': 'any', 'content-type': 'application/json' },
      body: JSON.stringify({ cb_url: nasty }),
    });
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write(
      Buffer.from(`GET /api_2/build_tasks?${nasty} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`),
    );
    await once(socket.resume(), 'close');
    await fetch(`${url}/api_2/build_tasks?last`);
    await expect.poll(() => said, { timeout: 30_000 }).toContain('?last');
    await expect.poll(() => said, { timeout: 30_000 }).toContain('not an absolute URL');
    child.kill();
    expect(unseen.exec(said)).toBeNull();
  }
});

it('what an archive says is text where it is imported and judged', async () => {
  await inFolder(async (folder) => {
    const file = join(folder, 'x.har');
    const body = JSON.stringify({ build_id: 7, chroot_name: nasty, state: nasty, [nasty]: nasty });
    const entry = (url: string, status: number) => ({
      startedDateTime: '2026-01-31T12:00:00.000Z',
      time: 1,
      request: { method: 'GET', url, headers: [], queryString: [] },
      response: {
        status,
        headers: [{ name: 'content-type', value: 'application/json' }],
        content: { mimeType: 'application/json', text: body },
      },
    });
    const url = 'http://copr.example/api_2/build_tasks/7/fedora-41-x86_64';
    const entries = [entry(url, 200), entry(`${url}${encodeURIComponent(nasty)}`, 200), entry(url, 500)];
    writeFileSync(file, JSON.stringify({ log: { version: '1.2', entries } }));
    const { out, err } = await standin('import', file, '--api', 'copr');
    expect(unseen.exec(out + err)).toBeNull();
    for (const name of ['pretty', 'json', 'junit', 'sarif', 'github', 'html']) {
      const report = await standin('verify', 'copr', '--har', file, '--reporter', name);
      expect(report.out.length, name).toBeGreaterThan(100);
      expect(unseen.exec(report.out + report.err), name).toBeNull();
    }
  });
});
