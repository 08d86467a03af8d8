/** The rows of the import that is shown, by their outcome: the first of them, and which of all can be sent again. */
import { create } from 'zustand';
import type { WireError } from '../../../../../preload/domain/error.ts';
import {
  JOB_ROW_STATES,
  type Job,
  type JobId,
  type JobRow,
  type JobRowState,
} from '../../../../../preload/domain/jobs.ts';
import { request } from '../../../../page/bridge.ts';
import { Newest } from '../../../../state/page/newest.ts';
import { heldOf, useImport, type HeldFile } from './people-import.ts';

/** Rows in one request where all of them are read. */
const ROWS_AT_ONCE = 2_000;
/** More rows are counted alone. */
export const MAX_SHOWN_ROWS = 200;
/** All that is not done, with what needs somebody's eye first. */
export const NOT_DONE: readonly JobRowState[] = JOB_ROW_STATES.filter((state) => state !== 'done');
const TOLD: readonly JobRowState[] = ['refused', 'unknown'];
/** Rows that are done are not stored once their job is over: they are counted alone. */
export const LISTED = ['skipped', 'refused', 'unknown', 'notAsked'] as const satisfies JobRowState[];
const RETRIED: readonly JobRowState[] = ['refused', 'unknown', 'notAsked'];

/** Rows that can end otherwise when they are sent again, by their numbers. */
export type LeftRows = ReadonlyMap<number, JobRowState>;

interface JobRows {
  readonly jobId: JobId | null;
  /** The first of the rows that are shown. */
  readonly rows: readonly JobRow[];
  /** Of all rows that are shown, also beyond the first; null until all were read of a job that is over and whose file is here. */
  readonly left: LeftRows | null;
  /** The outcome whose rows are shown alone; null for the refused and the unknown ones. */
  readonly shown: JobRowState | null;
  /** The job was over when `rows` were read: they change no more. */
  readonly isFinal: boolean;
  /** Why rows of a job that is over could not be read. */
  readonly error: WireError | null;
}

const NO_ROWS: JobRows = { jobId: null, rows: [], left: null, shown: null, isFinal: false, error: null };

export const useJobRows = create<JobRows>(() => NO_ROWS);

/** An answer to an earlier question never replaces that to a later one. */
const readings = new Newest();

/** The rows of another job leave the screen before its own are read. */
export function showRowsOf(jobId: JobId): void {
  if (useJobRows.getState().jobId !== jobId) useJobRows.setState(NO_ROWS);
  void readRows();
}

/** Shows the rows with one outcome alone; null for the refused and the unknown ones. */
export function showRows(shown: JobRowState | null): void {
  useJobRows.setState({ rows: [], left: null, shown, isFinal: false, error: null });
  void readRows();
}

/**
 * The first rows. Of a job that is over and whose file this window has, also all rows that can be sent again: a retry sends those
 * beyond the first too.
 */
export async function readRows(): Promise<void> {
  const isNewest = readings.next();
  const state = useImport.getState();
  const job = state.jobs.find(({ id }) => id === state.jobId);
  if (job === undefined) return useJobRows.setState(NO_ROWS);
  const isOver = job.endedAtMs !== null;
  const wantsAll = isOver && heldOf(state, job) !== null;
  const before = useJobRows.getState();
  const isRead = before.jobId === job.id && before.isFinal && before.error === null;
  if (isRead && (before.left !== null || !wantsAll)) return;
  // The last row of an outcome may have another one by now.
  const shown = before.shown !== null && job.counts[before.shown] > 0 ? before.shown : null;
  const left = new Map<number, JobRowState>();
  let isFirst = true;
  const isOther = (): boolean => !isNewest() || useImport.getState().jobId !== job.id;
  for await (const answer of rowPieces(
    job,
    shown === null ? TOLD : [shown],
    wantsAll ? ROWS_AT_ONCE : MAX_SHOWN_ROWS,
  )) {
    if (isOther()) return;
    if (!answer.ok) {
      // Those of a job that runs are read again with its next progress.
      if (isOver) showUnread(job.id, answer.error);
      return;
    }
    const { rows } = answer.value;
    for (const row of rows) if (canEndOtherwise(row)) left.set(row.row, row.state);
    const first = { jobId: job.id, rows: rows.slice(0, MAX_SHOWN_ROWS), left: null, shown };
    if (isFirst) useJobRows.setState({ ...first, isFinal: isOver, error: null });
    if (!wantsAll) return;
    isFirst = false;
  }
  if (!isOther()) useJobRows.setState({ left });
}

/** Rows of the job that were read before stay in sight. */
function showUnread(jobId: JobId, error: WireError): void {
  useJobRows.setState((now) => ({ ...(now.jobId === jobId ? now : { ...NO_ROWS, jobId }), error }));
}

/**
 * The rows of a job with these outcomes in the order of the file, up to the last one or to a failure.
 *
 * @param size the most rows of a piece.
 */
export async function* rowPieces({ id }: Job, states: readonly JobRowState[], size = ROWS_AT_ONCE) {
  for (let after = 0; ;) {
    const answer = await request['jobs.rows']({ jobId: id, states, after, limit: size });
    yield answer;
    if (!answer.ok || answer.value.rows.length < size) return;
    after = answer.value.rows.at(-1)?.row ?? 0;
  }
}

/** Whether a row can end otherwise when it is sent again: one whose own values are wrong stays wrong. */
const canEndOtherwise = ({ state, error }: JobRow): boolean =>
  RETRIED.includes(state) && error?.code !== 'input.invalid-field';

/** Those of the rows whose values are right in the file of this window. */
export const retriableRows = (left: LeftRows, { rows }: HeldFile): LeftRows =>
  new Map([...left].filter(([row]) => rows[row - 1]?.error === null));
