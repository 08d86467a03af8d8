/** What a camera has at the moment that playback shows. */
import { stateAt, type PieceState } from '../../../ui/timeline/pieces.ts';
import type { CameraRecordings } from './recordings.ts';

export type MomentState = PieceState | 'no-moment' | 'asking' | 'failed' | 'unlisted';

/** `unlisted`: the cloud of the camera publishes no list of recordings, so that only playing tells. */
export function momentState(known: CameraRecordings | undefined, atMs: number | null, nowMs: number): MomentState {
  if (atMs === null) return 'no-moment';
  if (known === undefined) return 'asking';
  const { model, error, isAsking, asOfMs } = known;
  const state = model === null ? 'unknown' : stateAt(model, atMs, nowMs);
  if (state !== 'unknown') return state;
  if (isAsking) return 'asking';
  if (error !== null) return 'failed';
  return asOfMs === null ? 'unlisted' : 'unknown';
}
