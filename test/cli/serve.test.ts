// The command line as users run it: the built program, in a process of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

function standin(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['dist/cli/main.js', ...args], {
    env: { PATH: process.env.PATH!, ...env },
  });
  running.push(child);
  const output = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (output.out += chunk));
  child.stderr.on('data', (chunk) => (output.err += chunk));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, output, ended };
}

/** Starts a server on a free port and waits for its ready line. */
async function serve(args: readonly string[] = [], env: Record<string, string> = {}) {
  const process = standin(['serve', '--json', '-p', '0', ...args], env);
  while (!process.output.out.includes('\n')) {
    const ended = await Promise.race([process.ended, new Promise((next) => setTimeout(next, 20, 'not yet'))]);
    if (ended !== 'not yet') throw new Error(`it ended with ${ended}: ${process.output.err}`);
  }
  return { ...process, ready: JSON.parse(process.output.out) };
}

async function refused(args: readonly string[], env: Record<string, string> = {}) {
  const { output, ended } = standin(args, env);
  return { code: await ended, ...output };
}

describe('standin serve', () => {
  it('says in one JSON line where it is, logs on stderr, and ends with 0 within a second when told to', async () => {
    const { ready, output, child, ended } = await serve(['copr']);
    expect(ready).toEqual({
      event: 'ready',
      url: `http://127.0.0.1:${ready.port}`,
      port: expect.any(Number),
      pid: child.pid,
      apis: ['copr'],
    });
    const path = '/api_2/build_tasks/106882/fedora-rawhide-x86_64';
    expect((await fetch(ready.url + path)).status).toBe(200);
    expect(JSON.parse(output.err)).toMatchObject({ event: 'answered', status: 200, url: path });
    const content = performance.now();
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(performance.now() - content).toBeLessThan(1_000);
  });

  it.each([
    ['--empty', ['--empty'], {}],
    ['$STANDIN_EMPTY', [], { STANDIN_EMPTY: '1' }],
  ])('starts without samples where %s says so', async (_, args, env) => {
    const { ready } = await serve([...args], env);
    const list = await (await fetch(`${ready.url}/__standin/records`)).json();
    expect(list).toMatchObject({ records: [], total: 0 });
  });

  it('prints for each API a curl that answers when it is pasted', async () => {
    const { output } = standin(['serve', '-p', '0']);
    while (!output.out.includes('Ctrl-C')) await new Promise((next) => setTimeout(next, 20));
    const curls = output.out.split('\n').filter((line) => line.includes('curl '));
    expect(curls.length).toBeGreaterThan(1);
    for (const line of curls) {
      const url = /'(http[^']+)'$/.exec(line)![1]!;
      const headers = [...line.matchAll(/-H '([^:]+): ([^']+)'/g)].map(
        ([, name, value]) => [name!, value!] as [string, string],
      );
      expect((await fetch(url, { headers })).status, line).toBe(200);
    }
    const pages = [...output.out.matchAll(/^ +page +(http\S+)$/gm)].map(([, url]) => url!);
    expect(pages.length).toBe(1);
    const page = await fetch(pages[0]!, { headers: { accept: 'text/html' } });
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('text/html'),
    ]);
    expect(output.out).not.toContain('\u001b');
  });

  it('takes clock, instant, profile, reading, given, scenario and credential from flags', async () => {
    const { ready } = await serve([
      ...['--clock', 'frozen', '--at', '2030-01-01T00:00:00Z', '--profile', 'observed'],
      ...['--reading', 'copr/list-path=literal', '--scenario', 'copr=fails', '--seed', '7'],
      ...['--preset', 'copr/build-is-running?build_id=9', '--strict'],
    ]);
    const get = async (path: string) => (await fetch(ready.url + path)).json();
    expect(await get('/__standin/clock')).toEqual({ now: '2030-01-01T00:00:00.000Z', clock: 'frozen' });
    expect(await get('/api_2/builds_tasks?build_id=9')).toMatchObject({
      build_tasks: [{ build_task: { state: 'running' } }],
    });
    expect(await get('/__standin/scenarios')).toMatchObject({ defaults: { copr: 'fails' } });
  });

  it('takes them from the environment too; a flag goes first', async () => {
    const { ready } = await serve(['--clock', 'x60'], {
      STANDIN_CLOCK: 'frozen',
      STANDIN_AT: '2030-01-01',
      PORT: '1',
    });
    const clock = (await (await fetch(`${ready.url}/__standin/clock`)).json()) as {
      now: string;
      clock: string;
    };
    expect(clock.clock).toBe('x60');
    expect(clock.now).toMatch(/^2030-01-01/);
  });

  it('says in one line that a port is taken, and ends with 2', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    const { code, err, out } = await refused(['serve'], { PORT: String(port) });
    taken.close();
    expect([code, out]).toEqual([2, '']);
    expect(err).toBe(
      `standin: Port ${port} on 127.0.0.1 is already in use. Choose another with --port (0 = any free one) and --host.\n`,
    );
  });

  it('says what is wrong with a PORT, and takes a switch of the environment that is off for off', async () => {
    const { code, err } = await refused(['serve'], { PORT: 'abc' });
    expect([code, err]).toEqual([2, expect.stringContaining("PORT is 'abc'")]);
    const { output } = standin(['serve', '-p', '0'], { STANDIN_JSON: '0' });
    while (!output.out.includes('Ctrl-C')) await new Promise((next) => setTimeout(next, 20));
  });

  it('prints no configured credential', async () => {
    const { output } = standin(['serve', 'codearts', '-p', '0', '--credential', 'codearts=open-sesame']);
    while (!output.out.includes('Ctrl-C')) await new Promise((next) => setTimeout(next, 20));
    expect(output.out).not.toContain('open-sesame');
    expect(output.out).toContain('<token>');
  });

  it('serves an API once, however often it is named', async () => {
    const { ready } = await serve(['copr', 'copr']);
    expect(ready.apis).toEqual(['copr']);
  });

  it.each([
    [['serve', '--prot', '1'], /unknown option '--prot'\n\(Did you mean --port\?\)/],
    [['serv'], /unknown command 'serv'\n\(Did you mean serve\?\)/],
    [['serve', 'coprr'], /no api 'coprr'. Did you mean 'copr'\?/],
    [['serve', '--clock', 'fast'], /'fast' is not a clock/],
    [['serve', '--clock', 'timers'], /follows the fake timers of a test, but this server/],
    [['serve', '--at', 'noon'], /'noon' is not an instant/],
    [['serve', '--profile', 'litteral'], /Did you mean 'literal'\?/],
    [['serve', '--reading', 'copr/list-pth=literal'], /Did you mean 'copr\/list-path'\?/],
    [['serve', '--reading', 'copr'], /does not choose a reading/],
    [['serve', '-p', '0', '--preset', 'copr/nothing'], /no preset 'nothing'/],
    [['serve', '--preset', 'copr'], /is not a preset/],
    [['serve', '-p', '0', '--scenario', 'copr=explodes'], /no scenario 'explodes'/],
    [['serve', '-p', '0', '--credential', 'corp=x'], /no api 'corp'/],
    [['serve', '-p', '0', '--throttle', 'corp'], /no api 'corp'/],
    [['serve', '-p', '70000'], /from 0 to 65535/],
  ])('%j is refused with 2 and says what to do', async (args, says) => {
    const { code, err, out } = await refused(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(says);
  });
});

describe('standin', () => {
  it('explains itself when nothing is asked of it', async () => {
    const { code, out } = await refused([]);
    expect(code).toBe(0);
    expect(out).toContain('Usage: standin');
    expect(out).toContain('standin serve copr -p 0');
  });

  it('knows its version, and shows help for a command', async () => {
    expect((await refused(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
    const { code, out } = await refused(['serve', '--help']);
    expect(code).toBe(0);
    for (const flag of [
      '--port',
      '--host',
      '--clock',
      '--at',
      '--profile',
      '--reading',
      '--seed',
      '--preset',
      '--scenario',
      '--state',
      '--strict',
      '--json',
      '--quiet',
    ])
      expect(out).toContain(flag);
  });
});
