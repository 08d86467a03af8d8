/** Jobs that import people: they are made, brought their rows from the file of this window, paused and removed. */
import type { WireError } from '../../../../../preload/domain/error.ts';
import { JOB_CALLS_AHEAD, type Job, type JobId, type RowWish } from '../../../../../preload/domain/jobs.ts';
import type { TargetLimits } from '../../../../../preload/domain/people/targets.ts';
import { on, request } from '../../../../page/bridge.ts';
import { useAccounts } from '../../../../state/accounts/accounts.ts';
import { postFailure, postIfFailed } from '../../../../state/page/failure-notices.ts';
import { oneAtATime } from '../../../../state/page/one-at-a-time.ts';
import type { Place } from '../place.ts';
import { expectRow, readAgain, useTargets } from '../targets.ts';
import { readRows, showRowsOf, type LeftRows } from './job-rows.ts';
import type { Column, FileRow } from './people-file.ts';
import {
  closeImport,
  forgetCount,
  forgetImport,
  heldOf,
  rememberColumns,
  selectWaiting,
  sendingJob,
  showImport,
  useImport,
  type HeldFile,
} from './people-import.ts';
import { personOf } from './prepared-person.ts';
import { RowsAhead } from './rows-ahead.ts';

/** Rows of a new job in one request. */
const ROWS_AT_ONCE = 2_000;

export function openImport(place: Place, limits: TargetLimits): void {
  showImport(place, limits);
  void readJobs();
}

/** A failure shows as a notice and on the page of the jobs, which has the jobs that were read last. */
export const readJobs = oneAtATime(async () => {
  const answer = await request['jobs.list']({});
  if (!answer.ok) useImport.setState({ jobsLoad: { status: 'failed', error: answer.error } });
  if (!postIfFailed(answer) || !answer.ok) return;
  useImport.setState({ jobs: answer.value.jobs, jobsLoad: { status: 'ready' } });
  await readRows();
});

/** Shows what became of the rows of a job. */
export function showJob(jobId: JobId): void {
  useImport.setState({ step: 'run', jobId, error: null });
  showRowsOf(jobId);
}

/**
 * Makes the job and lets it run. A job that waits for this file continues instead, and one that sends it now is shown.
 *
 * @param namesOf what each field is called in the language of the page.
 */
export async function startImport(namesOf: ReadonlyMap<string, Column>): Promise<void> {
  const state = useImport.getState();
  const { place, file, columns, checked, limits } = state;
  if (place === null || file === null || checked === null || limits === null || state.step !== 'check') return;
  const held: HeldFile = { file, columns, rows: checked, limits };
  const sending = sendingJob(state, { fileHash: file.hash, place });
  if (sending !== null) return showJob(sending.id);
  const waiting = selectWaiting(state);
  if (waiting !== null) return await runOn(waiting.id, held);
  // No second job for a second press.
  useImport.setState({ step: 'run', jobId: null, error: null });
  const made = await madeJob(place, held);
  if (typeof made !== 'string') return showNotBegun(made, null);
  await rememberColumns(held, namesOf);
  const error = await bringRows(made, held, firstRows(held));
  if (error !== null) showNotBegun(error, made);
}

/**
 * Shows why a job was not begun. A job that was made waits on the list: it is shown, and can run from there.
 *
 * @param made null where the job was not made.
 * @param before the job that is shown where the new one is not on the list; null for the check of the file.
 */
function showNotBegun(error: WireError, made: JobId | null, before: JobId | null = null): void {
  const { step, jobId, jobs } = useImport.getState();
  // Another job or another step is on the screen by now.
  if (step !== 'run' || jobId !== null) return postFailure(error);
  const shown = jobs.some(({ id }) => id === made) ? made : before;
  if (shown !== null) showJob(shown);
  useImport.setState(shown === null ? { step: 'check', error } : { error });
}

/** The rows that a new job will want first: those of another job may be on the list already. */
function firstRows({ rows, limits }: HeldFile): readonly number[] {
  const first: number[] = [];
  for (const { row, error } of rows) {
    if (first.length >= JOB_CALLS_AHEAD * limits.targetsPerCall) break;
    if (error === null) first.push(row);
  }
  return first;
}

/**
 * Sends rows of a job that is over once more, by a job of their own. Before that job sends anything it looks for its rows in
 * the list: who is there already is skipped. A row whose answer was lost is done where it is there, and stays unknown where the
 * list cannot be read to its end.
 *
 * @param seen the rows as the user saw them, all of them right in the file; those of the screen may be others by now.
 */
export async function retryRows(job: Job, held: HeldFile, seen: LeftRows): Promise<void> {
  const { id, place } = job;
  const state = useImport.getState();
  // No second job for a second press.
  if (state.jobId !== id || sendingJob(state, job) !== null) return;
  const rows = held.rows.filter(({ row }) => seen.has(row));
  const unknown = new Set([...seen].flatMap(([row, one]) => (one === 'unknown' ? [row] : [])));
  useImport.setState({ jobId: null, error: null });
  const made = await madeJob(place, { ...held, rows }, unknown);
  if (typeof made !== 'string') return showNotBegun(made, null, id);
  const error = await bringRows(made, held);
  if (error !== null) showNotBegun(error, made, id);
}

