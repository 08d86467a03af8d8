/** Questions of the worker to main: each gets one answer, or is given up. */
import { AppError } from '../../errors.ts';
import { retryable } from '../shared/failures.ts';

interface Pending<T> {
  resolve(answer: T): void;
  reject(error: unknown): void;
}

export class Questions<T> {
  readonly #limitMs: number;
  readonly #onGivenUp: (requestId: number) => void;
  readonly #pending = new Map<number, Pending<T>>();
  #next = 1;

  /**
   * @param onGivenUp called for questions that nobody waits for any more.
   */
  constructor(limitMs: number, onGivenUp: (requestId: number) => void) {
    this.#limitMs = limitMs;
    this.#onGivenUp = onGivenUp;
  }

  /** @param send gets the number of the question. @throws {AppError} the refusal, `network.timeout`, or `cancelled`. */
  ask(signal: AbortSignal, send: (requestId: number) => void): Promise<T> {
    const requestId = this.#next;
    this.#next += 1;
    // The signal lives as long as the stream, which may be a whole shift, and a listener is added for every question.
    let onAbort = (): void => {};
    let timer: NodeJS.Timeout | undefined;
    return new Promise<T>((resolve, reject) => {
      if (signal.aborted) return reject(new AppError('cancelled', 'cancelled'));
      this.#pending.set(requestId, { resolve, reject });
      const giveUp = (error: AppError): void => {
        this.#onGivenUp(requestId);
        reject(error);
      };
      onAbort = () => giveUp(new AppError('cancelled', 'cancelled'));
      signal.addEventListener('abort', onAbort, { once: true });
      const seconds = Math.round(this.#limitMs / 1_000);
      timer = setTimeout(() => giveUp(retryable('network.timeout', { seconds }, 'check-network')), this.#limitMs);
      send(requestId);
    }).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      this.#pending.delete(requestId);
    });
  }

  answer(requestId: number, answer: T): void {
    this.#pending.get(requestId)?.resolve(answer);
  }

  refuse(requestId: number, error: AppError): void {
    this.#pending.get(requestId)?.reject(error);
  }
}
