import { dwellProblem, MAX_DWELL_SEC, MIN_DWELL_SEC } from '../../../preload/domain/sequences.ts';
import type { Text } from '../../i18n/i18n.ts';

/** @returns what is wrong with a dwell, in words, or null. */
export function dwellWords(t: Text, text: string): string | null {
  switch (dwellProblem(text)) {
    case 'number':
      return t('sequences.form.dwellNumber');
    case 'short':
      return t('sequences.form.dwellShort', { limit: MIN_DWELL_SEC });
    case 'long':
      return t('sequences.form.dwellLong', { limit: MAX_DWELL_SEC });
    case null:
      return null;
  }
}
