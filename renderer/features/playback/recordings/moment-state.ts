/** The state of a moment of a camera by the lists. The player counts before the lists: see `telling.ts`. */
import type { TimeRange } from '../../../../preload/domain/time.ts';
import type { GapReason } from '../../../../preload/domain/recording/recording-gaps.ts';
import { LISTED_LATE_MS } from '../../../../preload/domain/recording/recordings.ts';
import { stateAt, type PieceState } from '../../../ui/timeline/pieces.ts';
import type { Listing } from './listing.ts';
import type { CameraRecordings } from './recordings.ts';

export type MomentState = PieceState | 'no-moment' | 'asking' | 'failed' | 'unlisted' | 'no-recordings';

export interface MomentFacts {
  readonly atMs: number | null;
  readonly nowMs: number;
  readonly listing: Listing;
  /** Why nothing is recorded at the moment, where anything says so. */
  readonly reason?: GapReason | null;
  /** The visible range of the timeline, for which recordings are always asked. */
  readonly view?: TimeRange;
}

/**
 * - `unlisted`: the cloud of the camera publishes no list of recordings, so that only playing shows what exists.
 * - `no-recordings`: the cloud of the camera offers no recordings.
 * - `unpublished`: later than all that the newest list has, and so late that more may come.
 * - `empty`: the newest list covers the moment, and has nothing there.
 */
export function momentState(known: CameraRecordings | undefined, facts: MomentFacts): MomentState {
  const { atMs, nowMs, listing, reason } = facts;
  if (atMs === null) return 'no-moment';
  if (listing === 'none') return 'no-recordings';
  const state = known === undefined || known.model === null ? 'unknown' : stateAt(known.model, atMs, nowMs);
  if (listing === 'unlisted') return state === 'recorded' || atMs < nowMs ? unlistedState(state) : 'future';
  if (known === undefined) return 'asking';
  if (state === 'unpublished' && isExplained(reason)) return 'empty';
  return state === 'unknown' ? unknownState(known, facts, atMs) : state;
}

/** A piece that was played is known to be recorded. Without a list, nothing proves that a piece is empty. */
const unlistedState = (state: PieceState): MomentState => (state === 'recorded' ? 'recorded' : 'unlisted');

function unknownState(known: CameraRecordings, { nowMs, view }: MomentFacts, atMs: number): MomentState {
  const { error, isAsking, range, answered } = known;
  if (!isIn(answered, atMs)) {
    // The question for a moment far away comes when the view rests: until then no old failure speaks.
    const isDue = view !== undefined && atMs >= view.fromMs && atMs < view.toMs && !isIn(range, atMs);
    if (isAsking || isDue) return 'asking';
    if (error !== null) return 'failed';
  }
  return isBehindAnswer(known, atMs, nowMs) ? 'unpublished' : 'unknown';
}

/** Whether a question for the range was one for the moment, or for the time just before the moment. */
const isIn = (range: TimeRange | null, atMs: number): boolean =>
  range !== null && atMs >= range.fromMs && atMs < range.toMs + LISTED_LATE_MS;

const isExplained = (reason: GapReason | null | undefined): boolean => reason === 'offline' || reason === 'not-planned';

/** Whether the list has to be asked again: the moment lies behind the time that the last question was for. */
export const isBehindAnswer = ({ asOfMs, range, model }: CameraRecordings, atMs: number, nowMs: number): boolean =>
  asOfMs !== null && atMs >= range.toMs && atMs > nowMs - LISTED_LATE_MS && atMs >= (model?.any.toMs ?? -Infinity);

/** Where the list of a cloud ends, epoch ms; null where it has nothing. */
export const listEndMs = (known: CameraRecordings | undefined): number | null => known?.model?.any.toMs ?? null;
