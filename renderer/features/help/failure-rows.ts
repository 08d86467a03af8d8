/** Every failure that the client knows, in the words in which the client tells it. */
import { ERROR_CODES, type ErrorCode } from '../../../preload/domain/error.ts';
import { errorWords, type ErrorWords } from '../../i18n/error-words.ts';
import type { Text } from '../../i18n/i18n.ts';
import { matchNames } from '../../state/page/name-search.ts';
import { keeping } from '../../ui/keeping.ts';

export interface FailureRow extends ErrorWords {
  readonly code: ErrorCode;
}

interface FoundRow extends FailureRow {
  readonly name: string;
  readonly words: string;
}

/** Without its parameters a text may begin with a small letter. */
const asSentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const allRows = keeping((t: Text): readonly FoundRow[] =>
  ERROR_CODES.map((code) => {
    const said = errorWords(t, { code, params: {}, vendor: null, retryable: false, action: 'none' });
    const words = { what: asSentence(said.what), why: asSentence(said.why), next: asSentence(said.next) };
    return { ...words, code, name: words.what, words: `${code} ${words.why} ${words.next}` };
  }),
);

/** The failures that hold the words of the query; all for an empty query. A word may have one typing error. */
export function failureRows(t: Text, query: string): readonly FailureRow[] {
  const rows = allRows(t);
  if (query.trim() === '') return rows;
  const { found } = matchNames(rows, query, { limit: rows.length });
  return found.length > 0 ? found : matchNames(rows, query, { limit: rows.length, isForgiving: true }).found;
}
