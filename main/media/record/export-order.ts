/** Types of the order for an export, and of its result. */
import { RESERVED_BYTES } from '../../../preload/domain/exports/exports.ts';
import { AppError } from '../../errors.ts';
import type { ExportDisk } from './export-disk.ts';
import type { SliceKind } from './export-input.ts';
import type { ExportNote, FinishedPart } from './export-journal.ts';

export interface ExportOrder {
  readonly folder: string;
  /** File name without `.mp4`. */
  readonly name: string;
  /** The same for each attempt at the same job; another job gets `storage.name-taken`. */
  readonly jobId: string;
  /** Estimate of the bytes that the slices will need on the disk. */
  readonly expectedBytes: number;
  /** So much media at most is written again after an interruption; without this 32 MB. */
  readonly markBytes?: number;
  /** Bytes that stay free on the disk; without this 256 MB. */
  readonly reservedBytes?: number;
}

/** A piece of footage that can be asked for again and is the same then. */
export interface ExportSlice {
  readonly id: string;
  readonly kind: SliceKind;
  /** UTC time of its first picture; null when the source does not say. */
  readonly fromMs: number | null;
  /** Its times do not continue those of the slice before. */
  readonly isBreak: boolean;
  /** The memory of a chunk may be used again when the next chunk is asked for. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

export interface ExportResult {
  readonly parts: readonly FinishedPart[];
  readonly notes: readonly ExportNote[];
  /** Notes that are not kept because there are too many. */
  readonly moreNotes: number;
}

/** @throws {AppError} `storage.full` when less would be free than stays free. */
export async function watchSpace(disk: ExportDisk, order: ExportOrder, neededBytes: number): Promise<void> {
  const free = await disk.freeBytes(order.folder);
  if (free - neededBytes >= (order.reservedBytes ?? RESERVED_BYTES)) return;
  const params = { folder: order.folder, detail: 'ENOSPC' };
  throw new AppError('storage.full', 'too little space for an export', { params, retryable: true });
}
