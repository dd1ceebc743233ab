// `standin generate` as users run it.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { inFolder, serving, standin } from '../_cli.ts';
import { textOf } from '../fixture/_schemas.ts';

const run = promisify(execFile);

it('standin serve begins with as many records as it is told to', async () => {
  const count = await serving(['copr', '--fill', 'copr=40'], async (url) => {
    const response = await fetch(`${url}/api_2/build_tasks`);
    return ((await response.json()) as { build_tasks: unknown[] }).build_tasks.length;
  });
  expect(count).toBe(41);
  const { err } = await standin('serve', '--fill', 'copr=many', '-p', '0');
  expect(err).toContain("'many' is not a number of records for copr.");
});

describe.skipIf(!existsSync('/dev/full'))('standin generate where there is no room', () => {
  const rows = ['copr/build-task', '-n', '100000'];
  const sentence =
    /^standin: There is not enough space for the output \(.*ENOSPC.*\)\. Write it to another place, or write less\.\n$/;

  it('says so in a sentence of a file', async () => {
    const { code, err } = await standin('generate', ...rows, '--out', '/dev/full');
    expect([code, err]).toEqual([2, expect.stringMatching(sentence)]);
  });

  it('says so in a sentence of standard output', async () => {
    const command = `node dist/cli/main.js generate ${rows.join(' ')} > /dev/full`;
    const ended = await run('sh', ['-c', command]).catch((error) => error);
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringMatching(sentence)]);
  });
});

describe('standin generate', () => {
  it.each([
    [
      ['-n', '99999999999999999999'],
      "'99999999999999999999' is not a valid n. Give a whole number from 0 to 16777216.",
    ],
    [['--from', '16777217'], "'16777217' is not a valid from. Give a whole number from 0 to 16777216."],
    [
      ['--seed', '1e3'],
      "'1e3' is not a valid seed. Give a whole number from -9007199254740991 to 9007199254740991.",
    ],
    [['-n', '\u001b[31mred'], "'?[31mred' is not a valid n."],
    [['-n', 'long'.repeat(100)], `'${'long'.repeat(10)}…' is not a valid n.`],
  ])('refuses %j in a sentence', async (flags, sentence) => {
    const { code, err } = await standin('generate', 'copr/build-task', ...flags);
    expect([code, err.split('\n').length]).toEqual([2, 2]);
    expect(err).toContain(`standin: ${sentence}`);
  });

  it('says in its help how many rows there are', async () => {
    expect((await standin('generate', '--help')).out).toMatch(/-n <rows> +how many, up to 16777216/);
  });

  it('names the schemas that there are', async () => {
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
      const { request, response } = JSON.parse(
        readFileSync(join(exchanges, 'read-build.generated-2.json'), 'utf8'),
      );
      expect([request.query.buildID, response.status]).toEqual([`${response.body.buildID}`, 200]);
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
    [['copr/build-tsk'], /no schema 'copr\/build-tsk'. Did you mean 'copr\/build-task'\?.*copr\/link/],
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
    [['copr/build-task', '--out', '/nowhere/at/all'], /no file or folder '\/nowhere\/at\/all' \(ENOENT\)/],
  ])('refuses %s, and says what there is', async (args, reason) => {
    const { code, out, err } = await standin('generate', ...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(reason);
  });
});

describe('standin generate in parts', () => {
  const flags = ['copr/build-task', '-n', '7000', '--seed', '3'];
  const made = async (...more: readonly string[]) => (await standin('generate', ...flags, ...more)).out;

  it('--shard writes parts that are the run, one after another', async () => {
    const parts = [];
    for (const part of ['1/3', '2/3', '3/3']) parts.push(await made('--format', 'csv', '--shard', part));
    expect(parts.join('')).toBe(await made('--format', 'csv'));
  });

  it.each(['json', 'sql'])('--parallel makes the same bytes in threads: %s', async (format) => {
    const whole = await made('--format', format);
    expect(await made('--format', format, '--parallel', '3')).toBe(whole);
    const halves = [];
    for (const part of ['1/2', '2/2'])
      halves.push(await made('--format', format, '--parallel', '2', '--shard', part));
    expect(halves.join('')).toBe(whole);
  });

  it('refuses what is no part and no number of threads', async () => {
    const shard = await standin('generate', 'copr/build-task', '--shard', '5/3');
    expect([shard.code, shard.err]).toEqual([2, expect.stringContaining("'5/3' is not a part of a whole.")]);
    const threads = await standin('generate', 'copr/build-task', '--parallel', '0');
    expect([threads.code, threads.err]).toEqual([2, expect.stringContaining('A run cannot have 0 threads.')]);
  });
});
