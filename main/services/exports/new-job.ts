/** An export as it is ordered: nothing of it is written yet. */
import type { ExportStart } from '../../../preload/contract/exports.ts';
import type { ExportItem, ExportJob, ExportRecall } from '../../../preload/domain/exports/exports.ts';
import type { ExportId } from '../../../preload/domain/ids.ts';
import { givenChannelRef } from '../shared/channel-ref.ts';

interface NewJobFacts {
  readonly id: ExportId;
  readonly nowMs: number;
  /** Where the files go; absolute. */
  readonly folder: string;
  /** Archived footage that must be recalled first. */
  readonly recalls: readonly ExportRecall[];
  /** The number and the name of a camera; null for a camera that is not listed. */
  readonly cameraOf: (id: ExportItem['channelId']) => { readonly number: number; readonly name: string } | null;
}

/** @throws {AppError} `channel.not-found`. */
export function newJob(order: ExportStart, { id, nowMs, folder, recalls, cameraOf }: NewJobFacts): ExportJob {
  const { cameras, range, form, reason, madeBy, wantsCopies } = order;
  const items = cameras.map(({ channelId, place, profile, offsetMs }): ExportItem => {
    const { channelNativeId } = givenChannelRef(channelId);
    const camera = cameraOf(channelId);
    return {
      channelId,
      place,
      profile,
      offsetMs,
      number: camera?.number ?? null,
      camera: camera?.name ?? channelNativeId,
      state: 'waiting',
      error: null,
      doneMs: null,
      sizeBytes: 0,
      covered: [],
      gaps: [],
      notes: [],
      moreNotes: 0,
      files: [],
      zipped: [],
      requestIds: [],
    };
  });
  return {
    id,
    createdAtMs: nowMs,
    endedAtMs: null,
    state: 'waiting',
    error: null,
    range,
    form,
    reason: reason.trim(),
    madeBy: madeBy.trim(),
    folder,
    bundle: null,
    fingerprint: null,
    items,
    copies: [],
    recalls,
    wantsCopies,
  };
}
