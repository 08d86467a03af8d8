/** A straight line through samples, and how far its slope can be trusted. */

export interface Sample {
  readonly atMs: number;
  readonly value: number;
}

export interface Line {
  readonly samples: number;
  /** In the unit of the values. */
  readonly perHour: number;
  /** Of the slope, after widening for samples that resemble their neighbours. */
  readonly standardError: number;
  /** The 95 % confidence interval of the slope. */
  readonly low: number;
  readonly high: number;
  /** Share of the variance that the line explains, 0 to 1. */
  readonly r2: number;
}

const HOUR_MS = 3_600_000;
/** Two points always lie on a line; the interval begins to mean something with a few more. */
const MIN_SAMPLES = 4;

/**
 * The 97.5 % quantile of Student's t (Cornish-Fisher expansion around the normal one; off by less than 1 % from 4 degrees
 * of freedom on, and too wide rather than too narrow is what the exact first three are for).
 */
export function studentT(degrees: number): number {
  const exact = [Number.POSITIVE_INFINITY, 12.706, 4.303, 3.182];
  const known = exact[Math.max(0, Math.floor(degrees))];
  if (known !== undefined) return known;
  const z = 1.959964;
  const terms = [(z ** 3 + z) / 4, (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96];
  terms.push((3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384);
  return terms.reduce((sum, term, i) => sum + term / degrees ** (i + 1), z);
}

/** How much each residual resembles the one before, 0 to below 1; opposite signs do not narrow anything. */
function resemblance(residuals: readonly number[]): number {
  const all = residuals.reduce((sum, r) => sum + r * r, 0);
  if (all === 0) return 0;
  const pairs = residuals.slice(1).reduce((sum, r, i) => sum + r * (residuals[i] ?? 0), 0);
  return Math.min(0.9, Math.max(0, pairs / all));
}

/**
 * Least squares. Memory drifts in waves, so that each sample depends on the one before: the standard error of
 * independent samples would be too small. It is widened by the first autocorrelation r of the residuals, as if there
 * were only n (1 - r) / (1 + r) samples.
 *
 * @throws {RangeError} with fewer than four samples, or all at one moment.
 */
export function lineThrough(samples: readonly Sample[]): Line {
  const n = samples.length;
  if (n < MIN_SAMPLES) throw new RangeError(`${n} samples make no line`);
  const mean = (of: (sample: Sample) => number): number => samples.reduce((sum, one) => sum + of(one), 0) / n;
  const x = (one: Sample): number => one.atMs / HOUR_MS;
  const [middleX, middleY] = [mean(x), mean((one) => one.value)];
  const spreadX = samples.reduce((sum, one) => sum + (x(one) - middleX) ** 2, 0);
  if (spreadX === 0) throw new RangeError('all samples are of one moment');
  const slope = samples.reduce((sum, one) => sum + (x(one) - middleX) * (one.value - middleY), 0) / spreadX;
  const residuals = samples.map((one) => one.value - middleY - slope * (x(one) - middleX));
  const left = residuals.reduce((sum, r) => sum + r * r, 0);
  const whole = samples.reduce((sum, one) => sum + (one.value - middleY) ** 2, 0);
  const r = resemblance(residuals);
  const standardError = Math.sqrt((left / (n - 2) / spreadX) * ((1 + r) / (1 - r)));
  const degrees = Math.max(1, (n * (1 - r)) / (1 + r) - 2);
  const reach = standardError === 0 ? 0 : standardError * studentT(degrees);
  const r2 = whole === 0 ? 1 : 1 - left / whole;
  return { samples: n, perHour: slope, standardError, low: slope - reach, high: slope + reach, r2 };
}
