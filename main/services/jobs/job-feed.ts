/**
 * The rows of a job on their way from the window that has the user's file. The engine asks for rows, the window asks
 * which ones are wanted and brings them: neither the file nor more rows than those of the call under way and of the
 * next one are ever in main. Which rows come after them the window learns by their numbers, and prepares them.
 */
import type { RowWish } from '../../../preload/domain/jobs.ts';
import { cancelled } from '../../errors.ts';
import type { BadItem, JobItem, JobSource } from './job-kind.ts';

interface Wish<I> extends RowWish {
  readonly resolve: (items: readonly (I | BadItem)[]) => void;
}

/** A window is answered after this time although nothing is wanted, and asks again. */
const LONGEST_WAIT_MS = 20_000;
const NO_ROWS: RowWish = { wanted: [], next: [] };

export class JobFeed<I extends JobItem> implements JobSource<I> {
  #wish: Wish<I> | null = null;
  #isHeld = false;
  #wake: () => void = () => {};

  async read({ wanted, next }: RowWish, signal: AbortSignal): Promise<readonly (I | BadItem)[]> {
    if (signal.aborted) throw cancelled('reading rows of a job');
    if (this.#isHeld) return [];
    return await new Promise((resolve, reject) => {
      const giveUp = (): void => {
        this.#wish = null;
        reject(cancelled('reading rows of a job'));
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#wish = {
        wanted,
        next,
        resolve: (items) => {
          signal.removeEventListener('abort', giveUp);
          resolve(items);
        },
      };
      this.#wake();
    });
  }

  /** @param items rows that were wanted; others are dropped. Ignored unless they are all that is wanted. */
  give(items: readonly (I | BadItem)[]): void {
    const wish = this.#wish;
    if (wish === null) return;
    const given = wish.wanted.flatMap((row) => items.find((item) => item.row === row) ?? []);
    if (given.length < wish.wanted.length) return;
    this.#wish = null;
    wish.resolve(given);
  }

  /** True once no row is wanted any more. */
  get isHeld(): boolean {
    return this.#isHeld;
  }

  /** Waits for the rows that the job wants; none after a time, and none once the job is paused or cancelled. */
  async wanted(): Promise<RowWish> {
    if (this.#wish === null && !this.#isHeld) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, LONGEST_WAIT_MS);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return this.#wish ?? NO_ROWS;
  }

  /** Ends the wish for rows: the job is paused or cancelled, or has ended. */
  hold(): void {
    this.#isHeld = true;
    const wish = this.#wish;
    this.#wish = null;
    wish?.resolve([]);
    this.#wake();
  }
}
