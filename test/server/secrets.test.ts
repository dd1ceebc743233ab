// Secrets: marked ones in every place where a client, an operator or a server may have them, and then everything that was
// written is searched for the marks.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { redactText } from '../../src/core/worlds/redact.ts';
import { inFolder, standinWith } from '../_cli.ts';
import { setStage } from '../_standin.ts';
import { sendRaw } from './_raw.ts';

const mark = 'h9nter2';
/** Another secret for each place, so that one that comes out tells where it went in. */
const secretOf = (place: string) => `${mark}-${place.replaceAll(/\W/g, '')}`;

/** For each API: a path that lists, one that does not exist, and one that is written to. */
const paths = [
  '/api_2/build_tasks?build_id=106882',
  '/api_2/nothing?',
  '/waiting_builds/?',
  '/v3/jobs/1d2b8d5a7a2e4a3c8a7d6a6f6ab5e7d1/history?limit=1',
  '/platform/build?platformID=6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13',
  '/api/task/log/?page=1',
  '/api/task/none/cancel/?',
  '/nobody/here?',
];

const inHeaders = {
  authorization: `Bearer ${secretOf('authorization')}`,
  'proxy-authorization': `Basic ${secretOf('proxy')}`,
  'x-auth-token': secretOf('x-auth-token'),
  'es-api-key': secretOf('es-api-key'),
  'x-api-key': secretOf('x-api-key'),
  'x-standin-token': secretOf('wrong-admin-token'),
  'x-amz-security-token': secretOf('amz'),
  'x-amz-content-sha256': secretOf('sha'),
  cookie: `sid=${secretOf('cookie')}; theme=dark`,
  referer: `https://user:${secretOf('referer')}@ci.example/?access_token=${secretOf('referer-query')}`,
  'x-original-authorization': `SDK-HMAC-SHA256 Access=${secretOf('ak')}, SignedHeaders=host, Signature=${secretOf('signed')}`,
  'x-forwarded-url': `http://${secretOf('user')}@proxy.example/`,
  'x-debug': `Token ${secretOf('debug')} password=${secretOf('debug-password')}`,
};

const inQuery = [
  ...[
    '_token',
    'access_token',
    'api_key',
    'apikey',
    'sig',
    'X-Amz-Signature',
    'password',
    'key',
    'client_secret',
  ].map((name) => `${name}=${secretOf(`query-${name}`)}`),
  `t%6fken=${secretOf('encoded-name')}`,
  `redirect=${encodeURIComponent(`https://u:${secretOf('redirect')}@h/?token=${secretOf('redirect-query')}`)}`,
].join('&');

const inBody = {
  auth: { identity: { password: { user: { name: 'me', password: secretOf('body-password') } } } },
  token: secretOf('body-token'),
  ak: secretOf('body-ak'),
  SK: secretOf('body-sk'),
  access_key_id: secretOf('body-access-key'),
  list: [{ deeper: { clientSecret: [secretOf('body-list')], jwt: secretOf('body-jwt') } }],
  source: `git+https://bot:${secretOf('body-url')}@git.example/x.git?private_token=${secretOf('body-url-query')}`,
  note: `curl -H 'Authorization: Bearer ${secretOf('body-curl')}'`,
};

const bodies = [
  JSON.stringify(inBody),
  `{"token":"${secretOf('failed')}" "x"`,
  `${secretOf('no-json')}`,
  `user=me&password=${secretOf('form')}`,
  `{"password": ${secretOf('token-of-parser')}}`,
];

