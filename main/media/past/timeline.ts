/**
 * Maps the clocks of successive connections to one timeline that never runs backwards, so that a player continues after
 * a reconnect without being rebuilt. Lost time is cut out: the first picture after the gap directly follows the last
 * picture before it.
 */
const DEFAULT_STEP_MS = 40;
const MAX_STEP_MS = 200;
/** Audio and video are interleaved loosely; a larger step back means another clock. */
const MAX_BACK_MS = 1_500;
const MAX_FORWARD_MS = 10_000;
/** Sound that is further ahead of the newest picture, beyond the time until the next one, has another clock. */
const MAX_SOUND_AHEAD_MS = 1_000;

export class Timeline {
  #offsetMs = 0;
  #isAnchored = false;
  #lastMs: number | null = null;
  #lastVideoMs: number | null = null;
  #lastAudioMs: number | null = null;
  #stepMs = DEFAULT_STEP_MS;
  /** Between the newest two pictures. */
  #pictureStepMs = 0;

  /** The next tag comes from another connection. */
  break(): void {
    this.#isAnchored = false;
  }

  /**
   * Places a tag of the upstream's clock (ms, u32) on the line. Video moves on by at least 1 ms. Only pictures move the line;
   * sound moves it where there is no picture at all. @returns null for sound whose clock is not that of the pictures.
   */
  place(isVideo: boolean, upstreamMs: number): number | null {
    if (!isVideo && this.#lastVideoMs !== null) return this.#placeSound(upstreamMs, this.#lastVideoMs);
    const next = this.#lastMs === null ? 0 : this.#lastMs + this.#stepMs;
    if (!this.#isAnchored) {
      this.#offsetMs = next - upstreamMs;
      this.#isAnchored = true;
    }
    let placed = upstreamMs + this.#offsetMs;
    if (this.#lastMs !== null && (placed < this.#lastMs - MAX_BACK_MS || placed > this.#lastMs + MAX_FORWARD_MS)) {
      this.#offsetMs = next - upstreamMs;
      placed = next;
    }
    if (isVideo) {
      if (this.#lastVideoMs !== null) {
        placed = Math.max(placed, this.#lastVideoMs + 1);
        this.#pictureStepMs = placed - this.#lastVideoMs;
        if (this.#pictureStepMs <= MAX_STEP_MS) this.#stepMs = this.#pictureStepMs;
      }
      placed = Math.max(placed, 0);
      this.#lastVideoMs = placed;
    } else {
      placed = Math.max(placed, this.#lastAudioMs ?? 0);
      this.#lastAudioMs = placed;
    }
    this.#lastMs = Math.max(this.#lastMs ?? 0, placed);
    return placed;
  }

  #placeSound(upstreamMs: number, pictureMs: number): number | null {
    if (!this.#isAnchored) return null; // a picture of this connection comes first
    const ms = upstreamMs + this.#offsetMs;
    const aheadMs = ms - pictureMs;
    if (aheadMs < -MAX_BACK_MS || aheadMs > MAX_SOUND_AHEAD_MS + this.#pictureStepMs) return null;
    const placed = Math.max(ms, this.#lastAudioMs ?? 0);
    this.#lastAudioMs = placed;
    return placed;
  }
}
