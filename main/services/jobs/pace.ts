/**
 * How fast a job calls. No cloud publishes its rate: a job starts slowly, rises with every call that is answered, and takes
 * half the rate after a refusal for the rate. The pace at its best adds no pause to the calls.
 */

const FIRST_GAP_MS = 200;
/** Each answered call shortens the gap to this part. */
const RISE = 0.6;
/** A shorter gap is none. */
const LEAST_GAP_MS = 4;
/** A job that is always refused asks once a minute. */
const MOST_GAP_MS = 60_000;
/** A call that took no time at all still counts as this, so that a half is less. */
const LEAST_CALL_MS = 25;

export class Pace {
  #gapMs = FIRST_GAP_MS;

  /** How long to wait before the next call. */
  get gapMs(): number {
    return this.#gapMs;
  }

  rise(): void {
    const gapMs = this.#gapMs * RISE;
    this.#gapMs = gapMs < LEAST_GAP_MS ? 0 : gapMs;
  }

  /** @param tookMs how long the refused call took: from call to call the time doubles. */
  halve(tookMs: number): void {
    this.#gapMs = Math.min(MOST_GAP_MS, 2 * this.#gapMs + Math.max(LEAST_CALL_MS, tookMs));
  }
}
