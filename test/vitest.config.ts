/** Unit, contract and integration tests: one project each, so that the runner can order and count them. */
import { defineConfig } from 'vitest/config';
import { OUTCOME_VARIABLE, OutcomeReporter } from '../scripts/test-report.ts';

const root = new URL('..', import.meta.url).pathname;
const outcomeFile = process.env[OUTCOME_VARIABLE];

export default defineConfig({
  root,
  test: {
    testTimeout: 120_000,
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
    reporters: ['default', ...(outcomeFile === undefined ? [] : [new OutcomeReporter(outcomeFile, root)])],
    dangerouslyIgnoreUnhandledErrors: false,
    projects: ['unit', 'contract', 'integration', 'e2e'].map((name) => ({
      extends: true as const,
      test: {
        name,
        include: [`test/${name}/**/*.test.{ts,tsx}`],
        exclude: ['test/**/fixtures/**'],
        fileParallelism: name === 'unit' || name === 'contract',
        // Several waits of a minute each, which all end well on a slow machine, are no failure.
        ...(name === 'integration' || name === 'e2e' ? { testTimeout: 240_000 } : {}),
      },
    })),
  },
});
