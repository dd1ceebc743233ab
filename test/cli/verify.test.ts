// `standin verify` and `standin mutate`, as users run them.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inFolder, serving, standin, standinWith } from '../_cli.ts';

const apis = ['codearts', 'copr', 'copr-waiting', 'entrecode', 'erigones'];

describe('standin verify', () => {
  it.each(apis)('%s: is green for a Standin, the official verifier included', (api) =>
    serving([api], async (url) => {
      const { code, out, err } = await standin('verify', api, '--url', url);
      expect(out).toMatch(/^ {2}exchange +\d+ judged +0 failed +0 skipped$/m);
      expect(out).toMatch(/\npassed: \d+ of \d+ clauses passed/);
      expect({ code, err }).toEqual({ code: 0, err: '' });
    }),
  );

  it('names the clause, its lines, what was expected and what came where a server lies, and exits with 1', () =>
    serving(['copr', '--mutant', 'copr/dates/ends-before'], async (url) => {
      const { code, out } = await standin('verify', 'copr', '--url', url, '--no-pact');
      expect(code).toBe(1);
      expect(out).toMatch(
        /copr\/fields\/ended-on\n +says .*\n +document +copr-build-tasks\.rst:30\n[\s\S]*?expected +no earlier than started_on/,
      );
      expect(out).toMatch(/\nfailed: /);
    }));

  it('looks at the clauses that were requested alone', () =>
    serving(['copr', '--mutant', 'copr/dates/ends-before'], async (url) => {
      const run = (...flags: string[]) => standin('verify', 'copr', '--url', url, '--no-pact', ...flags);
      expect(await run('--except', 'copr/fields/*')).toMatchObject({ code: 0 });
      const { code, out } = await run('--only', 'copr/fields/ended-on', '--reporter', 'json');
      expect(code).toBe(1);
      expect(JSON.parse(out).clauses.map(({ id }: { id: string }) => id)).toEqual(['copr/fields/ended-on']);
    }));

  it.each([
    ['copr/dates/ends-before', 'failed', 1],
    ['erigones/log/next-is-itself', 'unusual', 0],
    ['copr/empty/records', 'failed', 1],
  ])('%s is %s, which --fail-on tells apart', (mutant, severity, code) => {
    const [api = ''] = mutant.split('/');
    return serving([api, '--mutant', mutant], async (url) => {
      const run = (...flags: string[]) =>
        standin('verify', api, '--url', url, '--no-pact', '--reporter', 'json', ...flags);
      const { out, ...usual } = await run();
      expect(usual.code).toBe(code);
      const wrong = JSON.parse(out).findings.map((each: { severity: string }) => each.severity);
      expect(wrong.includes('failed')).toBe(severity === 'failed');
      expect(wrong).toContain(severity);
      expect((await run('--fail-on', 'failed,unusual')).code).toBe(1);
    });
  });

  it('takes a reading that is not acceptable for a violation', () =>
    serving(['copr', '--profile', 'observed'], async (url) => {
      const run = (...flags: string[]) => standin('verify', 'copr', '--url', url, '--no-pact', ...flags);
      expect(await run()).toMatchObject({ code: 0 });
      expect(await run('--profile', 'observed,corrected')).toMatchObject({ code: 0 });
      expect(await run('--profile', 'corrected')).toMatchObject({ code: 1 });
    }));

  it('writes every kind of report into one folder', () =>
    serving(['copr'], (url) =>
      inFolder(async (folder) => {
        const reporters = 'pretty,json,junit,sarif,github,html';
        const { code, out } = await standin(
          'verify',
          'copr',
          '--url',
          url,
          '--reporter',
          reporters,
          '--output',
          join(folder, 'made', 'here'),
        );
        expect(code).toBe(0);
        // A person who looks on still sees the pretty one.
        expect(out).toMatch(/\npassed: \d+ of \d+ clauses passed/);
        const files = ['copr.github.txt', 'copr.html', 'copr.json', 'copr.sarif', 'copr.txt', 'copr.xml'];
        expect(readdirSync(join(folder, 'made', 'here')).sort()).toEqual(files);
        expect(JSON.parse(readFileSync(join(folder, 'made', 'here', 'copr.json'), 'utf8')).verdict).toBe(
          'passed',
        );
      }),
    ));

  it('waits for a server that starts late, and says so and exits with 3 when none comes', async () => {
    const server = createServer((_, response) => response.end('{}'));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    await new Promise((done) => server.close(done));
    const url = `http://127.0.0.1:${port}`;
    const none = await standin('verify', 'copr', '--url', url);
    expect(none).toMatchObject({ code: 3, out: '', err: expect.stringContaining('ECONNREFUSED') });

    const late = standin('verify', 'copr', '--url', url, '--wait', '20', '--for', '0', '--no-pact');
    await new Promise((done) => setTimeout(done, 1_000));
    await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
    expect(await late).toMatchObject({ code: 1, out: expect.stringContaining('failed') });
    server.closeAllConnections();
    server.close();
  });

  it('sends a token from the environment, and writes it nowhere', async () => {
    const token = 'k3y-that-nobody-may-see';
    const heard: string[] = [];
    // A server that tells everybody what it was told.
    const server = createServer((request, response) => {
      heard.push(String(request.headers['x-auth-token']));
      response.setHeader('content-type', 'application/json');
      response.setHeader('x-echo', String(request.headers['x-auth-token'] ?? ''));
      response.end(
        JSON.stringify({
          error: 'no',
          content: request.headers,
          link: `/?t=${request.headers['x-auth-token']}`,
        }),
      );
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const content = async (...flags: string[]) => {
      const secret = ['--token-env', 'MY_TOKEN', '--header', `X-Tenant-Secret: ${token}-2`];
      const request = ['verify', 'codearts', '--url', url, '--for', '0', ...secret, ...flags];
      const { code, out, err } = await standinWith({ MY_TOKEN: token }, ...request);
      expect(code).toBe(1);
      return out + err;
    };
    const printed = await content();
    expect(printed.length).toBeGreaterThan(100);
    expect(printed).not.toContain(token);
    await inFolder(async (folder) => {
      expect(await content('--reporter', 'json,junit,sarif,github,html', '--output', folder)).toBe('');
      const files = readdirSync(folder);
      expect(files).toHaveLength(5);
      for (const file of files) {
        const text = readFileSync(join(folder, file), 'utf8');
        expect(text.length, file).toBeGreaterThan(100);
        expect(text, file).not.toContain(token);
      }
    });
    expect(heard).toContain(token);
    server.closeAllConnections();
    server.close();
  });

  it.each([
    [['verify', 'copr'], 'Neither --url nor --har'],
    [['verify', 'cop', '--url', 'http://127.0.0.1:1'], "Did you mean 'copr'?"],
    [['verify', 'copr', '--url', '127.0.0.1:4010'], 'is not a base URL'],
    [['verify', 'copr', '--url', 'http://ann:secret@127.0.0.1'], 'is not a base URL'],
    [['verify', 'copr', '--url', 'http://127.0.0.1:1', '--reporter', 'junt'], "Did you mean 'junit'?"],
    [['verify', 'copr', '--url', 'http://127.0.0.1:1', '--reporter', 'json,html'], '--output'],
    [['verify', 'copr', '--url', 'http://127.0.0.1:1', '--profile', 'litteral'], "Did you mean 'literal'?"],
    [['verify', 'copr', '--url', 'http://127.0.0.1:1', '--token-env', 'NO_SUCH_TOKEN'], 'NO_SUCH_TOKEN'],
    [['verify', 'copr', '--url', 'http://127.0.0.1:1', '--header', 'secretsecret'], 'Bad header'.slice(4)],
    [
      ['verify', 'copr', '--url', 'http://127.0.0.1:1', '--timeout', 'long'],
      'It must be a number of seconds',
    ],
    [['verify', 'copr', '--har', 'no-such-file.har'], 'no-such-file.har'],
    [['verify', 'copr', '--har', 'package.json'], 'not an HTTP archive'],
    [['mutate', 'cop'], "Did you mean 'copr'?"],
    [['serve', '--mutant', 'copr/dates/end-before'], "Did you mean 'copr/dates/ends-before'?"],
  ])('%j is refused with a sentence and a 2', async (args, sentence) => {
    const { code, out, err } = await standin(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(sentence);
    expect(err).not.toMatch(/secret|\n {4}at /);
  });
});

describe('standin verify --har', () => {
  it('passes what a good run recorded, and fails where it was edited by hand', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'run.har');
      const har = await recorded();
      const judge = async (edit?: (entries: HarEntry[]) => void) => {
        const entries = structuredClone(har);
        edit?.(entries);
        writeFileSync(
          file,
          JSON.stringify({ log: { version: '1.2', creator: { name: 'a browser', version: '1' }, entries } }),
        );
        const { code, out } = await standin('verify', 'copr', '--har', file, '--reporter', 'json');
        const report = JSON.parse(out);
        const broken = report.findings.filter(({ severity }: { severity: string }) => severity === 'failed');
        const unusual = report.findings.filter(
          ({ severity }: { severity: string }) => severity === 'unusual',
        );
        return { code, verdict: report.verdict, broken, unusual };
      };
      const retold = (
        entries: HarEntry[],
        index: number,
        change: (task: Record<string, unknown>) => void,
      ) => {
        const { content } = entries[index]!.response;
        const body = JSON.parse(content.text);
        change(body.build_task);
        content.text = JSON.stringify(body);
      };

      expect(await judge()).toEqual({ code: 0, verdict: 'passed', broken: [], unusual: [] });
      const last = har.length - 1;
      const back = await judge((entries) =>
        retold(entries, last, (task) => Object.assign(task, { state: 'running', ended_on: null })),
      );
      expect(back).toMatchObject({ code: 1, verdict: 'failed' });
      // The page says when ended_on is there; that a final state stays is our model's.
      expect(back.broken[0]).toMatchObject({
        clause: 'copr/fields/ended-on',
        shown: { number: har.length },
        actual: 'null',
      });
      expect(back.unusual[0]).toMatchObject({
        clause: 'copr/list/state-values',
        shown: { number: har.length },
        actual: 'running',
      });
      const text = await judge((entries) =>
        retold(entries, 2, (task) => Object.assign(task, { build_id: '7' })),
      );
      expect(text.broken[0]).toMatchObject({
        clause: 'copr/fields/build-id',
        pointer: '/build_task/build_id',
        shown: { number: 3 },
      });
      const type = await judge((entries) => {
        entries[1]!.response.headers = [{ name: 'Content-Type', value: 'text/html' }];
      });
      expect(type.broken[0]).toMatchObject({ actual: 'text/html', shown: { number: 2 } });
    }));
});

