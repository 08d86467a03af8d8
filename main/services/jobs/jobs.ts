/**
 * All jobs of the client. A job that the client left in the middle, by its end or by a crash, is paused at the next
 * start: the user chooses the file again, which is recognised by its hash, and the job continues.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { MAX_JOBS } from '../../../preload/domain/bounds.ts';
import { accountOf, type AccountId } from '../../../preload/domain/ids.ts';
import {
  asJobId,
  type Job,
  type JobId,
  type JobKindName,
  type JobPlace,
  type JobRow,
  type JobRowError,
  type JobState,
  type RowWish,
} from '../../../preload/domain/jobs.ts';
import type { JobTable, NewJobRow } from '../../db/jobs/jobs.ts';
import { AppError, cancelled, isAbort, toWireError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { Emit } from '../shared/emit.ts';
import { JobFeed } from './job-feed.ts';
import type { BadItem, JobItem, JobKind, NewRow } from './job-kind.ts';
import { JobRun, type JobClock, type RunEnd } from './job-run.ts';
import { rowError } from './row-error.ts';
import { rowKey } from './row-key.ts';

interface JobsOptions {
  readonly table: JobTable;
  readonly emit: Emit;
  readonly clock?: JobClock;
}

interface NewJob {
  readonly kind: JobKindName;
  readonly place: JobPlace;
  readonly fileHash: string;
  readonly total: number;
  readonly columns: Job['columns'];
}

/** A job that runs. Its kind decides which items it takes. */
interface Running {
  readonly feed: JobFeed<never>;
  /** Nothing is finished any more. */
  readonly abort: AbortController;
  /** The call under way is finished. */
  readonly holds: AbortController;
  /** The window that has the file. */
  readonly windowId: string;
  wanted: 'run' | 'pause' | 'cancel';
  /** Why the job was cut without anybody's order; null while it was not. */
  cutBy: CutCode | null;
  end: Promise<void>;
}

/** Causes that end a job in the middle though nobody paused it. */
type CutCode = 'jobs.account-changed' | 'account.disabled' | 'account.not-found' | 'jobs.window-closed';

const CLOCK: JobClock = {
  nowMs: () => performance.now(),
  pause: async (ms, signal) => {
    try {
      if (ms > 0) await delay(ms, undefined, { signal });
    } catch {
      throw cancelled('a job');
    }
  },
};
/** Windows hear of progress at most this often. */
const TELL_EVERY_MS = 250;

export class JobsService {
  readonly #options: JobsOptions;
  readonly #kinds = new Map<JobKindName, JobKind<never>>();
  readonly #running = new Map<JobId, Running>();
  #toldMs = -Infinity;
  #isDisposed = false;

  constructor(options: JobsOptions) {
    this.#options = options;
    const { table } = options;
    const stopped = rowError(new AppError('jobs.restarted', 'the client ended while the job ran').toWire());
    for (const { id, state } of table.all()) if (state === 'running') table.setState(id, 'paused', stopped);
  }

  /** Before any job of the kind runs. */
  register<I extends JobItem>(name: JobKindName, kind: JobKind<I>): void {
    this.#kinds.set(name, kind);
  }

  /** The latest first. */
  list(): readonly Job[] {
    return this.#options.table.all();
  }

  /** @throws {AppError} `jobs.not-found`. */
  find(id: JobId): Job {
    const job = this.#options.table.find(id);
    if (job === null) throw notNow('jobs.not-found');
    return job;
  }

  /** At most `limit` rows in the order of the file. */
  rows(id: JobId, states: readonly JobRow['state'][], after: number, limit: number): readonly JobRow[] {
    this.find(id);
    return this.#options.table.rows(id, states, limit, after).map(({ row, state, error }) => ({ row, state, error }));
  }

  /** A paused job without rows. @throws {AppError} `jobs.too-many`. */
  add({ kind, place, fileHash, total, columns }: NewJob): Job {
    if (this.list().length >= MAX_JOBS) {
      throw new AppError('jobs.too-many', 'too many jobs', { params: { limit: MAX_JOBS } });
    }
    const id = asJobId(randomUUID());
    const accountId = accountOf(place.deviceId);
    const createdAtMs = Date.now();
    this.#options.table.add({ id, kind, accountId, place, fileHash, total, columns, state: 'paused', createdAtMs });
    log.audit('a job was made', { id, kind, ...place, fileHash, total });
    this.#tell();
    return this.find(id);
  }

  /** @throws {AppError} `jobs.not-found`; `jobs.running` for a job that was begun. */
  addRows(id: JobId, rows: readonly NewRow[]): void {
    const job = this.find(id);
    if (job.state !== 'paused' || storedRows(job) + rows.length > job.total) throw notNow('jobs.running');
    const lost = rowError(new AppError('jobs.answer-lost', 'an earlier job lost the answer').toWire());
    const stored = rows.map(({ row, externalId, error, isUnknown }): NewJobRow => {
      const key = rowKey(job.fileHash, externalId);
      return isUnknown === true && error === null ? { row, key, state: 'unknown', error: lost } : { row, key, error };
    });
    this.#options.table.addRows(id, stored);
  }

