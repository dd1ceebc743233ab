// Builds dist/: the page that a browser gets, the library and the entries for test runners as modules that share their chunks and once more as CommonJS,
// the command line with what it needs at its start, and the types.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
rmSync('dist', { recursive: true, force: true });
/** First of all: a test environment that is no Node and no browser either would break at some name deep within. */
const checked = [
  "for (const name of ['fetch', 'Request', 'Response', 'Headers', 'ReadableStream', 'TextEncoder', 'TextDecoder', 'AbortSignal'])",
  "  if (typeof globalThis[name] === 'undefined')",
  "    throw new Error('Standin needs ' + name + ', which this test environment does not have (jsdom in Jest). Write \"/** @jest-environment node */\" at the top of the test file, or use an environment that has it: docs/runners/jest.md.');",
].join('\n');
const common = {
  outbase: 'src',
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  // Lines and names of the source; the source itself would be a fifth of the package.
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
};
// Packages that few need and that need many: each is one file, loaded by whoever needs it, and users install nothing for it.
const within = await build({
  ...common,
  entryPoints: readdirSync('src/bundled').map((file) => `src/bundled/${file}`),
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  packages: 'bundle',
  sourcemap: false,
  minify: true,
  // As modules they leave out what is not used.
  mainFields: ['module', 'main'],
  metafile: true,
});
const runners = ['vitest', 'jest', 'playwright', 'msw'].map((name) => `src/runners/${name}.ts`);
const library = await build({
  ...common,
  entryPoints: ['src/index.ts', ...runners],
  outdir: 'dist',
  // Its source maps say the rest.
  minifyWhitespace: true,
  minifySyntax: true,
  splitting: true,
  format: 'esm',
  metafile: true,
  plugins: [fromWithin('./bundled/')],
  banner: { js: checked },
});
// To look for the hundred files of its dependencies is most of what a small program does at its start, so they are in the
// bundle. What is not needed then, and what users may have or not, stays outside.
const { peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const { metafile } = await build({
  ...common,
  entryPoints: ['src/cli/main.ts'],
  outdir: 'dist',
  chunkNames: 'cli/[name]-[hash]',
  splitting: true,
  format: 'esm',
  packages: 'bundle',
  external: ['@faker-js/faker', 'undici', 'yaml', ...Object.keys(peerDependencies)],
  // The library has all of it once more with its source maps: the package is to stay small.
  sourcemap: false,
  minifyWhitespace: true,
  minifySyntax: true,
  metafile: true,
  plugins: [fromWithin('../bundled/')],
  // Some of them are CommonJS, which a module has to give a `require` of its own.
  banner: {
    js: "import { createRequire as requireIn } from 'node:module'; const require = requireIn(import.meta.url);",
  },
});
writeFileSync(
  'dist/cli/licences.txt',
  licencesOf(Object.keys({ ...metafile.inputs, ...within.metafile.inputs })),
);
// The page: one script, one style sheet, and what the packages in it ask for.
const page = await build({
  entryPoints: { page: 'src/page/main.tsx' },
  outdir: 'dist/page',
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome120', 'firefox121', 'safari17'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'warning',
  legalComments: 'none',
  metafile: true,
});
for (const file of ['index.html', 'icon.svg']) copyFileSync(`src/page/${file}`, `dist/page/${file}`);
writeFileSync('dist/page/licences.txt', licencesOf(Object.keys(page.metafile.inputs)));
// CommonJS: one bundle of all that is ours, so that a Problem is the same class for every entry, and an entry for each name.
// Jest loads packages with its own `require`, which takes neither modules nor `import()`.
const commonJs = {
  ...common,
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  sourcemap: false,
  minifyWhitespace: true,
  minifySyntax: true,
  supported: { 'dynamic-import': false },
};
await build({
  ...commonJs,
  stdin: {
    contents: ['index.ts', 'runners/matchers.ts', 'runners/test-worlds.ts', 'core/values/problem.ts']
      .map((file) => `export * from './src/${file}';`)
      .join('\n'),
    resolveDir: root,
  },
  outdir: undefined,
  outExtension: undefined,
  outfile: 'dist/standin.cjs',
  minifySyntax: true,
  plugins: [fromWithin('./bundled/')],
  define: { 'import.meta.url': 'moduleUrl' },
  banner: { js: `${checked}\nconst moduleUrl = require('node:url').pathToFileURL(__filename).href;` },
});
await build({
  ...commonJs,
  entryPoints: ['src/index.ts', ...runners],
  plugins: [lateMsw(), fromTheBundle()],
});
chmodSync('dist/cli/main.js', 0o755);

// TypeScript 7 exports no API, so its compiler is run as the program that it is.
const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
execFileSync(process.execPath, [join(typescript, 'bin/tsc'), '-p', 'tsconfig.types.json'], {
  stdio: 'inherit',
});
writeCommonJsTypes(library.metafile);

/** What comes within is loaded from its own file, as seen from where the importing file ends up. */
function fromWithin(folder) {
  return {
    name: 'from-within',
    setup({ onResolve }) {
      onResolve({ filter: /\/bundled\/[\w-]+\.ts$/ }, ({ path }) => ({
        path: `${folder + basename(path, '.ts')}.cjs`,
        external: true,
      }));
    },
  };
}

/** Jest cannot load msw with `require`: whoever loads ours is not to be stopped by that. */
function lateMsw() {
  return {
    name: 'late-msw',
    setup({ onResolve }) {
      onResolve({ filter: /^msw$/ }, ({ kind }) =>
        kind === 'import-statement' ? { path: join(root, 'src/runners/late-msw.ts') } : undefined,
      );
    },
  };
}

/** What an entry imports of ours it finds in the one bundle beside it. */
function fromTheBundle() {
  return {
    name: 'from-the-bundle',
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, ({ kind, importer }) => {
        if (kind === 'entry-point') return;
        const path = importer.includes('runners') ? '../standin.cjs' : './standin.cjs';
        return { path, external: true };
      });
    },
  };
}

/** The types of each entry for those who load it with `require`: the same ones, seen from CommonJS. */
function writeCommonJsTypes({ outputs }) {
  for (const { entryPoint, exports } of Object.values(outputs)) {
    if (!entryPoint) continue;
    const file = entryPoint.replace(/\.ts$/, '');
    const from = `'./${basename(file)}.js' with { 'resolution-mode': 'import' }`;
    const lines = [
      `import type * as entry from ${from};`,
      `export type * from ${from};`,
      ...exports.map((name) => `export declare const ${name}: typeof entry.${name};`),
      ...exports.filter((name) => /^[A-Z]/.test(name)).map((name) => `export type ${name} = entry.${name};`),
    ];
    writeFileSync(`dist/types/${file}.d.cts`, `${lines.join('\n')}\n`);
  }
}

/** The licences of the packages that these files belong to: whoever hands on a copy hands on its licence. */
function licencesOf(files) {
  const folders = files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []);
  const texts = [...new Set(folders)].sort().map((folder) => {
    const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const licence = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
    return `${name} ${version}\n\n${readFileSync(join(folder, licence), 'utf8').trim()}\n`;
  });
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}
