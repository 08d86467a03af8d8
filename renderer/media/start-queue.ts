/** Spreads the starts of players: a wall of 64 must not send 64 requests and decode 64 key frames in one moment. */

const BURST = 4;
const GAP_MS = 10;

export class StartQueue {
  readonly #waiting: (() => void)[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  #burst = 0;

  /** Runs `start` now or soon, in order. The returned function takes it back. */
  add(start: () => void): () => void {
    if (this.#timer === null || this.#burst < BURST) {
      this.#burst++;
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
    this.#burst = 0;
  }

  counts(): { readonly waiting: number; readonly timers: number } {
    return { waiting: this.#waiting.length, timers: this.#timer === null ? 0 : 1 };
  }

  #arm(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      const start = this.#waiting.shift();
      if (start) {
        this.#arm();
        start();
      } else {
        this.#burst = 0;
      }
    }, GAP_MS);
  }
}
