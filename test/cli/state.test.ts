// A server that keeps its worlds: ended in every way, and started again.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import { inFolder, standin, standinWith } from '../_cli.ts';
import { until, worldsIn } from '../storage/_file.ts';

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

async function serve(...args: string[]) {
  const child = spawn(
    process.execPath,
    ['dist/cli/main.js', 'serve', '-p', '0', '--json', '--quiet', ...args],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  running.push(child);
  let err = '';
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  for await (const line of createInterface(child.stdout)) {
    const { url } = JSON.parse(line) as { url: string };
    const post = async (path: string, body: object) =>
      (await fetch(url + path, { method: 'POST', body: JSON.stringify(body) })).status;
    const end = async (signal: NodeJS.Signals) => {
      child.kill(signal);
      return (await once(child, 'exit'))[0] as number | null;
    };
    return { child, url, post, end, said: () => err };
  }
  throw new Error(`it did not start: ${err}`);
}

const creation = { api: 'entrecode', attributes: { buildID: 7 } };
const frozen = ['--clock', 'frozen', '--at', '2026-03-01T12:00:00Z'];
const stateOf = async (url: string) =>
  ((await (await fetch(`${url}/platform/build?buildID=7`)).json()) as { successful: string }).successful;

describe('standin serve --state', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('writes what happened last before %s ends it', async (signal) => {
    await inFolder(async (folder) => {
      const file = join(folder, 'worlds.json');
      const first = await serve('--state', file, ...frozen);
      expect(await first.post('/__standin/records', creation)).toBe(201);
      expect(await first.post('/~two/__standin/clock/advance', { by: '1h' })).toBe(200);
      expect(await first.end(signal)).toBe(0);
      expect(Object.keys(worldsIn(file))).toEqual(['default', 'two']);
      expect(existsSync(`${file}.lock`)).toBe(false);
      const second = await serve('--state', file);
      expect(await stateOf(second.url)).toBe('running');
      expect(await second.post('/__standin/clock/advance', { by: '1m' })).toBe(200);
      expect(await stateOf(second.url)).toBe('success');
      const clock = await (await fetch(`${second.url}/~two/__standin/clock`)).json();
      expect(clock).toEqual({ now: '2026-03-01T13:00:00.000Z', clock: 'frozen' });
    });
  });

  it('goes on after kill -9 with what was written, and takes over the lock', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'worlds.json');
      const first = await serve('--state', file, ...frozen);
      await first.post('/__standin/records', creation);
      await until(() => existsSync(file) && readFileSync(file, 'utf8').includes('"buildID":7,'));
      await first.end('SIGKILL');
      expect(existsSync(`${file}.lock`)).toBe(true);
      const second = await serve('--state', file);
      expect(await stateOf(second.url)).toBe('running');
    });
  });

  it('keeps a second one from the file, in one line', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'worlds.json');
      const first = await serve('--state', file);
      expect(await standin('serve', '-p', '0', '--state', file)).toEqual({
        code: 2,
        out: '',
        err: `standin: The state file ${file} cannot be used. Process ${first.child.pid} is using it. Stop that process, or give another file with --state.\n`,
      });
      expect(await first.end('SIGTERM')).toBe(0);
    });
  });

  it('refuses what is no state file in one line with 2, and leaves it as it is', async () => {
    await inFolder(async (folder) => {
      const diary = join(folder, 'diary.txt');
      writeFileSync(diary, 'Dear diary,\n');
      const cases: [string, string][] = [
        [diary, 'It is not a state file of Standin.'],
        [folder, 'It is not a regular file.'],
        [join(folder, 'none/worlds.json'), 'Its folder does not exist.'],
      ];
      for (const [file, says] of cases) {
        const { code, out, err } = await standinWith({ STANDIN_STATE: file }, 'serve', '-p', '0');
        expect([code, out]).toEqual([2, '']);
        expect(err).toMatch(/^standin: [^\n]+\n$/);
        expect(err).toContain(`The state file ${file} cannot be used. ${says}`);
      }
      expect(readFileSync(diary, 'utf8')).toBe('Dear diary,\n');
    });
  });

  // Root may write everywhere, and everywhere else there is no other user to be.
  it.skipIf(process.getuid?.() !== 0)(
    'refuses a file that is not its own to write, as any user',
    async () => {
      await inFolder(async (folder) => {
        chmodSync(folder, 0o755);
        const file = join(folder, 'worlds.json');
        writeFileSync(file, '{}');
        mkdirSync(join(folder, 'open'));
        chmodSync(join(folder, 'open'), 0o777);
        writeFileSync(join(folder, 'open/worlds.json'), '{}');
        chmodSync(join(folder, 'open/worlds.json'), 0o644);
        for (const path of [file, join(folder, 'open/worlds.json')]) {
          const run = () =>
            execFileSync(process.execPath, ['dist/cli/main.js', 'serve', '-p', '0', '--state', path], {
              uid: 65_534,
              stdio: 'pipe',
            });
          expect(run).toThrow(/No permission to read and write it or its folder\./);
          expect(readFileSync(path, 'utf8')).toBe('{}');
        }
      });
    },
  );

  it('lets go of the file if it cannot listen', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'worlds.json');
      const { url } = await serve();
      const { code } = await standin('serve', '-p', new URL(url).port, '--state', file);
      expect(code).toBe(2);
      expect(existsSync(`${file}.lock`)).toBe(false);
    });
  });

  it('leaves a whole file of one instant, however often it is killed', async () => {
    const args = ['scripts/kill9.mjs', '--kills', '5', '--seed', '7', '--within', '60000'];
    const said = execFileSync(process.execPath, args, { encoding: 'utf8' });
    expect(said).toMatch(/^5 kills in/);
    expect(said).toMatch(/not whole, with holes, or older than 60000 ms: 0$/m);
  });
});
