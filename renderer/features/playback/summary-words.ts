import type { Text } from '../../i18n/i18n.ts';
import { minuteText } from '../../ui/format.ts';
import type { CameraRecordings } from './model/recordings.ts';
import type { Summary } from './model/summary.ts';

/** The state of the recordings in words. */
export function summaryWords(t: Text, summary: Summary): string {
  if (summary.kind !== 'covered') return t(`playback.summary.${summary.kind}`);
  const { percent, isArchived } = summary;
  return t(isArchived ? 'playback.summary.coveredAndArchived' : 'playback.summary.covered', { percent });
}

/** When the cloud said so, and what of its list could not be read; empty before an answer. */
export function asOfWords(t: Text, known: CameraRecordings | undefined): string {
  if (known === undefined || known.asOfMs === null) return '';
  const asOf = t('playback.asOf', { time: minuteText(known.asOfMs) });
  return known.unreadable === 0
    ? asOf
    : `${asOf}${t('playback.comma')}${t('playback.unreadable', { count: known.unreadable })}`;
}
