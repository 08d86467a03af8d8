/** The state of a row at a moment, and the way from one span of footage to the next. */
import type { TimeRange } from '../../../preload/domain/time.ts';
import type { Cover } from './paint/cover.ts';
import type { RowModel } from './row-model.ts';

export type PieceState =
  'recorded' | 'restoring' | 'archived' | 'archived-within' | 'empty' | 'unpublished' | 'unknown' | 'future';

/** A piece of a row in which nothing changes. */
export interface Piece extends TimeRange {
  readonly state: PieceState;
  readonly hasMotion: boolean;
  readonly hasAlarm: boolean;
}

/**
 * The state at a moment. Playable footage counts more than footage that must be restored first, and both count more
 * than a cloud's answer about the time.
 */
export function stateAt(row: RowModel, atMs: number, nowMs: number): PieceState {
  if (row.playable.has(atMs)) return 'recorded';
  if (row.restoring.has(atMs)) return 'restoring';
  if (row.archived.has(atMs)) return 'archived';
  if (atMs >= nowMs) return 'future';
  if (row.within.has(atMs)) return 'archived-within';
  if (row.empty.has(atMs)) return 'empty';
  return row.unpublished.has(atMs) ? 'unpublished' : 'unknown';
}

const changing = (row: RowModel): readonly Cover[] => [
  ...[row.playable, row.restoring, row.archived, row.motion, row.alarm, row.within, row.empty],
  row.unpublished,
];

/**
 * The pieces of a range in order, without gaps.
 *
 * @param limit how many at most; `isCut` says that there are more.
 */
export function piecesIn(
  row: RowModel,
  range: TimeRange,
  { nowMs, limit }: { readonly nowMs: number; readonly limit: number },
): { readonly pieces: readonly Piece[]; readonly isCut: boolean } {
  const pieces: Piece[] = [];
  const covers = changing(row);
  let atMs = range.fromMs;
  while (atMs < range.toMs) {
    const state = stateAt(row, atMs, nowMs);
    const [hasMotion, hasAlarm] = [row.motion.has(atMs), row.alarm.has(atMs)];
    let nextMs = atMs < nowMs ? Math.min(range.toMs, nowMs) : range.toMs;
    for (const cover of covers) nextMs = Math.min(nextMs, cover.nextChange(atMs));
    const last = pieces.at(-1);
    if (last?.state === state && last.hasMotion === hasMotion && last.hasAlarm === hasAlarm) {
      pieces[pieces.length - 1] = { ...last, toMs: nextMs };
    } else if (pieces.length === limit) return { pieces, isCut: true };
    else pieces.push({ fromMs: atMs, toMs: nextMs, state, hasMotion, hasAlarm });
    atMs = nextMs;
  }
  return { pieces, isCut: false };
}

/** Clouds cut footage into files: a hole up to this length between two files is no gap. */
const FILE_SEAM_MS = 2_000;

/** The beginning of the first span of footage after this moment; null where none begins later. */
export function nextSpanMs({ any }: RowModel, atMs: number): number | null {
  let i = any.indexAt(atMs);
  while (i < any.count && (any.beginOf(i) <= atMs || (i > 0 && any.beginOf(i) - any.endOf(i - 1) <= FILE_SEAM_MS)))
    i += 1;
  return i < any.count ? any.beginOf(i) : null;
}

/** The beginning of the last span of footage that begins before this moment; null where none does. */
export function previousSpanMs({ any }: RowModel, atMs: number): number | null {
  let i = Math.min(any.indexAt(atMs), any.count - 1);
  while (i >= 0 && any.beginOf(i) >= atMs) i -= 1;
  while (i > 0 && any.beginOf(i) - any.endOf(i - 1) <= FILE_SEAM_MS) i -= 1;
  return i < 0 ? null : any.beginOf(i);
}

/** Recordings end within their last picture, which begins some time before. */
const LAST_PICTURE_MS = 500;

/**
 * The last picture before a moment without footage; footage that has to be brought back first counts only where nothing that can
 * be played lies before. Null where no footage lies before.
 */
export function lastPictureMs({ playable, any }: RowModel, atMs: number): number | null {
  for (const cover of [playable, any]) {
    const i = cover.indexAt(atMs) - 1;
    if (i >= 0) return Math.max(cover.beginOf(i), cover.endOf(i) - LAST_PICTURE_MS);
  }
  return null;
}

/** The moment itself where it can be played, else the next that can; null where nothing later can be played. */
export function playableFromMs({ playable }: RowModel, atMs: number): number | null {
  const i = playable.indexAt(atMs);
  return i < playable.count ? Math.max(atMs, playable.beginOf(i)) : null;
}

/** Where what can be played ends before this moment; the moment itself within it, and null where nothing earlier can be played. */
export function playableBeforeMs({ playable }: RowModel, atMs: number): number | null {
  const i = playable.indexAt(atMs);
  if (i < playable.count && playable.beginOf(i) < atMs) return atMs;
  return i === 0 ? null : playable.endOf(i - 1);
}
