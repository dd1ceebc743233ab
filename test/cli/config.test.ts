// Settings in a file, and files that are read again while it serves: the built program, in folders of their own.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const program = resolve('dist/cli/main.js');
let folder: string;
let child: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'standin-config-'));
  cpSync('examples/batches', folder, { recursive: true });
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

function start(args: readonly string[] = []) {
  const started = spawn(process.execPath, [program, 'serve', '--json', ...args], { cwd: folder });
  child = started;
  const output = { out: '', err: '' };
  started.stdout.on('data', (chunk) => (output.out += chunk));
  started.stderr.on('data', (chunk) => (output.err += chunk));
  return { output, ended: once(started, 'close').then(([code]) => code as number) };
}

/** Where it serves, and which APIs. */
async function serving(args: readonly string[] = []) {
  const { output, ended } = start(args);
  const ready = await Promise.race([
    vi.waitFor(() => JSON.parse(output.out), { timeout: 60_000 }),
    ended.then((code) => Promise.reject(new Error(`it ended with ${code}: ${output.err}`))),
  ]);
  return { output, ready };
}

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const batch = { endpoint: '/v1/embeddings', input_file_id: 'f', completion_window: '24h' };
const headers = { authorization: 'Bearer any', 'content-type': 'application/json' };
// biome-ignore lint/suspicious/noExplicitAny: of bodies only what is looked at is known.
type Body = any;
const create = async (url: string): Promise<Body> =>
  (await fetch(`${url}/v1/batches`, { method: 'POST', headers, body: JSON.stringify(batch) })).json();
const look = async (url: string, id: string): Promise<Body> =>
  (await fetch(`${url}/v1/batches/${id}`, { headers })).json();

describe('settings in a file', () => {
  const yaml = 'apis: [./batches.standin.yaml]\nport: 0\nclock: x60\nscenario: { batches: fails }\n';
  it.each([
    ['standin.config.yaml', yaml],
    [
      'standin.config.json',
      '{ "apis": ["batches.standin.yaml"], "port": 0, "clock": "x60", "scenario": ["batches=fails"] }',
    ],
    [
      'standin.config.mjs',
      "export default { apis: ['./batches.standin.yaml'], port: 0, clock: 'x60', scenario: { batches: 'fails' } };",
    ],
    [
      'package.json',
      '{ "name": "x", "standin": { "apis": ["./batches.standin.yaml"], "port": 0, "clock": "x60", "scenario": { "batches": "fails" } } }',
    ],
  ])('are what flags hold, in %s', async (name, text) => {
    write(name, text);
    const { ready } = await serving();
    expect(ready.apis).toEqual(['batches']);
    const { id } = await create(ready.url);
    await vi.waitFor(
      async () => expect(await look(ready.url, id)).toMatchObject({ status: 'failed' }),
      30_000,
    );
  });

  it('give way to flags', async () => {
    write('standin.config.yaml', yaml);
    const { ready } = await serving(['--clock', 'frozen']);
    const clock: Body = await (await fetch(`${ready.url}/__standin/clock`)).json();
    expect(clock.mode ?? clock.clock).toMatch(/frozen/);
  });

  it.each([
    ['prot: 4010', /standin\.config\.yaml:1: 'prot' is no setting; did you mean 'port'\?/],
    ['clock: real\napi: 7\nport: many', /standin\.config\.yaml:3: 'many' is not for --port/],
    ['apis: copr', /standin\.config\.yaml:1: apis is a list/],
    ['quiet: very', /standin\.config\.yaml:1: quiet is true or false/],
    ['- port', /standin\.config\.yaml:1: a configuration is a mapping/],
    ['port: [', /standin\.config\.yaml:\d: it cannot be read/],
  ])('are told with their line where they are wrong: %s', async (text, says) => {
    write('standin.config.yaml', text);
    const { output, ended } = start();
    expect(await ended).toBe(2);
    expect(output.err).toMatch(says);
  });
});

describe('serve --watch', () => {
  it('reads files again, keeps the worlds, and says what is wrong without ending', async () => {
    const file = 'batches.standin.yaml';
    const whole = readFileSync(join(folder, file), 'utf8');
    const { ready, output } = await serving(['-p', '0', '--watch', '--clock', 'frozen', file]);
    const { id } = await create(ready.url);
    const again = (text: string, says: RegExp) => {
      write(file, text);
      const from = output.err.length;
      return vi.waitFor(() => expect(output.err.slice(from)).toMatch(says), {
        timeout: 60_000,
        interval: 50,
      });
    };
    await again(whole.replace('    id:', '    idd:'), /batches\.standin\.yaml:\d+.*did you mean 'id'/);
    expect(await look(ready.url, id)).toMatchObject({ status: 'validating' });
    await again(whole.replace('plus: 24h', 'plus: 48h'), /"event":"changed"/);
    const { status, created_at, expires_at } = await look(ready.url, id);
    expect({ status, lasts: expires_at - created_at }).toEqual({ status: 'validating', lasts: 48 * 3_600 });
  });
});
