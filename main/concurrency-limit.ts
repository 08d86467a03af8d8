/** Lets at most a given number of callers in at a time, in the order of arrival. A caller that aborts leaves the queue. */
import { cancelled } from './errors.ts';

interface Waiter {
  admit(): void;
  refuse(error: Error): void;
}

export class ConcurrencyLimit {
  /** How many callers may be inside. A higher limit counts from the next caller on that comes or leaves. */
  limit: number;
  #inside = 0;
  readonly #queue = new Set<Waiter>();

  constructor(limit: number) {
    this.limit = limit;
  }

  /**
   * Runs `work` when there is room.
   *
   * @throws what `work` threw; `cancelled` when `signal` fired before there was room; the error of {@link refuseAll}.
   */
  async run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const leave = await this.enter(signal);
    try {
      return await work();
    } finally {
      leave();
    }
  }

  /**
   * Waits until there is room.
   *
   * @returns a function that gives the place to the next caller; a second call of the function does nothing.
   * @throws as {@link run}.
   */
  async enter(signal: AbortSignal): Promise<() => void> {
    if (signal.aborted) throw cancelled('waiting for a turn');
    if (this.#inside >= this.limit) await this.#turn(signal);
    else this.#inside += 1;
    let isInside = true;
    return () => {
      if (isInside) this.#leave();
      isInside = false;
    };
  }

  /** Sends away every caller that waits. */
  refuseAll(error: Error): void {
    for (const waiter of [...this.#queue]) waiter.refuse(error);
  }

  #turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leaveQueue = (): void => {
        this.#queue.delete(waiter);
        signal.removeEventListener('abort', giveUp);
      };
      const giveUp = (): void => waiter.refuse(cancelled('waiting for a turn'));
      const waiter: Waiter = {
        admit: () => {
          leaveQueue();
          this.#inside += 1;
          resolve();
        },
        refuse: (error) => {
          leaveQueue();
          reject(error);
        },
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#queue.add(waiter);
    });
  }

  #leave(): void {
    this.#inside -= 1;
    for (const waiter of this.#queue) {
      if (this.#inside >= this.limit) return;
      waiter.admit();
    }
  }
}
