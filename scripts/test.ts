/**
 * Runs every check in order and ends with a list of what failed and one line: `N passed, N failed, N skipped`.
 * Usage: npm test [-- --only format|lint|types|unused|generated|unit|contract|integration|security|e2e|electron] [-- FILTER ...]
 *
 * A stage that fails does not hide the ones after it. Whatever only computes runs beside the integration and security
 * tests, which wait for their servers and clients most of the time. The e2e suite runs on the browser host, then by itself on Electron
 * where its binary can be had; elsewhere that run counts as skipped, with the reason.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureClient } from './build.ts';
import { cachedVideo } from './footage-video.ts';
import { chooseHost, root, say, withTempDir } from './lib.ts';
import { lineOf, OUTCOME_VARIABLE, readOutcome, type Failure } from './test-report.ts';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

interface StageResult extends Readonly<Counts> {
  readonly failures: readonly Failure[];
}

const bin = (file: string): string => path.join(root, 'node_modules', file);
const STAGE_TIMEOUT_MS = 15 * 60_000;

/** The last that a child wrote. */
type Heard = (text: string) => void;

/**
 * Runs a Node program; resolves with its exit code, after ending it by pid when the time is over.
 *
 * @param onText hears what it writes, which is passed on; without it the program writes to the terminal itself.
 */
function runNode(args: readonly string[], env: Readonly<Record<string, string>> = {}, onText?: Heard): Promise<number> {
  return new Promise((resolve) => {
    const output = onText ? 'pipe' : 'inherit';
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
      cwd: root,
      stdio: ['ignore', output, output],
      env: { ...process.env, ...env },
    });
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const) {
      from?.setEncoding('utf8').on('data', (text: string) => {
        to.write(text);
        onText?.(text);
      });
    }
    const timer = setTimeout(() => child.kill('SIGKILL'), STAGE_TIMEOUT_MS);
    const forward = (): void => void child.kill('SIGTERM');
    process.once('SIGINT', forward).once('SIGTERM', forward);
    child.once('close', (code) => {
      clearTimeout(timer);
      process.off('SIGINT', forward).off('SIGTERM', forward);
      resolve(code ?? 1);
    });
  });
}

const HEARD_CHARACTERS = 4_000;
const HEARD_LINES = 6;

/** A check of the sources. Why it failed is what it said first: its findings, one a line. */
async function check(args: readonly string[]): Promise<StageResult> {
  let heard = '';
  const code = await runNode(args, {}, (text) => (heard = (heard + text).slice(0, HEARD_CHARACTERS)));
  if (code === 0) return { passed: 1, failed: 0, skipped: 0, failures: [] };
  const lines = heard.split('\n').filter((line) => line.trim() !== '');
  const said = lines.slice(0, HEARD_LINES).map((message) => ({ file: '', test: '', message }));
  const failures = said.length > 0 ? said : [{ file: '', test: '', message: `ended with ${code} and said nothing` }];
  return { passed: 0, failed: 1, skipped: 0, failures };
}

const FAILED: StageResult = {
  ...{ passed: 0, failed: 1, skipped: 0 },
  failures: [{ file: '', test: '', message: 'there is no such stage' }],
};

/** One vitest project. What failed without a test, such as a hook or a whole file, counts as a failure each. */
async function suite(
  project: string,
  filters: readonly string[],
  env: Record<string, string> = {},
): Promise<StageResult> {
  return withTempDir(async (dir) => {
    const report = path.join(dir, 'outcome.json');
    const args = ['run', '--config', 'test/vitest.config.ts', '--project', project, '--passWithNoTests'];
    const variables = { ...env, [OUTCOME_VARIABLE]: report };
    const code = await runNode([bin('vitest/vitest.mjs'), ...args, ...filters], variables);
    const { passed, skipped, failures } = readOutcome(report, code);
    return { passed, failed: failures.length, skipped, failures };
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
async function electronSuite(filters: readonly string[], browserCounts: Counts | undefined): Promise<StageResult> {
  try {
    chooseHost('electron');
  } catch (error) {
    say(`e2e on Electron skipped: ${error instanceof Error ? error.message : String(error)}`);
    const skipped = browserCounts ? browserCounts.passed + browserCounts.failed : 1;
    return { passed: 0, failed: 0, skipped, failures: [] };
  }
  return suite('e2e', filters, { LANNER_E2E_HOST: 'electron' });
}

const { values, positionals } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true });
const done: Record<string, StageResult> = {};

const stages: Record<string, () => Promise<StageResult>> = {
  format: () => check([bin('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.']),
  lint: () => check([bin('eslint/bin/eslint.js'), '--config', 'scripts/eslint.config.js', '--max-warnings', '0', '.']),
  types: () => check([bin('typescript/bin/tsc'), '-b']),
  unused: () => check([bin('knip/bin/knip.js'), '--config', 'scripts/knip.jsonc', '--no-progress']),
  generated: () => check(['scripts/generate-operations.ts', '--check']),
  unit: () => suite('unit', positionals),
  contract: () => suite('contract', positionals),
  integration: async () => suite('integration', positionals, await footage()),
  security: () => suite('security', positionals),
  e2e: () => suite('e2e', positionals),
  electron: () => electronSuite(positionals, done['e2e']),
};

const names = Object.keys(stages).filter((name) => values.only === undefined || values.only.split(',').includes(name));
if (names.length === 0) {
  say(`no such stage: ${values.only}; there are ${Object.keys(stages).join(', ')}`);
  process.exit(2);
}
if (names.some((name) => ['contract', 'security', 'e2e'].includes(name))) await ensureClient();

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

const WAITING: readonly string[] = ['integration', 'security'];
const ALONE: readonly string[] = ['e2e', 'electron'];
const waiting = names.filter((name) => WAITING.includes(name));
const computing = names.filter((name) => !WAITING.includes(name) && !ALONE.includes(name));
await Promise.all([runInOrder(computing), runInOrder(waiting)]);
await runInOrder(names.filter((name) => ALONE.includes(name)));
const failed = Object.entries(done).flatMap(([name, { failures }]) => failures.map((one) => lineOf(name, one)));
if (failed.length > 0) process.stdout.write(`\nfailed:\n${failed.join('\n')}\n`);
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exitCode = total.failed === 0 ? 0 : 1;
