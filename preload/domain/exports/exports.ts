/** Exports: recordings of cameras over one range as files on this computer, with or without a signed list. */
import type { WireError } from '../error.ts';
import type { AccountId, ChannelId, ExportId } from '../ids.ts';
import type { GapReason, RecordingGap } from '../recording/recording-gaps.ts';
import type { RecordingPlace } from '../recording/recordings.ts';
import type { StreamProfile } from '../media/streams.ts';
import type { TimeRange } from '../time.ts';

/** `files`: MP4 files alone. `folder` and `zip`: an evidence bundle with a signed list of all files. */
export const EXPORT_FORMS = ['files', 'folder', 'zip'] as const;
export type ExportForm = (typeof EXPORT_FORMS)[number];

/**
 * `recalling`: archived footage is brought back first. `sealing`: the files are there, and the bundle is written. `paused`: by the
 * operator, also over a restart. `partial`: some cameras are exported, others failed.
 */
export const EXPORT_STATES = [
  'waiting',
  'recalling',
  'running',
  'sealing',
  'paused',
  'done',
  'partial',
  'failed',
  'cancelled',
] as const;
export type ExportState = (typeof EXPORT_STATES)[number];

export const EXPORT_ITEM_STATES = ['waiting', 'running', 'done', 'failed'] as const;
export type ExportItemState = (typeof EXPORT_ITEM_STATES)[number];

/**
 * Why a piece is missing: a reason of the gap, `archived`, or `not-given` if the cloud did not give footage that it
 * lists.
 */
export type ExportGapReason = GapReason | 'archived' | 'not-given';

export interface ExportGap extends TimeRange {
  readonly reason: ExportGapReason;
}

/**
 * Kinds of notes that a reader of the files needs besides the gaps. `jump`: the time of the day jumps, the file plays
 * on. `loss`: a picture did not arrive whole and is left out. `left-out`: pictures that no decoder can show are left
 * out. `sound`: sound of a kind that MP4 players do not know is left out. `sound-clock`: sound whose clock is not that
 * of the pictures is left out. `estimated`: pictures came without a time, which is counted from their neighbours.
 * `counted`: the cloud or the device gave no usable times, and they are counted by the lengths of the pieces or by the
 * clock of the stream.
 */
export const EXPORT_NOTE_KINDS = ['jump', 'loss', 'left-out', 'sound', 'sound-clock', 'estimated', 'counted'] as const;
export type ExportNoteKind = (typeof EXPORT_NOTE_KINDS)[number];

export interface ExportNote {
  readonly kind: ExportNoteKind;
  /** UTC times around the event of the note; null if they are not known, or if the note concerns all of the footage. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

export const EXPORT_RECALL_STATES = ['waiting', 'ordered', 'done'] as const;

/** Archived footage that is brought back before an export begins: one order at the cloud, as one task or as several. */
export interface ExportRecall extends TimeRange {
  readonly accountId: AccountId;
  readonly channelIds: readonly ChannelId[];
  /** `waiting`: not ordered whole yet. `ordered`: the cloud brings it back. `done`: it is back, and the list of recordings says so. */
  readonly state: (typeof EXPORT_RECALL_STATES)[number];
  /** The cloud's ids of the tasks. */
  readonly nativeIds: readonly string[];
  /** Counts orders, from 1 on: a task that was deleted at the cloud is ordered anew under another name. */
  readonly attempt: number;
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
  /** At most `MAX_EXPORT_NOTES`, in the order of the footage. */
  readonly notes: readonly ExportNote[];
  /** Notes beyond those. */
  readonly moreNotes: number;
  /** The cloud's ids of the requests that gave the footage, at most the last `MAX_EXPORT_REQUESTS`. */
  readonly requestIds: readonly string[];
  /** Below the folder of the export, with `/` between the parts. */
  readonly files: readonly string[];
  /** The films in the ZIP of the export, with `/` between the parts; empty where the files lie in folders. */
  readonly zipped: readonly string[];
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
  /** Why the bundle could not be written or footage not be brought back, or what the next try waits for; null otherwise. */
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
  /** Archived footage that is brought back first, in the order of its begin. */
  readonly recalls: readonly ExportRecall[];
  /** Copies with time and camera in the picture were ordered, and no window has begun them yet. */
  readonly wantsCopies: boolean;
}

const ENDED: readonly ExportState[] = ['done', 'partial', 'failed', 'cancelled'];

export const isEnded = ({ state }: Pick<ExportJob, 'state'>): boolean => ENDED.includes(state);

/** Whether archived footage has to come back before anything is exported. */
export const isRecalling = ({ recalls }: Pick<ExportJob, 'recalls'>): boolean =>
  recalls.some(({ state }) => state !== 'done');

/** The system and the database need this much of the disk. */
export const RESERVED_BYTES = 256 * 1024 * 1024;

/** The known facts about one camera of an export before the order, without asking a cloud. */
export interface CameraEstimate {
  readonly channelId: ChannelId;
  readonly place: RecordingPlace;
  readonly bytes: number;
  /** The cloud does not report the size of all its footage. */
  readonly isGuess: boolean;
}

/** Limit of gaps of a camera that are listed before the order. */
export const MAX_TOLD_GAPS = 20;

/** The missing parts of an export's range for a camera, as its cloud reports them. */
export interface CameraSurvey extends CameraArchive {
  /** The first {@link MAX_TOLD_GAPS} pieces without a recording, each with its reason. */
  readonly gaps: readonly RecordingGap[];
  readonly gapCount: number;
  readonly gapMs: number;
}

/** The archived footage of a camera. */
export interface CameraArchive {
  readonly channelId: ChannelId;
  readonly place: RecordingPlace;
  /** In order; archived footage lies somewhere in each of these pieces. Empty where none is archived. */
  readonly archived: readonly TimeRange[];
  /** The cloud brings it back on order; elsewhere the owner of the account does so at the cloud. */
  readonly canRecall: boolean;
  /**
   * Why it is not known whether footage is archived; null where it is known, or if a cloud lists no recordings at all.
   */
  readonly error: WireError | null;
}

/** How large an export will be. */
export interface ExportEstimate {
  /** The footage. */
  readonly bytes: number;
  /** The clouds do not report the size of all footage: a part is estimated from the bit rate and the length. */
  readonly isGuess: boolean;
  /** Bytes that the export needs on the disk while it is written. */
  readonly neededBytes: number;
  /** Null where the disk does not say. */
  readonly freeBytes: number | null;
  /** Where the files go; absolute. */
  readonly folder: string;
  readonly cameras: readonly CameraEstimate[];
}

export const lacksSpace = ({ neededBytes, freeBytes }: ExportEstimate): boolean =>
  freeBytes !== null && freeBytes - neededBytes < RESERVED_BYTES;

/** A guess refuses nothing: the footage may be smaller. */
export const mayOrder = (estimate: ExportEstimate): boolean => estimate.isGuess || !lacksSpace(estimate);
