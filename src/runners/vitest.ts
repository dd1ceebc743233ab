// Standin in Vitest: a `test` that has a world, and the matchers.

/**
 * `test` with a world for each test, and the matchers.
 * @module standin/vitest
 */
import { test as base, expect } from 'vitest';
import type { NamedWorld } from '../named-world.ts';
import type { Standin } from '../standin.ts';
import { matchers, type StandinMatchers } from './matchers.ts';
import { createTestWorlds, type TestOptions, type TestWorlds } from './test-worlds.ts';

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: an augmentation repeats what it augments.
  interface Matchers<T = any> extends StandinMatchers {}
}

expect.extend(matchers);

/** The fixtures of a test. */
export interface StandinFixtures {
  /** The test's own world, made before it and dropped after it. */
  world: NamedWorld;
  /** The Standin of this file, with the worlds of its tests. */
  standin: Standin;
}

/** A `test` whose tests have a world each. `listen: true` opens a port; the clock is frozen by default. */
export function standinTest(options: TestOptions = {}) {
  return base.extend<StandinFixtures & { worlds: TestWorlds }>({
    worlds: [
      // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from it what a fixture needs.
      async ({}, use) => {
        const worlds = createTestWorlds(options);
        await use(worlds);
        await worlds.close();
      },
      { scope: 'file' },
    ],
    standin: async ({ worlds }, use) => use(worlds.standin),
    world: async ({ worlds }, use) => {
      const world = await worlds.open();
      await use(world);
      await world.drop();
    },
  });
}

/** The same without options: all APIs, in memory, starting now, with a frozen clock. */
export const test = standinTest();
export type { MatchOptions } from './matchers.ts';
export type { NamedWorld, Standin, TestOptions };
export { matchers };
