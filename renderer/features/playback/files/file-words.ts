/** Notes on a file that an operator opened, in words. */
import type { Locale } from '../../../i18n/locale.ts';
import type { Text } from '../../../i18n/i18n.ts';
import { stampZone } from '../../../state/page/stamp-zone.ts';
import { durationText } from '../../../ui/format.ts';
import { stampWords } from '../../../ui/timeline/stamp.ts';
import { beginMsOf } from './files.ts';
import type { FilePlace, OpenFile } from './file-places.ts';

interface FileLine {
  /** A failure, something to know or to do, or a fact. */
  readonly kind: 'bad' | 'note' | 'fact';
  readonly words: string;
}

/** Line by line, what matters most first. */
export function fileLines(t: Text, locale: Locale, file: OpenFile, place: FilePlace | undefined): readonly FileLine[] {
  const note = (words: string): FileLine => ({ kind: 'note', words });
  const { problem, isChecked, end } = file;
  if (problem !== null) {
    const codec = problem.kind === 'codec' ? problem.codec : '';
    const key = problem.kind === 'codec' && codec === '' ? 'other-codec' : problem.kind;
    return [{ kind: 'bad', words: t(`playback.files.problem.${key}`, { codec }) }];
  }
  const time = (ms: number): string => stampWords(stampZone(), Math.round(ms / 1_000) * 1_000);
  const length = (ms: number): string => durationText(Math.abs(ms), locale);
  const fromMs = beginMsOf(file);
  const lines: FileLine[] = [];
  if (fromMs === null)
    lines.push(note(t(`playback.files.ask.${place?.doubt === 'skipped' ? 'skipped' : file.time.says}`)));
  else {
    const range = place?.range ?? null;
    const words =
      range === null ? time(fromMs) : t('playback.files.range', { from: time(fromMs), to: time(range.toMs) });
    const by = t(file.typedMs === null ? 'playback.files.byName' : 'playback.files.byHand');
    lines.push({ kind: 'fact', words: `${words}${t('playback.comma')}${by}` });
  }
  if (!isChecked) lines.push({ kind: 'fact', words: t('playback.files.reading') });
  if (place === undefined) return lines;
  const { doubt, lacksMs, coveredMs, isFuture } = place;
  if (doubt === 'assumed') lines.push({ kind: 'fact', words: t('playback.files.zoneAssumed') });
  if (doubt === 'twice') lines.push(note(t('playback.files.twice')));
  if (isFuture) lines.push(note(t('playback.files.future')));
  if (lacksMs !== null)
    lines.push(note(t(lacksMs > 0 ? 'playback.files.shorter' : 'playback.files.longer', { time: length(lacksMs) })));
  if (coveredMs > 0) lines.push(note(t('playback.files.covered', { time: length(coveredMs) })));
  if (end !== null && end !== 'whole') lines.push(note(t(`playback.files.end.${end}`)));
  return lines;
}
