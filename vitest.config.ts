import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/_build.ts'],
    reporters: ['default', './test/_tally.ts'],
    testTimeout: 20_000,
    // Only this very text keeps Pact from calling home.
    env: { PACT_DO_NOT_TRACK: 'true' },
  },
});