interface HarEntry {
  startedDateTime: string;
  time: number;
  request: { method: string; url: string; headers: { name: string; value: string }[] };
  response: {
    status: number;
    headers: { name: string; value: string }[];
    content: { text: string; mimeType: string };
  };
}

/** What a client that polls a build to its end would leave in a browser's archive, among requests to somebody else. */
function recorded(): Promise<HarEntry[]> {
  return serving(['copr', '--clock', 'frozen'], async (url) => {
    const entries: HarEntry[] = [];
    const named = (headers: Headers) => [...headers].map(([name, value]) => ({ name, value }));
    const send = async (path: string) => {
      const began = Date.now();
      const response = await fetch(url + path);
      const text = await response.text();
      entries.push({
        startedDateTime: new Date(began).toISOString(),
        time: Date.now() - began,
        request: { method: 'GET', url: url + path, headers: [{ name: 'accept', value: '*/*' }] },
        response: {
          status: response.status,
          headers: named(response.headers),
          content: { text, mimeType: 'application/json' },
        },
      });
    };
    const post = (path: string, body: object) =>
      fetch(`${url}/__standin${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await post('/records', { api: 'copr', attributes: { build_id: 7, chroot_name: 'fedora-41-x86_64' } });
    await send('/favicon.ico');
    for (let look = 0; look < 8; look++) {
      await send('/api_2/build_tasks/7/fedora-41-x86_64');
      await post('/clock/advance', { by: '2s' });
    }
    return entries;
  });
}

describe('standin mutate', () => {
  it('prints what was killed, the score of each clause, and exits with 0 when none survives', async () => {
    const { code, out } = await standin('mutate', 'copr-waiting');
    expect(out).toMatch(
      /^copr-waiting +\d+ mutants: \d+ killed \(\d+ by the clause they break, \d+ as unusual alone\), 0 survived, \d+ equivalent: 100 %$/m,
    );
    expect(out).toMatch(/^ {2}(\d+) of \1 +copr-waiting\//m);
    expect(code).toBe(0);
  });
});
