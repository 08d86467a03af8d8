/** A given number of places. Later callers wait in the order of arrival and may give up waiting. */
export class Slots {
  #free: number;
  readonly #waiting = new Set<() => void>();

  constructor(count: number) {
    this.#free = count;
  }

  /** Resolves with what gives the place back, called once or more; at once, with no place, when `signal` aborts. */
  async take(signal: AbortSignal): Promise<() => void> {
    if (signal.aborted) return () => {};
    if (this.#free > 0) {
      this.#free -= 1;
      return this.#release();
    }
    return await new Promise((resolve) => {
      const stop = () => {
        this.#waiting.delete(start);
        resolve(() => {});
      };
      const start = () => {
        signal.removeEventListener('abort', stop);
        resolve(this.#release());
      };
      this.#waiting.add(start);
      signal.addEventListener('abort', stop, { once: true });
    });
  }

  #release(): () => void {
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      const [next] = this.#waiting;
      if (!next) {
        this.#free += 1;
        return;
      }
      this.#waiting.delete(next);
      next();
    };
  }
}
