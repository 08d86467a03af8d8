/** One interval for everything that depends on the clock: players, linger, back-off, countdowns on tiles. */

const TICK_MS = 250;
/** Between two ticks the two clocks may differ by this much; more means that the machine slept or its clock was set. */
const JUMP_MS = 2_000;

export interface Tick {
  readonly nowMs: number;
  /** The clock was set or the machine slept since the last tick: measured silences prove nothing. */
  readonly hasJumped: boolean;
}

export type TickListener = (tick: Tick) => void;

/** The interval runs only while there are listeners. */
export class Ticker {
  readonly #listeners = new Set<TickListener>();
  #timer: ReturnType<typeof setInterval> | null = null;
  #lastEpochMs = 0;

  /** Calls `listener` every {@link TICK_MS} until the returned function is called. */
  subscribe(listener: TickListener): () => void {
    this.#listeners.add(listener);
    if (this.#timer === null) {
      this.#lastEpochMs = Date.now();
      this.#timer = setInterval(() => this.#tick(), TICK_MS);
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0 || this.#timer === null) return;
      clearInterval(this.#timer);
      this.#timer = null;
    };
  }

  /** For leak tests: number of listeners and timers. */
  counts(): { readonly listeners: number; readonly timers: number } {
    return { listeners: this.#listeners.size, timers: this.#timer === null ? 0 : 1 };
  }

  #tick(): void {
    const nowMs = Date.now();
    const elapsedMs = nowMs - this.#lastEpochMs;
    this.#lastEpochMs = nowMs;
    const tick: Tick = { nowMs, hasJumped: elapsedMs < -JUMP_MS || elapsedMs > TICK_MS + JUMP_MS };
    for (const listener of [...this.#listeners]) {
      try {
        listener(tick);
      } catch (error) {
        reportError(error); // the other listeners must get the tick nevertheless
      }
    }
  }
}

/** The renderer's only ticker. */
export const ticker = new Ticker();
