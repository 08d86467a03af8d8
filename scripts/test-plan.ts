/** Which stages `npm test` runs, and which files of each: pure, so that every rule has a test. */

export const STAGES = [
  ...(['format', 'types', 'lint', 'unused', 'generated', 'unit', 'contract'] as const),
  ...(['integration', 'security', 'e2e', 'realtime', 'electron'] as const),
] as const;

export type Stage = (typeof STAGES)[number];

/**
 * Phases run one after another, the lanes of a phase beside each other. First come the checks that only compute, the longest
 * first, and the contract tests, which wait for three quarters of their time. Then come tests that drive clients, servers and the
 * parts of main, one file at a time in each of three lanes: they wait for conditions, and one of them uses a good half of one of
 * the two cores of a small machine. Tests that compare pictures with the time run last, two at a time and beside nothing else: they
 * would fail while every core computes, and one of them uses a third of the two cores.
 * Lanes that name the same stage share its pieces: the lane that is free takes the next one.
 */
export const PHASES: readonly (readonly (readonly Stage[])[])[] = [
  [
    ['lint', 'types', 'unused', 'generated', 'contract'],
    ['unit', 'format', 'contract'],
  ],
  [['e2e'], ['security', 'integration', 'e2e'], ['e2e']],
  [['realtime'], ['realtime']],
  [['electron']],
];

/** Number of pieces of a stage; all others run whole. Small pieces leave no lane idle for long at the end. */
const PIECES: Partial<Readonly<Record<Stage, number>>> = { contract: 6, e2e: 16, realtime: 8 };

/**
 * The pieces of a stage, as vitest's `--shard` names them.
 *
 * @param isWhole whether the stage runs all its files: a few files are one piece, which has no name.
 */
export function piecesOf(stage: Stage, isWhole: boolean): readonly (string | null)[] {
  const count = isWhole ? (PIECES[stage] ?? 1) : 1;
  return count === 1 ? [null] : Array.from({ length: count }, (_, index) => `${index + 1}/${count}`);
}

/** Files that take longest, by what they took on two cores: from 45 s in e2e, from 25 s in contract. */
export const LONGEST: readonly string[] = [
  'test/e2e/people-killed.test.ts',
  ...['faults', 'languages', 'rounds', 'preset-deletion', 'retrievals', 'presets', 'playback-clouds', 'wall'].map(
    (name) => `test/e2e/${name}.test.ts`,
  ),
  ...['export-evidence', 'interruptions', 'export-recalls', 'people-imports', 'export-faults', 'empty-answers'].map(
    (name) => `test/contract/services/${name}.test.ts`,
  ),
  'test/contract/services/exports.test.ts',
];

/** The files that take longest first, so that a lane which begins a file late is not the last for long. */
export function longestFirst<T>(files: readonly T[], pathOf: (file: T) => string): readonly T[] {
  const rank = (file: T): number => (LONGEST.includes(pathOf(file)) ? LONGEST.indexOf(pathOf(file)) : LONGEST.length);
  return files.toSorted((a, b) => rank(a) - rank(b));
}

/**
 * The files of a piece: they are dealt like cards, so that the pieces are alike and the first ones take longest.
 *
 * @param index from 1.
 */
export const dealt = <T>(files: readonly T[], { index, count }: { index: number; count: number }): readonly T[] =>
  files.filter((_, i) => i % count === index - 1);

/**
 * Files of the stage `realtime`: their tests watch a picture, a deadline of the product or a moving camera while the time
 * runs. They belong to no other stage. A test that only waits until it sees what it waits for belongs to its folder.
 */
