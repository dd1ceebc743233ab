// `standin generate` as users run it.
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { inFolder, serving, standin } from '../_cli.ts';
import { textOf } from '../fixture/_shapes.ts';

const run = promisify(execFile);

it('standin serve begins with as many records as it is told to', async () => {
  const count = await serving(['copr', '--fill', 'copr=40'], async (url) => {
    const reply = await fetch(`${url}/api_2/build_tasks`);
    return ((await reply.json()) as { build_tasks: unknown[] }).build_tasks.length;
  });
  expect(count).toBe(41);
  expect((await standin('serve', '--fill', 'copr=many', '-p', '0')).err).toMatch(/no number of records/);
});

describe('standin generate', () => {
  it('names the shapes that there are', async () => {
    const { code, out } = await standin('generate');
    expect(code).toBe(0);
    expect(out.split('\n')).toContain('copr/build-task');
  });

  it('writes the rows that the library gives', async () => {
    const { code, out, err } = await standin(
      'generate',
      'copr/build-task',
      '-n',
      '30',
      '--seed',
      '5',
      '--from',
      '7',
    );
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(textOf('copr/build-task', 'ndjson', { n: 30, seed: 5, from: 7 }));
  });

  it('takes state, scenario, instant and profile', async () => {
    const flags = [
      '--state',
      'running',
      '--scenario',
      'fails',
      '--at',
      '2020-02-29T00:00:00Z',
      '--profile',
      'observed',
    ];
    const { out } = await standin('generate', 'copr/build-task', '-n', '5', ...flags);
    const rows = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows.map(({ state }) => state)).toEqual(Array(5).fill('running'));
    for (const { started_on, result_dir_url } of rows) {
      expect(started_on).toBeLessThanOrEqual(Date.parse('2020-02-29T00:00:00Z') / 1_000);
      expect(result_dir_url).toMatch(/\/$/);
    }
  });

  it('writes a file, and a folder of exchanges', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'rows.csv');
      expect(
        (await standin('generate', 'copr/build-task', '-n', '9', '--format', 'csv', '--out', file)).out,
      ).toBe('');
      expect(readFileSync(file, 'utf8')).toBe(textOf('copr/build-task', 'csv', { n: 9 }));
      const exchanges = join(folder, 'exchanges');
      await standin('generate', 'entrecode/build', '-n', '3', '--format', 'exchange', '--out', exchanges);
      expect(readdirSync(exchanges).sort()).toEqual(
        [0, 1, 2].map((each) => `read-build.generated-${each}.json`),
      );
      const { request, reply } = JSON.parse(
        readFileSync(join(exchanges, 'read-build.generated-2.json'), 'utf8'),
      );
      expect([request.query.buildID, reply.status]).toEqual([`${reply.body.buildID}`, 200]);
    });
  });

  it('ends quietly when nobody reads any further', async () => {
    const { stdout, stderr } = await run('bash', [
      '-c',
      `set -o pipefail; '${process.execPath}' dist/cli/main.js generate copr/build-task -n 5000000 | head -2`,
    ]);
    expect(stdout.trimEnd().split('\n')).toHaveLength(2);
    expect(stderr).toBe('');
  });

  it.each([
    [['copr/build-tsk'], /no shape 'copr\/build-tsk'. Did you mean 'copr\/build-task'\?.*copr\/link/],
    [
      ['copr/build-task', '--state', 'runing'],
      /no state 'runing'. Did you mean 'running'\? Known: importing/,
    ],
    [['copr-waiting/waiting-build', '--state', 'running'], /no state 'running'. .*Known: waiting/],
    [['copr/build-task', '--scenario', 'fail'], /no scenario 'fail'. Did you mean 'fails'\?/],
    [['copr/build-task', '--scenario', 'succeeds', '--state', 'failed'], /never failed/],
    [['copr/build-task', '--format', 'yaml'], /no format 'yaml'/],
    [['copr/build-task', '-n', 'many'], /whole number/],
    [['copr/build-task', '--at', 'noon'], /not an instant/],
    [['copr/build-task', '--invalid', 'copr/fields/stat'], /Did you mean 'copr\/fields\/state'\?/],
    [['copr/link', '--format', 'exchange'], /copr\/build-task-entry, copr\/build-task-list/],
    [['entrecode/creator'], /--profile: observed/],
    [['copr/build-task', '--out', '/nowhere/at/all'], /ENOENT/],
  ])('refuses %s, and says what there is', async (args, reason) => {
    const { code, out, err } = await standin('generate', ...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(reason);
  });
});
