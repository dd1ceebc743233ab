// The pages of docs/runners, run: a stranger pastes their code into a project and starts the real runner.
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inProject } from './_project.ts';

const browserPath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));

describe('the page on Vitest', () => {
  it('shows tests that pass', () =>
    inProject('vitest', async ({ run }) => {
      const { code, said } = await run('vitest', ['run', '--reporter=verbose']);
      expect(said).toMatch(/Tests +6 passed \(6\)/);
      expect(code).toBe(0);
    }));

  it('shows code that TypeScript understands', () =>
    inProject('vitest', async ({ run, write }) => {
      write('tsconfig.json', tsconfig);
      expect(await run('tsc', ['--noEmit'])).toEqual({ code: 0, said: '' });
    }));
});

describe('the page on Jest', () => {
  it('shows tests that pass', () =>
    inProject('jest', async ({ run, write }) => {
      write('package.json', '{"jest":{"testMatch":["**/*.test.{js,mjs}"]}}');
      write('held.test.js', underFakeTimers);
      const plain = await run('jest', ['copr', 'polling', 'held']);
      expect(plain.said).toMatch(/Tests: +4 passed, 4 total/);
      expect(plain.code).toBe(0);
      const modules = await run('jest', [], { NODE_OPTIONS: '--experimental-vm-modules' });
      expect(modules.said).toMatch(/Tests: +6 passed, 6 total/);
      expect(modules.code).toBe(0);
    }));

  it('names matchers that TypeScript knows', () =>
    inProject('jest', async ({ run, write }) => {
      write('tsconfig.json', tsconfig);
      write(
        'typed.test.ts',
        `import { expect } from '@jest/globals';
         import { useStandin } from 'standin/jest';
         const { world } = useStandin();
         const right: Promise<void> = expect(await world.fetch('/')).toMatchClause('copr/x');
         // @ts-expect-error It takes a name.
         await expect({}).toMatchSchema(7);
         void right;`,
      );
      expect(await run('tsc', ['--noEmit'])).toEqual({ code: 0, said: '' });
    }));
});

describe('the page on Playwright', () => {
  // Without a browser there is nothing to see a page with; CI installs one, and there its absence is a failure.
  const needed = browserPath !== undefined || process.env.CI !== undefined;

  it('shows tests that pass (those with a page where there is a Chromium)', () =>
    inProject('playwright', async ({ run, write }) => {
      write('playwright.config.ts', playwrightConfig);
      const { code, said } = await run('playwright', ['test', ...(needed ? [] : ['copr', 'options'])]);
      expect(said).toContain(needed ? '3 passed' : '2 passed');
      expect(code).toBe(0);
    }));

  it('shows code that TypeScript understands', () =>
    inProject('playwright', async ({ run, write }) => {
      write('tsconfig.json', tsconfig);
      expect(await run('tsc', ['--noEmit'])).toEqual({ code: 0, said: '' });
    }));
});

describe('the page on msw', () => {
  it('shows tests that pass', () =>
    inProject('msw', async ({ run }) => {
      const { code, said } = await run('node', ['--test', '--test-reporter=tap']);
      expect(said).toContain('# pass 2');
      expect(code).toBe(0);
    }));
});

/** What no page needs to show: the library itself, a socket under fake timers, and that it is closed in the end. */
const underFakeTimers = `const { createStandin, Problem } = require('standin');
const { useStandin } = require('standin/jest');
const standin = useStandin({ apis: ['copr'], listen: true });
jest.useFakeTimers();
test('a port answers under fake timers', async () => {
  const { world } = standin;
  const build = await world.records.create({ api: 'copr' });
  await world.clock.runUntil(build, 'running');
  expect((await (await fetch(build.url)).json()).build_task.state).toBe('running');
  await expect(world.records.create({ api: 'corp' })).rejects.toThrow(Problem);
  await expect(createStandin().records.create({ api: 'corp' })).rejects.toThrow(Problem);
});`;

const tsconfig = JSON.stringify({
  compilerOptions: {
    strict: true,
    target: 'ES2022',
    module: 'ESNext',
    moduleResolution: 'Bundler',
    lib: ['ES2023', 'DOM'],
    types: ['node'],
    skipLibCheck: true,
  },
  include: ['*.ts'],
});

const playwrightConfig = `export default {
  workers: 2,
  use: { launchOptions: { executablePath: ${JSON.stringify(browserPath ?? 'chromium is not installed')}, args: ['--no-sandbox'] } },
};`;
