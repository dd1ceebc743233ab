// Worlds that outlive their Standin: what one leaves in a file, the next goes on from.
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createClock } from '../../src/core/time/clock.ts';
import { createStandin, type Problem, type Standin, type StandinOptions } from '../../src/index.ts';
import { inFolder } from '../_cli.ts';
import { startOfTime } from '../_standin.ts';
import { stampOf, until, worldsIn } from './_file.ts';

const frozen = { clock: 'frozen', at: startOfTime } as const;

/** A Standin that keeps its worlds in a file, closed after its use. */
async function keeping<T>(
  state: string,
  use: (standin: Standin) => Promise<T>,
  options: StandinOptions = frozen,
) {
  const standin = createStandin({ ...options, state });
  try {
    return await use(standin);
  } finally {
    await standin.close();
  }
}

const exported = (standin: Standin) => standin.export();
const inFile = (test: (file: string, folder: string) => Promise<void>) => () =>
  inFolder((folder) => test(join(folder, 'worlds.json'), folder));

it(
  'goes on with every world as it was, whatever the next is told to begin with',
  inFile(async (file) => {
    const before = await keeping(
      file,
      async (standin) => {
        await standin.records.create({
          api: 'entrecode',
          attributes: { comment: '\u2028 ends no line, "\\" and 𝒢 neither' },
        });
        await standin.scenarios.set({ queue: { copr: ['fails', 'stuck'] } });
        await standin.world('two').clock.advance('90s');
        await standin.world('three').clock.get();
        await standin.world('three').drop();
        return { default: await standin.export(), two: await standin.world('two').export() };
      },
      { ...frozen, profile: 'observed', seed: 3, clock: 'step:2s' },
    );
    expect(worldsIn(file)).toEqual(before);
    await keeping(
      file,
      async (standin) => {
        expect(await standin.export()).toEqual(before.default);
        expect(standin.readings('copr/list-path')).toBe('observed');
        expect(await standin.world('two').export()).toEqual(before.two);
        expect((await standin.world('two').clock.get()).now).toBe('2026-03-01T12:01:30.000Z');
      },
      { seed: 9, profile: 'literal', clock: 'x60' },
    );
  }),
);

it(
  'is not written by questions, nor by going on; by a change it is',
  inFile(async (file) => {
    await keeping(file, exported);
    const first = stampOf(file);
    await keeping(file, async (standin) => {
      for (const path of [
        '/api_2/build_tasks',
        '/__standin/records',
        '/__standin/clock',
        '/nowhere',
        '/__standin/world',
      ])
        await standin.fetch(path);
    });
    expect(stampOf(file)).toBe(first);
    const stamps = [first];
    await keeping(file, async (standin) => {
      const changes = [
        () =>
          standin.records.create({
            api: 'copr',
            attributes: { build_id: 7, chroot_name: 'fedora-41-x86_64' },
          }),
        () => standin.records.command('copr', '7:fedora-41-x86_64', 'cancel'),
        () => standin.records.delete('copr', '7:fedora-41-x86_64'),
        () => standin.scenarios.set({ defaults: { copr: 'fails' } }),
        () => standin.clock.advance(1),
        () => standin.clock.set({ clock: 'step:2s' }),
        () => standin.fetch('/api_2/build_tasks'),
        () => standin.world('two').clock.get(),
        () => standin.world('two').drop(),
        () => standin.import(worldsIn(file).default!),
        () => standin.reset(),
      ];
      for (const change of changes) {
        await change();
        // Each is written by itself, without being asked.
        await until(() => stampOf(file) !== stamps.at(-1));
        stamps.push(stampOf(file));
      }
    });
    // What was written already is not written once more at the end.
    expect(stampOf(file)).toBe(stamps.at(-1));
  }),
);

it(
  'writes changes that come together once',
  inFile(async (file) => {
    await keeping(file, exported);
    const first = stampOf(file);
    await keeping(file, async (standin) => {
      for (let i = 0; i < 500; i++) await standin.records.create({ api: 'erigones' });
      const seen = new Set<string>();
      await until(
        () =>
          seen.add(stampOf(file)) && stampOf(file) !== first && worldsIn(file).default!.records.length > 500,
      );
      // However slow this machine is, it is no write for each change.
      expect(seen.size).toBeLessThan(50);
    });
  }),
);

