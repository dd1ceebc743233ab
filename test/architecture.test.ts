// The invariants of the house: which room may import which, how large a room may be, and one schema for every API.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Which folders of `src` a folder may import from, beside itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: [],
  apis: ['core'],
  described: ['core'],
  server: ['core', 'bundled'],
  contract: ['core'],
  fixture: ['core'],
  storage: ['core'],
  traffic: ['core'],
  // Runs in a browser: it knows the server by its control API alone.
  page: [],
  outward: ['core', 'bundled'],
  // Packages that come within the package: the build makes files of them.
  bundled: [],
  cli: ['core', 'outward', 'server', 'storage', 'traffic', 'contract', 'fixture', 'apis', 'described', '.'],
  runners: ['core', 'server', 'storage', 'traffic', 'contract', 'fixture', 'apis', 'described', '.'],
  '.': ['core', 'outward', 'server', 'storage', 'traffic', 'contract', 'fixture', 'apis', 'described'],
};
const mostLines = 200;
const mostFiles = 16;

const files = walk('src').filter((file) => /\.tsx?$/.test(file));
const roomOf = (file: string) => (file.split('/').length === 2 ? '.' : file.split('/')[1]!);
const importsOf = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?'([^']+)'/g)].map((match) => match[1]!);
const localImports = (file: string) =>
  importsOf(file)
    .filter((path) => path.startsWith('.'))
    .map((path) => normalize(join(dirname(file), path)));

describe.each(files)('%s', (file) => {
  it('imports only what its room may', () => {
    const allowed = [roomOf(file), ...mayImport[roomOf(file)]!];
    const strays = localImports(file)
      .filter((path) => path.startsWith('src/'))
      .filter((path) => !allowed.includes(roomOf(path)));
    expect(strays).toEqual([]);
  });

  // A list of mutants is data: it is as long as its document can be broken.
  if (!/\/mutants\.ts$/.test(file)) {
    it(`is at most ${mostLines} lines long`, () => {
      expect(readFileSync(file, 'utf8').split('\n').length - 1).toBeLessThanOrEqual(mostLines);
    });
  }

  it('begins with what the room is for', () => {
    expect(readFileSync(file, 'utf8').replace(/^#!.*\n/, '')).toMatch(/^\/\/ \S/);
  });
});

describe('rooms', () => {
  const rooms = [...new Set(files.map((file) => dirname(file)))];

  it.each(rooms)('%s has few enough files to be read at a glance', (room) => {
    const own = readdirSync(room, { withFileTypes: true }).filter(
      (entry) => entry.isFile() && /\.tsx?$/.test(entry.name),
    );
    expect(own.length).toBeLessThanOrEqual(mostFiles);
  });

  it('import each other in no circle, types included', () => {
    expect(circlesIn(new Map(files.map((file) => [file, localImports(file)])))).toEqual([]);
  });

  it('would have a circle found', () => {
    const imports = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['b', 'd']],
      ['d', []],
    ]);
    expect(circlesIn(imports)).toEqual([['b', 'c', 'b']]);
  });
});

describe('core', () => {
  it('knows no web framework and opens no port', () => {
    const foreign = files.filter((file) => roomOf(file) === 'core').flatMap(importsOf);
    expect(foreign.filter((path) => /^(hono|@hono|node:http|node:net)/.test(path))).toEqual([]);
  });
});

describe('the API folders', () => {
  const folders = readdirSync('src/apis', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const parts = [
    'README.md',
    'advertised.ts',
    'auth.ts',
    'breaches.ts',
    'exploration.ts',
    'fixtures.ts',
    'index.ts',
    'invariants.ts',
    'lifecycle.ts',
    'mutants.ts',
    'observations.ts',
    'operations.ts',
    'own-records.ts',
    'presets.ts',
    'record.ts',
    'supporting',
    'wire.ts',
  ];

  it.each(folders.map((folder) => folder.name))('%s has the parts of every API', (folder) => {
    // Many invariants fill a room beside their entry; who asks for many readings says so in words of its own.
    const more = ['invariants', 'errata.ts'];
    const found = readdirSync(join('src/apis', folder)).filter((name) => !more.includes(name));
    expect(found.sort()).toEqual(parts);
  });

  it.each(folders.map((folder) => folder.name))('%s imports no sibling', (folder) => {
    const own = files.filter((file) => file.startsWith(`src/apis/${folder}/`));
    const strays = own.flatMap(localImports).filter((path) => path.startsWith('src/apis/'));
    expect(strays.filter((path) => !path.startsWith(`src/apis/${folder}/`))).toEqual([]);
  });

  it('are registered, one line each', () => {
    const registry = readFileSync('src/apis/index.ts', 'utf8');
    for (const { name } of folders) expect(registry).toContain(`from './${name}/index.ts'`);
  });
});

it('opens ports in three files only: the server, the proxy that records, the stage of a client under trial', () => {
  expect(files.filter((file) => /createAdaptorServer|createServer/.test(readFileSync(file, 'utf8')))).toEqual(
    ['src/server/port/listen.ts', 'src/traffic/grade/stage.ts', 'src/traffic/record/proxy.ts'],
  );
});

it('reads the real time in one file only, and in the page in one', () => {
  const readers = files.filter((file) =>
    /Date\.now|new Date\(\)|performance\.now/.test(readFileSync(file, 'utf8')),
  );
  expect(readers).toEqual(['src/core/time/clock.ts', 'src/page/world/clock.ts']);
});

function walk(folder: string): string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? walk(path) : [path]));
}

/** Each way that leads back to where it began, once. */
function circlesIn(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>();
  const circles: string[][] = [];
  const visit = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file]);
    if (way.includes(file) || done.has(file)) return;
    for (const next of imports.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  return circles;
}
