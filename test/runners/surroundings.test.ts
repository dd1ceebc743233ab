// Surroundings that tests are run in, with the real runners: fake timers of all kinds, tests that run at once, browser-like
// environments, CommonJS. Each works, or says in one line what to do.
import { describe, expect, it } from 'vitest';
import { inProject } from './_project.ts';

describe('Jest', () => {
  it("moves a world with the clock 'timers' whatever is faked, and gives concurrent tests a world each", () =>
    inProject('jest', async ({ run, write }) => {
      write('package.json', '{"jest":{"testMatch":["**/surroundings/*.js"]}}');
      write('surroundings/timers.js', timers);
      write('surroundings/concurrent.js', concurrent);
      write('surroundings/commonjs.js', commonJs);
      write('surroundings/jsdom.js', jsdom);
      const { code, said } = await run('jest', []);
      expect(said).toMatch(/Tests: +20 passed, 20 total/);
      expect(code).toBe(0);
    }));
});

describe('Vitest', () => {
  it('works under jsdom, and under happy-dom as far as it says', () =>
    inProject('vitest', async ({ run, write }) => {
      write('dom.test.ts', `// @vitest-environment jsdom\n${dom}${ownFetch}`);
      write('happy.test.ts', `// @vitest-environment happy-dom\n${dom}${refusal}`);
      const { code, said } = await run('vitest', ['run', 'dom', 'happy']);
      expect(said).toMatch(/Tests +4 passed \(4\)/);
      expect(code).toBe(0);
    }));
});

describe('node:test', () => {
  it('moves a world with its mock timers, and says why it cannot without Date', () =>
    inProject('vitest', async ({ run, write }) => {
      write('timers.test.mjs', nodeTimers);
      const { code, said } = await run('node', ['--test', '--test-reporter=tap', 'timers.test.mjs']);
      expect(said).toContain('# pass 3');
      expect(code).toBe(0);
    }));
});

const timers = `
const { useStandin } = require('standin/jest');
const standin = useStandin({ apis: ['copr'], clock: 'timers' });
afterEach(() => jest.useRealTimers());
const stateAfter = async (fake, move) => {
  jest.useFakeTimers(fake);
  const { world } = standin;
  const build = await world.records.create({ api: 'copr' });
  await move();
  return (await (await world.fetch(build.url)).json()).build_task.state;
};
const async = () => jest.advanceTimersByTimeAsync(60_000);
const sync = () => jest.advanceTimersByTime(60_000);
test.each([
  ['all', {}, async],
  ['all at once', {}, sync],
  ['but setTimeout', { doNotFake: ['setTimeout'] }, async],
  ['but nextTick and setImmediate', { doNotFake: ['nextTick', 'setImmediate'] }, async],
  ['but hrtime and performance', { doNotFake: ['hrtime', 'performance'] }, async],
  ['but Date', { doNotFake: ['Date'] }, sync],
  ['but all timers', { doNotFake: ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'nextTick'] }, sync],
  ['since 1970', { now: 0 }, sync],
  ['set Date', {}, () => jest.setSystemTime(Date.now() + 3_600_000)],
  ['legacy', { legacyFakeTimers: true }, sync],
])('%s', async (_, fake, move) => {
  expect(await stateAfter(fake, move)).toBe('succeeded');
});
test('legacy ones stand while nothing runs them', async () => {
  expect(await stateAfter({ legacyFakeTimers: true }, () => {})).toBe('importing');
});
`;

const concurrent = `
const { useStandin } = require('standin/jest');
const standin = useStandin({ apis: ['copr'], listen: true });
const own = async () => (await standin.world.records.list({ api: 'copr' })).filter(({ sample }) => !sample);
test.concurrent.each([1, 2, 3])('one of several, %i', async () => {
  const { world } = standin;
  const build = await world.records.create({ api: 'copr' });
  await world.clock.runUntil(build, 'succeeded');
  const { build_task } = await (await fetch(build.url)).json();
  expect(build_task.state).toBe('succeeded');
  expect(await own()).toHaveLength(1);
});
describe('nested', () => {
  beforeEach(async () => void (await standin.world.records.create({ api: 'copr' })));
  test('before each has the world of its test', async () => expect(await own()).toHaveLength(1));
});
test('others have another', async () => expect(await own()).toHaveLength(0));
`;

const commonJs = `
test('the library', async () => {
  const standin = require('standin').createStandin({ apis: ['copr'], clock: 'frozen' });
  const build = await standin.records.create({ api: 'copr' });
  expect((await standin.fetch(build.url)).status).toBe(200);
  await standin.close();
});
test('msw', async () => {
  const { standinHandlers } = require('standin/msw');
  const standin = require('standin').createStandin({ apis: ['copr'] });
  let said;
  try {
    standinHandlers(standin, 'https://copr.example');
  } catch (error) {
    said = error.message;
  }
  // Jest takes modules by require from Node 24.9 on.
  expect(said ?? 'taken').toMatch(/^taken$|msw cannot be loaded with require: .*--experimental-vm-modules/);
});
`;

const jsdom = `/** @jest-environment jsdom */
test.each(['standin', 'standin/jest'])('%s says what to do', (name) => {
  let said = '';
  try {
    require(name);
  } catch (error) {
    said = error.message;
  }
  expect(said).toMatch(/^Standin needs \\w+, which .* @jest-environment node .*jest\\.md\\.$/);
});
`;

const dom = `
import { expect } from 'vitest';
import { standinTest } from 'standin/vitest';
const test = standinTest({ apis: ['copr'], listen: true, cors: true });
test('over HTTP, with a page', async ({ world }) => {
  const build = await world.records.create({ api: 'copr' });
  document.body.textContent = (await (await fetch(build.url)).json()).build_task.state;
  expect(document.body.innerHTML).toBe('importing');
});
`;

const ownFetch = `
test('without a socket', async ({ world }) => {
  const build = await world.records.create({ api: 'copr' });
  await world.clock.runUntil(build, 'succeeded');
  await expect(await world.fetch(build.url)).toMatchClause('copr/detail/status-200');
  await expect(world.fetch(build.url, { signal: AbortSignal.abort() })).rejects.toThrow();
});
`;

const refusal = `
test('without a socket', async ({ world }) => {
  await expect(world.fetch('/api_2/build_tasks')).rejects.toThrow(/Under happy-dom .* listen: true, cors: true/);
});
`;

const nodeTimers = `
import assert from 'node:assert/strict';
import { afterEach, mock, test } from 'node:test';
import { createStandin } from 'standin';
afterEach(() => mock.timers.reset());
const stateAfter = async (move) => {
  const standin = createStandin({ apis: ['copr'], clock: 'timers' });
  const build = await standin.records.create({ api: 'copr' });
  move();
  return (await (await standin.fetch(build.url)).json()).build_task.state;
};
test('all', async () => {
  mock.timers.enable({ now: Date.now() });
  assert.equal(await stateAfter(() => mock.timers.tick(60_000)), 'succeeded');
});
test('a Date that is set', async () => {
  mock.timers.enable({ apis: ['Date'], now: 1_000 });
  assert.equal(await stateAfter(() => mock.timers.setTime(3_600_000)), 'succeeded');
});
test('no Date', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  await assert.rejects(stateAfter(() => mock.timers.tick(60_000)), /cannot follow the timers of node:test without Date/);
});
`;