export const REALTIME: readonly string[] = [
  'test/integration/player/damaged-live.test.ts',
  'test/integration/player/hls-live.test.ts',
  'test/integration/player/key-playback.test.ts',
  'test/integration/player/past-clock.test.ts',
  'test/integration/player/past-engine.test.ts',
  'test/integration/player/past-sound-in-step.test.ts',
  'test/integration/player/past-stretches.test.ts',
  'test/integration/player/real-input.test.ts',
  'test/integration/player/simulated-past.test.ts',
  'test/integration/player/sound-in-step.test.ts',
  'test/integration/player/time-code.test.ts',
  'test/security/answers-ptz.test.ts',
  'test/security/hang.test.ts',
  'test/security/media-worker.test.ts',
  'test/security/ptz-kill.test.ts',
  'test/e2e/playback-fast.test.ts',
  'test/e2e/playback-pictures.test.ts',
  'test/e2e/playback-truth.test.ts',
  'test/e2e/recovery.test.ts',
  'test/e2e/strain.test.ts',
];

/** Whether a test file belongs to the stage `realtime`. @param file from the root of the project. */
export const isRealtime = (file: string): boolean => REALTIME.includes(file);

interface Plan {
  readonly stages: readonly Stage[];
  /** The folders of tests whose files in `realtime` run; null for all of them. */
  readonly realtimeOf: readonly Stage[] | null;
  /** Parts of the names of test files; empty for all. */
  readonly filters: readonly string[];
}

/** Stages with files that belong to `realtime`. */
const HAS_REALTIME: readonly Stage[] = ['integration', 'security', 'e2e'];

/** A part that is named by its folder means the whole folder, also the files of it that run in `realtime`. */
function planFor(named: readonly Stage[], filters: readonly string[]): Plan {
  const folders = HAS_REALTIME.filter((name) => named.includes(name));
  if (named.includes('realtime') || folders.length === 0) {
    return { stages: STAGES.filter((name) => named.includes(name)), realtimeOf: null, filters };
  }
  return { stages: STAGES.filter((name) => name === 'realtime' || named.includes(name)), realtimeOf: folders, filters };
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
    return planFor(only.split(',').filter(isStage), words);
  }
  const end = words.findIndex((word) => !isStage(word));
  const named = (end < 0 ? words : words.slice(0, end)).filter(isStage);
  return planFor(named.length === 0 ? STAGES : named, words.slice(named.length));
}

/** The selection of a stage: everything, or these files and the tests that import them. */
export type Share = 'all' | readonly string[];

/** Every stage of tests depends on these. */
const GROUND =
  /^(package(-lock)?\.json|test\/(vitest\.config|clean-slate|patience|time-of-day)\.ts|scripts\/tsconfig\.base\.json)$/;
const CODE = /\.(ts|tsx|js|mjs)$/;
/** Files that the tests of security and e2e start as processes, which no import shows. */
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
const isTestOf = (stage: Stage, file: string): boolean =>
  TEST.test(file) && (isRealtime(file) ? stage === 'realtime' : file.startsWith(`test/${stage}/`));

/** Tests that drive the built client: all when it or a helper of theirs changed, else the changed test files. */
function clientTests(stage: 'security' | 'e2e', changed: readonly string[]): Share {
  const helpsOthers = (file: string): boolean => file.startsWith(`test/${stage}/`) && !TEST.test(file);
  if (changed.some((file) => (CLIENT.test(file) && !TEST.test(file)) || helpsOthers(file))) return 'all';
  return changed.filter((file) => isTestOf(stage, file));
}

/**
 * The tests that the changed files affect, by stage. A stage with an empty list has nothing to run.
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
  const security = clientTests('security', changed);
  return {
    format: changed,
    types: allIf(code.length > 0 || any(/tsconfig[^/]*\.json$/)),
    lint: any(/^scripts\/eslint/) ? 'all' : code,
    unused: allIf(code.length > 0),
    generated: allIf(any(/contract\.json$|\.gen\.ts$|^scripts\/generate/)),
    unit: [...code, ...(readsText ? testsIn(SCRIPT_TESTS) : [])],
    contract: any(/contract\.json$/) ? 'all' : [...code, ...(any(STARTED_FROM) ? STARTED.flatMap(testsIn) : [])],
    integration: any(MEDIA) ? 'all' : code,
    security,
    e2e,
    realtime: [e2e, security].includes('all') || any(MEDIA) ? 'all' : code,
    electron: e2e,
  };
}
