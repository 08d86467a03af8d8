/** Lets a bounded number of calls through at a time, first come, first served; a waiter that gives up leaves the line. */
import { cancelled } from '../../errors.ts';
import { pause } from './retry.ts';

export class Turnstile {
  readonly #limit: number;
  #inside = 0;
  readonly #line = new Set<() => void>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Runs `work` when there is room. */
  async pass<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.#enter(signal);
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  #enter(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(cancelled('waiting for a connection'));
    if (this.#inside < this.#limit) {
      this.#inside += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const admit = () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = () => {
        this.#line.delete(admit);
        reject(cancelled('waiting for a connection'));
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#line.add(admit);
    });
  }

  #leave(): void {
    const [next] = this.#line;
    if (next) {
      this.#line.delete(next);
      next(); // the place is handed over, so the count stays
    } else {
      this.#inside -= 1;
    }
  }
}

/** Keeps two calls of one kind apart, as some clouds demand of camera commands. */
export class Spacer {
  readonly #nextAtMs = new Map<string, number>();

  async keep(key: string, gapMs: number, signal: AbortSignal): Promise<void> {
    const nowMs = performance.now();
    const startMs = Math.max(nowMs, this.#nextAtMs.get(key) ?? 0);
    this.#nextAtMs.set(key, startMs + gapMs);
    if (startMs > nowMs) await pause(startMs - nowMs, signal);
  }
}
