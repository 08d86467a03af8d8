import type { WireError } from '../../preload/domain/error.ts';
import { isLostAnswer, orderFate } from '../../preload/domain/lost-answer.ts';
import type { Outcome } from '../../preload/domain/outcomes.ts';

/** Whether an order that failed this way may have been carried out all the same. */
export const isAnswerLost = ({ code }: WireError): boolean => isLostAnswer(code);

/** The outcome of each item of a request that failed as a whole. */
export const outcomeOfAll = ({ code }: WireError): Extract<Outcome, 'unknown' | 'notAsked'> =>
  orderFate(code) === 'unknown' ? 'unknown' : 'notAsked';

interface Tried {
  readonly state: Outcome;
  readonly error: WireError | null;
}

/**
 * The outcome of an item after a retry. An item whose answer was lost may be done, and stays unknown where the retry did not come to
 * it. Any other one shows why the retry did not come to it; where the operator stopped the retry, it stays as it was.
 *
 * @param retried undefined for an item that was not retried.
 */
export function afterRetry<T extends Tried>(before: T, retried: T | undefined): T {
  if (retried === undefined) return before;
  const isUntouched = retried.state === 'notAsked' && (before.state === 'unknown' || retried.error === null);
  return isUntouched ? before : retried;
}
