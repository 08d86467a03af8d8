/** What a camera has at the moment that playback shows. */
import type { TimeRange } from '../../../../preload/domain/time.ts';
import type { GapReason } from '../../../../preload/domain/recording-gaps.ts';
import { stateAt, type PieceState } from '../../../ui/timeline/pieces.ts';
import type { CameraRecordings } from './recordings.ts';

export type MomentState = PieceState | 'no-moment' | 'asking' | 'failed' | 'unlisted' | 'unpublished';

/**
 * Clouds publish recordings some minutes late, and no document says how late: where a list without this newest time has nothing,
 * a recording may still come.
 */
const EDGE_MS = 600_000;

interface MomentFacts {
  readonly atMs: number | null;
  readonly nowMs: number;
  /** Why nothing is recorded at the moment, where anything says so. */
  readonly reason?: GapReason | null;
  /** What the timeline shows: time that comes into view is asked for. */
  readonly view?: TimeRange;
}

/**
 * `unlisted`: the cloud of the camera publishes no list of recordings, so that only playing tells. `unpublished`: the moment lies
 * at the newest edge of the list, where the cloud has published nothing yet.
 */
export function momentState(
  known: CameraRecordings | undefined,
  { atMs, nowMs, reason, view }: MomentFacts,
): MomentState {
  if (atMs === null) return 'no-moment';
  if (known === undefined) return 'asking';
  const { model, error, isAsking, asOfMs, range, answered } = known;
  const state = model === null ? 'unknown' : stateAt(model, atMs, nowMs);
  if (state === 'empty' && isAtEdge(known, atMs, nowMs) && !isExplained(reason)) return 'unpublished';
  if (state !== 'unknown') return state;
  if (!isIn(answered, atMs)) {
    // The question for a moment far away comes when the view rests: until then neither an old failure nor the player speaks.
    const isDue = view !== undefined && atMs >= view.fromMs && atMs < view.toMs && !isIn(range, atMs);
    if (isAsking || isDue) return 'asking';
    if (error !== null) return 'failed';
  }
  return asOfMs === null ? 'unlisted' : 'unknown';
}

/** Whether a question for the range was one for the moment, or for the time just before the moment. */
const isIn = (range: TimeRange | null, atMs: number): boolean =>
  range !== null && atMs >= range.fromMs && atMs < range.toMs + EDGE_MS;

/** Whether the moment lies behind all that the list has, and so late that more may come. */
const isAtEdge = ({ model }: CameraRecordings, atMs: number, nowMs: number): boolean =>
  atMs > nowMs - EDGE_MS && atMs >= (model?.any.toMs ?? -Infinity);

const isExplained = (reason: GapReason | null | undefined): boolean => reason === 'offline' || reason === 'not-planned';

/** Whether the list has to be asked again: the moment lies behind the time that the last question was for. */
export const isBehindAnswer = (known: CameraRecordings, atMs: number, nowMs: number): boolean =>
  known.asOfMs !== null && atMs >= known.range.toMs && isAtEdge(known, atMs, nowMs);
