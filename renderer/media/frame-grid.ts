/**
 * Lets the frames of all tiles fall due together. Sixteen clocks that run beside each other make the window compose up to
 * sixteen times per frame interval; on one grid it composes once. The nudges are too small to be seen.
 */

/** Frame rates that cameras are set to; a measured rate is one of these or is left alone. */
const KNOWN_RATES = [8, 10, 12, 12.5, 15, 20, 24, 25, 30, 50, 60] as const;
const RATE_TOLERANCE = 0.05;
/** A clock this close to the grid is on it: reading it is no more exact than this. */
const ON_GRID_SEC = 0.003;
/** Over how long an offset is taken back: until the next look. */
const WITHIN_SEC = 1;

/**
 * The playback rate for the next second.
 *
 * @param mediaSec position of the element, read together with `clockSec`, a clock that all players share.
 * @param fps as measured over some seconds.
 */
export function gridRate(mediaSec: number, clockSec: number, fps: number): number {
  const known = KNOWN_RATES.find((rate) => Math.abs(fps / rate - 1) < RATE_TOLERANCE);
  if (known === undefined) return 1;
  const intervalSec = 1 / known;
  const behindSec = (clockSec - mediaSec) % intervalSec;
  // The nearer of the two grid lines, so that no clock moves by more than half an interval.
  const offsetSec = behindSec - Math.round(behindSec / intervalSec) * intervalSec;
  return Math.abs(offsetSec) < ON_GRID_SEC ? 1 : 1 + offsetSec / WITHIN_SEC;
}
