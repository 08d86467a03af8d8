/** How long to wait before the next attempt. */

/**
 * @param waits which wait in a row it is, from 1.
 * @param stepsMs the first wait, the second, the third ...; the last one repeats.
 * @param random from 0 to 1; spreads the waits by a fifth in both directions, so that the streams of a wall do not
 *   all retry at the same moment.
 */
export function backoffMs(waits: number, stepsMs: readonly number[], random: number): number {
  const step = stepsMs[Math.min(waits, stepsMs.length) - 1] ?? 0;
  return Math.round(step * (0.8 + 0.4 * random));
}

/** A wait within bounds, for failures that only time may cure. */
export function slowRetryMs([least, most]: readonly [number, number], random: number): number {
  return Math.round(least + (most - least) * random);
}
