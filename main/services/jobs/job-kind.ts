/** One kind of jobs, as the engine of jobs needs it. */
import type { JobPlace, JobRowError, RowWish } from '../../../preload/domain/jobs.ts';

/** A row with its values, as the window reads it from the user's file. In memory only, while it is sent. */
export interface JobItem {
  readonly row: number;
  readonly externalId: string;
}

/**
 * The outcome of one row of a call.
 *
 * - `lost`: it may be done; the engine looks for it before it is sent again.
 * - `again`: the cloud refused the call because of the rate, and did nothing.
 * - `stop`: the row is not done, and the rows behind it would not be either, such as on a device that is full.
 */
export interface SentRow {
  readonly result: 'done' | 'refused' | 'lost' | 'again' | 'stop';
  readonly error: JobRowError | null;
}

/** The rows that are looked for. */
export interface WantedRows {
  readonly size: number;
  /** The key of the row with this external id; null for one that is not looked for. */
  keyOf(externalId: string): string | null;
}

export interface FoundRows {
  /** The keys of the rows that are there. */
  readonly there: ReadonlySet<string>;
  /**
   * `whole`: a row that was not found is not there. `cut`: the cloud does not give all rows, and a row that was not found may be
   * there. `failed`: as `cut`, and another reading may show more.
   */
  readonly reading: 'whole' | 'cut' | 'failed';
  /** Of a reading that failed: the refusal that every other reading would meet too, such as of a device that is off line. */
  readonly stop?: JobRowError;
}

/** All methods throw `cancelled` alone once the signal fires. */
export interface JobKind<I extends JobItem> {
  /** How many rows one call takes. @throws {AppError} what the cloud refused. */
  rowsPerCall(place: JobPlace, signal: AbortSignal): Promise<number>;
  /** One call. @returns an outcome for each item, in their order. @throws {AppError} `cancelled`. */
  send(place: JobPlace, items: readonly I[], signal: AbortSignal): Promise<readonly SentRow[]>;
  /** Asks the cloud which rows it has. @throws {AppError} `cancelled`. */
  find(place: JobPlace, wanted: WantedRows, signal: AbortSignal): Promise<FoundRows>;
  /** The rows of the place differ from before. */
  changed(place: JobPlace): void;
}

/** A row of a new job; one with an error is refused from the start. */
export interface NewRow extends JobItem {
  readonly error: JobRowError | null;
  /** An earlier job lost the answer of the row: it is looked for before it is sent, as a row of this job would be. */
  readonly isUnknown?: boolean | undefined;
}

/** A row that the window could not read, with the reason. */
export interface BadItem extends JobItem {
  readonly error: JobRowError;
}

/** Gives the rows of a file. */
export interface JobSource<I extends JobItem> {
  /**
   * @returns the wanted rows, in any order; none once the job is paused or cancelled. @throws {AppError} `cancelled`.
   */
  read(wish: RowWish, signal: AbortSignal): Promise<readonly (I | BadItem)[]>;
}
