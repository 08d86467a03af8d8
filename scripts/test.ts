/**
 * Runs every check and ends with a list of what failed and one line: `N passed, N failed, N skipped`.
 * Usage: npm test [-- [--changed] [--only STAGE,... | STAGE ...] [FILTER ...]]
 *
 *   npm test                        everything
 *   npm test -- e2e walls           one part: format, types, lint, unused, generated, unit, contract, integration,
 *                                   security, e2e, realtime or electron; of tests those whose file names contain the
 *                                   filter
 *   npm test -- --changed           what the files affect that differ from the last commit
 *
 * A stage that fails does not hide the ones after it. Checks that compute run before tests that wait for servers and
 * clients, and tests that watch the time run alone: see `PHASES`. At the end each file that failed runs once more, alone; the
 * list `unsteady` names the files that passed then (`scripts/second-look.ts`). The e2e suite runs on the browser host, then by itself on Electron where its binary can be
 * had; elsewhere that run counts as skipped, with the reason.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureClient } from './build.ts';
import { cachedVideo } from './footage-video.ts';
import { cacheDir, chooseHost, root, say, withTempDir } from './lib.ts';
import { filesToLookAt, joinLooks, joinPieces, MOST_UNSTEADY_FILES, type StageOutcome } from './second-look.ts';
import { isRealtime, PHASES, piecesOf, planOf, sharesOf, STAGES, type Share, type Stage } from './test-plan.ts';
import { lineOf, OUTCOME_VARIABLE, readOutcome } from './test-report.ts';

const bin = (file: string): string => path.join(root, 'node_modules', file);
/** The longest stage takes 13 minutes on two idle cores, and longer while the computer has other work. */
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
async function check(args: readonly string[]): Promise<StageOutcome> {
  let heard = '';
  const code = await runNode(args, {}, (text) => (heard = (heard + text).slice(0, HEARD_CHARACTERS)));
  if (code === 0) return { passed: 1, skipped: 0, failures: [], files: {} };
  const lines = heard.split('\n').filter((line) => line.trim() !== '');
  const said = lines.slice(0, HEARD_LINES).map((message) => ({ file: '', test: '', message }));
  const failures = said.length > 0 ? said : [{ file: '', test: '', message: `ended with ${code} and said nothing` }];
  return { passed: 0, skipped: 0, failures, files: {} };
}

/**
 * The selection of a stage of tests: the files whose names match, or the given files and the tests that import them.
 */
interface Selection {
  readonly filters: readonly string[];
  readonly share: Share;
  /** Beside nothing else, and one file after another. */
  readonly isAlone?: boolean;
  /** A piece of the stage, such as `3/8`; null for the whole. */
  readonly piece?: string | null;
}

/**
 * Runs one vitest project. Each failure outside of a test, such as in a hook or a whole file, counts as one failure.
 */
