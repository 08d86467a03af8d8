/** The waits of one recording between tries, and the events that report waits, their end and the last failure to main. */
import { setTimeout as delay } from 'node:timers/promises';
import { PLAYBACK_RETRY, waitAfter, type RetryPolicy } from '../../../../preload/domain/recording/playback-retry.ts';
import { cancelled, type AppError } from '../../../errors.ts';
import { socketFailure } from '../../shared/failures.ts';
import type { FIRST_ATTEMPT, PastHost } from '../past-source.ts';

export class PastPatience {
  readonly #host: Pick<PastHost, 'waitsMs' | 'tell'>;
  readonly #signal: AbortSignal;
  #failure: AppError | null = null;
  #isWaiting = false;

  /** @param signal ends all waits; nothing is reported after it fired. */
  constructor(host: Pick<PastHost, 'waitsMs' | 'tell'>, signal: AbortSignal) {
    this.#host = host;
    this.#signal = signal;
  }

  /** The failure for which no other try is made. */
  get failure(): AppError | null {
    return this.#failure;
  }

  /**
   * Tries by the policy of stretches, and reports the waits and the last failure. `cause` is the failure before the first
   * try. The wait of the player began at `beganMs`.
   *
   * @throws {AppError} the last failure.
   */
  async patiently<T>(
    { cause, beganMs }: { readonly cause: AppError | null; readonly beganMs: number },
    work: (attempt: typeof FIRST_ATTEMPT) => Promise<T>,
  ): Promise<T> {
    const { stretch } = PLAYBACK_RETRY;
    let last = cause;
    for (let number = 1; ; number += 1) {
      try {
        const value = await work({ number, lastError: last?.toWire() ?? null });
        this.flows();
        return value;
      } catch (error) {
        if (this.#signal.aborted) throw cancelled('playback');
        last = socketFailure(error, '');
        if (!stretch.isRetryable(last)) throw this.fail(last);
        if (number >= stretch.mostTries || isOver(stretch, beganMs)) {
          this.#tellWaiting(number, stretch.restMs, last);
          throw last;
        }
        await this.wait(number, last);
      }
    }
  }

  /** @param attempt how many tries failed in a row, from 1. */
  async wait(attempt: number, failure: AppError): Promise<void> {
    const waitMs = waitAfter(attempt, this.#host.waitsMs);
    this.#tellWaiting(attempt, waitMs, failure);
    await this.pause(waitMs);
  }

  async pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.#signal });
  }

  /** The awaited footage has come. */
  flows(): void {
    if (this.#isWaiting) this.#tell({ kind: 'flowing' });
    this.#isWaiting = false;
  }

  /** Reports the failure for which no other try is made, once. */
  fail(failure: AppError): AppError {
    if (this.#failure === null) this.#tell({ kind: 'failed', error: failure.toWire() });
    this.#failure = failure;
    return failure;
  }

  #tellWaiting(attempt: number, waitMs: number, failure: AppError): void {
    this.#isWaiting = true;
    this.#tell({ kind: 'waiting', attempt, nextAtMs: Date.now() + waitMs, error: failure.toWire() });
  }

  #tell(event: Parameters<PastHost['tell']>[0]): void {
    if (!this.#signal.aborted) this.#host.tell(event);
  }
}

/** Whether it is too late for another try. @param beganMs when the first one began, by a clock that is never set. */
export const isOver = ({ longestMs }: RetryPolicy, beganMs: number): boolean =>
  performance.now() - beganMs >= longestMs;