async function story(url: string, adminToken: string): Promise<void> {
  const { host } = new URL(url);
  const send = async (path: string, init: RequestInit) => void (await (await fetch(url + path, init)).text());
  for (const path of paths) {
    const where = `${path}&${inQuery}`;
    await send(where, { headers: inHeaders });
    for (const body of bodies) await send(where, { method: 'POST', headers: inHeaders, body });
    await send(where, { method: 'PUT', headers: { ...inHeaders, prefer: 'code=500' }, body: bodies[0]! });
    const absolute = `GET http://u:${secretOf('target')}@${host}${where} HTTP/1.1`;
    await sendRaw(url, `${absolute}\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  }
  const control = { ...inHeaders, 'x-standin-token': adminToken, 'content-type': 'application/json' };
  for (const part of ['records', 'presets', 'clock/advance', 'pact/states'])
    for (const body of [
      ...bodies,
      JSON.stringify({ api: 'copr', attributes: inBody, name: 'x', params: inBody }),
    ])
      await send(`/__standin/${part}?${inQuery}`, { method: 'POST', headers: control, body });
  await send('/__standin/clock', { headers: inHeaders });
  // No HTTP at all, and nothing of it to be repeated.
  await sendRaw(
    url,
    `${secretOf('garbage')} / HTTP/1.1\r\nAuthorization: ${secretOf('garbage-header')}\r\n\r\n`,
  );
}

/** What anybody may read afterwards. */
async function readable(url: string, adminToken: string): Promise<string[]> {
  const headers = { 'x-standin-token': adminToken };
  const parts = [
    '',
    'health',
    'journal',
    'worlds',
    'records',
    'scenarios',
    'clock',
    'openapi.json',
    'nothing',
  ];
  const texts = parts.map(async (part) => (await fetch(`${url}/__standin/${part}`, { headers })).text());
  const problems = ['/nobody', '/__standin/clock'].map(async (path) => (await fetch(url + path)).text());
  return Promise.all([...texts, ...problems]);
}

function marksIn(text: string): string[] {
  return [...new Set([...text.matchAll(new RegExp(`${mark}-\\w*`, 'g'))].map(([found]) => found))];
}

/** Serves, tells the story, and gives everything that was written. */
async function written(...flags: string[]): Promise<string> {
  const adminToken = secretOf('admin-token');
  const credential = secretOf('credential');
  const child = spawn(
    process.execPath,
    ['dist/cli/main.js', 'serve', '-p', '0', '--credential', `codearts=${credential}`, ...flags],
    { env: { ...process.env, STANDIN_ADMIN_TOKEN: adminToken } },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  try {
    let url: string | undefined;
    for await (const line of createInterface(child.stdout)) {
      url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
      if (url) break;
    }
    await story(url!, adminToken);
    const texts = await readable(url!, adminToken);
    expect(texts[2]!.match(/"number"/g)!.length).toBeGreaterThan(50);
    // The admin is shown a credential with the records that need it, so that he can ask for them.
    return [output, ...texts.map((text) => text.replaceAll(`"X-Auth-Token":"${credential}"`, ''))].join('\n');
  } finally {
    child.kill();
    await once(child, 'close');
  }
}

describe('a secret', () => {
  it('in a request is in no journal, log, page or problem of others', async () => {
    const all = await written();
    expect(all).toContain('POST');
    expect(all).toContain('build_id=106882');
    expect(marksIn(all)).toEqual([]);
  });

  it('is in no line of JSON either', async () => {
    const all = await written('--json');
    expect(all).toContain('"event":"answered"');
    expect(marksIn(all)).toEqual([]);
  });

  it('that is sent wrongly is not even told to the one who sent it', async () => {
    const { send } = await setStage();
    const paths = ['/__standin/records', '/platform/build?platformID=6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13'];
    const wrong = [...bodies, JSON.stringify({ api: 'copr', password: secretOf('unknown-member') })];
    for (const path of paths)
      for (const body of wrong) {
        const { status, text } = await send(path, { method: 'POST', body });
        expect(marksIn(text), `${path} ${body}`).toEqual([]);
        if (path.startsWith('/__standin')) expect(status, body).toBe(400);
      }
  });

  it('of recorded traffic is in no report, whatever its format', async () => {
    await inFolder(async (folder) => {
      const har = join(folder, 'traffic.har');
      const named = (values: object) => Object.entries(values).map(([name, value]) => ({ name, value }));
      const entry = (url: string, status: number, text: string) => ({
        startedDateTime: '2026-01-31T12:00:00Z',
        time: 1,
        request: { method: 'GET', url, headers: named(inHeaders), postData: { text: bodies[0] } },
        response: {
          status,
          headers: named({
            'content-type': 'application/json',
            'set-cookie': `sid=${secretOf('set-cookie')}`,
            'x-subject-token': secretOf('subject-token'),
            location: `https://u:${secretOf('location')}@h/?token=${secretOf('location-query')}`,
          }),
          content: { text },
        },
      });
      const base = 'https://copr.example';
      const withUser = `https://u:${secretOf('har-user')}@copr.example`;
      const broken = [
        JSON.stringify({ build_task: { state: 7, access_token: secretOf('response-token'), ...inBody } }),
        `<p>password=${secretOf('response-text')} https://u:${secretOf('response-url')}@h/`,
      ];
      const entries = broken.flatMap((text) => [
        entry(`${base}/api_2/build_tasks/106882/fedora-rawhide-x86_64?${inQuery}`, 200, text),
        entry(`${base}/api_2/build_tasks?build_id=1&${inQuery}`, 500, text),
        entry(`${withUser}/api_2/build_tasks?build_id=1&${inQuery}`, 200, text),
      ]);
      writeFileSync(har, JSON.stringify({ log: { entries } }));
      const formats = 'pretty,json,junit,sarif,github,html';
      const reports = join(folder, 'reports');
      const ran = await standinWith(
        { ITS_TOKEN: secretOf('token-env') },
        ...['verify', 'copr', '--har', har, '--token-env', 'ITS_TOKEN'],
        ...['--reporter', formats, '--output', reports],
      );
      expect([ran.code, marksIn(ran.out + ran.err)]).toEqual([1, []]);
      const files = readdirSync(reports);
      expect(files).toHaveLength(6);
      for (const file of files) {
        const text = readFileSync(join(reports, file), 'utf8');
        expect(text.length, file).toBeGreaterThan(500);
        expect([file, marksIn(text)]).toEqual([file, []]);
      }
      expect(readFileSync(join(reports, 'copr.json'), 'utf8')).toContain('(redacted)');
    });
  });

  it.each([
    [['serve', `--admin-tokn=${secretOf('flag')}`]],
    [['serve', '--credential', secretOf('credential')]],
    [['serve', '--admin-token', `two ${secretOf('words')}`]],
    [['verify', 'copr', '--url', `http://u:${secretOf('url')}@copr.example/`]],
    [['verify', 'copr', '--url', `http://:${secretOf('url')}@copr.example/`]],
    [['verify', 'copr', '--url', `u:${secretOf('url')}@copr.example`]],
    [['verify', 'copr', '--url', 'http://127.0.0.1:1', '--header', secretOf('header')]],
    [['verify', 'copr', '--url', 'http://127.0.0.1:1', '--state-url', `://u:${secretOf('url')}@h`]],
  ])('on a command line that is refused is not repeated: %j', async (args) => {
    const { code, out, err } = await standinWith({}, ...args);
    expect([code !== 0, out, marksIn(err)]).toEqual([true, '', []]);
    expect(err.trim()).toMatch(/\w+ \w+/);
    expect(err).not.toMatch(/at .*\.js:/);
  });
});

describe('a text without its secrets', () => {
  it.each([
    ['GET http://me:p@ss@host/x?a=1', 'GET http://(redacted)@host/x?a=1'],
    ['password=x&kept=y', 'password=(redacted)&kept=y'],
    ['{"api_key": "x", "kept": "y"}', '{"api_key": "(redacted)", "kept": "y"}'],
    ['Authorization: Bearer abcdefgh', 'Authorization: (redacted) (redacted)'],
    ["There is no preset 'build-is-runing'.", "There is no preset 'build-is-runing'."],
    ['mail me@host, see https://host/@me', 'mail me@host, see https://host/@me'],
  ])('keeps the rest: %s', (text, shown) => {
    expect(redactText(text)).toBe(shown);
  });

  it.each(['token', ' ://', 'token ', 'a-HMAC-', 'Basic ', '&token', '://a@', 'key='])(
    'is found in no time, however often it says %j',
    (word) => {
      // A pattern that looks again and again would take minutes for this.
      expect(redactText(word.repeat(50_000)).length).toBeGreaterThan(0);
    },
    30_000,
  );
});
