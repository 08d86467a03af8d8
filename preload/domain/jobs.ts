/**
 * Jobs over many rows of a file, such as an import. A job is stored row by row, so that a client that ends in the
 * middle can continue later. Of a row only its number, a hash of its external id and its outcome are stored: the file
 * itself stays with the user.
 */
import type { ErrorCode } from './error.ts';
import type { AccountId, DeviceId } from './ids.ts';
import { OUTCOMES } from './outcomes.ts';

declare const brand: unique symbol;
export type JobId = string & { readonly [brand]: 'JobId' };
export const asJobId = (text: string): JobId => text as JobId;

/** `people`: persons of a file are added to a list of a device. */
export const JOB_KINDS = ['people'] as const;
export type JobKindName = (typeof JOB_KINDS)[number];

/**
 * The outcome of a row.
 *
 * - `notAsked`: nothing was sent for the row, or it is proven that the cloud did nothing.
 * - `skipped`: the cloud had the row already before the job sent it.
 * - `unknown`: the row was sent and its answer is not known. It is looked for before anything is sent again.
 */
export const JOB_ROW_STATES = [...OUTCOMES, 'skipped'] as const;
export type JobRowState = (typeof JOB_ROW_STATES)[number];

/** `ended`: no row is left to send. A `paused` job continues when the user resumes it. */
export const JOB_STATES = ['running', 'paused', 'cancelled', 'ended'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** Why a row is not done, without any value of the row. */
export interface JobRowError {
  readonly code: ErrorCode;
  /** The field that is wrong, and the problem in the words of `field-problems.ts`; null where the code says all. */
  readonly field: string | null;
  readonly detail: string | null;
  readonly limit: number | null;
  /** The cloud's own code. */
  readonly vendorCode: string | null;
  /** Of the call that failed, for the support of the cloud. */
  readonly requestId: string | null;
}

export interface JobRow {
  /** The number of the row in the file, from 1; the row with the names of the columns does not count. */
  readonly row: number;
  readonly state: JobRowState;
  readonly error: JobRowError | null;
}

/** The rows of as many calls behind the wanted ones are prepared ahead: photos that take long then delay no call. */
export const JOB_CALLS_AHEAD = 2;

/** Rows that a job asks the window for, by their numbers. */
export interface RowWish {
  readonly wanted: readonly number[];
  /** The rows that are wanted after them, unless a call fails meanwhile: the window prepares them, and brings them once wanted. */
  readonly next: readonly number[];
}

/** Where a job puts its rows. */
export interface JobPlace {
  readonly deviceId: DeviceId;
  readonly groupId: string;
}

export interface Job {
  readonly id: JobId;
  readonly kind: JobKindName;
  readonly accountId: AccountId;
  readonly place: JobPlace;
  /** SHA-256 of the file, as 64 hexadecimal digits: by it the file is recognised after a restart. */
  readonly fileHash: string;
  readonly total: number;
  /** The meaning of each column of the file, for its next reading: a name of a field, or null for a column that is left out. */
  readonly columns: readonly (string | null)[];
  readonly state: JobState;
  readonly counts: Readonly<Record<JobRowState, number>>;
  /** Why the job was paused by itself; null where the user paused it, and for other states. */
  readonly stopped: JobRowError | null;
  readonly createdAtMs: number;
  /** Null while rows may still be sent. */
  readonly endedAtMs: number | null;
}
