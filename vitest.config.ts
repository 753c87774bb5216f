import { defineConfig } from 'vitest/config';

/** A model on a software GPU, on two shared cores. */
const E2E_TIMEOUT_MS = 180_000;
/** Scenarios of bad weather that run side by side, and how long each may take while the others do. */
const FAULTS_AT_ONCE = 20;
const FAULT_TIMEOUT_MS = 120_000;

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    reporters: ['verbose'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{src,relay,terminal,tests}/**/*.test.{ts,tsx}'],
          exclude: ['tests/faults/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          // They wait for sockets and timers, hardly for the processor.
          maxConcurrency: FAULTS_AT_ONCE,
          testTimeout: FAULT_TIMEOUT_MS,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.e2e.ts'],
          globalSetup: 'tests/support/prepareEndToEnd.ts',
          // One browser at a time: a second one would share the same two cores.
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: E2E_TIMEOUT_MS,
          hookTimeout: E2E_TIMEOUT_MS,
        },
      },
    ],
  },
});
