/** The options and the result of a benchmark. */
export interface BenchOptions {
  readonly rounds: number;
  /** How long each side plays while it is measured. */
  readonly seconds: number;
  /** How long the soak runs, warm-up included. */
  readonly minutes: number;
  /** The seed from which the soak draws its actions. */
  readonly seed: number;
  /** One part of a bench that has several, or undefined for all of them. */
  readonly part: string | undefined;
  /** How many cameras the simulated clouds have, or undefined for the bench's own number. */
  readonly cameras: number | undefined;
  /** How long media servers send nothing, in seconds, one stall after the other. */
  readonly stalls: readonly number[];
  /** The root of another checkout that is measured beside this one. */
  readonly other: string | undefined;
}

export interface Goal {
  readonly name: string;
  /** NaN: the figure could not be taken, and the goal is missed. */
  readonly value: number;
  readonly atMost: number;
  /**
   * The lower end of the interval whose upper end is `value`, for a figure that is known with a doubt: the goal is met when the
   * upper end is within it, missed when the lower end is above it, and not decided between.
   */
  readonly low?: number;
  /**
   * Measured under a condition that is not the condition of the goal: judged and printed as the others, but the exit code is that
   * of the others.
   */
  readonly isBeside?: true;
}

export interface BenchResult {
  readonly goals: readonly Goal[];
  readonly details: Readonly<Record<string, unknown>>;
  /** Parts that could not be measured, and why; the goals and details are those of the other parts. */
  readonly failures?: readonly { readonly part: string; readonly error: string }[];
}

/** Goals and details of one part of a bench. */
export interface PartResult {
  readonly goals: readonly Goal[];
  readonly details: object;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/** The value that this share of the values does not exceed: 0.95 for the 95th percentile. NaN without values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))] ?? Number.NaN;
}

/** The two sides of a round in the order in which they are measured: the side that begins takes turns. */
export const turnsOf = <T>(round: number, [first, second]: readonly [T, T]): readonly [T, T] =>
  round % 2 === 0 ? [first, second] : [second, first];
