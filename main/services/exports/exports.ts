/**
 * Exports: jobs that a restart does not end. One camera of a job is written after the other, and two jobs at a time. If
 * one camera fails, the finished files of the others stay.
 */
import { MAX_EXPORT_MS } from '../../../preload/domain/bounds.ts';
import { randomUUID } from 'node:crypto';
import type { ExportStart } from '../../../preload/contract/exports.ts';
import type { FileTimes } from '../../../preload/domain/exports/export-times.ts';
import {
  isEnded,
  isRecalling,
  type ExportCopy,
  type ExportItem,
  type ExportJob,
  type ExportRecall,
} from '../../../preload/domain/exports/exports.ts';
import { accountOf, asExportId, type ExportId } from '../../../preload/domain/ids.ts';
import type { ExportJobTable, StoredExport } from '../../db/exports/jobs.ts';
import { AppError, toWireError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { Adopted, CameraRefs } from '../shared/camera-refs.ts';
import type { Emit } from '../shared/emit.ts';
import type { ExportArchive } from './archive.ts';
import { copiesOfMoved } from './files.ts';
import { runItem, type ItemRunOptions } from './item-run.ts';
import { newJob } from './new-job.ts';

/** Clouds bound downloads, and a disk is written by both. */
const MAX_RUNNING = 2;
const DAY_MS = 86_400_000;
/** Shortest time between two reports of progress. */
const TELL_EVERY_MS = 250;

export interface ExportsOptions extends ItemRunOptions {
  readonly table: ExportJobTable;
  readonly emit: Emit;
  readonly archive: Pick<ExportArchive, 'bring'>;
  /** Where the files of new jobs go; absolute. */
  readonly folder: () => string;
  /** The number and the name of a camera; null for a camera that is not listed. */
  readonly cameraOf: (id: ExportItem['channelId']) => { readonly number: number; readonly name: string } | null;
  /** Writes the evidence bundle. @throws {AppError} `storage.*`, `vault.*`, `cancelled`. */
  readonly seal: (
    stored: StoredExport,
    signal: AbortSignal,
  ) => Promise<{ readonly bundle: string; readonly fingerprint: string | null }>;
  /** Deletes a bundle that lacks cameras. Never rejects. */
  readonly forgetBundle: (job: ExportJob) => Promise<void>;
  /** Deletes the unfinished files of a job without a finished one. Never rejects. */
  readonly forgetBegun: (stored: StoredExport) => Promise<void>;
  /** Deletes what lies beside a whole bundle as well. @returns the cameras with the places of their files. Never rejects. */
  readonly withoutDoubles: (job: ExportJob) => Promise<readonly ExportItem[]>;
  /** The files of the job are ready for the operator. */
  readonly onDone: (job: ExportJob) => void;
  readonly nowMs?: () => number;
}

interface Running {
  readonly abort: AbortController;
  /** Clouds take their time to bring footage back: such a job keeps no other job waiting. */
  readonly isRecall: boolean;
  /** How the job stands when the operator ended the work; null where the client ends, or the work begins anew. */
  wish: 'cancelled' | 'paused' | null;
  readonly ended: Promise<void>;
}

export class ExportsService implements CameraRefs {
  readonly #options: ExportsOptions;
  readonly #nowMs: () => number;
  readonly #jobs = new Map<ExportId, StoredExport>();
  readonly #running = new Map<ExportId, Running>();
  readonly #toldAtMs = new Map<ExportId, number>();
  #isDisposed = false;

  constructor(options: ExportsOptions) {
    this.#options = options;
    this.#nowMs = options.nowMs ?? Date.now;
    for (const stored of options.table.all().reverse()) this.#jobs.set(stored.job.id, stored);
  }

  /** The latest first. */
  list(): readonly ExportJob[] {
    return [...this.#jobs.values()].map(({ job }) => job).reverse();
  }

  /** @throws {AppError} `export.not-found`. */
  get(id: ExportId): ExportJob {
    return this.#stored(id).job;
  }

  /** Continues the jobs that the end of the client interrupted. */
  goOn(): void {
    this.#next();
  }

  /** @param recalls what has to come back first. @throws {AppError} `input.invalid-field`, `channel.not-found`. */
  start(order: ExportStart, recalls: readonly ExportRecall[] = []): ExportJob {
    this.check(order);
    const { folder, cameraOf } = this.#options;
    const id = asExportId(randomUUID());
    const job = newJob(order, { id, nowMs: this.#nowMs(), folder: folder(), recalls, cameraOf });
    this.#put({ job, zone: order.zone, targets: job.items.map(() => null), times: job.items.map(() => []) });
    this.#next();
    return this.get(id);
  }

  /** Ends the job; the files that are whole stay, and unfinished ones can be continued. Twice is not an error. */
  async cancel(id: ExportId): Promise<ExportJob> {
    const { job } = this.#stored(id);
    if (isEnded(job)) return job;
    await this.#stop(id, 'cancelled');
    if (!isEnded(this.get(id))) this.#end(id, 'cancelled');
    return this.get(id);
  }

  /** Ends the work until {@link resume}, also over a restart. Of an ended job nothing changes. */
  async pause(id: ExportId): Promise<ExportJob> {
    if (isEnded(this.get(id))) return this.get(id);
    await this.#stop(id, 'paused');
    if (!isEnded(this.get(id)) && this.get(id).state !== 'paused') this.#change(id, { state: 'paused' });
    return this.get(id);
  }

  /** Continues a paused job. Another job does not change. */
  resume(id: ExportId): ExportJob {
    if (this.get(id).state === 'paused') {
      this.#change(id, { state: 'waiting', error: null });
      this.#next();
    }
    return this.get(id);
  }

  /** After a sleep of the computer every connection is dead: running jobs continue from their files. */
  wake(): void {
    for (const running of this.#running.values()) if (!running.isRecall) running.abort.abort();
  }

  /** True once for a job whose copies were ordered and that is over. @throws {AppError} `export.not-found`. */
  claimCopies(id: ExportId): boolean {
    const { wantsCopies, state } = this.get(id);
    if (!wantsCopies || !isEnded(this.get(id)) || state === 'cancelled') return false;
    this.#change(id, { wantsCopies: false });
    return true;
  }

  /**
   * Tries the missing cameras again; a bundle without them is written anew. If no file is whole, the files go to the
   * folder that is chosen now: the disk of the one before may be full or gone. @throws {AppError} `export.not-found`.
   */
  async retry(id: ExportId): Promise<ExportJob> {
    const { job } = this.#stored(id);
    if (!isEnded(job) || job.state === 'done') return job;
    // The files of the cameras lie beside this bundle still.
    await this.#options.forgetBundle(job);
    const folder = this.#options.folder();
    const isMoved = folder !== job.folder && job.items.every(({ files }) => files.length === 0);
    if (isMoved) await this.#options.forgetBegun(this.#stored(id));
    if (!isEnded(this.get(id))) return this.get(id);
    if (isMoved) {
      const stored = this.#stored(id);
      this.#put({ ...stored, job: { ...stored.job, folder }, targets: stored.targets.map(() => null) });
    }
    const items = job.items.map((item): ExportItem => {
      return item.state === 'done' ? item : { ...item, state: 'waiting', error: null };
    });
    this.#change(id, { state: 'waiting', endedAtMs: null, error: null, bundle: null, fingerprint: null, items });
    this.#next();
    return this.get(id);
  }

  /** Takes an ended job off the list. @throws {AppError} `export.not-found`, `export.running`. */
  remove(id: ExportId): void {
    if (!isEnded(this.#stored(id).job)) throw new AppError('export.running', 'the export is not over');
    this.#options.table.forget(id);
    this.#jobs.delete(id);
    this.#options.emit('exports.removed', { id });
  }

  /** @see CameraRefs */
  *cameraIds(): Iterable<ExportItem['channelId']> {
    for (const { job } of this.#jobs.values()) for (const { channelId } of job.items) yield channelId;
  }

  /** @see CameraRefs */
  replaceCameras({ cameras }: Adopted): void {
    for (const stored of this.#jobs.values()) {
      const { items } = stored.job;
      if (!items.some(({ channelId }) => cameras.has(channelId))) continue;
      const nowOf = (id: ExportItem['channelId']) => cameras.get(id) ?? id;
      const now = items.map((item) => ({ ...item, channelId: nowOf(item.channelId) }));
      const recalls = stored.job.recalls.map((one) => {
        const channelIds = one.channelIds.map(nowOf);
        return {
          ...one,
          channelIds,
          accountId: channelIds[0] === undefined ? one.accountId : accountOf(channelIds[0]),
        };
      });
      this.#put({ ...stored, job: { ...stored.job, items: now, recalls } });
    }
  }

  /** Adds a copy of a file, or updates its progress; `null` removes it. The copy is known by its file. */
  setCopy(id: ExportId, file: string, copy: ExportCopy | null): void {
    const stored = this.#jobs.get(id);
    if (stored === undefined) return;
    const others = stored.job.copies.filter((one) => one.file !== file && (copy === null || !isTriedAgain(one, copy)));
    // The file may have moved into a bundle since the copy was begun.
    const of = stored.job.copies.find((one) => one.file === file)?.of;
    const now = copy === null ? others : [...others, { ...copy, of: of ?? copy.of }];
    this.#put({ ...stored, job: { ...stored.job, copies: now } });
  }

  /** Which times a file of an export shows; null where nobody knows. @throws {AppError} `export.not-found`. */
  timesOf(id: ExportId, of: string): FileTimes | null {
    const { job, times } = this.#stored(id);
    const at = job.items.findIndex(({ files }) => files.includes(of));
    return times[at]?.[job.items[at]?.files.indexOf(of) ?? -1] ?? null;
  }

  /** Where the files of each camera are, also of those that are not whole. */
  targetsOf(id: ExportId): StoredExport['targets'] {
    return this.#stored(id).targets;
  }

  /** Writes down how far all jobs are. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    for (const { abort } of this.#running.values()) abort.abort();
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
  }

  /** Whether an order can be taken. @throws {AppError} `input.invalid-field`. */
  check({ range: { fromMs, toMs }, zone }: Pick<ExportStart, 'range' | 'zone'>): void {
    const detail = toMs <= fromMs ? 'empty-range' : toMs - fromMs > MAX_EXPORT_MS ? 'range-too-long' : null;
    if (detail !== null) throw invalid('range', detail, MAX_EXPORT_MS / DAY_MS);
    // A range that ends in the future would never be complete.
    if (toMs > this.#nowMs()) throw invalid('range', 'not-over');
    try {
      Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    } catch {
      throw invalid('zone', 'form');
    }
  }

  /** Begins waiting jobs, the oldest first. */
  #next(): void {
    for (const { job } of this.#jobs.values()) {
      if (this.#isDisposed) return;
      if (isEnded(job) || job.state === 'paused' || this.#running.has(job.id)) continue;
      const isRecall = isRecalling(job);
      const busy = [...this.#running.values()].filter((one) => !one.isRecall).length;
      if (!isRecall && busy >= MAX_RUNNING) continue;
      const abort = new AbortController();
      const ended = this.#run(job.id, isRecall, abort.signal);
      const running: Running = { abort, isRecall, wish: null, ended };
      this.#running.set(job.id, running);
      void running.ended.then(() => {
        this.#running.delete(job.id);
        this.#next();
      });
    }
  }

  /** Never rejects. */
  async #run(id: ExportId, isRecall: boolean, signal: AbortSignal): Promise<void> {
    try {
      await Promise.resolve(); // the job is on the list of running ones first
      if (isRecall) return await this.#recall(id, signal);
      this.#change(id, { state: 'running', error: null });
      for (let i = 0; i < this.get(id).items.length; i += 1) await this.#runItem(id, i, signal);
      await this.#finish(id, signal);
    } catch (error) {
      if (signal.aborted) {
        const wish = this.#running.get(id)?.wish ?? null;
        if (wish === 'cancelled') this.#end(id, wish);
        else if (wish === 'paused') this.#change(id, { state: wish });
        return;
      }
      log.error('an export failed', { error });
      this.#change(id, { error: toWireError(error) });
      this.#end(id, 'failed');
    }
  }

  /** Brings archived footage back; the job waits for its turn then. */
  async #recall(id: ExportId, signal: AbortSignal): Promise<void> {
    this.#change(id, { state: 'recalling', error: null });
    await this.#options.archive.bring({
      job: this.get(id),
      signal,
      onChange: (recalls) => this.#change(id, { recalls }),
      onWaiting: (error) => this.#change(id, { error }),
    });
    this.#change(id, { state: 'waiting', error: null });
  }

  /** Ends the work at a job, if there is any. */
  async #stop(id: ExportId, wish: NonNullable<Running['wish']>): Promise<void> {
    const running = this.#running.get(id);
    if (running === undefined) return;
    running.wish = wish;
    running.abort.abort();
    await running.ended;
  }

  async #runItem(id: ExportId, at: number, signal: AbortSignal): Promise<void> {
    const { job, zone, targets } = this.#stored(id);
    const item = job.items[at];
    if (item === undefined || item.state === 'done') return;
    signal.throwIfAborted();
    this.#changeItem(id, at, { state: 'running', error: null });
    await runItem(this.#options, {
      key: `${id}/${at}`,
      item,
      range: job.range,
      zone,
      folder: job.folder,
      target: targets[at] ?? null,
      signal,
      onTarget: (target) => {
        const stored = this.#stored(id);
        this.#put({ ...stored, targets: stored.targets.map((one, i) => (i === at ? target : one)) });
      },
      onTimes: (times) => {
        const stored = this.#stored(id);
        this.#put({ ...stored, times: stored.times.map((one, i) => (i === at ? times : one)) });
      },
      onChange: (part) => this.#changeItem(id, at, part, 'error' in part || 'requestIds' in part ? 0 : TELL_EVERY_MS),
    });
  }

  async #finish(id: ExportId, signal: AbortSignal): Promise<void> {
    const { job } = this.#stored(id);
    const done = job.items.filter(({ state }) => state === 'done').length;
    const state = done === job.items.length ? 'done' : done === 0 ? 'failed' : 'partial';
    if (state === 'failed' || job.form === 'files' || job.bundle !== null) return this.#end(id, state);
    this.#change(id, { state: 'sealing' });
    try {
      this.#change(id, await this.#options.seal(this.#stored(id), signal));
      // A job that is tried again needs the files of its other cameras.
      if (state === 'done') {
        const items = await this.#options.withoutDoubles(this.get(id));
        this.#change(id, { items, copies: copiesOfMoved(this.get(id), items) });
      }
      this.#end(id, state);
    } catch (error) {
      if (signal.aborted) throw error;
      this.#change(id, { error: toWireError(error) });
      this.#end(id, 'failed');
    }
  }

  #end(id: ExportId, state: ExportJob['state']): void {
    this.#change(id, { state, endedAtMs: this.#nowMs() });
    if (state === 'done' || state === 'partial') this.#options.onDone(this.get(id));
  }

  #changeItem(id: ExportId, at: number, part: Partial<ExportItem>, everyMs = 0): void {
    const { job } = this.#stored(id);
    const items = job.items.map((item, i) => (i === at ? { ...item, ...part } : item));
    this.#change(id, { items }, everyMs);
  }

  #change(id: ExportId, part: Partial<ExportJob>, everyMs = 0): void {
    const stored = this.#stored(id);
    const next = { ...stored, job: { ...stored.job, ...part } };
    this.#jobs.set(id, next);
    const nowMs = performance.now();
    if (nowMs - (this.#toldAtMs.get(id) ?? -Infinity) < everyMs) return;
    this.#toldAtMs.set(id, nowMs);
    this.#put(next);
  }

  #put(stored: StoredExport): void {
    this.#jobs.set(stored.job.id, stored);
    try {
      this.#options.table.save(stored);
    } catch (error) {
      // The files have a journal of their own: a job that is not stored continues from there.
      log.warn('an export could not be stored', { error });
    }
    this.#options.emit('exports.changed', { job: stored.job });
  }

  #stored(id: ExportId): StoredExport {
    const stored = this.#jobs.get(id);
    if (stored === undefined) throw new AppError('export.not-found', 'no such export');
    return stored;
  }
}

/** A copy that failed leaves the list when the copy is begun again. */
const isTriedAgain = (old: ExportCopy, copy: ExportCopy): boolean => old.state === 'failed' && old.of === copy.of;

const invalid = (field: string, detail: string, limit?: number): AppError =>
  new AppError('input.invalid-field', `${field}: ${detail}`, {
    params: { field, detail, ...(limit === undefined ? {} : { limit }) },
  });
