/** The state of the timeline at a moment, in words. */
import type { Text } from '../../i18n/i18n.ts';
import { piecesIn, type Piece } from './pieces.ts';
import type { TimelineRow } from './scene.ts';

export function pieceWords({ state, hasMotion, hasAlarm }: Omit<Piece, 'fromMs' | 'toMs'>, t: Text): string {
  const kinds = [...(hasMotion ? [t('timeline.kinds.motion')] : []), ...(hasAlarm ? [t('timeline.kinds.alarm')] : [])];
  return [t(`timeline.states.${state}`), ...kinds].join(t('timeline.comma'));
}

/** The state of a row at a moment and the note that lies there, such as the reason of a gap. */
export function momentWords(row: TimelineRow, atMs: number, nowMs: number, t: Text): string {
  const note = row.notes?.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs)?.words;
  if (row.model === null) return note ?? t('timeline.notRead');
  const [piece] = piecesIn(row.model, { fromMs: atMs, toMs: atMs + 1 }, { nowMs, limit: 1 }).pieces;
  const words = piece === undefined ? '' : pieceWords(piece, t);
  return note === undefined ? words : `${words}${t('timeline.comma')}${note}`;
}
