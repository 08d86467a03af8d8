/** Decides when a page whose process died is loaded again. An unattended wall must always come back by itself. */

/** How often within the span a page comes back at once. */
const AT_ONCE = 3;
const SPAN_MS = 60_000;
/**
 * The pause of a page that dies again and again: reloading it at once would keep the computer busy with nothing else.
 */
const PAUSE_MS = 60_000;

/** The reloads of one page. */
export class Revival {
  readonly #nowMs: () => number;
  #deathsAtMs: readonly number[] = [];

  /** @param nowMs milliseconds that only go forward, whatever is done to the clock. */
  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  /** The page died. @returns in how many milliseconds it may be loaded again. */
  onDeath(): number {
    const nowMs = this.#nowMs();
    this.#deathsAtMs = [...this.#deathsAtMs.filter((atMs) => nowMs - atMs < SPAN_MS), nowMs].slice(-AT_ONCE - 1);
    return this.#deathsAtMs.length > AT_ONCE ? PAUSE_MS : 0;
  }
}
