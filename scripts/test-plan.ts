/** Which stages `npm test` runs, and which files of each: pure, so that every rule has a test. */

export const STAGES = [
  ...(['format', 'types', 'lint', 'unused', 'generated', 'unit', 'contract'] as const),
  ...(['integration', 'security', 'e2e', 'electron'] as const),
] as const;

export type Stage = (typeof STAGES)[number];

/**
 * The stages that only compute, then those that wait for pictures, servers and clients, which keep real time: they would
 * wait in vain while every core computes. Stages of a list run one after another, the lists of a phase beside each other,
 * the phases one after another. The lists of a phase take about the same time.
 */
export const PHASES: readonly (readonly (readonly Stage[])[])[] = [
  [
    ['format', 'types', 'lint', 'unused', 'generated'],
    ['unit', 'contract'],
  ],
  [['integration'], ['security'], ['e2e']],
  [['electron']],
];

interface Plan {
  readonly stages: readonly Stage[];
  /** Parts of the names of test files; empty for all. */
  readonly filters: readonly string[];
}

const isStage = (name: string): name is Stage => (STAGES as readonly string[]).includes(name);

/**
 * Reads the command line: `--only a,b` or stages at its beginning, then filters.
 *
 * @throws {Error} when `--only` names no stage that exists.
 */
export function planOf(only: string | undefined, words: readonly string[]): Plan {
  if (only !== undefined) {
    const unknown = only.split(',').filter((name) => !isStage(name));
    if (unknown.length > 0) throw new Error(`no such stage: ${unknown.join(', ')}; there are ${STAGES.join(', ')}`);
    return { stages: STAGES.filter((name) => only.split(',').includes(name)), filters: words };
  }
  const end = words.findIndex((word) => !isStage(word));
  const named = end < 0 ? words : words.slice(0, end);
  const filters = words.slice(named.length);
  return { stages: named.length === 0 ? STAGES : STAGES.filter((name) => named.includes(name)), filters };
}

/** What a stage runs: everything, or these files and the tests that import them. */
export type Share = 'all' | readonly string[];

/** Every stage of tests depends on these. */
const GROUND =
  /^(package(-lock)?\.json|test\/(vitest\.config|clean-slate|patience)\.ts|scripts\/tsconfig\.base\.json)$/;
const CODE = /\.(ts|tsx|js|mjs)$/;
/** What the tests of security and e2e start as processes, which no import shows. */
const CLIENT = /^(main|preload|renderer|test\/simulator)\/|^scripts\/(build|client|display|lib)\.ts$/;
/** Contract tests that start commands and hosts as processes. */
const STARTED = ['test/contract/commands/', 'test/contract/hosts/', 'test/contract/scripts/', 'test/contract/vault/'];
const STARTED_FROM = /^(main|preload|scripts|test\/simulator)\//;
/** Integration tests run these in a thread, in a page or as a server, which no import shows. */
const MEDIA = /^(main\/media|renderer\/media|test\/simulator\/media|test\/integration\/servers)\//;
/**
 * Files that tests of the scripts read as text: documents, style sheets, settings and other files that are not code.
 */
const SCRIPT_TESTS = 'test/unit/scripts/';

const TEST = /\.test\.tsx?$/;
const isTestOf = (stage: Stage, file: string): boolean => file.startsWith(`test/${stage}/`) && TEST.test(file);

/** Tests that drive the built client: all when it or a helper of theirs changed, else the changed test files. */
function clientTests(stage: 'security' | 'e2e', changed: readonly string[]): Share {
  const helpsOthers = (file: string): boolean => file.startsWith(`test/${stage}/`) && !isTestOf(stage, file);
  if (changed.some((file) => (CLIENT.test(file) && !TEST.test(file)) || helpsOthers(file))) return 'all';
  return changed.filter((file) => isTestOf(stage, file));
}

/**
 * What the changed files affect, by stage. A stage with an empty list has nothing to run.
 *
 * @param changed paths from the root of the project, those of deleted files included.
 * @param testsIn lists the test files of a folder.
 */
export function sharesOf(
  changed: readonly string[],
  testsIn: (folder: string) => readonly string[],
): Readonly<Record<Stage, Share>> {
  const code = changed.filter((file) => CODE.test(file));
  const any = (pattern: RegExp): boolean => changed.some((file) => pattern.test(file));
  const allIf = (isAffected: boolean): Share => (isAffected ? 'all' : []);
  if (any(GROUND)) return Object.fromEntries(STAGES.map((stage) => [stage, 'all'])) as Record<Stage, Share>;
  const readsText = changed.some((file) => !CODE.test(file)) || any(/^scripts\//);
  const e2e = clientTests('e2e', changed);
  return {
    format: changed,
    types: allIf(code.length > 0 || any(/tsconfig[^/]*\.json$/)),
    lint: any(/^scripts\/eslint/) ? 'all' : code,
    unused: allIf(code.length > 0),
    generated: allIf(any(/contract\.json$|\.gen\.ts$|^scripts\/generate/)),
    unit: [...code, ...(readsText ? testsIn(SCRIPT_TESTS) : [])],
    contract: any(/contract\.json$/) ? 'all' : [...code, ...(any(STARTED_FROM) ? STARTED.flatMap(testsIn) : [])],
    integration: any(MEDIA) ? 'all' : code,
    security: clientTests('security', changed),
    e2e,
    electron: e2e,
  };
}
