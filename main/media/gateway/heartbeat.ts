/**
 * Judges whether the worker hangs. Silence is counted on main's own ticks: while main itself did not run (the computer
 * slept, the process was stopped, a debugger paused it, main was busy), silence proves nothing and the count starts
 * again.
 */

export interface HeartbeatTimings {
  /** Time between two ticks, milliseconds. */
  readonly pingMs: number;
  /** A worker that answers no ping for this long hangs, milliseconds. */
  readonly silenceMs: number;
}

export class Heartbeat {
  readonly #timings: HeartbeatTimings;
  readonly #nowMs: () => number;
  #tickAtMs: number;
  #answered = 0;
  #silentMs = 0;
  #sent = 0;

  /** @param nowMs milliseconds that only go forward. */
  constructor(timings: HeartbeatTimings, nowMs: () => number = () => performance.now()) {
    this.#timings = timings;
    this.#nowMs = nowMs;
    this.#tickAtMs = nowMs();
  }

  /**
   * Called on every tick.
   *
   * @param answered number of the newest ping that the worker answered.
   * @returns the number of the ping to send now, or null when the worker hangs.
   */
  tick(answered: number): number | null {
    const nowMs = this.#nowMs();
    const gapMs = nowMs - this.#tickAtMs;
    this.#tickAtMs = nowMs;
    const wasAway = gapMs > 2 * this.#timings.pingMs;
    if (wasAway || answered !== this.#answered || this.#sent === 0) this.#silentMs = 0;
    else this.#silentMs += gapMs;
    this.#answered = answered;
    if (this.#silentMs >= this.#timings.silenceMs) return null;
    this.#sent += 1;
    return this.#sent;
  }
}
