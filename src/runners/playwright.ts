// Standin in Playwright: one server for each worker, a world for each test, and the matchers.

/**
 * `test` with a server for each worker and a world for each test, and `expect` with the matchers.
 * @module standin/playwright
 */
import { test as base, expect as plain } from '@playwright/test';
import type { NamedWorld } from '../named-world.ts';
import type { Standin } from '../standin.ts';
import { matchers, type StandinMatchers } from './matchers.ts';
import { createTestWorlds, type TestOptions, type TestWorlds } from './test-worlds.ts';

declare global {
  namespace PlaywrightTest {
    interface Matchers<R, T> extends StandinMatchers {}
  }
}

export interface StandinFixtures {
  /** The test's own world, made before it and dropped after it. Pages and programs can send requests to its `url`. */
  world: NamedWorld;
}

export interface StandinWorkerFixtures {
  /** Options of the worker's Standin: `test.use({ standinOptions: { apis: ['copr'] } })` or `use` of the config. */
  standinOptions: TestOptions;
  /** The server of this worker, with the worlds of its tests. */
  standin: Standin;
  worlds: TestWorlds;
}

export const test = base.extend<StandinFixtures, StandinWorkerFixtures>({
  standinOptions: [{}, { scope: 'worker', option: true }],
  worlds: [
    async ({ standinOptions }, use) => {
      const worlds = createTestWorlds({ listen: true, ...standinOptions });
      await use(worlds);
      await worlds.close();
    },
    { scope: 'worker' },
  ],
  standin: [async ({ worlds }, use) => use(worlds.standin), { scope: 'worker' }],
  world: async ({ worlds }, use) => {
    const world = await worlds.open();
    await use(world);
    await world.drop();
  },
});

export const expect: typeof plain = plain.extend(matchers);
export type { MatchOptions } from './matchers.ts';
export type { NamedWorld, Standin, TestOptions };
