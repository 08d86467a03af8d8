/** The options and the result of a benchmark. */
export interface BenchOptions {
  readonly rounds: number;
  /** How long each side plays while it is measured. */
  readonly seconds: number;
  /** How long the soak goes on, warm-up included. */
  readonly minutes: number;
  /** The seed from which the soak draws its actions. */
  readonly seed: number;
  /** One part of a bench that has several, or undefined for all of them. */
  readonly part: string | undefined;
  /** How many cameras the simulated clouds have, or undefined for the bench's own number. */
  readonly cameras: number | undefined;
  /** How long media servers send nothing, in seconds, one stall after the other. */
  readonly stalls: readonly number[];
}

export interface Goal {
  readonly name: string;
  readonly value: number;
  readonly atMost: number;
}

export interface BenchResult {
  readonly goals: readonly Goal[];
  readonly details: Readonly<Record<string, unknown>>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
