// The file itself: read as it was written, or not at all.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WorldState } from '../../src/core/worlds/state.ts';
import { fileText } from '../../src/core/worlds/state-text.ts';
import { upToDate } from '../../src/core/worlds/versions.ts';
import { createStandin } from '../../src/index.ts';
import { placeOf } from '../../src/storage/file/place.ts';
import { readWorlds } from '../../src/storage/file/read.ts';
import { inFolder } from '../_cli.ts';

const text = fc.string({ unit: 'binary' });
const attributes = fc.dictionary(fc.oneof(text, fc.constant('__proto__')), fc.jsonValue());
const record = { created: 0.1, plan: [{ state: 'done' }], commands: [] };
const world = fc
  .record({ serials: fc.array(fc.tuple(text, fc.maxSafeNat())), lists: fc.array(fc.tuple(text, attributes)) })
  .map(({ serials, lists }) => ({
    format: 'standin-world',
    serials,
    parents: lists.map(([id, parent]) => ({ api: 'tale', kind: 'k', id, parent })),
    records: lists.map(([id, each]) => ({ api: 'tale', id, ...record, attributes: each })),
  }));

/** As one, and line by line. */
const ways = [{ whole: Number.POSITIVE_INFINITY }, { whole: -1 }];

describe('a state file', () => {
  it('is the same after it was written and read, as one or line by line, whatever is in it', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'state');
      await fc.assert(
        fc.asyncProperty(fc.dictionary(fc.stringMatching(/^[a-z]+$/), world), async (worlds) => {
          const written = [...fileText(Object.entries(worlds) as never)].join('');
          writeFileSync(file, written);
          const place = await placeOf(file);
          for (const way of ways) {
            const read = await readWorlds(place, way);
            expect(JSON.stringify([...read])).toBe(JSON.stringify(Object.entries(worlds)));
            // Byte by byte, for the order of members counts as well.
            expect([...fileText(read as ReadonlyMap<string, WorldState>)].join('')).toBe(written);
          }
        }),
      );
    });
  });

  it('that breaks off anywhere is refused, and left as it is', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'state');
      const standin = createStandin({ apis: ['entrecode'], state: file });
      await standin.world('two').clock.get();
      await standin.close();
      const whole = readFileSync(file);
      // The last byte ends a line; without it all is there.
      for (let length = 0; length < whole.length - 1; length++) {
        writeFileSync(file, whole.subarray(0, length));
        const place = await placeOf(file);
        for (const way of ways)
          await expect(readWorlds(place, way), `${length}`).rejects.toThrow(
            length === 0 ? /not a state file of Standin/ : /incomplete or damaged/,
          );
        expect(readFileSync(file).equals(whole.subarray(0, length))).toBe(true);
      }
    });
  });

  it.each([
    ['a letter', 'Dear diary', /not a state file of Standin/],
    ['another JSON', '{"format":"else","version":1,"worlds":{}}', /is not a standin-state/],
    ['null', 'null', /is not a standin-state/],
    ['bytes that are no text', Buffer.from([0x7b, 0xff, 0xfe]), /not a state file of Standin/],
    [
      'one of a newer Standin',
      '{"format":"standin-state","version":3,"worlds":{}}',
      /version 3, .* reads version 2.*newer Standin/,
    ],
    [
      'one of an older Standin',
      '{"format":"standin-state","version":0,"worlds":{}}',
      /version 0.*export its worlds/,
    ],
    ['one without worlds', '{"format":"standin-state","version":1}', /incomplete or damaged/],
    [
      'one with a world of no format',
      '{"format":"standin-state","version":1,"worlds":{"a":{}}}',
      /'a' cannot be used: .*not a standin-world/,
    ],
    [
      'one with a world of a newer Standin',
      '{"format":"standin-state","version":1,"worlds":{"a":{"format":"standin-world","version":9}}}',
      /'a' cannot be used: .*version 9/,
    ],
    [
      'one with a world that cannot be named',
      '{"format":"standin-state","version":1,"worlds":{"a b":{}}}',
      /'a b' is not a valid name of a world/,
    ],
  ])('that is %s is refused, and left as it is', async (_, content, says) => {
    await inFolder(async (folder) => {
      const file = join(folder, 'state');
      writeFileSync(file, content);
      const error = await createStandin({ state: file })
        .export()
        .then(String, (problem) => `${problem.message} ${problem.hint}`);
      expect(error).toMatch(says);
      expect(error).toContain(`The state file ${file} cannot be used.`);
      expect(error).not.toContain('\n');
      expect(error).not.toContain('diary');
      expect(readFileSync(file).equals(Buffer.from(content))).toBe(true);
    });
  });

  it('is nowhere where none can be', async () => {
    await inFolder(async (folder) => {
      mkdirSync(join(folder, 'folder'));
      writeFileSync(join(folder, 'file'), '');
      await expect(placeOf(join(folder, 'folder'))).rejects.toThrow('It is not a regular file.');
      await expect(placeOf(join(folder, 'none/state'))).rejects.toThrow('Its folder does not exist.');
      await expect(placeOf(join(folder, 'file/state'))).rejects.toThrow('Its folder is a file.');
    });
  });
});

describe('a version', () => {
  const format = {
    name: 'tale',
    version: 3,
    migrations: {
      1: ({ title, ...rest }: Readonly<Record<string, unknown>>) => ({ ...rest, name: title }),
      2: (old: Readonly<Record<string, unknown>>) => ({ ...old, pages: 0 }),
    },
  };

  it('that is older is brought up step by step', () => {
    const old = Object.freeze({ format: 'tale', version: 1, title: 'Emma' });
    expect(upToDate(old, format)).toEqual({ format: 'tale', version: 3, name: 'Emma', pages: 0 });
    expect(upToDate({ format: 'tale', version: 2, name: 'Emma' }, format)).toMatchObject({
      version: 3,
      pages: 0,
    });
    const present = { format: 'tale', version: 3 };
    expect(upToDate(present, format)).toBe(present);
  });

  it.each([
    [{ format: 'tale', version: 0 }, /version 0, but this Standin reads version 3/],
    [{ format: 'tale', version: 4 }, /version 4, but this Standin reads version 3/],
    [{ format: 'tale', version: '3' }, /not a tale/],
    [{ format: 'song', version: 3 }, /not a tale/],
    ['tale', /not a tale/],
    [undefined, /not a tale/],
  ])('out of reach is refused: %j', (given, says) => {
    expect(() => upToDate(given, format)).toThrow(says);
  });
});
