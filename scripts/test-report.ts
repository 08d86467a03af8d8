/**
 * The outcome of a vitest run, written to a file during the run: each failure with its reason, also where no test
 * failed, such as a hook, a file that does not load or a worker that dies. `scripts/test.ts` counts and lists from it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Reporter, SerializedError, TestModule, TestSuite } from 'vitest/node';

/** Names the file that a run is to write to. */
export const OUTCOME_VARIABLE = 'LANNER_TEST_OUTCOME';

export interface Failure {
  /** From the root of the project; empty where it is not known. */
  readonly file: string;
  /** Its groups and its name; empty for what concerns the whole file. */
  readonly test: string;
  readonly message: string;
}

/** How many tests passed and were skipped. */
export interface Counts {
  readonly passed: number;
  readonly skipped: number;
}

export interface Outcome extends Counts {
  readonly failures: readonly Failure[];
  /** The counts of each file, by its path from the root of the project. */
  readonly files: Readonly<Record<string, Counts>>;
  /** Files that had begun and not ended: a run that was killed leaves them here. */
  readonly running: readonly string[];
}

interface ReportedError {
  readonly message: string;
  readonly cause?: unknown;
}

const HOOK_FAILED = 'what it needs before or after its tests failed: ';
const NEVER_ENDED = 'did not end: its process was gone before';

/** With its causes: of a worker that died, vitest says in the cause which file it ran. */
function wordsOfOne({ message, cause }: ReportedError): string {
  const why = (cause as ReportedError | undefined)?.message;
  return why === undefined ? message : `${message} ${wordsOfOne(cause as ReportedError)}`;
}

const wordsOf = (errors: readonly ReportedError[]): string => errors.map(wordsOfOne).join('; ');

function failuresOfSuites(module: TestModule, file: string): readonly Failure[] {
  const of = (test: string, errors: readonly ReportedError[]): readonly Failure[] =>
    errors.length === 0 ? [] : [{ file, test, message: HOOK_FAILED + wordsOf(errors) }];
  const suites: readonly TestSuite[] = [...module.children.allSuites()];
  const hasTests = [...module.children.allTests()].length > 0;
  const own = module.errors();
  const ofModule = hasTests || own.length === 0 ? of('', own) : [{ file, test: '', message: wordsOf(own) }];
  return [...ofModule, ...suites.flatMap((suite) => of(suite.fullName, suite.errors()))];
}

/** The sum over all files. */
export function totalOf(files: Readonly<Record<string, Counts>>): Counts {
  const all = Object.values(files);
  const sum = (key: keyof Counts): number => all.reduce((total, counts) => total + counts[key], 0);
  return { passed: sum('passed'), skipped: sum('skipped') };
}

/**
 * Counts a run. A test that was skipped because a hook failed is skipped; the hook is the failure.
 *
 * @param unhandled what belongs to no test, such as the end of a worker.
 */
function outcomeOf(modules: readonly TestModule[], unhandled: readonly SerializedError[], root: string): Outcome {
  const files: Record<string, Counts> = {};
  const failures: Failure[] = [];
  for (const module of modules) {
    const file = path.relative(root, module.moduleId);
    failures.push(...failuresOfSuites(module, file));
    let [passed, skipped] = [0, 0];
    for (const test of module.children.allTests()) {
      const { state, errors } = test.result();
      if (state === 'passed') passed++;
      else if (state === 'skipped') skipped++;
      else failures.push({ file, test: test.fullName, message: state === 'failed' ? wordsOf(errors) : NEVER_ENDED });
    }
    files[file] = { passed, skipped };
  }
  for (const error of unhandled) failures.push({ file: '', test: '', message: wordsOfOne(error) });
  return { ...totalOf(files), failures, files, running: [] };
}

/** Writes an `Outcome` whenever a file begins or ends, and at the end the whole. */
export class OutcomeReporter implements Reporter {
  readonly #file: string;
  readonly #root: string;
  readonly #ended: TestModule[] = [];
  readonly #running = new Set<string>();

  constructor(file: string, root: string) {
    this.#file = file;
    this.#root = root;
  }

  onTestModuleStart(module: TestModule): void {
    this.#running.add(path.relative(this.#root, module.moduleId));
    this.#write({ ...outcomeOf(this.#ended, [], this.#root), running: [...this.#running] });
  }

  onTestModuleEnd(module: TestModule): void {
    this.#running.delete(path.relative(this.#root, module.moduleId));
    this.#ended.push(module);
    this.#write({ ...outcomeOf(this.#ended, [], this.#root), running: [...this.#running] });
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    this.#write(outcomeOf(modules, unhandled, this.#root));
  }

  #write(outcome: Outcome): void {
    writeFileSync(this.#file, JSON.stringify(outcome));
  }
}

/**
 * Reads the outcome of a run, and adds a failure if the run ended too early to write one. @param code the exit code of
 * the run.
 */
export function readOutcome(file: string, code: number): Outcome {
  const lost = (message: string): Failure => ({ file: '', test: '', message });
  let outcome: Outcome;
  try {
    outcome = JSON.parse(readFileSync(file, 'utf8')) as Outcome;
  } catch {
    const failures = [lost(`the run ended with ${code} and reported nothing`)];
    return { passed: 0, skipped: 0, failures, files: {}, running: [] };
  }
  const { running, failures } = outcome;
  const killed = running.map((name) => ({ file: name, test: '', message: 'still ran when the run was ended' }));
  const isUnexplained = code !== 0 && failures.length + killed.length === 0;
  const rest = isUnexplained ? [lost(`the run ended with ${code} though no test failed`)] : [];
  return { ...outcome, failures: [...failures, ...killed, ...rest] };
}

const MESSAGE_CHARACTERS = 240;

/** One line of the list at the end of a run: where, what, and the beginning of why. */
export function lineOf(stage: string, { file, test, message }: Failure): string {
  const why = message
    .replaceAll(/\u001B\[[\d;]*m/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const short = why.length > MESSAGE_CHARACTERS ? `${why.slice(0, MESSAGE_CHARACTERS)}…` : why;
  return [`${stage}:`, file, test === '' ? '' : `> ${test}:`, short].filter((part) => part !== '').join(' ');
}
