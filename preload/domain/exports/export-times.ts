/**
 * Which time of the day a moment of an exported file shows. A file plays on over gaps, and the clock of its source may
 * run faster or slower than the cloud's, so each file has a short table.
 */

/** From this moment of the file on, until the next point. */
export interface TimePoint {
  /** Since the file begins, in milliseconds. */
  readonly atMs: number;
  /** Epoch ms; null if the source gave no time. */
  readonly utcMs: number | null;
}

/** The points of one file in order; the first is at its begin. */
export type FileTimes = readonly TimePoint[];

/** The time of a moment of the file, epoch ms; null if the source gave none. */
export function utcAt(times: FileTimes, atMs: number): number | null {
  const point = times.findLast((one) => one.atMs <= atMs) ?? times[0];
  if (point === undefined || point.utcMs === null) return null;
  return Math.round(point.utcMs + atMs - point.atMs);
}
