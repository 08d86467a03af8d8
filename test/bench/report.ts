/** Prints the report of a bench: each goal with its figure, and the conditions under which the figures were taken. */
import { spawnSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { browserExecutable } from '../e2e/browser.ts';
import type { BenchOptions, BenchResult, Goal } from './types.ts';

/** The machine, and how busy it was: figures that were taken beside other work say less. */
export interface Conditions {
  readonly cores: number;
  readonly processor: string;
  readonly memoryGb: number;
  /** Versions. */
  readonly node: string;
  readonly browser: string;
  readonly ffmpeg: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly tookSec: number;
  /** Means over 1, 5 and 15 minutes. */
  readonly loadAtStart: readonly number[];
  readonly loadAtEnd: readonly number[];
  readonly rounds: number;
  readonly secondsPerSide: number;
}

const load = (): readonly number[] => loadavg().map((value) => Number(value.toFixed(2)));

/** The first line that a program says of its version. */
function versionOf(program: string, flag: string): string {
  const { stdout, status } = spawnSync(program, [flag], { encoding: 'utf8' });
  return status === 0 ? (stdout.split('\n')[0] ?? '').trim() : 'not installed';
}

/** Some benches need no browser. */
function browserVersion(): string {
  try {
    return versionOf(browserExecutable(), '--version');
  } catch {
    return 'not installed';
  }
}

let known: Pick<Conditions, 'browser' | 'ffmpeg'> | null = null;
const versions = () => (known ??= { browser: browserVersion(), ffmpeg: versionOf('ffmpeg', '-version') });

/** @returns gives the conditions when the work is over. */
export function watchConditions({ rounds, seconds }: Pick<BenchOptions, 'rounds' | 'seconds'>): () => Conditions {
  const [loadAtStart, startedAt, startedMs] = [load(), new Date().toISOString(), performance.now()];
  return () => ({
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? 'unknown',
    memoryGb: Number((totalmem() / 1024 ** 3).toFixed(1)),
    node: process.version,
    ...versions(),
    startedAt,
    tookSec: Math.round((performance.now() - startedMs) / 1_000),
    loadAtStart,
    loadAtEnd: load(),
    rounds,
    secondsPerSide: seconds,
  });
}

export type Verdict = 'met' | 'missed' | 'not decided';

function verdictOf({ value, atMost, low }: Goal): Verdict {
  if (value <= atMost) return 'met';
  return low !== undefined && low <= atMost && !Number.isNaN(value) ? 'not decided' : 'missed';
}

/**
 * Met when everything was measured, and every goal is met under its own condition; missed when one is missed or a part failed;
 * not decided otherwise.
 */
export function verdictOn({ goals, failures = [] }: BenchResult): Verdict {
  const verdicts = goals.filter(({ isBeside }) => isBeside !== true).map(verdictOf);
  if (failures.length > 0 || goals.length === 0 || verdicts.includes('missed')) return 'missed';
  return verdicts.includes('not decided') ? 'not decided' : 'met';
}

/** The exit code of a bench. */
export const EXIT_CODES: Readonly<Record<Verdict, number>> = { met: 0, missed: 1, 'not decided': 3 };

export function printGoals(goals: readonly Goal[]): void {
  for (const goal of goals) {
    const sign = verdictOf(goal).padEnd('not decided'.length);
    const interval = goal.low === undefined ? '' : `${goal.low.toFixed(2)} to `;
    const beside = goal.isBeside === true ? ', beside the goal: does not decide the exit code' : '';
    process.stderr.write(
      `${sign} ${goal.name}: ${interval}${goal.value.toFixed(2)} (goal <= ${goal.atMost}${beside})\n`,
    );
  }
}

export const printJson = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
