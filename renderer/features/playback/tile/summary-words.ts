import type { Text } from '../../../i18n/i18n.ts';
import { stampOf } from '../../../ui/timeline/stamp.ts';
import { dayOf } from '../../../ui/timeline/zone.ts';
import type { CameraRecordings } from '../recordings/recordings.ts';
import type { Summary } from './summary.ts';
import { stampZone } from '../../../state/page/stamp-zone.ts';

/** The state of the recordings in words. */
export function summaryWords(t: Text, summary: Summary): string {
  if (summary.kind === 'played') return t('playback.summary.played', { percent: summary.percent });
  if (summary.kind !== 'covered') return t(`playback.summary.${summary.kind}`);
  const { percent, isArchived } = summary;
  return t(isArchived ? 'playback.summary.coveredAndArchived' : 'playback.summary.covered', { percent });
}

/** Hour, minute and offset, with the month and the day where it was another day: `11-23 06:54 UTC+8`. */
export function clockWords(atMs: number, nowMs = Date.now()): string {
  const zone = stampZone();
  const { day, time, offset } = stampOf(zone, atMs);
  const clock = `${time.slice(0, 5)} ${offset}`;
  return day === dayOf(zone, nowMs) ? clock : `${day.slice(5)} ${clock}`;
}

/** When the cloud said so, and what of its list could not be read; empty before an answer. */
export function asOfWords(t: Text, known: CameraRecordings | undefined): string {
  if (known === undefined || known.asOfMs === null) return '';
  const asOf = t('playback.asOf', { time: clockWords(known.asOfMs) });
  return known.unreadable === 0
    ? asOf
    : `${asOf}${t('playback.comma')}${t('playback.unreadable', { count: known.unreadable })}`;
}
