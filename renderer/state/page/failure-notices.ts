/** Shows failures in the status bar for requests without a form that could show them. */
import type { Result, WireError } from '../../../preload/domain/error.ts';
import { errorWords } from '../../i18n/error-words.ts';
import { textNow } from '../../i18n/i18n.ts';
import { postNotice, type Notice, type NoticeKey } from './notices.ts';

/**
 * Says what failed, why, and what to do.
 *
 * @param key a notice whose text has places for `reason`, `why` and `next`.
 */
export function postFailure(error: WireError, key: NoticeKey = 'failed', params: Notice['params'] = {}): void {
  const { what, why, next } = errorWords(textNow(), error);
  postNotice(key, { ...params, reason: what, why, next });
}

/** Says why something was not done. @returns whether it was. */
export function postIfFailed(answer: Result<unknown>): boolean {
  if (!answer.ok) postFailure(answer.error);
  return answer.ok;
}
