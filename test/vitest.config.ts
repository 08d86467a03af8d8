/** One project for each stage of tests, so that the runner can order and count them. */
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { dealt, longestFirst, REALTIME } from '../scripts/test-plan.ts';
import { OUTCOME_VARIABLE, OutcomeReporter } from '../scripts/test-report.ts';
import { SHIFT_VARIABLE, shiftTo } from './time-of-day.ts';

const root = new URL('..', import.meta.url).pathname;
const outcomeFile = process.env[OUTCOME_VARIABLE];
/** One number for all workers, since they start at different moments. */
const shiftMs = shiftTo(process.env['LANNER_TEST_AT'], Date.now());

/** Their files start servers, clients and browsers, and wait for pictures most of the time: one file at a time. */
const WAITING: readonly string[] = ['integration', 'security', 'e2e', 'realtime'];
/** Contract tests wait for most of their time too, and use less of a core. */
const WORKERS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(WAITING.map((name) => [name, 1])),
  contract: 2,
};

/** The tests of a project: its folder, without the files that belong to `realtime`. */
function includeOf(name: string): readonly string[] {
  if (name === 'realtime') return REALTIME;
  return [`test/${name}/**/*.test.{ts,tsx}`, ...(name === 'unit' ? ['test/simulator/**/*.test.ts'] : [])];
}

/** Vitest's own order, behind the files that are known to take longest. */
class LongestFirst extends BaseSequencer {
  override shard(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { shard } = this.ctx.config;
    return Promise.resolve(shard === undefined ? files : [...dealt(this.#all(files), shard)]);
  }

  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return [...longestFirst(await super.sort(files), pathOf)];
  }

  /** By name first: every piece is cut from the same order, whatever ran before. */
  #all(files: readonly TestSpecification[]): readonly TestSpecification[] {
    const named = files.toSorted((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
    return longestFirst(named, pathOf);
  }
}

const pathOf = ({ moduleId }: TestSpecification): string => path.relative(root, moduleId).replaceAll('\\', '/');

export default defineConfig({
  root,
  test: {
    sequence: { sequencer: LongestFirst },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
    reporters: ['default', ...(outcomeFile === undefined ? [] : [new OutcomeReporter(outcomeFile, root)])],
    dangerouslyIgnoreUnhandledErrors: false,
    projects: ['unit', 'contract', ...WAITING].map((name) => ({
      extends: true as const,
      test: {
        name,
        include: [...includeOf(name)],
        exclude: ['test/**/fixtures/**', ...(name === 'realtime' ? [] : REALTIME)],
        ...(WORKERS[name] === undefined ? {} : { maxWorkers: WORKERS[name] }),
        // Files share a process, and clean-slate.ts gives each of them a clean beginning.
        ...(name === 'unit' ? { isolate: false, setupFiles: ['test/clean-slate.ts'] } : {}),
        ...(name === 'contract'
          ? { setupFiles: ['test/time-of-day.ts'], env: { [SHIFT_VARIABLE]: String(shiftMs) } }
          : {}),
        // They drive processes of their own and change nothing in this one: they share its modules and its browser.
        ...(name === 'e2e' ? { isolate: false } : {}),
        // Several waits of a minute each, which all end well on a slow machine, are no failure.
        ...(WAITING.includes(name) ? { testTimeout: 240_000 } : {}),
      },
    })),
  },
});
