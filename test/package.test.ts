// What users install: the files of the package, how it presents itself to them and to their compilers, and the packages that are installed with it.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { beforeAll, describe, expect, it } from 'vitest';
import { inFolder } from './_cli.ts';

interface Locked {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

describe('the package', () => {
  let tarball: Uint8Array;
  let files: readonly { path: string; size: number; mode: number }[];

  beforeAll(async () => {
    await inFolder(async (folder) => {
      // Without scripts: the build of this run stands, and other tests use it.
      const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
      const content = JSON.parse(
        execFileSync('npm', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
      );
      const [packed] = Object.values(content) as { files: typeof files; filename: string }[];
      files = packed!.files;
      tarball = new Uint8Array(readFileSync(join(folder, packed!.filename)));
    });
  });

  it('holds the program, its types and the data of the documents, and nothing else', () => {
    const meant = [
      /^(package\.json|README\.md|AGENTS\.md|LICENSE)$/,
      /^src\/apis\/[\w-]+\/README\.md$/,
      /^dist\/(index|chunk-\w+|cli\/main|cli\/[\w-]+-[A-Z0-9]{8}|runners\/\w+|[\w-]+-[A-Z0-9]{8})\.js(\.map)?$/,
      /^dist\/(index\.cjs|standin\.cjs|runners\/\w+\.cjs|cli\/licences\.txt)$/,
      /^dist\/page\/(index\.html|page\.(js|css)|icon\.svg|licences\.txt)$/,
      /^dist\/bundled\/[\w-]+\.cjs$/,
      /^docs\/([\w-]+\/)*[\w-]+\.md$/,
      /^examples\/[\w-]+\/[\w.-]+\.(yaml|json)$/,
      /^dist\/types\/(src|schemas)\/[\w/-]+\.d\.(ts|cts)$/,
      /^templates\/[\w.-]+\.ya?ml$/,
      /^schemas\/[\w-]+\/[\w.-]+\.json$/,
      /^fixtures\/[\w-]+\/[\w.-]+\.json$/,
      /^contracts\/([\w-]+\/(clauses|errata|documentation-[\w-]+\.pact)|mutation-score)\.json$/,
    ];
    const paths = files.map(({ path }) => path);
    expect(paths.filter((path) => !meant.some((pattern) => pattern.test(path)))).toEqual([]);
    for (const pattern of meant)
      expect(
        paths.some((path) => pattern.test(path)),
        String(pattern),
      ).toBe(true);
  });

  it('has a page that is small', () => {
    const page = files.filter(({ path }) => /^dist\/page\/.*\.(html|js|css|svg)$/.test(path));
    const bytes = page
      .map(({ path }) => gzipSync(readFileSync(path)).length)
      .reduce((sum, each) => sum + each, 0);
    expect(page.length).toBe(4);
    expect(bytes).toBeLessThan(60_000);
  });

  it('holds every file that it names', () => {
    const paths = new Set(files.map(({ path }) => `./${path}`));
    const named = (value: unknown): string[] =>
      typeof value === 'string' ? [value] : Object.values(value as object).flatMap(named);
    const targets = [...named(manifest.exports), ...named(manifest.bin).map((path) => `./${path}`)];
    const missing = targets.filter((path) => !path.includes('*') && !paths.has(path));
    expect([targets.length > 8, missing]).toEqual([true, []]);
  });

  it('has its documentation in it: no link leads out of it', () => {
    const paths = files.map(({ path }) => path);
    const folders = new Set(
      paths.flatMap((path) => path.split('/').map((_, end, all) => all.slice(0, end).join('/'))),
    );
    const pages = paths.filter((path) => path.endsWith('.md'));
    const links = pages.flatMap((page) =>
      [...readFileSync(page, 'utf8').matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)].map(([, to]) => ({
        page,
        to: to!,
      })),
    );
    const lost = links.filter(({ page, to }) => {
      const path = join(dirname(page), to);
      return !paths.includes(path) && !folders.has(path);
    });
    expect(links.length).toBeGreaterThan(100);
    expect(lost).toEqual([]);
  });

  it('hands on the licence of what is in its bundle', () => {
    const text = readFileSync('dist/cli/licences.txt', 'utf8');
    // Loaded from where they are installed, by what needs them.
    const outside = ['@faker-js/faker', 'undici', 'yaml', 'json-p3', 'jsonc-parser', 'safe-regex2'];
    const inside = Object.entries(manifest.dependencies).filter(([name]) => !outside.includes(name));
    // What comes within, in a file of its own.
    const within = ['@peculiar/x509', 'reflect-metadata', 'https-proxy-agent'].map(
      (name) => [name, manifest.devDependencies[name]] as const,
    );
    for (const [name, version] of [...inside, ...within]) expect(text).toContain(`${name} ${version}\n`);
    expect(text.match(/Permission is hereby granted/g)!.length).toBeGreaterThanOrEqual(inside.length);
    expect(files.map(({ path }) => path)).toContain('dist/cli/licences.txt');
  });

  it('is small enough to be fetched in every run of a CI', () => {
    // Of these 0.2 MB are the library once more as CommonJS, 0.1 MB the documentation, 0.04 MB the page,
    // 0.06 MB what makes certificates, and 0.8 MB source maps.
    expect(tarball.byteLength).toBeLessThan(2_600_000);
  });

  it('has a program that can be run, and no secrets of who packed it', () => {
    expect(files.find(({ path }) => path === 'dist/cli/main.js')!.mode & 0o111).not.toBe(0);
    expect(files.filter(({ path }) => /(^|\/)\.|\.env|\.pem|\.key|\.tgz|\.log/.test(path))).toEqual([]);
  });

  it('is presented as publint wants it', async () => {
    const { messages } = await publint({
      pack: { tarball: tarball.buffer as ArrayBuffer },
      strict: true,
    });
    expect(messages.map((message) => formatMessage(message, manifest))).toEqual([]);
  });

  it('has the types that its code has, however it is resolved', async () => {
    const checked = await checkPackage(createPackageFromTarballData(tarball));
    // Resolvers that know no `exports` find the library, and not the entries for runners, which need newer tools anyway.
    const tolerated = 'NoResolution node10';
    const problems = 'problems' in checked ? checked.problems : [{ kind: 'no types at all' }];
    const content = problems.map((problem) =>
      'resolutionKind' in problem ? `${problem.kind} ${problem.resolutionKind}` : JSON.stringify(problem),
    );
    expect(content.filter((problem) => problem !== tolerated)).toEqual([]);
    expect(content.length).toBe(4);
  });
});

describe('the packages that are installed with it', () => {
  let tree: readonly Locked[];
  beforeAll(async () => {
    const script = pathToFileURL(resolve('scripts/production.mjs')).href;
    tree = (await import(script)).productionTree();
  });

  it('is what is named, each in one exact version, and what that needs', () => {
    const versions = Object.values(manifest.dependencies as Record<string, string>);
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    const names = tree.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(Object.keys(manifest.dependencies)));
    expect(names.length).toBeLessThan(20);
  });

  it('runs nothing when it is installed', () => {
    expect(tree.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name)).toEqual([]);
    const scripts = Object.keys(manifest.scripts);
    expect(scripts.filter((name) => /^(pre|post)?install$/.test(name))).toEqual([]);
  });

  it('comes under licences that ask for nothing but their notice', () => {
    const permissive = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD'];
    const others = tree.filter(({ license = 'none' }) => !permissive.includes(license));
    expect(others.map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
  });

  it('is listed with its licences', () => {
    const page = readFileSync('docs/licences.md', 'utf8');
    const operations = [...page.matchAll(/^\| \[`(.+?)`\]\(\S+\) +\| ([^ ]+) +\| ([^ ]+) +\|$/gm)];
    expect(operations.map(([, name, version, license]) => [name, version, license])).toEqual(
      tree.map(({ name, version, license }) => [name, version, license]),
    );
  });

  it('comes from the registry alone', () => {
    const strays = tree.filter(
      ({ resolved = 'https://registry.npmjs.org/' }) => !resolved.startsWith('https://registry.npmjs.org/'),
    );
    expect(strays.map(({ name }) => name)).toEqual([]);
  });
});
