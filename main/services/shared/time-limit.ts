/**
 * Ends a question that takes too long, whatever blocks it: a cloud, a keychain that waits for a password, a connection.
 */
import { AppError, cancelled } from '../../errors.ts';

/**
 * Runs `ask` for `limitMs` at the most. At the limit its signal fires, and the caller no longer waits for it.
 *
 * @throws {AppError} the error of `ask`; `network.timeout` after `limitMs`; `cancelled` at once when `signal` fires.
 */
export function withinLimit<T>(
  signal: AbortSignal,
  limitMs: number,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (signal.aborted) return Promise.reject(cancelled('a question of a stream'));
  const limit = new AbortController();
  return new Promise<T>((resolve, reject) => {
    const settle = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
    };
    const end = (error: AppError): void => {
      settle();
      reject(error);
      limit.abort();
    };
    const giveUp = (): void => end(cancelled('a question of a stream'));
    const timer = setTimeout(() => end(tooLate(limitMs)), limitMs);
    signal.addEventListener('abort', giveUp, { once: true });
    ask(limit.signal).then(resolve, reject).finally(settle);
  });
}

function tooLate(limitMs: number): AppError {
  const params = { seconds: Math.round(limitMs / 1000) };
  return new AppError('network.timeout', 'the question took too long', {
    params,
    retryable: true,
    action: 'check-network',
  });
}
