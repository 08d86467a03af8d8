/** The outcome of a row of an import, and of a job, in words. */
import type { Job, JobRow, JobRowError, JobRowState } from '../../../../preload/domain/jobs.ts';
import { errorWords } from '../../../i18n/error-words.ts';
import type { Text } from '../../../i18n/i18n.ts';
import type { OutcomeRow } from '../../../ui/outcomes/outcome-words.tsx';
import { COLUMNS, type Column } from '../model/import/people-file.ts';

/** In the order in which they are shown. */
export const SHOWN_STATES = ['done', 'skipped', 'refused', 'unknown', 'notAsked'] as const satisfies JobRowState[];

/** Names of a column in files: its id, and its name in the language of the page. */
export const namesOf = (t: Text): ReadonlyMap<string, Column> =>
  new Map(COLUMNS.flatMap((one) => [one, t(`errors.fields.${one}`)].map((name) => [name.toLowerCase(), one] as const)));

function wordsOf(t: Text, { code, field, detail, limit }: JobRowError) {
  const params = {
    ...(field === null ? {} : { field }),
    ...(detail === null ? {} : { detail }),
    ...(limit === null ? {} : { limit }),
  };
  return errorWords(t, { code, params, retryable: false, action: 'none', vendor: null });
}

/** The reason of a row that is wrong. */
export function faultWords(t: Text, error: JobRowError): string {
  const { what, why } = wordsOf(t, error);
  return `${what} ${why}${error.vendorCode === null ? '' : ` (${error.vendorCode})`}`;
}

/** Why a row is not done. */
export const reasonWords = (t: Text, { state, error }: JobRow): string =>
  error === null
    ? t(`targets.import.reasons.${state}`)
    : `${t(`targets.import.reasons.${state}`)} ${faultWords(t, error)}`;

/** A row of a job in the list of outcomes. */
export const outcomeOf = (t: Text, { row, state, error }: JobRow): OutcomeRow => ({
  id: String(row),
  name: t('targets.import.row', { row }),
  state,
  error: null,
  requestId: error?.requestId ?? null,
  reason: error === null ? null : `${faultWords(t, error)}${nextWords(t, error)}`,
});

/** The next step for a row, where the words of its failure are true for a row of a file. */
function nextWords(t: Text, error: JobRowError): string {
  const isOther = TRIED_AGAIN.test(error.code) || error.code === 'input.invalid-field';
  return isOther ? '' : ` ${wordsOf(t, error).next}`;
}

/** Their words say what comes back by itself and what has to be sent again. A paused job does neither: it continues. */
const TRIED_AGAIN = /^(?:auth\.expired-token|cloud\.(?:rate-limited|unavailable|pending)|device\.offline)$/;

/** Why a job was paused by itself, and what lets it continue; null where it was not. */
export function stopWords(t: Text, { stopped }: Job): string | null {
  if (stopped === null) return null;
  const { what, why, next } = wordsOf(t, stopped);
  return `${what} ${why} ${TRIED_AGAIN.test(stopped.code) ? t('targets.import.stays') : next}`;
}
