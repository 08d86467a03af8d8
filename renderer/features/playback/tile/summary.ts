/** Sums up the recordings of a camera in a range as one state, for one line of words. */
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { intersect } from '../../../../preload/domain/time.ts';
import type { Cover } from '../../../ui/timeline/paint/cover.ts';
import type { Listing } from '../recordings/listing.ts';
import type { CameraRecordings } from '../recordings/recordings.ts';

export type Summary =
  | { readonly kind: 'asking' | 'failed' | 'unlisted' | 'noRecordings' | 'none' | 'unpublished' | 'unasked' }
  /** Nothing can be played; footage lies in an archive from which only the owner of the cloud's account brings it back. */
  | { readonly kind: 'archived' | 'archivedWithin' | 'restoring' }
  /** `percent` of the range can be played. `isArchived`: another part is archived. */
  | { readonly kind: 'covered'; readonly percent: number; readonly isArchived: boolean }
  /** So much was played; of the rest nothing is known, because the cloud publishes no list. */
  | { readonly kind: 'played'; readonly percent: number };

interface SummaryFacts {
  readonly nowMs: number;
  readonly listing: Listing;
}

/** @param range that the timeline shows. */
export function summaryOf(
  known: CameraRecordings | undefined,
  range: TimeRange,
  { nowMs, listing }: SummaryFacts,
): Summary {
  if (listing === 'none') return { kind: 'noRecordings' };
  const past = intersect(range, { fromMs: 0, toMs: nowMs });
  if (listing === 'unlisted') {
    const percent = past === null || !known?.model ? 0 : percentOf(known.model.playable, past);
    return percent === 0 ? { kind: 'unlisted' } : { kind: 'played', percent };
  }
  if (known === undefined || past === null) return { kind: known?.isAsking === false ? 'none' : 'asking' };
  const { model, error, isAsking } = known;
  const has = (cover: Cover): boolean => cover.within(past.fromMs, past.toMs) > 0;
  if (model !== null) {
    const isArchived = has(model.archived) || has(model.within);
    if (has(model.playable)) return { kind: 'covered', percent: percentOf(model.playable, past), isArchived };
    if (has(model.restoring)) return { kind: 'restoring' };
    if (isArchived) return { kind: has(model.archived) ? 'archived' : 'archivedWithin' };
  }
  if (error !== null) return { kind: 'failed' };
  if (isAsking || model === null) return { kind: 'asking' };
  if (has(model.empty)) return { kind: 'none' };
  return { kind: has(model.unpublished) ? 'unpublished' : 'unasked' };
}

/** 0 where nothing is covered, else at least 1. */
function percentOf(cover: Cover, { fromMs, toMs }: TimeRange): number {
  const coveredMs = cover.within(fromMs, toMs);
  return coveredMs === 0 ? 0 : Math.max(1, Math.floor((coveredMs / (toMs - fromMs)) * 100));
}
