/** How fast a session gets its segments: as fast as the device behind it reads its recordings. */

/** Footage that is there at once, so that a player starts. */
const AHEAD_MS = 8_000;

export class Pace {
  readonly #scale: number;
  readonly #sinceMs: number;
  /** When the footage that was asked for so far has come from the device. */
  #readMs: number;

  /** @param scale multiple of real time. @param nowMs of an even clock. */
  constructor(scale: number, nowMs: number) {
    this.#scale = scale;
    this.#sinceMs = nowMs;
    this.#readMs = nowMs - AHEAD_MS / scale;
  }

  /** How long a segment of so much footage has to wait. */
  take(footageMs: number, nowMs: number): number {
    this.#readMs = Math.max(this.#readMs, nowMs - AHEAD_MS / this.#scale) + footageMs / this.#scale;
    return Math.max(0, this.#readMs - nowMs);
  }

  /** Footage that the device has read by now if nobody moves it, in ms since the session began. */
  dueMs(nowMs: number): number {
    return AHEAD_MS + (nowMs - this.#sinceMs) * this.#scale;
  }
}
