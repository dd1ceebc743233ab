// A state file that is not as it was written: damaged, edited by hand, replaced. It is never taken for other worlds silently.
import {
  copyFileSync,
  existsSync,
  linkSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Random, randomFor } from '../../src/core/values/random.ts';
import { createStandin, type Standin, type StandinOptions } from '../../src/index.ts';
import { placeOf } from '../../src/storage/file/place.ts';
import { readWorlds } from '../../src/storage/file/read.ts';
import { inFolder } from '../_cli.ts';
import { startOfTime } from '../_standin.ts';
import { until, worldsIn } from './_file.ts';

const frozen = { apis: ['entrecode', 'erigones'], clock: 'frozen', at: startOfTime } as const;

/** Does something with a Standin that keeps its worlds in a file, and gives what it said of the file. */
async function keeping(
  state: string,
  use: (standin: Standin) => Promise<unknown>,
  options: StandinOptions = {},
): Promise<readonly string[]> {
  const said: string[] = [];
  const onError = (error: Error) => said.push(`${error.message} ${(error as { hint?: string }).hint}`);
  const standin = createStandin({ ...frozen, ...options, state, onError });
  try {
    await use(standin);
  } finally {
    await standin.close();
  }
  return said;
}

/** A file with two worlds in it, as Standin writes it. */
async function written(file: string): Promise<void> {
  await keeping(file, async (standin) => {
    await standin.records.create({ api: 'erigones' });
    await standin.world('two').clock.advance('90s');
  });
}

const inFile = (test: (file: string, folder: string) => Promise<void>) => () =>
  inFolder(async (folder) => {
    const file = join(folder, 'worlds.json');
    await written(file);
    await test(file, folder);
  });

const refused = (standin: Standin) =>
  standin.export().then(
    () => 'taken',
    (problem) => `${problem.message} ${problem.hint}`,
  );

/** What disks, copies and editors do to a file. */
const damages: Readonly<Record<string, (whole: Buffer, random: Random) => Buffer>> = {
  'a bit is turned': (whole, random) => {
    const damaged = Buffer.from(whole);
    damaged[random.between(0, whole.length - 1)]! ^= 1 << random.between(0, 7);
    return damaged;
  },
  'a digit is another': (whole, random) => {
    const damaged = Buffer.from(whole);
    const isDigit = (at: number) => damaged[at]! >= 0x30 && damaged[at]! <= 0x39;
    const digits = [...damaged.keys()].filter(isDigit);
    damaged[random.pick(digits)] = 0x30 + random.between(0, 9);
    return damaged;
  },
  'a word is another': (whole, random) =>
    Buffer.from(
      whole
        .toString()
        .replaceAll(
          random.pick(['entrecode', 'two', 'created', 'plan', 'succeeded', '"version":2', 'null']),
          random.pick(['erigones', 'one', 'planned', 'failed', '"version":1', 'false']),
        ),
    ),
  'bytes are zero': (whole, random) => {
    const at = random.between(0, whole.length - 1);
    return Buffer.from(whole).fill(0, at, Math.min(whole.length, at + random.between(1, 512)));
  },
  'bytes are lost': (whole, random) => {
    const at = random.between(0, whole.length - 1);
    return Buffer.concat([whole.subarray(0, at), whole.subarray(at + random.between(1, 512))]);
  },
  'bytes come twice': (whole, random) => {
    const at = random.between(0, whole.length - 1);
    return Buffer.concat([whole.subarray(0, at + random.between(1, 512)), whole.subarray(at)]);
  },
  'the end is lost': (whole, random) => whole.subarray(0, random.between(0, whole.length - 1)),
  'something comes behind the end': (whole, random) =>
    Buffer.concat([whole, Buffer.from(random.pick([' ', '\n', '}', '\0', '{}']))]),
  'a line is lost': (whole, random) =>
    lines(whole, (all) => all.splice(random.between(0, all.length - 2), 1)),
  'a line comes twice': (whole, random) =>
    lines(whole, (all) => {
      const at = random.between(0, all.length - 2);
      all.splice(at, 0, all[at]!);
    }),
  'two lines have changed places': (whole, random) =>
    lines(whole, (all) => {
      const [one, two] = [random.between(0, all.length - 2), random.between(0, all.length - 2)];
      [all[one], all[two]] = [all[two]!, all[one]!];
    }),
  'an editor has laid it out anew': (whole, random) =>
    Buffer.from(JSON.stringify(JSON.parse(whole.toString()), undefined, random.between(0, 4))),
  'lines end as on Windows': (whole) => Buffer.from(whole.toString().replaceAll('\n', '\r\n')),
};

function lines(whole: Buffer, change: (all: string[]) => void): Buffer {
  const all = whole.toString().split('\n');
  change(all);
  return Buffer.from(all.join('\n'));
}

