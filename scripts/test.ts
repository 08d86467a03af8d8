/**
 * Runs every check and ends with a list of what failed and one line: `N passed, N failed, N skipped`.
 * Usage: npm test [-- [--changed] [--only STAGE,... | STAGE ...] [FILTER ...]]
 *
 *   npm test                        everything
 *   npm test -- e2e walls           one part: format, types, lint, unused, generated, unit, contract, integration,
 *                                   security, e2e or electron; of tests those whose file names contain the filter
 *   npm test -- --changed           what the files affect that differ from the last commit
 *
 * A stage that fails does not hide the ones after it. Checks that compute run before tests that wait for servers
 * and clients: see `PHASES`. The e2e suite runs on the browser host, then by itself on Electron where its binary can be
 * had; elsewhere that run counts as skipped, with the reason.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureClient } from './build.ts';
import { cachedVideo } from './footage-video.ts';
import { cacheDir, chooseHost, root, say, withTempDir } from './lib.ts';
import { PHASES, planOf, sharesOf, STAGES, type Share, type Stage } from './test-plan.ts';
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
/** The flows of an operator take 13 minutes on two idle cores, and longer while the computer has other work. */
const STAGE_TIMEOUT_MS = 25 * 60_000;

/** The last that a child wrote. */
type Heard = (text: string) => void;

/**
 * Runs a Node program; resolves with its exit code, after ending it by pid when the time is over.
 *
 * @param onText called with the program's output, which is also passed on; without it the program writes to the
 *   terminal itself.
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

/** What a stage of tests runs: the files whose names match, or the given files and the tests that import them. */
interface Selection {
  readonly filters: readonly string[];
  readonly share: Share;
}

/** One vitest project. What failed without a test, such as a hook or a whole file, counts as a failure each. */
async function suite(
  project: string,
  { filters, share }: Selection,
  env: Record<string, string> = {},
): Promise<StageResult> {
  return withTempDir(async (dir) => {
    const report = path.join(dir, 'outcome.json');
    const command = share === 'all' ? ['run', ...filters] : ['related', '--run', ...existing(share)];
    const args = ['--config', 'test/vitest.config.ts', '--project', project, '--passWithNoTests'];
    const variables = { ...env, [OUTCOME_VARIABLE]: report };
    const code = await runNode([bin('vitest/vitest.mjs'), ...command, ...args], variables);
    const { passed, skipped, failures } = readOutcome(report, code);
    return { passed, failed: failures.length, skipped, failures };
  });
}

const existing = (files: readonly string[]): readonly string[] =>
  files.filter((file) => existsSync(path.join(root, file)));

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
async function electronSuite(selection: Selection, browserCounts: Counts | undefined): Promise<StageResult> {
  try {
    chooseHost('electron');
  } catch (error) {
    say(`e2e on Electron skipped: ${error instanceof Error ? error.message : String(error)}`);
    const skipped = browserCounts ? browserCounts.passed + browserCounts.failed : 1;
    return { passed: 0, failed: 0, skipped, failures: [] };
  }
  return suite('e2e', selection, { LANNER_E2E_HOST: 'electron' });
}

/** Files that differ from the last commit, new and deleted ones included. */
function changedFiles(): readonly string[] {
  const git = (...args: string[]): string[] =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8' })
      .split('\0')
      .filter((file) => file !== '');
  const diff = git('diff', '--name-only', '--no-renames', '-z', 'HEAD');
  return [...new Set([...diff, ...git('ls-files', '--others', '--exclude-standard', '-z')])];
}

const testsIn = (folder: string): readonly string[] => globSync(`${folder}**/*.test.{ts,tsx}`, { cwd: root });

function readCommandLine(): ReturnType<typeof planOf> & { readonly isChanged: boolean } {
  const options = { only: { type: 'string' }, changed: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  try {
    return { ...planOf(values.only, positionals), isChanged: values.changed };
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exit(2);
  }
}

const { stages: wanted, filters, isChanged } = readCommandLine();
const shares = isChanged ? sharesOf(changedFiles(), testsIn) : null;
const shareOf = (stage: Stage): Share => shares?.[stage] ?? 'all';
const selectionOf = (stage: Stage): Selection => ({ filters, share: shareOf(stage) });
const pathsOf = (stage: Stage): readonly string[] => {
  const share = shareOf(stage);
  return share === 'all' ? ['.'] : existing(share);
};
const done: Partial<Record<Stage, StageResult>> = {};

/** Node keeps what it compiled of the tools, of the scripts and of the simulator, which tests start 100 times. */
process.env['NODE_COMPILE_CACHE'] ??= path.join(cacheDir, 'compiled');
/** By content: the result for a file depends on nothing but the file. For ESLint, whose rules see types, that is not so. */
const formatCache = ['--cache', '--cache-strategy', 'content', '--cache-location', path.join(cacheDir, 'prettier')];
const prettier = [bin('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '--ignore-unknown', ...formatCache];
const eslint = [bin('eslint/bin/eslint.js'), '--config', 'scripts/eslint.config.js', '--max-warnings', '0'];

const runs: Record<Stage, () => Promise<StageResult>> = {
  format: () => check([...prettier, ...pathsOf('format')]),
  types: () => check([bin('typescript/bin/tsc'), '-b']),
  lint: () => check([...eslint, '--no-warn-ignored', ...pathsOf('lint')]),
  unused: () => check([bin('knip/bin/knip.js'), '--config', 'scripts/knip.jsonc', '--no-progress']),
  generated: () => check(['scripts/generate-operations.ts', '--check']),
  unit: () => suite('unit', selectionOf('unit')),
  contract: () => suite('contract', selectionOf('contract')),
  integration: async () => suite('integration', selectionOf('integration'), await footage()),
  security: () => suite('security', selectionOf('security')),
  e2e: () => suite('e2e', selectionOf('e2e')),
  electron: () => electronSuite(selectionOf('electron'), done.e2e),
};

const isAffected = (stage: Stage): boolean => shareOf(stage).length > 0;
const names = STAGES.filter((stage) => wanted.includes(stage) && isAffected(stage));
if (names.some((name) => ['contract', 'security', 'e2e'].includes(name))) await ensureClient();

const total: Counts = { passed: 0, failed: 0, skipped: 0 };

async function run(name: Stage): Promise<void> {
  say(`\n== ${name}`);
  const startedMs = performance.now();
  const counts = await runs[name]();
  done[name] = counts;
  for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += counts[key];
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  say(`== ${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped in ${seconds} s`);
}

async function runInOrder(list: readonly Stage[]): Promise<void> {
  for (const name of list) if (names.includes(name)) await run(name);
}

for (const lists of PHASES) await Promise.all(lists.map(runInOrder));
const failed = Object.entries(done).flatMap(([name, { failures }]) => failures.map((one) => lineOf(name, one)));
if (failed.length > 0) process.stdout.write(`\nfailed:\n${failed.join('\n')}\n`);
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exitCode = total.failed === 0 ? 0 : 1;
