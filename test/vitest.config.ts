/** One project for each stage of tests, so that the runner can order and count them. */
import { defineConfig } from 'vitest/config';
import { OUTCOME_VARIABLE, OutcomeReporter } from '../scripts/test-report.ts';

const root = new URL('..', import.meta.url).pathname;
const outcomeFile = process.env[OUTCOME_VARIABLE];

/** Their files start servers, clients and browsers: two at a time would take each other's processor. */
const ONE_AFTER_ANOTHER: readonly string[] = ['integration', 'security', 'e2e'];

export default defineConfig({
  root,
  test: {
    testTimeout: 120_000,
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
    reporters: ['default', ...(outcomeFile === undefined ? [] : [new OutcomeReporter(outcomeFile, root)])],
    dangerouslyIgnoreUnhandledErrors: false,
    projects: ['unit', 'contract', 'integration', 'security', 'e2e'].map((name) => ({
      extends: true as const,
      test: {
        name,
        include: [`test/${name}/**/*.test.{ts,tsx}`, ...(name === 'unit' ? ['test/simulator/**/*.test.ts'] : [])],
        exclude: ['test/**/fixtures/**'],
        fileParallelism: !ONE_AFTER_ANOTHER.includes(name),
        // Files share a process, and clean-slate.ts gives each of them a clean beginning.
        ...(name === 'unit' ? { isolate: false, setupFiles: ['test/clean-slate.ts'] } : {}),
        // Several waits of a minute each, which all end well on a slow machine, are no failure.
        ...(ONE_AFTER_ANOTHER.includes(name) ? { testTimeout: 240_000 } : {}),
      },
    })),
  },
});
