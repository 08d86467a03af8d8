/**
 * The second look: a file that failed beside others runs once more, alone. A file that passes then does not make the run red,
 * and is listed as unsteady: the machine was busy, or the test hangs on chance. A fault fails both times.
 */
import { totalOf, type Counts, type Failure, type Outcome } from './test-report.ts';

/** The outcome of one stage; checks without tests have no files. */
export type StageOutcome = Pick<Outcome, 'failures' | 'files'> & Counts;

/** The outcome of a stage whose pieces ran one by one: pieces have no file in common. */
export function joinPieces(before: StageOutcome | undefined, piece: StageOutcome): StageOutcome {
  if (before === undefined) return piece;
  return {
    passed: before.passed + piece.passed,
    skipped: before.skipped + piece.skipped,
    failures: [...before.failures, ...piece.failures],
    files: { ...before.files, ...piece.files },
  };
}

/** Limit of unsteady files in one run. With more, chance is no explanation. */
export const MOST_UNSTEADY_FILES = 5;

/**
 * The files of a stage that a second look can decide.
 *
 * @returns paths without duplicates; empty when a failure belongs to no file, such as the end of a worker, because then
 *   no second look can make the stage pass.
 */
export function filesToLookAt({ failures }: StageOutcome): readonly string[] {
  if (failures.some(({ file }) => file === '')) return [];
  return [...new Set(failures.map(({ file }) => file))].sort();
}

interface SecondLook {
  /** With the second outcome of each file that ran again. */
  readonly outcome: StageOutcome;
  /** The first failure of each file that passed the second time. */
  readonly unsteady: readonly Failure[];
}

/**
 * Joins both looks at a stage.
 *
 * @param second of the given files alone. A failure of the second run that belongs to no file counts.
 */
export function joinLooks(first: StageOutcome, second: StageOutcome, lookedAt: readonly string[]): SecondLook {
  const again = new Set(lookedAt);
  const hasRun = (file: string): boolean => second.files[file] !== undefined;
  const failedAgain = new Set(second.failures.map(({ file }) => file));
  const isUnsteady = (file: string): boolean => again.has(file) && hasRun(file) && !failedAgain.has(file);
  // A file that did not run the second time has failed as it had.
  const kept = first.failures.filter(({ file }) => !again.has(file) || (!hasRun(file) && !failedAgain.has(file)));
  const files = { ...first.files, ...second.files };
  const firstOf = (file: string): Failure | undefined => first.failures.find((failure) => failure.file === file);
  return {
    outcome: { ...totalOf(files), failures: [...kept, ...second.failures], files },
    unsteady: lookedAt.filter(isUnsteady).flatMap((file) => firstOf(file) ?? []),
  };
}
