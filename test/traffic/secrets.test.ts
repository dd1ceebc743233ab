// Secrets in traffic: marked ones go through recording, playing back, importing and grading, and what each of them writes is
// searched for the marks.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createStandin, record } from '../../src/index.ts';
import { inFolder, serveWith, standin } from '../_cli.ts';

const mark = 'h9nter2';
const task = '/api_2/build_tasks/106882/fedora-21-x86_64';
const headers = {
  authorization: `Bearer ${mark}-bearer`,
  cookie: `sid=${mark}-cookie`,
  'x-auth-token': `${mark}-x-auth-token`,
  'es-api-key': `${mark}-es-api-key`,
  referer: `https://user:${mark}-user@ci.example/`,
};
const target = `${task}?access_token=${mark}-query`;

/** Each mark in a text with what stands before it. */
const marksIn = (text: string) => text.match(new RegExp(`.{0,40}${mark}[\\w-]*`, 'g')) ?? [];

/** What stands in a folder, file after file. */
const textsIn = (folder: string) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((each) => each.isFile())
    .map((each) => readFileSync(join(each.parentPath, each.name), 'utf8'))
    .join('\n');

/** An archive as another tool writes it, with all secrets in it. */
const foreign = JSON.stringify({
  log: {
    version: '1.2',
    creator: { name: 'other', version: '1' },
    entries: [
      {
        startedDateTime: '2026-01-31T12:00:00.000Z',
        time: 1,
        request: {
          method: 'GET',
          url: `http://user:${mark}-url@127.0.0.1:4010${target}`,
          httpVersion: 'HTTP/1.1',
          headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
          queryString: [{ name: 'access_token', value: `${mark}-query` }],
          cookies: [{ name: 'sid', value: `${mark}-cookie` }],
          headersSize: -1,
          bodySize: 0,
        },
        response: {
          status: 200,
          statusText: 'OK',
          httpVersion: 'HTTP/1.1',
          headers: [
            { name: 'content-type', value: 'application/json' },
            { name: 'set-cookie', value: `sid=${mark}-set-cookie` },
          ],
          cookies: [],
          content: {
            size: 2,
            mimeType: 'application/json',
            text: JSON.stringify({
              build_task: {
                chroot_name: 'fedora-21-x86_64',
                build_id: 106882,
                state: 'succeeded',
                started_on: 1,
                ended_on: 2,
                git_hash: '8daed2e23089243f8fc8ea67c5bd5d4a1b1a5e0b',
                result_dir_url: `https://user:${mark}-result@results.example/?token=${mark}-link`,
              },
              access_token: `${mark}-json`,
            }),
          },
          redirectURL: '',
          headersSize: -1,
          bodySize: -1,
        },
        cache: {},
        timings: { send: 0, wait: 1, receive: 0 },
      },
    ],
  },
});

describe('secrets are in nothing that is written', () => {
  it('by record, and by playing back what it wrote', () =>
    inFolder(async (folder) => {
      const out = join(folder, 'traffic.har');
      await using upstream = createStandin();
      const recorder = await record({ to: await upstream.listen(), out });
      await (await fetch(recorder.url + target, { headers })).text();
      await recorder.close();
      expect(textsIn(folder)).toContain('106882');
      expect(marksIn(textsIn(folder))).toEqual([]);
    }));

  it('by serve --replay: its log, its journal, its problems', () =>
    inFolder(async (folder) => {
      const har = join(folder, 'traffic.har');
      writeFileSync(har, foreign);
      await serveWith(['--replay', har], async ({ ready: { url }, output }) => {
        for (const path of [target, `/never/recorded?access_token=${mark}-unknown`])
          await (await fetch(url + path, { headers })).text();
        const problem = await (await fetch(`${url}/never/seen?token=${mark}-problem`, { headers })).text();
        const journal = await (await fetch(`${url}/__standin/journal`)).text();
        expect(journal).toContain('106882');
        for (const text of [journal, output(), problem]) expect(marksIn(text)).toEqual([]);
      });
    }));

  it('by import: the world, and what it says of it', () =>
    inFolder(async (folder) => {
      const har = join(folder, 'traffic.har');
      writeFileSync(har, foreign);
      const { code, out, err } = await standin('import', har, '--api', 'copr');
      expect([code, out]).toEqual([0, expect.stringContaining('106882')]);
      expect(marksIn(out + err)).toEqual([]);
    }));

  it(
    'by grade: its card and its reports, of a client that gives all of them',
    () =>
      inFolder(async (folder) => {
        const client = join(folder, 'client.mjs');
        const own = JSON.stringify(headers);
        writeFileSync(
          client,
          `const response = await fetch(process.env.STANDIN_RECORD_URL + '?access_token=${mark}-query', { headers: ${own} });
        console.error('Authorization: Bearer ${mark}-said'); process.exit(response.ok ? 0 : 1);`,
        );
        const reports = join(folder, 'reports');
        const flags = [
          '--life',
          '1s',
          '--trial',
          'succeeds',
          '--trial',
          'redirect-elsewhere',
          '--trial',
          'token-expires',
        ];
        const { code, out, err } = await standin(
          ...['grade', 'copr', ...flags, '--reporter', 'pretty,json,junit,html', '--output', reports],
          ...['--', process.execPath, client],
        );
        expect([0, 1]).toContain(code);
        expect(textsIn(reports)).toContain('succeeds');
        expect(marksIn(out + err + textsIn(reports))).toEqual([]);
      }),
    60_000,
  );
});
