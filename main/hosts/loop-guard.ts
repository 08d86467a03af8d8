/** Decides whether a client that crashed is started again. */

/** The number of restarts within the span; the next crash ends in a screen that says what happened. */
const RESTARTS = 3;
const RESTARTS_WITHIN_MS = 5 * 60_000;

export class LoopGuard {
  #restartsAtMs: readonly number[];

  /** @param restartsAtMs of earlier processes, by the clock that `onCrash` is asked with. */
  constructor(restartsAtMs: readonly number[] = []) {
    this.#restartsAtMs = restartsAtMs;
  }

  get restartsAtMs(): readonly number[] {
    return this.#restartsAtMs;
  }

  /** The client crashed: may it be started again? A clock that was set back counts as no time passed. */
  onCrash(nowMs: number): 'restart' | 'halt' {
    const recent = this.#restartsAtMs.filter((atMs) => nowMs - atMs < RESTARTS_WITHIN_MS);
    if (recent.length >= RESTARTS) return 'halt';
    this.#restartsAtMs = [...recent, nowMs];
    return 'restart';
  }

  /** The user asked for a new start. */
  clear(): void {
    this.#restartsAtMs = [];
  }
}
