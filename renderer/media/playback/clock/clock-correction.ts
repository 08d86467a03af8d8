/**
 * How a player that shows another moment than the clock is brought back. Errors are in ms of footage: positive when the
 * player is ahead of the clock.
 */

/** A smaller error is left alone, in ms of the viewer's time: less than a picture of a camera with 30 pictures a second. */
export const LEAST_ERROR_MS = 25;
/** The most by which the rate of a player differs from the rate of the clock: viewers do not see a smaller change. */
const MOST_RATE_SHARE = 0.08;
/**
 * A larger error is ended by a seek, in ms of the viewer's time. With 8 % the rate needs 6 s for 500 ms, which is the
 * longest that cameras may differ where a viewer compares them; a seek inside the buffer needs less than that, but shows.
 */
const SEEK_ABOVE_MS = 500;
/** In slow motion an error lasts long in the viewer's time, but a seek for a few pictures would show more than the error. */
const LEAST_SEEK_MS = 200;
/** The rate is chosen so that the error ends in about this time; the largest errors take longer. */
const REPAIRED_WITHIN_MS = 1_000;
/** Rates in steps of 1 %, since each change of the rate of an element costs work. */
const RATE_STEP = 0.01;

export type Correction =
  /** Play at this rate. */
  { readonly kind: 'rate'; readonly rate: number } | { readonly kind: 'seek' };

/** The least error that a seek ends, in ms of footage. @param rate of the clock, above 0. */
export const seekAboveMs = (rate: number): number => Math.max(LEAST_SEEK_MS, SEEK_ABOVE_MS * rate);

/** The least error that anything is done about, in ms of footage: in fast motion footage passes faster. */
export const leastErrorMs = (rate: number): number => LEAST_ERROR_MS * Math.max(1, rate);

/** @param rate of the clock, above 0. */
export function correctionFor(errorMs: number, rate: number): Correction {
  const sizeMs = Math.abs(errorMs);
  if (sizeMs < leastErrorMs(rate)) return { kind: 'rate', rate };
  if (sizeMs >= seekAboveMs(rate)) return { kind: 'seek' };
  const share = Math.min(MOST_RATE_SHARE, sizeMs / (REPAIRED_WITHIN_MS * rate));
  const stepped = Math.max(RATE_STEP, Math.floor(share / RATE_STEP + 1e-9) * RATE_STEP);
  return { kind: 'rate', rate: rate * (1 - Math.sign(errorMs) * stepped) };
}
