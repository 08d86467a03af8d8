/**
 * Measures how long a connection has brought nothing, by a clock that is never set. When the computer's clock is set
 * ahead by an hour, the streams must not all be lost; when it is set back, a dead stream must not be kept for an hour.
 */

export class QuietWatch {
  readonly #nowMs: () => number;
  #mark: number | null = null;
  #movedAtMs = 0;
  #patienceMs: number | null = null;

  /** @param nowMs milliseconds that only go forward. */
  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  /**
   * @param mark changes whenever something arrives, such as the time of the arrival; only the change matters.
   * @param patienceMs for how long silence is accepted.
   * @returns the silence in milliseconds when it lasts too long, else null.
   */
  check(mark: number, patienceMs: number): number | null {
    const nowMs = this.#nowMs();
    if (mark !== this.#mark) {
      this.#mark = mark;
      this.#movedAtMs = nowMs;
      this.#patienceMs = null;
    }
    const quietMs = nowMs - this.#movedAtMs;
    return quietMs < Math.min(patienceMs, this.#patienceMs ?? patienceMs) ? null : quietMs;
  }

  /**
   * Something happened that may have cut the connection without an error, such as sleep: it must bring something within
   * this time.
   */
  expectLifeWithin(withinMs: number): void {
    if (this.#mark === null) return;
    this.#patienceMs = this.#nowMs() - this.#movedAtMs + withinMs;
  }
}
