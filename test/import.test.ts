// Importing Standin is cheap: what is heavy is loaded by what needs it.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const heavy = [
  'ajv',
  'ajv-formats',
  '@pact-foundation/pact',
  '@pact-foundation/pact-core',
  '@faker-js/faker',
  'msw',
  'vitest',
  '@playwright/test',
];

/** The packages that a program loads: what the loader is asked for, and what CommonJS has in its cache. */
function packagesOf(program: string): string[] {
  const hooks = `import { writeSync } from 'node:fs';
    export async function load(url, context, next) { writeSync(1, url + '\\n'); return next(url, context); }`;
  const script = `
    import { createRequire, register } from 'node:module';
    register('data:text/javascript,' + ${JSON.stringify(encodeURIComponent(hooks))});
    await (async () => { ${program} })();
    for (const file of Object.keys(createRequire(import.meta.url).cache)) console.log(file);
    process.exit();`;
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  const names = [...said.matchAll(/.*node_modules\/((?:@[^/\n]+\/)?[^/\n]+)/g)].map(([, name]) => name!);
  return [...new Set(names)].sort();
}

describe('importing standin', () => {
  it('loads two small packages and nothing heavy', () => {
    expect(packagesOf("await import('standin');")).toEqual(['fastest-levenshtein', 'hono']);
  });

  it('and making one loads nothing more; the first request that is checked brings its validator', () => {
    const made = "const { createStandin } = await import('standin'); const standin = createStandin();";
    expect(packagesOf(made).filter((name) => heavy.includes(name))).toEqual([]);
    const request = `${made} await standin.fetch('/api_2/build_tasks');`;
    expect(packagesOf(request).filter((name) => heavy.includes(name))).toEqual(['ajv', 'ajv-formats']);
  });

  it('is no dearer by the entries for runners, which load their runner alone', () => {
    const loaded = packagesOf("await import('standin/msw');").filter((name) => heavy.includes(name));
    expect(loaded).toEqual(['msw']);
  });

  it('works with require, where it loads nothing heavy either', () => {
    const script = `
      const { createStandin, Problem } = require('standin');
      const standin = createStandin({ apis: ['copr'], clock: 'frozen' });
      standin.records.create({ api: 'copr' })
        .then(({ url }) => standin.fetch(url))
        .then(({ status }) => console.log(status, new Set(Object.keys(require.cache).map((file) =>
          /node_modules\\/(@[^/]+\\/)?[^/]+/.exec(file)?.[0])).has('node_modules/vitest')))
        .then(() => standin.records.create({ api: 'corp' }))
        .catch((error) => console.log(error instanceof Problem, error.title));`;
    const said = execFileSync(process.execPath, ['--input-type=commonjs', '-e', script], {
      encoding: 'utf8',
    });
    expect(said).toBe('200 false\ntrue Unknown api\n');
  });

  it('has one Problem for all entries that are loaded with require', () => {
    const script = `
      const { Problem } = require('standin');
      const { standinHandlers } = require('standin/msw');
      const world = require('standin').createStandin().world('w');
      console.log(typeof standinHandlers(world, 'https://a.example')[0]);
      try { world.clok } catch (error) { console.log(error instanceof Problem) }`;
    const said = execFileSync(process.execPath, ['--input-type=commonjs', '-e', script], {
      encoding: 'utf8',
    });
    expect(said).toBe('object\ntrue\n');
  });

  it('asks nobody to install a runner that is not used', () => {
    const { peerDependenciesMeta, dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    for (const name of ['vitest', 'jest', '@playwright/test', 'msw']) {
      expect(peerDependenciesMeta[name]).toEqual({ optional: true });
      expect(dependencies).not.toHaveProperty(name);
    }
  });
});
