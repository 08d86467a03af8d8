/**
 * Tells how long a connection has brought nothing, by a clock that is never set: a computer whose clock is put an hour ahead
 * must not lose all its streams at once, nor keep a dead one for an hour when it is put back.
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
   * @param mark changes whenever something came, such as the time of it; only whether it changed matters.
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

  /** Something happened that may have cut the connection unheard, such as sleep: from now on it must show life soon. */
  expectLifeWithin(withinMs: number): void {
    if (this.#mark === null) return;
    this.#patienceMs = this.#nowMs() - this.#movedAtMs + withinMs;
  }
}
