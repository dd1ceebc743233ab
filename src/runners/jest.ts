// Standin in Jest: a hook that gives each test a world, and the matchers.

/**
 * `useStandin()`, a hook that gives each test a world, and the matchers.
 * @module standin/jest
 */
import { afterAll, afterEach, beforeAll, beforeEach, expect, jest as runner } from '@jest/globals';
import { Problem } from '../core/values/problem.ts';
import type { NamedWorld } from '../named-world.ts';
import type { Standin } from '../standin.ts';
import { matchers, type StandinMatchers } from './matchers.ts';
import { createTestWorlds, type TestOptions } from './test-worlds.ts';

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends StandinMatchers {}
}

declare global {
  // The `expect` of those who use @types/jest.
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: an augmentation repeats what it augments.
    interface Matchers<R, T = {}> extends StandinMatchers {}
  }
}

expect.extend(matchers);

export interface InUse {
  /** The world of the current test. */
  readonly world: NamedWorld;
  /** The Standin with the worlds of the tests. */
  readonly standin: Standin;
}

/**
 * Gives each test of the file, or of the `describe` in which it is called, a world of its own. `listen: true` opens a
 * port; the clock is frozen by default.
 */
export function useStandin(options: TestOptions = {}): InUse {
  const worlds = createTestWorlds(options, { legacyNow: () => runner.now() });
  /** Those of tests that run at once, by the names of the tests. */
  const concurrent = new Map<string, NamedWorld>();
  let world: NamedWorld | undefined;
  // Tests that run at once begin after this and before any `beforeEach`.
  beforeAll(() => worlds.ready());
  beforeEach(async () => {
    world = await worlds.open();
  });
  afterEach(async () => {
    const { currentTestName = '' } = expect.getState();
    await concurrent.get(currentTestName)?.drop();
    concurrent.delete(currentTestName);
    await world?.drop();
    world = undefined;
  });
  afterAll(() => worlds.close());
  return {
    standin: worlds.standin,
    get world() {
      const name = concurrentTest();
      if (name === undefined) return world ?? noWorld();
      const own = concurrent.get(name) ?? worlds.openNow();
      concurrent.set(name, own);
      return own;
    },
  };
}

/** The name of the concurrent test whose code runs; undefined in all other code. */
function concurrentTest(): string | undefined {
  const { currentConcurrentTestName } = expect.getState() as {
    readonly currentConcurrentTestName?: () => string | undefined;
  };
  return currentConcurrentTestName?.();
}

function noWorld(): never {
  throw new Problem(409, 'No world', {
    detail: 'No test is running, and a world is there only while one is.',
    hint: 'Use world within a test or beforeEach; do not take it out of useStandin() before. Within test.concurrent it takes Jest 29.6 or later.',
  });
}

export type { MatchOptions } from './matchers.ts';
export type { NamedWorld, Standin, TestOptions };
export { matchers };
