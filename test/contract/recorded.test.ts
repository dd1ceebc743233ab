// Recordings as the field has them, servers that are not there, and what must not leave the origin that was given.

import { describe, expect, it } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import { verify, verifyHar } from '../../src/verify.ts';
import { listening } from '../_ports.ts';

const entry = (at: number, state: string, more: object = {}) => ({
  startedDateTime: new Date(at * 1000).toISOString(),
  time: 1,
  request: { method: 'GET', url: 'http://copr.example/api_2/build_tasks/7/fedora-41-x86_64', headers: [] },
  response: {
    status: 200,
    headers: [{ name: 'content-type', value: 'application/json' }],
    content: { text: body(state) },
    ...more,
  },
});

const ended = (state: string) => state === 'succeeded';
const body = (state: string) =>
  JSON.stringify({
    _links: {
      self: { href: '/api_2/build_tasks/7/fedora-41-x86_64' },
      project: { href: '/api_2/projects/1' },
    },
    build_task: {
      chroot_name: 'fedora-41-x86_64',
      build_id: 7,
      state,
      started_on: 1_700_000_000,
      ended_on: ended(state) ? 1_700_000_100 : null,
      git_hash: 'a'.repeat(40),
      result_dir_url: 'http://example.com/7',
    },
  });

const har = (...entries: unknown[]) => JSON.stringify({ log: { entries } });
const judge = async (archive: Parameters<typeof verifyHar>[0]['har']) => {
  const { verdict, notes = [], requests, findings } = await verifyHar({ api: 'copr', har: archive });
  const failed = findings.filter(({ severity }) => severity === 'failed').map(({ clause }) => clause);
  return { verdict, notes, requests, failed };
};
const passed = { verdict: 'passed', failed: [] };

describe('what a recording lacks is no fault of the server', () => {
  it.each([
    ['entries out of order', har(entry(3, 'succeeded'), entry(1, 'running'))],
    ['a body that was left out', har(entry(1, 'running'), entry(2, 'running', { content: { size: 12 } }))],
    [
      'an empty body where there was one',
      har(entry(1, 'running'), entry(2, 'running', { content: { size: 12, text: '' } })),
    ],
    ['a request that was aborted', har(entry(1, 'running'), entry(2, 'running', { status: 0, content: {} }))],
    ['headers that are null', har(entry(1, 'running'), entry(2, 'running', { headers: null }))],
    ['a response that is null', har(entry(1, 'running'), { ...entry(2, 'running'), response: null })],
    ['an entry that is none', har(entry(1, 'running'), 7, null, [], {})],
  ])('%s', async (_, archive) => expect(await judge(archive)).toMatchObject(passed));

  it('a byte order mark, and UTF-16', async () => {
    const text = har(entry(1, 'running'));
    expect(await judge(`\ufeff${text}`)).toMatchObject(passed);
    expect(await judge(Buffer.from(`\ufeff${text}`, 'utf16le'))).toMatchObject(passed);
  });

  it('what cannot be used is named and counted, with the number that it has in its archive', async () => {
    const bad = { ...entry(2, 'running'), response: { status: 'error' } };
    expect(await judge(har(entry(1, 'running'), bad, entry(3, 'running')))).toMatchObject({
      requests: 2,
      notes: [expect.stringMatching(/^Entry 2 was left out\./)],
    });
  });

  it('several archives are one', async () => {
    const back = [har(entry(5, 'running')), har(entry(1, 'succeeded'))];
    expect((await judge(back)).failed).toContain('copr/fields/ended-on');
    expect(
      await judge(
        [...back].reverse().map((text) => text.replaceAll('1970-01-01T00:00:05', '1970-01-01T00:00:00')),
      ),
    ).toMatchObject(passed);
  });
});

describe('a server that answers nothing but 404', () => {
  it.each(
    Object.keys(registry).map((name) => [Object.values(registry)[Object.keys(registry).indexOf(name)]!.name]),
  )('is skipped as %s: the base URL is doubted, and no reading is drawn from its page', async (api) => {
    const report = await listening(
      (_, response) => response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not here</h1>'),
      (url) => verify({ api, url, for: 0, pact: false, profile: 'corrected' }),
    );
    expect(report.verdict).toBe('skipped');
    expect(report.findings.filter(({ severity }) => severity !== 'skipped')).toEqual([]);
    expect(report.clauses.filter(({ verdict }) => verdict !== 'skipped')).toEqual([]);
    expect(report.errata.filter(({ follows }) => follows !== undefined)).toEqual([]);
    expect(report.findings[0]?.actual).toMatch(/base URL/);
  });

  it('is told so where the base URL ends in what every request has', async () => {
    const report = await listening(
      (_, response) => response.writeHead(404).end(),
      (url) => verify({ api: 'copr', url: `${url}/api_2`, for: 0, pact: false }),
    );
    expect(report.findings[0]?.actual).toMatch(/should not end in \/api_2/);
  });
});

describe('a secret', () => {
  it.each([302, 307])(
    'follows no redirect (%i) to another origin, by Pact neither',
    async (status) => {
      const heard: unknown[] = [];
      await listening(
        (request, response) => {
          heard.push(request.headers);
          response.end('{}');
        },
        (elsewhere) =>
          listening(
            (_, response) => response.writeHead(status, { location: `${elsewhere}/there` }).end(),
            (url) => verify({ api: 'codearts', url, token: 'k3y', for: 0, write: true }),
          ),
      );
      expect(heard).toEqual([]);
    },
    120_000,
  );

  it('that controls a Standin is not shown to a server that is none', async () => {
    const heard: string[] = [];
    await listening(
      (request, response) => {
        heard.push(JSON.stringify(request.headers));
        response.writeHead(404).end();
      },
      (url) => verify({ api: 'copr', url, adminToken: 'adm1n', for: 0, pact: false }),
    );
    expect(heard.length).toBeGreaterThan(0);
    expect(heard.filter((each) => each.includes('adm1n'))).toEqual([]);
  });
});
