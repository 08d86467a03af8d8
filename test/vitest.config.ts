/** Unit, contract and integration tests: one project each, so that the runner can order and count them. */
import { defineConfig } from 'vitest/config';

const root = new URL('..', import.meta.url).pathname;

export default defineConfig({
  root,
  test: {
    testTimeout: 120_000,
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
    dangerouslyIgnoreUnhandledErrors: false,
    projects: ['unit', 'contract', 'integration', 'e2e'].map((name) => ({
      extends: true as const,
      test: {
        name,
        include: [`test/${name}/**/*.test.{ts,tsx}`],
        exclude: ['test/**/fixtures/**'],
        fileParallelism: name === 'unit' || name === 'contract',
      },
    })),
  },
});