/**
 * @param unknown the numbers of the rows whose answers an earlier job lost.
 * @returns why the job could not be made, in place of its id.
 */
async function madeJob(
  place: Place,
  { file, columns, rows }: HeldFile,
  unknown: ReadonlySet<number> = new Set(),
): Promise<JobId | WireError> {
  const head = { fileHash: file.hash, total: rows.length, columns };
  const made = await request['targets.startImport']({ ...place, ...head });
  if (!made.ok) return made.error;
  const { jobId } = made.value;
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const piece = rows.slice(at, at + ROWS_AT_ONCE);
    const sent = piece.map(({ row, externalId, error }) => ({ row, externalId, error, isUnknown: unknown.has(row) }));
    const answer = await request['targets.addImportRows']({ jobId, rows: sent });
    if (!answer.ok) return answer.error;
  }
  return jobId;
}

/** Goes on with a job whose file this window has. */
export async function continueJob(job: Job): Promise<void> {
  const held = heldOf(useImport.getState(), job);
  if (held !== null) await runOn(job.id, held);
}

/** A failure shows as a notice: the job waits on the screen as before. */
async function runOn(jobId: JobId, held: HeldFile): Promise<void> {
  const error = await bringRows(jobId, held);
  if (error !== null) postFailure(error);
}

/**
 * Runs a job and brings its rows until it ends or is paused.
 *
 * @param first the rows to prepare until main says which are wanted.
 * @returns why the job could not run; null where it ran.
 */
async function bringRows(jobId: JobId, held: HeldFile, first: readonly number[] = []): Promise<WireError | null> {
  const forgets = forgetCount();
  const run = await request['jobs.run']({ jobId, fileHash: held.file.hash });
  if (!run.ok) {
    await readJobs();
    return run.error;
  }
  // An account was deleted meanwhile: nobody of a file may come back into the page, and the job waits for its file.
  if (forgetCount() !== forgets) {
    postIfFailed(await request['jobs.pause']({ jobId }));
    return null;
  }
  useImport.setState((state) => ({ held: new Map([...state.held, [jobId, held]]) }));
  showJob(jobId);
  const rowsOf = (numbers: readonly number[]): readonly FileRow[] => numbers.flatMap((row) => held.rows[row - 1] ?? []);
  const ahead = new RowsAhead((row: FileRow) => personOf(row, held.limits));
  for (let wish: RowWish = { wanted: [], next: first }; ;) {
    const people = await ahead.take(rowsOf(wish.wanted), rowsOf(wish.next));
    const answer = await request['targets.feedImport']({ jobId, people });
    if (!answer.ok || answer.value.state !== 'running') break;
    wish = answer.value;
  }
  ahead.drop();
  await readJobs();
  showPeople(jobId);
  return null;
}

/** Who was added shows in the open list, unless somebody works in it. */
function showPeople(jobId: JobId): void {
  const { place, selected, people } = useTargets.getState();
  const job = useImport.getState().jobs.find(({ id }) => id === jobId);
  const isShown = job?.place.deviceId === place?.deviceId && job?.place.groupId === place?.groupId;
  if (place === null || !isShown || selected.size > 0) return;
  if (people.targets.length === 0) readAgain();
  else expectRow(place);
}

export async function pauseJob({ id }: Job): Promise<void> {
  postIfFailed(await request['jobs.pause']({ jobId: id }));
}

/** For good: rows that were not sent stay not asked. */
export async function cancelJob({ id }: Job): Promise<void> {
  postIfFailed(await request['jobs.cancel']({ jobId: id }));
}

/** Forgets a job that is over. */
export async function removeJob({ id }: Job): Promise<void> {
  if (!postIfFailed(await request['jobs.remove']({ jobId: id }))) return;
  useImport.setState(({ held, jobId, step }) => ({
    held: new Map([...held].filter(([one]) => one !== id)),
    ...(jobId === id ? { jobId: null, step: 'file' } : { step }),
  }));
}

/** Whether this window has the file of the job that is shown. */
function hasFileOfShown(state: ReturnType<typeof useImport.getState>): boolean {
  const job = state.jobs.find(({ id }) => id === state.jobId);
  return job !== undefined && heldOf(state, job) !== null;
}

/**
 * The jobs are read when they change, and more rows of the job that is shown once its file is here. The file leaves the page with
 * its account.
 *
 * @returns ends it.
 */
export function followImport(): () => void {
  const ends = [
    on('jobs.changed', () => void readJobs()),
    useImport.subscribe((state, before) => {
      // The rows of another job are read where it is shown.
      const isSame = state.jobId === before.jobId;
      if (isSame && hasFileOfShown(state) && !hasFileOfShown(before)) void readRows();
    }),
    useAccounts.subscribe(({ accounts }, before) => {
      if (accounts === before.accounts) return;
      const ids = new Set(accounts.filter(({ isEnabled }) => isEnabled).map(({ id }) => id));
      if (before.accounts.some(({ id, isEnabled }) => isEnabled && !ids.has(id))) forgetImport();
    }),
    useTargets.subscribe(({ place }, before) => {
      if (place?.deviceId === before.place?.deviceId && place?.groupId === before.place?.groupId) return;
      closeImport();
      if (place !== null) void readJobs();
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}
