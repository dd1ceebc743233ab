// The container, without Docker: the steps of the Dockerfile are carried out in folders, and what they leave is started as
// another user, who can write nothing but the volume. What `npm ci` would install is taken from this checkout, which has the
// same lockfile.
import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from './_ports.ts';

const image = mkdtempSync(join(tmpdir(), 'standin-image-'));
/** Below this checkout, whose packages are found from there. */
const workshop = join('coverage', `image-${process.pid}`);
/** The folder that plays the root of a stage. */
const rootOf = (stage: string) => resolve(stage === 'build' ? workshop : join(image, stage));
/** The user `node` of the base image. */
const user = 1000;
const steps = stepsOf(readFileSync('Dockerfile', 'utf8'));
const root = rootOf(steps.at(-1)!.stage);
const textOf = (name: string) => steps.find((step) => step.name === name)!.rest;

interface Step {
  readonly name: string;
  readonly rest: string;
  readonly stage: string;
  /** The working directory. */
  readonly inside: string;
}

function stepsOf(text: string): readonly Step[] {
  let stage = '';
  let inside = '/';
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [name = '', ...words] = line.split(' ');
      const rest = words.join(' ');
      if (name === 'FROM') stage = / AS (\w+)$/.exec(rest)?.[1] ?? 'final';
      if (name === 'WORKDIR') inside = rest;
      return { name, rest, stage, inside };
    });
}

function carryOut(step: Step): void {
  const folder = join(rootOf(step.stage), step.inside);
  mkdirSync(folder, { recursive: true });
  if (step.name === 'COPY') copy(step, folder);
  else if (step.name === 'RUN' && step.rest.startsWith('npm ci')) install(step, folder);
  else if (step.name === 'RUN') {
    const command = step.rest.replaceAll(/(?<=^|\s)\/(app|state)\b/g, `${rootOf(step.stage)}/$1`);
    execFileSync('bash', ['-euc', command], { cwd: folder, stdio: 'pipe' });
  }
}

function copy({ rest, stage }: Step, folder: string): void {
  const paths = rest.split(' ').filter((word) => !word.startsWith('--'));
  const from = /--from=(\w+)/.exec(rest)?.[1];
  if (from) cpSync(join(rootOf(from), paths[0]!), join(rootOf(stage), paths[1]!), { recursive: true });
  else for (const file of paths[0] === '.' ? sent() : paths.slice(0, -1)) cpSync(file, join(folder, file));
}

/** What the checkout sends to Docker. */
function sent(): readonly string[] {
  const ignored = readFileSync('.dockerignore', 'utf8').split('\n');
  const files = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).trim().split('\n');
  return files.filter((file) => existsSync(file) && !ignored.includes(file.split('/')[0]!));
}

function install({ rest }: Step, folder: string): void {
  if (!rest.includes('--omit=dev')) return;
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Packages };
  const [, added = '', version] = / npm install .* (\S+)@(\S+)$/.exec(rest) ?? [];
  expect(packages[`node_modules/${added}`]?.version).toBe(version);
  const wanted = neededBy(added, packages);
  for (const [path, { dev, peer, devOptional }] of Object.entries(packages))
    if (path && (wanted.has(path) || (!dev && !peer && !devOptional)) && existsSync(path))
      cpSync(path, join(folder, path), { recursive: true });
}

type Packages = Record<
  string,
  {
    readonly version: string;
    readonly dev?: boolean;
    readonly peer?: boolean;
    readonly devOptional?: boolean;
    readonly dependencies?: Readonly<Record<string, string>>;
  }
>;

/** The folders of a package and of all that it needs. */
function neededBy(name: string, packages: Packages, found = new Set<string>()): Set<string> {
  const path = `node_modules/${name}`;
  if (found.has(path)) return found;
  found.add(path);
  for (const other of Object.keys(packages[path]?.dependencies ?? {})) neededBy(other, packages, found);
  return found;
}

beforeAll(() => {
  chmodSync(image, 0o755);
  for (const step of steps) carryOut(step);
  chownSync(join(root, 'state'), user, user);
});
afterAll(() => {
  for (const folder of [image, workshop]) rmSync(folder, { recursive: true, force: true });
});

/** What the image starts, with the environment that the image sets. */
async function start(env: Readonly<Record<string, string>>) {
  const own = Object.fromEntries(
    textOf('ENV')
      .split(' ')
      .map((pair) => pair.split('=')),
  );
  const port = `${await freePort()}`;
  const all = { PATH: process.env.PATH!, ...own, PORT: port, ...env };
  const [command, file, ...rest] = [...JSON.parse(textOf('ENTRYPOINT')), ...JSON.parse(textOf('CMD'))];
  const child = spawn(command, [join(root, file), ...rest], {
    env: all,
    uid: user,
    gid: user,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += chunk;
    });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = `http://127.0.0.1:${port}`;
  const isHealthy = () => {
    try {
      execFileSync('sh', ['-c', textOf('HEALTHCHECK').replace(/^.*? CMD /, '')], {
        env: all,
        stdio: 'pipe',
      });
      return true;
    } catch {
      return false;
    }
  };
  for (let tries = 0; !isHealthy(); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (tries > 100 || child.exitCode !== null) throw new Error(said);
  }
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { url, stop, said: () => said, isHealthy };
}

it('is small, and holds no source, no test and nothing that only developers need', () => {
  const kilobytes = Number(execFileSync('du', ['-sk', root], { encoding: 'utf8' }).split('\t')[0]);
  expect(kilobytes).toBeLessThan(60_000);
  for (const absent of ['src', 'test', 'node_modules/vitest', 'node_modules/typescript', 'dist/types'])
    expect(existsSync(join(root, 'app', absent))).toBe(false);
});

it('runs as another user on a root that it cannot write, keeps its worlds on the volume, and stops at SIGTERM', async () => {
  const worlds = join(root, 'state/worlds.json');
  const env = { STANDIN_STATE: worlds, STANDIN_ADMIN_TOKEN: 'token-of-the-test' };
  const first = await start(env);
  const made = await fetch(`${first.url}/__standin/records`, {
    method: 'POST',
    headers: { 'x-standin-token': 'token-of-the-test', 'content-type': 'application/json' },
    body: JSON.stringify({ api: 'copr', scenario: 'fails' }),
  });
  expect(made.status).toBe(201);
  const { url } = (await made.json()) as { url: string };
  expect(await first.stop()).toBe(0);
  expect(first.isHealthy()).toBe(false);
  const second = await start(env);
  expect((await fetch(second.url + new URL(url).pathname)).status).toBe(200);
  expect(await second.stop()).toBe(0);
  expect(existsSync(worlds)).toBe(true);
  expect(() =>
    execFileSync('touch', [join(root, 'app/x')], { uid: user, gid: user, stdio: 'pipe' }),
  ).toThrow();
});

it('asks for a token, because others can reach it, and prints the one that it made', async () => {
  const { url, stop, said } = await start({});
  expect((await fetch(`${url}/__standin/records`)).status).toBe(401);
  const [, token] = /X-Standin-Token: ([\w-]{20,})/.exec(said())!;
  expect((await fetch(`${url}/__standin/records`, { headers: { 'x-standin-token': token! } })).status).toBe(
    200,
  );
  await stop();
});

it('has the client of a store: what is missing is the store, not a package', async () => {
  const env = { STANDIN_STORE: 'redis://127.0.0.1:1/0', STANDIN_ADMIN_TOKEN: 'a-token' };
  await expect(start(env)).rejects.toThrow('The store is not there');
});
