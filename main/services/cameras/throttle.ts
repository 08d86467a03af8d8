/** Runs at once, then at most once per interval; the last request is never lost. */
export class Throttle {
  readonly #intervalMs: number;
  readonly #run: () => void;
  #timer: NodeJS.Timeout | null = null;
  #isWanted = false;

  constructor(intervalMs: number, run: () => void) {
    this.#intervalMs = intervalMs;
    this.#run = run;
  }

  request(): void {
    if (this.#timer) {
      this.#isWanted = true;
      return;
    }
    this.#run();
    this.#timer = setTimeout(() => this.#rest(), this.#intervalMs);
    this.#timer.unref();
  }

  /** Runs the pending work now, such as reporting the last state of a finished work. */
  flush(): void {
    this.cancel();
    this.#run();
  }

  cancel(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#isWanted = false;
  }

  #rest(): void {
    this.#timer = null;
    if (!this.#isWanted) return;
    this.#isWanted = false;
    this.request();
  }
}