async function suite(
  project: string,
  { filters, share, isAlone = false, piece = null }: Selection,
  env: Record<string, string> = {},
): Promise<StageOutcome> {
  return withTempDir(async (dir) => {
    const report = path.join(dir, 'outcome.json');
    const command = share === 'all' ? ['run', ...filters] : ['related', '--run', ...existing(share)];
    const alone = isAlone ? ['--no-file-parallelism'] : [];
    const shard = piece === null ? [] : [`--shard=${piece}`];
    const args = ['--config', 'test/vitest.config.ts', '--project', project, '--passWithNoTests', ...alone, ...shard];
    const variables = { ...env, [OUTCOME_VARIABLE]: report };
    const code = await runNode([bin('vitest/vitest.mjs'), ...command, ...args], variables);
    return readOutcome(report, code);
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
async function electronSuite(selection: Selection, onBrowser: StageOutcome | undefined): Promise<StageOutcome> {
  try {
    chooseHost('electron');
  } catch (error) {
    say(`e2e on Electron skipped: ${error instanceof Error ? error.message : String(error)}`);
    const skipped = onBrowser ? onBrowser.passed + onBrowser.failures.length : 1;
    return { passed: 0, skipped, failures: [], files: {} };
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

const { stages: wanted, realtimeOf, filters, isChanged } = readCommandLine();
const shares = isChanged ? sharesOf(changedFiles(), testsIn) : null;
const shareOf = (stage: Stage): Share => shares?.[stage] ?? 'all';
const pathsOf = (stage: Stage): readonly string[] => {
  const share = shareOf(stage);
  return share === 'all' ? ['.'] : existing(share);
};

/** The files of `realtime` that lie in the named folders and match the filters, as filters of their own. */
function realtimeFilters(): readonly string[] {
  if (realtimeOf === null) return filters;
  const files = realtimeOf.flatMap((folder) => testsIn(`test/${folder}/`)).filter(isRealtime);
  return files.filter((file) => filters.length === 0 || filters.some((part) => file.includes(part)));
}

const filtersOf = (stage: Stage): readonly string[] => (stage === 'realtime' ? realtimeFilters() : filters);
const selectionOf = (stage: Stage): Selection => ({ filters: filtersOf(stage), share: shareOf(stage) });
const done: Partial<Record<Stage, StageOutcome>> = {};
const NOTHING: StageOutcome = { passed: 0, skipped: 0, failures: [], files: {} };

/** Node keeps what it compiled of the tools, of the scripts and of the simulator, which tests start 100 times. */
process.env['NODE_COMPILE_CACHE'] ??= path.join(cacheDir, 'compiled');
/** By content: the result for a file depends on nothing but the file. For the linters, which see types and imports, that is not so. */
const formatCache = ['--cache', '--cache-strategy', 'content', '--cache-location', path.join(cacheDir, 'prettier')];
const prettier = [bin('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '--ignore-unknown', ...formatCache];
const eslint = [bin('eslint/bin/eslint.js'), '--config', 'scripts/eslint.config.js', '--max-warnings', '0'];
/** JavaScript has no types to check. */
const NO_TYPES = ['**/*.js', '**/*.mjs'].map((pattern) => `--ignore-pattern=${pattern}`);
const oxlint = [
  bin('oxlint/bin/oxlint'),
  ...['--config', 'scripts/oxlint.jsonc', ...NO_TYPES, '--no-error-on-unmatched-pattern'],
];

type SuiteStage = 'unit' | 'contract' | 'integration' | 'security' | 'e2e' | 'realtime' | 'electron';

const suites: Record<SuiteStage, (selection: Selection) => Promise<StageOutcome>> = {
  unit: (selection) => suite('unit', selection),
  contract: (selection) => suite('contract', selection),
  integration: async (selection) => suite('integration', selection, await footage()),
  security: (selection) => suite('security', selection),
  e2e: (selection) => suite('e2e', selection),
  realtime: async (selection) => suite('realtime', selection, await footage()),
  electron: (selection) => electronSuite(selection, done.e2e),
};

const knip = (config: string, ...args: readonly string[]): readonly string[] => [
  bin('knip/bin/knip.js'),
  ...['--config', `scripts/${config}.jsonc`, '--no-progress', ...args],
];

const checks: Record<Exclude<Stage, SuiteStage>, () => Promise<StageOutcome>> = {
  format: () => check([...prettier, ...pathsOf('format')]),
  types: () => check([bin('typescript/bin/tsc'), '-b']),
  lint: async () =>
    joinPieces(
      await check([...eslint, '--no-warn-ignored', ...pathsOf('lint')]),
      await check([...oxlint, ...pathsOf('lint')]),
    ),
  unused: async () =>
    joinPieces(await check(knip('knip')), await check(knip('knip-product', '--include', 'files,exports'))),
  generated: () => check(['scripts/generate-operations.ts', '--check']),
};

const isSuite = (stage: Stage): stage is SuiteStage => stage in suites;
const isAffected = (stage: Stage): boolean =>
  shareOf(stage).length > 0 && !(stage === 'realtime' && realtimeOf !== null && realtimeFilters().length === 0);
const names = STAGES.filter((stage) => wanted.includes(stage) && isAffected(stage));
if (names.some((name) => ['contract', 'security', 'e2e', 'realtime'].includes(name))) await ensureClient();

/** Runs `work`, and reports the counts of its outcome with the seconds that it took. */
async function timed(title: string, work: () => Promise<StageOutcome>): Promise<StageOutcome> {
  say(`\n== ${title}`);
  const startedMs = performance.now();
  const outcome = await work();
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  const { passed, failures, skipped } = outcome;
  say(`== ${title}: ${passed} passed, ${failures.length} failed, ${skipped} skipped in ${seconds} s`);
  return outcome;
}

/** The pieces of each stage that no list has begun. */
const waiting = new Map(
  names.map((name) => [name, [...piecesOf(name, filtersOf(name).length === 0 && shareOf(name) === 'all')]]),
);

async function runInOrder(list: readonly Stage[]): Promise<void> {
  for (const name of list) {
    for (let piece = waiting.get(name)?.shift(); piece !== undefined; piece = waiting.get(name)?.shift()) {
      const own = { ...selectionOf(name), piece };
      const title = piece === null ? name : `${name} ${piece}`;
      const outcome = await timed(title, () => (isSuite(name) ? suites[name](own) : checks[name]()));
      done[name] = joinPieces(done[name], outcome);
    }
  }
}

/** Runs each failed file once more, alone. @returns a line for each file that passed then. */
async function lookAgain(): Promise<readonly string[]> {
  const failed = names.filter(isSuite).map((name) => ({ name, files: filesToLookAt(done[name] ?? NOTHING) }));
  // With more files, no second look can make the run green.
  if (failed.flatMap(({ files }) => files).length > MOST_UNSTEADY_FILES) return [];
  const lines: string[] = [];
  for (const { name, files } of failed) {
    const first = done[name];
    if (first === undefined || files.length === 0) continue;
    const second = await timed(`${name}, second look`, () =>
      suites[name]({ filters: files, share: 'all', isAlone: true }),
    );
    const { outcome, unsteady } = joinLooks(first, second, files);
    done[name] = outcome;
    lines.push(...unsteady.map((one) => lineOf(name, one)));
  }
  return lines;
}

const list = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `\n${title}:\n${lines.join('\n')}\n`;

for (const lists of PHASES) await Promise.all(lists.map(runInOrder));
const unsteady = await lookAgain();
const failed = Object.entries(done).flatMap(([name, { failures }]) => failures.map((one) => lineOf(name, one)));
const sumOf = (key: 'passed' | 'skipped'): number => Object.values(done).reduce((sum, one) => sum + one[key], 0);
process.stdout.write(list('failed', failed) + list('unsteady', unsteady));
process.stdout.write(`\nunsteady: ${unsteady.length}\n`);
process.stdout.write(`${sumOf('passed')} passed, ${failed.length} failed, ${sumOf('skipped')} skipped\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
