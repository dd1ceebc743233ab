import { defineConfig } from 'vitest/config';
import Longest from './test/_order.ts';

/** Nothing asserts how long it takes; on a busy machine a start of a process alone can take seconds. */
const patience = 600_000;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/_build.ts'],
    reporters: ['default', './test/_tally.ts'],
    testTimeout: patience,
    hookTimeout: patience,
    // Without this word Vitest leaves one processor idle: of two it would use one.
    maxWorkers: '100%',
    sequence: { sequencer: Longest },
    // Only this very text keeps Pact from calling home.
    env: { PACT_DO_NOT_TRACK: 'true' },
  },
});
