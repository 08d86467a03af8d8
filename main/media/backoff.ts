/** How long to wait before the next attempt. */

/**
 * @param failures attempts that failed in a row, from 1.
 * @param stepsMs waits after failure 1, 2, 3 ...; the last one repeats.
 * @param random from 0 to 1; spreads the waits by a fifth either way, so that a wall does not knock in step.
 */
export function backoffMs(failures: number, stepsMs: readonly number[], random: number): number {
  const step = stepsMs[Math.min(failures, stepsMs.length) - 1] ?? 0;
  return Math.round(step * (0.8 + 0.4 * random));
}

/** A wait within bounds, for failures that time alone may cure. */
export function slowRetryMs([least, most]: readonly [number, number], random: number): number {
  return Math.round(least + (most - least) * random);
}