it(
  'refuses every one of 700 damages, and leaves the file as it is',
  inFile(async (file) => {
    const whole = readFileSync(file);
    const kinds = Object.entries(damages);
    let tried = 0;
    for (let number = 0; tried < 700; number++) {
      expect(number).toBeLessThan(2_000);
      const [kind, damage] = kinds[number % kinds.length]!;
      const damaged = damage(whole, randomFor(16, kind, number));
      if (damaged.equals(whole)) continue;
      tried++;
      writeFileSync(file, damaged);
      const place = await placeOf(file);
      // As one, and line by line.
      for (const way of [{}, { whole: -1 }]) {
        const outcome = await readWorlds(place, way).then(
          () => 'taken',
          (problem) => `${problem.message}`,
        );
        expect(outcome, `${kind}, number ${number}`).toMatch(
          /The state file .* cannot be used\. .*(damaged|not a state file of Standin|not a standin-state|version)/,
        );
      }
      expect(readFileSync(file).equals(damaged)).toBe(true);
    }
  }),
);

it(
  'refuses a file that was edited, and takes it where that is asked for',
  inFile(async (file) => {
    const edited = readFileSync(file, 'utf8').replace('"seed":1,', '"seed":7,');
    writeFileSync(file, edited);
    const [says] = [await refused(createStandin({ ...frozen, state: file }))];
    expect(says).toMatch(/edited or damaged since.*--accept-edited-state/);
    expect(readFileSync(file, 'utf8')).toBe(edited);
    const said = await keeping(file, (standin) => standin.clock.advance(1), { acceptEditedState: true });
    expect(said).toEqual([]);
    // Once taken it is as Standin wrote it again.
    await keeping(file, async (standin) => expect((await standin.export()).seed).toBe(7));
  }),
);

it(
  'does not take what is no state, though edited ones are asked for',
  inFile(async (file) => {
    for (const [content, says] of [
      ['{"format":"standin-state","version":2,"worlds":[]}', /damaged/],
      ['{"format":"standin-state","version":1,"worlds":[]}', /damaged/],
      ['{"format":"standin-state","version":2,"worlds":null}', /damaged/],
      [readFileSync(file, 'utf8').slice(0, -200), /damaged/],
      [
        '{"format":"standin-state","version":2,"worlds":{"a":{"format":"standin-world"}}}',
        /not a standin-world/,
      ],
    ] as const) {
      writeFileSync(file, content);
      expect(await refused(createStandin({ ...frozen, state: file, acceptEditedState: true }))).toMatch(says);
      expect(readFileSync(file, 'utf8')).toBe(content);
    }
  }),
);

it(
  'refuses a file of several names, of which only one would have the new worlds',
  inFile(async (file, folder) => {
    linkSync(file, join(folder, 'other'));
    expect(await refused(createStandin({ ...frozen, state: file }))).toMatch(/2 names \(hard links\)/);
  }),
);

it(
  'keeps and names a file that somebody put in its place, and goes on with its own worlds',
  inFile(async (file, folder) => {
    const other = join(folder, 'other');
    copyFileSync(file, other);
    const theirs = readFileSync(other);
    const said = await keeping(file, async (standin) => {
      await standin.clock.advance('1h');
      await until(() => worldsIn(file).default!.clock.instant === startOfTime + 3_600_000);
      renameSync(other, file);
      await standin.clock.advance('1h');
      await until(() => existsSync(`${file}.aside`));
    });
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/changed or replaced the state file .*worlds\.json while it was in use.*\.aside/);
    expect(readFileSync(`${file}.aside`).equals(theirs)).toBe(true);
    expect(worldsIn(file).default!.clock.instant).toBe(startOfTime + 7_200_000);
  }),
);

it(
  'sets aside a world or a record that cannot go on, says so, and goes on with all others',
  inFile(async (file, folder) => {
    const content = JSON.parse(readFileSync(file, 'utf8'));
    content.worlds.three = { ...content.worlds.two, apis: ['gone'] };
    const [bad] = content.worlds.default.records;
    const count = content.worlds.default.records.length;
    bad.created = 'yesterday';
    writeFileSync(file, JSON.stringify(content));
    const said = await keeping(
      file,
      async (standin) => {
        expect((await standin.export()).records).toHaveLength(count - 1);
        expect((await standin.world('two').export()).clock.instant).toBe(startOfTime + 90_000);
      },
      { acceptEditedState: true },
    );
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/cannot be used: .* \(and 1 more\).*worlds\.json\.aside/);
    const aside = JSON.parse(readFileSync(`${file}.aside`, 'utf8'));
    expect(aside).toMatchObject({
      format: 'standin-aside',
      version: 1,
      unfit: [
        { world: 'default', kept: bad, why: expect.stringContaining('created') },
        { world: 'three', kept: content.worlds.three, why: expect.stringContaining("'gone'") },
      ],
    });
    expect(Object.keys(worldsIn(file)).sort()).toEqual(['default', 'two']);
    // The next start has nothing to say, and a second file of that kind gets a name of its own.
    expect(await keeping(file, (standin) => standin.export())).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual(['worlds.json', 'worlds.json.aside']);
  }),
);
