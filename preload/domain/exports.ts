/** Exports: recordings of cameras over one range as files on this computer, with or without a signed list. */
import type { WireError } from './error.ts';
import type { ChannelId, ExportId } from './ids.ts';
import type { GapReason } from './recording-gaps.ts';
import type { RecordingPlace } from './recordings.ts';
import type { StreamProfile } from './streams.ts';
import type { TimeRange } from './time.ts';

/** `files`: MP4 files alone. `folder` and `zip`: an evidence bundle with a signed list of all files. */
export const EXPORT_FORMS = ['files', 'folder', 'zip'] as const;
export type ExportForm = (typeof EXPORT_FORMS)[number];

/** `sealing`: the files are there, and the bundle is written. `partial`: some cameras are exported, others failed. */
export const EXPORT_STATES = ['waiting', 'running', 'sealing', 'done', 'partial', 'failed', 'cancelled'] as const;
export type ExportState = (typeof EXPORT_STATES)[number];

export const EXPORT_ITEM_STATES = ['waiting', 'running', 'done', 'failed'] as const;
export type ExportItemState = (typeof EXPORT_ITEM_STATES)[number];

/** Why a piece is missing: a reason of the gap, `archived`, or `not-given` where the cloud did not give what it lists. */
export type ExportGapReason = GapReason | 'archived' | 'not-given';

export interface ExportGap extends TimeRange {
  readonly reason: ExportGapReason;
}

/** One camera of an export. */
export interface ExportItem {
  readonly channelId: ChannelId;
  readonly place: RecordingPlace;
  readonly profile: StreamProfile;
  /** The number and the name at the time of the order. */
  readonly number: number | null;
  readonly camera: string;
  /** How far the clock of the camera is ahead, set by eye; null where nobody set an offset. */
  readonly offsetMs: number | null;
  readonly state: ExportItemState;
  /** Why the camera failed, or what the next try waits for; null otherwise. */
  readonly error: WireError | null;
  /** The end of the footage that is in the files; null before the first piece. */
  readonly doneMs: number | null;
  readonly sizeBytes: number;
  /** The pieces that the files hold, in order. */
  readonly covered: readonly TimeRange[];
  /** The pieces that are missing; known at the end. */
  readonly gaps: readonly ExportGap[];
  /** The cloud's ids of the requests that gave the footage. */
  readonly requestIds: readonly string[];
  /** Below the folder of the export, with `/` between the parts. */
  readonly files: readonly string[];
}

export const EXPORT_COPY_STATES = ['running', 'done', 'failed'] as const;

/**
 * A copy of a file of an export, with the time and the camera below each picture. Its pictures are coded anew: it is not the
 * original.
 */
export interface ExportCopy {
  /** The copy, below the folder of the export. */
  readonly file: string;
  /** The file of the export from which it is made, as in the files of the camera. */
  readonly of: string;
  readonly state: (typeof EXPORT_COPY_STATES)[number];
  /** Why the copy could not be made; null otherwise. */
  readonly error: WireError | null;
  readonly sizeBytes: number;
}

export interface ExportJob {
  readonly id: ExportId;
  readonly createdAtMs: number;
  readonly endedAtMs: number | null;
  readonly state: ExportState;
  /** Why the bundle could not be written; null otherwise. */
  readonly error: WireError | null;
  readonly range: TimeRange;
  readonly form: ExportForm;
  readonly reason: string;
  readonly madeBy: string;
  /** Where the files are; absolute. */
  readonly folder: string;
  /** The name of the bundle in the folder; null for files alone, and before the bundle is written. */
  readonly bundle: string | null;
  /** Of the key that signed the bundle; null without a signature. */
  readonly fingerprint: string | null;
  readonly items: readonly ExportItem[];
  readonly copies: readonly ExportCopy[];
}

export const isEnded = ({ state }: Pick<ExportJob, 'state'>): boolean =>
  state !== 'waiting' && state !== 'running' && state !== 'sealing';

/** The system and the database need this much of the disk. */
export const RESERVED_BYTES = 256 * 1024 * 1024;

/** How large an export will be. */
export interface ExportEstimate {
  /** The footage. */
  readonly bytes: number;
  /** The clouds do not tell the size of all footage: a part is taken from the bit rate and the length. */
  readonly isGuess: boolean;
  /** What the export needs on the disk while it is written. */
  readonly neededBytes: number;
  /** Null where the disk does not say. */
  readonly freeBytes: number | null;
  /** Where the files go; absolute. */
  readonly folder: string;
}

export const lacksSpace = ({ neededBytes, freeBytes }: ExportEstimate): boolean =>
  freeBytes !== null && freeBytes - neededBytes < RESERVED_BYTES;

/** A guess refuses nothing: the footage may be smaller. */
export const mayOrder = (estimate: ExportEstimate): boolean => estimate.isGuess || !lacksSpace(estimate);