  /**
   * Begins or continues a job.
   *
   * @param windowId the window that has the file.
   * @throws {AppError} `jobs.not-found`; `jobs.not-running` for a job that ended; `jobs.running`; `jobs.other-file` for another
   *   file; `jobs.incomplete` for a job whose rows were not all stored.
   */
  run(id: JobId, fileHash: string, windowId: string): void {
    const job = this.find(id);
    if (this.#running.has(id)) throw notNow('jobs.running');
    if (job.state !== 'paused') throw notNow('jobs.not-running');
    if (job.fileHash !== fileHash) throw notNow('jobs.other-file');
    if (storedRows(job) !== job.total) throw notNow('jobs.incomplete');
    this.#options.table.setState(id, 'running');
    log.audit('a job runs', { id });
    const running: Running = {
      feed: new JobFeed<never>(),
      abort: new AbortController(),
      holds: new AbortController(),
      windowId,
      wanted: 'run',
      cutBy: null,
      end: Promise.resolve(),
    };
    this.#running.set(id, running);
    running.end = this.#follow(job, running);
    this.#tell();
  }

  /** Takes rows that the window read, and answers which it shall read: none once the job does not run. */
  async feed<I extends JobItem>(
    id: JobId,
    items: readonly (I | BadItem)[],
  ): Promise<RowWish & { readonly state: JobState }> {
    const running = this.#running.get(id);
    if (running === undefined) return { wanted: [], next: [], state: this.#stateOf(id) };
    const feed = running.feed as unknown as JobFeed<I>;
    feed.give(items);
    const { wanted, next } = await feed.wanted();
    if (feed.isHeld) await running.end;
    return { wanted, next, state: this.#stateOf(id) };
  }

  /** The call under way is finished, then nothing more is sent. */
  async pause(id: JobId): Promise<void> {
    await this.#hold(this.find(id).id, 'pause');
  }

  /** As {@link pause}, for good: rows that were not sent stay `notAsked`. */
  async cancel(id: JobId): Promise<void> {
    const { state } = this.find(id);
    if (this.#running.has(id)) return await this.#hold(id, 'cancel');
    if (state !== 'paused') throw notNow('jobs.not-running');
    this.#options.table.end(id, 'cancelled', Date.now());
    this.#audit(id);
    this.#tell();
  }

  /** Forgets a job that does not run, with all its rows. @throws {AppError} `jobs.running`. */
  remove(id: JobId): void {
    this.find(id);
    if (this.#running.has(id)) throw notNow('jobs.running');
    this.#options.table.remove(id);
    log.audit('a job was removed', { id });
    this.#tell();
  }

  /** Jobs of the account are paused at once, with the reason; rows whose answers were under way stay unknown. */
  onAccountGone(accountId: AccountId, why: Exclude<CutCode, 'jobs.window-closed'>): void {
    for (const { id, accountId: own } of this.list()) {
      const running = own === accountId ? this.#running.get(id) : undefined;
      if (running === undefined) continue;
      if (running.wanted === 'run') running.cutBy ??= why;
      running.abort.abort();
    }
  }

  /** The file of a job goes with its window. */
  onWindowGone(windowId: string): void {
    for (const running of this.#running.values()) {
      if (running.windowId !== windowId) continue;
      if (running.wanted === 'run') {
        running.wanted = 'pause';
        running.cutBy ??= 'jobs.window-closed';
      }
      running.feed.hold();
      running.holds.abort();
    }
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    const ends = [...this.#running.values()].map((running) => {
      running.abort.abort();
      return running.end;
    });
    await Promise.all(ends);
  }

  /** A window asks with every call of a job. @throws {AppError} `jobs.not-found`. */
  #stateOf(id: JobId): JobState {
    const state = this.#options.table.stateOf(id);
    if (state === null) throw notNow('jobs.not-found');
    return state;
  }

  async #hold(id: JobId, wanted: 'pause' | 'cancel'): Promise<void> {
    const running = this.#running.get(id);
    if (running === undefined) return;
    if (running.wanted !== 'cancel') running.wanted = wanted;
    running.feed.hold();
    running.holds.abort();
    await running.end;
  }

  /** Runs a job to its end, and stores how it ended. */
  async #follow(job: Job, running: Running): Promise<void> {
    const { id } = job;
    let end: RunEnd;
    try {
      end = await this.#runOf(job, running).run();
    } catch (error) {
      if (!isAbort(error)) log.error('a job broke', { id, error });
      end = isAbort(error) ? 'held' : { stopped: rowError(toWireError(error)) };
    }
    running.feed.hold();
    this.#running.delete(id);
    // The next start finds the job as running, and pauses it.
    if (this.#isDisposed) return;
    this.#store(id, end, running);
    this.#tell();
  }

  #store(id: JobId, end: RunEnd, { wanted, cutBy }: Running): void {
    const { table } = this.#options;
    const cut = cutBy === null ? null : rowError(new AppError(cutBy, 'the job was cut').toWire());
    if (end === 'ended' || wanted === 'cancel') table.end(id, end === 'ended' ? 'ended' : 'cancelled', Date.now());
    else table.setState(id, 'paused', end === 'held' ? cut : end.stopped);
    this.#audit(id);
  }

  #audit(id: JobId): void {
    const { state, counts, stopped } = this.find(id);
    log.audit('a job stands', { id, state, ...counts, code: stopped?.code ?? null });
  }

  #runOf(job: Job, running: Running): JobRun<never> {
    const kind = this.#kinds.get(job.kind);
    if (kind === undefined) throw new RangeError(`no such kind of jobs: ${job.kind}`);
    return new JobRun<never>({
      job,
      kind,
      source: running.feed,
      table: this.#options.table,
      clock: this.#options.clock ?? CLOCK,
      onProgress: () => this.#tellSometimes(),
      signal: running.abort.signal,
      held: running.holds.signal,
    });
  }

  #tellSometimes(): void {
    if (performance.now() - this.#toldMs >= TELL_EVERY_MS) this.#tell();
  }

  #tell(): void {
    if (this.#isDisposed) return;
    this.#toldMs = performance.now();
    this.#options.emit('jobs.changed', {});
  }
}

const storedRows = ({ counts }: Job): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

type JobCode = JobRowError['code'] & `jobs.${string}`;
const notNow = (code: JobCode): AppError => new AppError(code, code);