it(
  'is its owner’s alone, keeps other permissions that it was given, and is written through links',
  inFile(async (file, folder) => {
    const link = join(folder, 'link');
    symlinkSync('worlds.json', link);
    await keeping(link, exported);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    chmodSync(file, 0o640);
    await keeping(link, (standin) => standin.clock.advance('1h'));
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(worldsIn(file).default!.clock.instant).toBe(startOfTime + 3_600_000);
    expect(readdirSync(folder).sort()).toEqual(['link', 'worlds.json']);
  }),
);

it(
  'is kept by one Standin at a time, by whatever name it is called',
  inFile(async (file, folder) => {
    const link = join(folder, 'link');
    symlinkSync(file, link);
    await keeping(file, async (standin) => {
      await standin.clock.get();
      await expect(keeping(link, exported)).rejects.toThrow(`Process ${process.pid} is using it.`);
    });
    await keeping(link, exported);
  }),
);

it(
  'takes the lock of one that is gone, and nothing that is no lock',
  inFile(async (file) => {
    const lock = `${file}.lock`;
    // The number of a process is given again: this one lives, and is not the one that took the lock.
    writeFileSync(lock, JSON.stringify({ pid: process.pid, began: '1' }));
    await keeping(file, exported);
    expect(existsSync(lock)).toBe(false);
    writeFileSync(lock, 'my diary');
    await expect(keeping(file, exported)).rejects.toThrow('is not a lock file of Standin');
    expect(readFileSync(lock, 'utf8')).toBe('my diary');
  }),
);

it(
  'is refused whole where one of its worlds cannot go on, and left as it is',
  inFile(async (file) => {
    await keeping(file, exported);
    const text = readFileSync(file, 'utf8');
    await expect(keeping(file, exported, { apis: ['copr'] })).rejects.toThrow(
      /world 'default' cannot be used: .*'codearts'/,
    );
    expect(readFileSync(file, 'utf8')).toBe(text);
    // Nothing holds it any more.
    await keeping(file, exported);
  }),
);

it(
  'has an API begin that is served for the first time, and keeps that too',
  inFile(async (file) => {
    const fill = { ...frozen, fill: { erigones: 3 } };
    await keeping(file, exported, { ...frozen, apis: ['copr'] });
    const larger = await keeping(file, exported, fill);
    expect(larger.records.filter(({ api }) => api === 'erigones').length).toBeGreaterThan(3);
    expect(await keeping(file, exported, { ...frozen, at: '2027-01-01', seed: 8 })).toEqual(larger);
  }),
);

it(
  'says that it cannot be written, goes on serving, and is written when it can be',
  inFile(async (file) => {
    const problems: Error[] = [];
    const options = { ...frozen, onError: (error: Error) => problems.push(error) };
    await keeping(
      file,
      async (standin) => {
        await standin.clock.get();
        await until(() => existsSync(file));
        rmSync(file);
        mkdirSync(file);
        await standin.clock.advance('1h');
        await until(() => problems.length > 0);
        expect((problems[0] as Problem).toJSON()).toMatchObject({
          title: 'Cannot use state file',
          hint: expect.stringContaining('next try'),
        });
        expect((await standin.clock.get()).now).toBe('2026-03-01T13:00:00.000Z');
        rmSync(file, { recursive: true });
      },
      options,
    );
    expect(worldsIn(file).default!.clock.instant).toBe(startOfTime + 3_600_000);
  }),
);

it('lets a clock go on as if it had been up all the time, and never back', () => {
  let real = 1_000;
  const source = () => real;
  const clock = createClock({ at: 50, pace: { factor: 60, step: 0 }, source });
  real += 10;
  const state = JSON.parse(JSON.stringify(clock.state()));
  expect(clock.now()).toBe(650);
  real += 10;
  expect(clock.state()).toEqual(state);
  const next = createClock({ source });
  next.restore(state);
  expect([next.now(), next.pace, next.state()]).toEqual([1_250, { factor: 60, step: 0 }, state]);
  // On a machine whose real clock is behind.
  real = 5;
  next.restore(state);
  expect(next.now()).toBe(50);
  real += 1;
  expect(next.now()).toBe(110);
});
