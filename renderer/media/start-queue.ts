/**
 * Spreads the starts of players: a wall of 64 must not send 64 requests and decode 64 key frames in one moment. They start
 * by eights, for what Chromium does for each element three times a second falls together for those that began together.
 */

const BURST = 8;
const GAP_MS = 20;

export class StartQueue {
  readonly #waiting: (() => void)[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  #left = BURST;

  /** Runs `start` now or soon, in order. The returned function takes it back. */
  add(start: () => void): () => void {
    if (this.#left > 0) {
      this.#left -= 1;
      this.#arm();
      start();
      return () => undefined;
    }
    this.#waiting.push(start);
    return () => {
      const at = this.#waiting.indexOf(start);
      if (at >= 0) this.#waiting.splice(at, 1);
    };
  }

  clear(): void {
    this.#waiting.length = 0;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#left = BURST;
  }

  counts(): { readonly waiting: number; readonly timers: number } {
    return { waiting: this.#waiting.length, timers: this.#timer === null ? 0 : 1 };
  }

  #arm(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      const starts = this.#waiting.splice(0, BURST);
      this.#left = BURST - starts.length;
      if (starts.length > 0) this.#arm();
      for (const start of starts) start();
    }, GAP_MS);
  }
}
