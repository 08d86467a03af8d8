/** Asks a cloud for the ends of the tasks that this client ordered, for each account in turn, less and less often. */
import type { AccountId } from '../../../preload/domain/ids.ts';
import { isAbort } from '../../errors.ts';
import { log } from '../../log.ts';

interface WatchOptions {
  /** Names the tasks in the log. */
  readonly what: string;
  /** Asks once. @returns whether there is more to wait for. */
  readonly follow: (id: AccountId) => Promise<boolean>;
  /** The pauses before the first question, the second, and so on; the last one repeats. */
  readonly pausesMs: readonly number[];
}

export class TaskWatch {
  readonly #what: string;
  readonly #follow: WatchOptions['follow'];
  readonly #pausesMs: readonly number[];
  readonly #timers = new Map<AccountId, NodeJS.Timeout>();
  readonly #asking = new Set<Promise<void>>();
  #isClosed = false;

  constructor({ what, follow, pausesMs }: WatchOptions) {
    this.#what = what;
    this.#follow = follow;
    this.#pausesMs = pausesMs;
  }

  /** Begins anew with short pauses: something was ordered. */
  begin(accountId: AccountId): void {
    this.#wait(accountId, 0);
  }

  /** The account is gone or off. */
  end(accountId: AccountId): void {
    clearTimeout(this.#timers.get(accountId));
    this.#timers.delete(accountId);
  }

  /** Ends after the present questions. */
  async dispose(): Promise<void> {
    this.#isClosed = true;
    for (const accountId of [...this.#timers.keys()]) this.end(accountId);
    await Promise.all(this.#asking);
  }

  #wait(accountId: AccountId, count: number): void {
    if (this.#isClosed) return;
    clearTimeout(this.#timers.get(accountId));
    const pauseMs = this.#pausesMs[Math.min(count, this.#pausesMs.length - 1)] ?? 0;
    const timer = setTimeout(() => {
      const asking = this.#ask(accountId, timer, count).finally(() => this.#asking.delete(asking));
      this.#asking.add(asking);
    }, pauseMs);
    this.#timers.set(accountId, timer);
  }

  async #ask(accountId: AccountId, timer: NodeJS.Timeout, count: number): Promise<void> {
    let isMore = true;
    try {
      isMore = await this.#follow(accountId);
    } catch (error) {
      if (!isAbort(error)) log.info('how far tasks are could not be asked', { tasks: this.#what, accountId, error });
    }
    // Begun anew, or ended, meanwhile.
    if (this.#timers.get(accountId) !== timer) return;
    if (isMore) this.#wait(accountId, count + 1);
    else this.#timers.delete(accountId);
  }
}
