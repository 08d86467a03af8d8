/** One project for each stage of tests, so that the runner can order and count them. */
import { defineConfig } from 'vitest/config';
import { OUTCOME_VARIABLE, OutcomeReporter } from '../scripts/test-report.ts';

const root = new URL('..', import.meta.url).pathname;
const outcomeFile = process.env[OUTCOME_VARIABLE];

/** Their files start servers, clients and browsers, and wait for pictures most of the time. */
const WAITING: readonly string[] = ['integration', 'security', 'e2e'];
/**
 * How many files of a stage run at a time. Players and their servers keep real time, and attacks end processes and look
 * for whatever an attack left: one file at a time. The stages run beside each other.
 */
const WORKERS: Readonly<Record<string, number>> = { integration: 1, security: 1, e2e: 2 };

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
        ...(WORKERS[name] === undefined ? {} : { maxWorkers: WORKERS[name] }),
        // Files share a process, and clean-slate.ts gives each of them a clean beginning.
        ...(name === 'unit' ? { isolate: false, setupFiles: ['test/clean-slate.ts'] } : {}),
        // Several waits of a minute each, which all end well on a slow machine, are no failure.
        ...(WAITING.includes(name) ? { testTimeout: 240_000 } : {}),
      },
    })),
  },
});
