/** What the recordings of a camera are in a range, in one state for one line of words. */
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { intersect } from '../../../../preload/domain/time.ts';
import type { Cover } from '../../../ui/timeline/cover.ts';
import type { CameraRecordings } from './recordings.ts';

export type Summary =
  | { readonly kind: 'asking' | 'failed' | 'unlisted' | 'none' | 'unasked' }
  /** Nothing can be played; footage lies in an archive from which only the owner of the cloud's account brings it back. */
  | { readonly kind: 'archived' | 'archivedWithin' | 'restoring' }
  /** `percent` of the range can be played. `isArchived`: another part is archived. */
  | { readonly kind: 'covered'; readonly percent: number; readonly isArchived: boolean };

/** @param range that the timeline shows. */
export function summaryOf(known: CameraRecordings | undefined, range: TimeRange, nowMs: number): Summary {
  const past = intersect(range, { fromMs: 0, toMs: nowMs });
  if (known === undefined || past === null) return { kind: known?.isAsking === false ? 'none' : 'asking' };
  const { model, error, isAsking, asOfMs } = known;
  const has = (cover: Cover): boolean => cover.within(past.fromMs, past.toMs) > 0;
  if (model !== null) {
    const isArchived = has(model.archived) || has(model.within);
    if (has(model.playable)) {
      const share = model.playable.within(past.fromMs, past.toMs) / (past.toMs - past.fromMs);
      return { kind: 'covered', percent: Math.max(1, Math.floor(share * 100)), isArchived };
    }
    if (has(model.restoring)) return { kind: 'restoring' };
    if (isArchived) return { kind: has(model.archived) ? 'archived' : 'archivedWithin' };
  }
  if (error !== null) return { kind: 'failed' };
  if (isAsking || model === null) return { kind: 'asking' };
  if (has(model.empty)) return { kind: 'none' };
  return { kind: asOfMs === null ? 'unlisted' : 'unasked' };
}
