/** Messages between main and the thread of exports. Each order but `abort` gets one answer. */
import type { WireError } from '../../../preload/domain/error.ts';
import type { CopyPictures, CopyPiece } from '../../../preload/domain/exports/export-copies.ts';
import type { ExportNote } from '../../../preload/domain/exports/exports.ts';
import type { FileTimes } from '../../../preload/domain/exports/export-times.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import type { ThreadLine } from '../../log.ts';
import type { RemoteFile } from '../../ports/remote-file.ts';

/** The file or the files of one camera of an export. */
export interface ExportTaskOrder {
  /** Absolute. */
  readonly folder: string;
  /** Without an ending. */
  readonly name: string;
  /** The same for each attempt at the same task. */
  readonly jobId: string;
  readonly expectedBytes: number;
}

/** How far the files are: what the last run of the same task has written. */
export interface ExportTaskDone {
  /** The last slice that is in the files; null before the first one. */
  readonly lastSlice: string | null;
  readonly sizeBytes: number;
}

/** A file of a cloud: one slice. */
export interface ExportFileSlice {
  readonly id: string;
  readonly kind: 'ts' | 'flv';
  readonly fromMs: number;
  readonly file: RemoteFile;
}

export interface ExportedPart {
  readonly path: string;
  readonly sizeBytes: number;
  /** UTC times of the first and the last picture; null when not known. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
  /** Null where the times of the source jump too often. */
  readonly times: FileTimes | null;
}

export interface ExportTaskResult {
  readonly parts: readonly ExportedPart[];
  /** Notes on facts that the files do not show by themselves: at most {@link MAX_EXPORT_NOTES}. */
  readonly notes: readonly ExportNote[];
  /** Notes beyond those. */
  readonly moreNotes: number;
}

export type ExportOrderMessage =
  | { readonly kind: 'open'; readonly order: ExportTaskOrder }
  /** Writes all segments of a playlist of the gateway that lie behind a moment. */
  | { readonly kind: 'playlist'; readonly url: string; readonly behindMs: number }
  /** Writes a stream of the gateway to its end. */
  | { readonly kind: 'stream'; readonly url: string; readonly slice: Omit<ExportFileSlice, 'file'> }
  | { readonly kind: 'file'; readonly slice: ExportFileSlice }
  | { readonly kind: 'finish' }
  /** Main has the result: nothing but the finished files stays. */
  | { readonly kind: 'forget' }
  /** Closes the files; the task can be opened again. */
  | { readonly kind: 'close' };

/** A copy of a finished file. */
export type ExportCopyMessage =
  /** Absolute paths of the file and of its copy. */
  | { readonly kind: 'copy-open'; readonly from: string; readonly path: string }
  | { readonly kind: 'copy-read' }
  /** @property record the decoder configuration record as base64, with the first pictures. */
  | { readonly kind: 'copy-write'; readonly record: string | null; readonly piece: CopyPiece }
  | { readonly kind: 'copy-finish' }
  /** Deletes a copy that is not whole. */
  | { readonly kind: 'copy-close' };

export type CopyAnswer =
  | { readonly pictures: CopyPictures; readonly fileBytes: number }
  | { readonly piece: CopyPiece }
  | { readonly copyBytes: number };

export type ToExportThread =
  | { readonly call: number; readonly task: number; readonly message: ExportOrderMessage | ExportCopyMessage }
  /** Ends what the task does now. */
  | { readonly abort: number };

/** The server of a file refused. @property body the begin of the answer, 4,096 characters at most. */
export interface FileRefusal {
  readonly status: number;
  readonly body: string;
}

export type FromExportThread =
  | {
      readonly kind: 'done';
      readonly call: number;
      readonly value: ExportTaskDone | ExportTaskResult | CopyAnswer | null;
    }
  | { readonly kind: 'failed'; readonly call: number; readonly error: WireError; readonly refusal: FileRefusal | null }
  /** Footage that is in the files now. */
  | { readonly kind: 'wrote'; readonly task: number; readonly piece: TimeRange; readonly sizeBytes: number }
  | { readonly kind: 'log'; readonly line: ThreadLine };

/** The origin under which the thread of exports asks the gateway: no page can have this origin. */
export const EXPORT_ORIGIN = 'lanner-export://main';
