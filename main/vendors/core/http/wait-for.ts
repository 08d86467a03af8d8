/** Lets one caller stop waiting for work that other callers wait for too. */
import { cancelled } from '../../../errors.ts';

/** The outcome of `work`, or `cancelled` as soon as this caller gives up; other callers still wait for `work`. */
export function waitFor<T>(work: Promise<T>, signal: AbortSignal, what: string): Promise<T> {
  if (signal.aborted) {
    work.catch(() => {}); // a failure is reported to the callers that still wait
    return Promise.reject(cancelled(what));
  }
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(cancelled(what));
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
