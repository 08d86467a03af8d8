/**
 * Runs every check in order and ends with one line: `N passed, N failed, N skipped`.
 * Usage: npm test [-- --only format|lint|types|unit|contract|integration|e2e|electron] [-- FILTER ...]
 *
 * A stage that fails does not hide the ones after it. The checks of the sources run beside the integration tests, which
 * wait for their servers most of the time. The e2e suite runs on the browser host, then by itself on Electron
 * where its binary can be had; elsewhere that run counts as skipped, with the reason.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureClient } from './build.ts';
import { cachedVideo } from './footage-video.ts';
import { chooseHost, root, say, withTempDir } from './lib.ts';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numFailedTestSuites: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

const bin = (file: string): string => path.join(root, 'node_modules', file);
const STAGE_TIMEOUT_MS = 15 * 60_000;

/** Runs a Node program; resolves with its exit code, after ending it by pid when the time is over. */
function runNode(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), STAGE_TIMEOUT_MS);
    const forward = (): void => void child.kill('SIGTERM');
    process.once('SIGINT', forward).once('SIGTERM', forward);
    child.once('exit', (code) => {
      clearTimeout(timer);
      process.off('SIGINT', forward).off('SIGTERM', forward);
      resolve(code ?? 1);
    });
  });
}

async function check(args: readonly string[]): Promise<Counts> {
  const isGood = (await runNode(args)) === 0;
  return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 };
}

const FAILED: Counts = { passed: 0, failed: 1, skipped: 0 };

/** One vitest project. A file that does not even load counts as a failure; a run without a report as well. */
async function suite(project: string, filters: readonly string[], env: Record<string, string> = {}): Promise<Counts> {
  return withTempDir(async (dir) => {
    const report = path.join(dir, 'report.json');
    const args = ['run', '--config', 'test/vitest.config.ts', '--project', project, '--passWithNoTests'];
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const code = await runNode([bin('vitest/vitest.mjs'), ...args, ...reporters, ...filters], env);
    if (!existsSync(report)) return FAILED;
    const result = JSON.parse(readFileSync(report, 'utf8')) as VitestReport;
    const broken = result.testResults.filter((f) => f.status === 'failed' && f.assertionResults.length === 0).length;
    const failed = result.numFailedTests + broken;
    return {
      passed: result.numPassedTests,
      failed: failed === 0 && code !== 0 ? 1 : failed,
      skipped: result.numPendingTests + result.numTodoTests,
    };
  });
}

/** Real servers are fed with street footage; where it cannot be had, with a test card, and the reason is said. */
async function footage(): Promise<Record<string, string>> {
  try {
    return { LANNER_FOOTAGE: await cachedVideo() };
  } catch (error) {
    say(`no street footage, a test card instead: ${error instanceof Error ? error.message : String(error)}`);
    return {};
  }
}

/** The e2e suite on Electron; where the binary cannot be had, every test of it counts as skipped. */
async function electronSuite(filters: readonly string[], browserCounts: Counts | undefined): Promise<Counts> {
  try {
    chooseHost('electron');
  } catch (error) {
    say(`e2e on Electron skipped: ${error instanceof Error ? error.message : String(error)}`);
    return { passed: 0, failed: 0, skipped: browserCounts ? browserCounts.passed + browserCounts.failed : 1 };
  }
  return suite('e2e', filters, { LANNER_E2E_HOST: 'electron' });
}

const { values, positionals } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true });
const done: Record<string, Counts> = {};

const stages: Record<string, () => Promise<Counts>> = {
  format: () => check([bin('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.']),
  lint: () => check([bin('eslint/bin/eslint.js'), '--config', 'scripts/eslint.config.js', '--max-warnings', '0', '.']),
  types: () => check([bin('typescript/bin/tsc'), '-b']),
  generated: () => check(['scripts/generate-operations.ts', '--check']),
  unit: () => suite('unit', positionals),
  contract: () => suite('contract', positionals),
  integration: async () => suite('integration', positionals, await footage()),
  e2e: () => suite('e2e', positionals),
  electron: () => electronSuite(positionals, done['e2e']),
};

const names = Object.keys(stages).filter((name) => values.only === undefined || values.only.split(',').includes(name));
if (names.length === 0) {
  say(`no such stage: ${values.only}; there are ${Object.keys(stages).join(', ')}`);
  process.exit(2);
}
if (names.some((name) => ['contract', 'e2e'].includes(name))) await ensureClient();

const total: Counts = { passed: 0, failed: 0, skipped: 0 };

async function run(name: string): Promise<void> {
  say(`\n== ${name}`);
  const startedMs = performance.now();
  const counts = (await stages[name]?.()) ?? FAILED;
  done[name] = counts;
  for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += counts[key];
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  say(`== ${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped in ${seconds} s`);
}

async function runInOrder(list: readonly string[]): Promise<void> {
  for (const name of list) await run(name);
}

const OF_SOURCES: readonly string[] = ['format', 'lint', 'types', 'generated'];
const ofSources = names.filter((name) => OF_SOURCES.includes(name));
const hasCompany = names.includes('integration');
if (!hasCompany) await runInOrder(ofSources);
for (const name of names.filter((one) => !OF_SOURCES.includes(one))) {
  if (name === 'integration') await Promise.all([run(name), runInOrder(ofSources)]);
  else await run(name);
}
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exitCode = total.failed === 0 ? 0 : 1;
