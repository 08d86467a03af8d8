/** Exports one camera: names its files, brings the footage, and says which pieces are missing and why. */
import { join, relative, sep } from 'node:path';
import { exportName } from '../../../preload/domain/exports/export-name.ts';
import type { FileTimes } from '../../../preload/domain/exports/export-times.ts';
import { MAX_EXPORT_NOTES, MAX_EXPORT_REQUESTS } from '../../../preload/domain/bounds.ts';
import type { ExportGap, ExportItem, ExportNote } from '../../../preload/domain/exports/exports.ts';
import { accountOf } from '../../../preload/domain/ids.ts';
import { GAP_REASONS } from '../../../preload/domain/recording/recording-gaps.ts';
import { joinRanges, rangesWithout, withoutRanges } from '../../../preload/domain/recording/recordings.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import type { ExportTarget } from '../../db/exports/jobs.ts';
import { AppError, cancelled, toWireError } from '../../errors.ts';
import type { ExportTask, ExportThread } from '../../media/gateway/export-thread.ts';
import type { RecordingGaps } from '../playback/recording-gaps.ts';
import type { RecordingIndex } from '../playback/recording-index.ts';
import { endOfSlice, type Footage } from './footage.ts';

/** Names are tried with a number behind them, up to this one. */
const MAX_AGAIN = 99;
/** Segments of clouds do not end at the second: shorter pieces are not missing. */
const LEAST_GAP_MS = 2_000;
const DAY_MS = 86_400_000;

export interface ItemRunOptions {
  readonly thread: Pick<ExportThread, 'open'>;
  readonly footage: Footage;
  readonly index: Pick<RecordingIndex, 'known'>;
  readonly gaps: Pick<RecordingGaps, 'of'>;
  /** The site under which the files of a camera are kept. */
  readonly siteOf: (item: ExportItem) => string;
}

export interface ItemOrder {
  /** The same for each attempt. */
  readonly key: string;
  readonly item: ExportItem;
  readonly range: TimeRange;
  readonly zone: string;
  readonly folder: string;
  readonly target: ExportTarget | null;
  readonly signal: AbortSignal;
  readonly onTarget: (target: ExportTarget) => void;
  /** Which times the finished files show, file by file. */
  readonly onTimes: (times: readonly (FileTimes | null)[]) => void;
  /** Something is known that was not known before. */
  readonly onChange: (change: Partial<ExportItem>) => void;
}

/** Exports a camera and reports its state after the run: `done` or `failed`. @throws {AppError} `cancelled`. */
export async function runItem(options: ItemRunOptions, order: ItemOrder): Promise<void> {
  let task: ExportTask | null = null;
  try {
    const progress = new Progress(order);
    const opened = await openTask(options, order, progress);
    ({ task } = opened);
    progress.goOn(endOfSlice(opened.lastSlice), opened.sizeBytes);
    await options.footage.bring({
      item: order.item,
      range: order.range,
      behindMs: progress.doneMs,
      task,
      signal: order.signal,
      onWrote: (piece) => progress.wrote(piece, null),
      onGap: (gap) => progress.archived.push(gap),
      onRequest: (requestId) => progress.asked(requestId),
      onCounted: () => progress.counted(),
      doneMs: () => progress.doneMs,
      onWaiting: (error) => order.onChange({ error }),
    });
    if (order.signal.aborted) throw cancelled('an export');
    const { parts, ...written } = await finished(task, progress);
    order.onTimes(parts.map(({ times }) => times));
    order.onChange({
      state: 'done',
      error: null,
      doneMs: order.range.toMs,
      sizeBytes: parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      covered: progress.covered,
      gaps: await gapsOf(options, order, progress),
      ...notesOf(progress.notes, written),
      files: parts.map(({ path }) => relative(order.folder, path).split(sep).join('/')),
    });
    // A kill before this line leaves a journal behind, and nothing else.
    await task.forget();
  } catch (error) {
    if (order.signal.aborted) throw cancelled('an export');
    order.onChange({ state: 'failed', error: toWireError(error) });
  } finally {
    await task?.close();
  }
}

class Progress {
  readonly #order: ItemOrder;
  covered: readonly TimeRange[];
  readonly archived: ExportGap[] = [];
  doneMs: number;
  /** Notes on the footage that are known before the files are whole. */
  notes: readonly ExportNote[];
  #sizeBytes = 0;
  #requestIds: readonly string[];

  constructor(order: ItemOrder) {
    this.#order = order;
    this.covered = order.item.covered;
    this.#requestIds = order.item.requestIds;
    this.notes = order.item.notes.filter(({ kind }) => kind === 'counted');
    this.doneMs = order.range.fromMs;
  }

  /** Takes over the files of an earlier run. They may hold pieces that the earlier run wrote but did not report. */
  goOn(endMs: number | null, sizeBytes: number): void {
    if (endMs === null) {
      this.covered = [];
      return;
    }
    const told = this.#order.item.doneMs ?? this.#order.range.fromMs;
    this.doneMs = endMs;
    if (told < endMs) this.covered = joinRanges([...this.covered, { fromMs: told, toMs: endMs }]);
    this.#sizeBytes = sizeBytes;
  }

  /** Kept with the camera, over a restart too. */
  asked(requestId: string): void {
    if (this.#requestIds.includes(requestId)) return;
    this.#requestIds = [...this.#requestIds, requestId].slice(-MAX_EXPORT_REQUESTS);
    this.#order.onChange({ requestIds: this.#requestIds });
  }

  /** The times are not those of the cloud or of the device. Kept with the camera, over a restart too. */
  counted(): void {
    if (this.notes.length > 0) return;
    this.notes = [{ kind: 'counted', fromMs: null, toMs: null }];
    this.#order.onChange({ notes: this.notes });
  }

  wrote(piece: TimeRange, sizeBytes: number | null): void {
    this.covered = joinRanges([...this.covered, piece]);
    this.doneMs = Math.max(this.doneMs, piece.toMs);
    this.#sizeBytes = sizeBytes ?? this.#sizeBytes;
    this.#order.onChange({ covered: this.covered, doneMs: this.doneMs, sizeBytes: this.#sizeBytes, error: null });
  }
}

/** A file without a picture is no proof that nothing is recorded. @throws {AppError} `recording.archived`, and as the task. */
async function finished(task: ExportTask, { archived }: Progress): ReturnType<ExportTask['finish']> {
  try {
    return await task.finish();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'recording.none' || archived.length === 0) throw error;
    throw new AppError('recording.archived', 'all footage of the range is archived');
  }
}

/** Notes about all of the footage come first. */
function notesOf(
  before: readonly ExportNote[],
  { notes, moreNotes }: Pick<ExportItem, 'notes' | 'moreNotes'>,
): Pick<ExportItem, 'notes' | 'moreNotes'> {
  const all = [...before, ...notes.map(wholeTimes)];
  const kept = all.slice(0, MAX_EXPORT_NOTES);
  return { notes: kept, moreNotes: moreNotes + all.length - kept.length };
}

/** Times are whole milliseconds; a source that counts from nothing has none. */
const wholeTimes = ({ kind, fromMs, toMs }: ExportNote): ExportNote => ({
  kind,
  fromMs: wholeMs(fromMs),
  toMs: wholeMs(toMs),
});
const wholeMs = (ms: number | null): number | null => (ms === null || ms < 0 ? null : Math.round(ms));

async function openTask(
  { thread, siteOf }: ItemRunOptions,
  { key, item, range, zone, folder, target, onTarget }: ItemOrder,
  progress: Progress,
): Promise<{ readonly task: ExportTask; readonly lastSlice: string | null; readonly sizeBytes: number }> {
  const camera = item.number === null ? item.camera : `${item.number} ${item.camera}`;
  const names = { site: siteOf(item), camera };
  const open = async (named: ExportTarget) => {
    const order = { folder: join(folder, ...named.folders), name: named.name, jobId: key, expectedBytes: 0 };
    const { task, done } = await thread.open(order, (piece, sizeBytes) => progress.wrote(piece, sizeBytes));
    return { task, ...done };
  };
  for (let again = 1; ; again += 1) {
    const named = again === 1 && target !== null ? target : exportName(names, range, zone, again);
    try {
      const opened = await open(named);
      onTarget(named);
      return opened;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'storage.name-taken' || again >= MAX_AGAIN) throw error;
    }
  }
}

/** The pieces that are missing, each with the best reason that is known. */
async function gapsOf(
  { index, gaps }: ItemRunOptions,
  { item, range }: ItemOrder,
  { covered, archived }: Progress,
): Promise<readonly ExportGap[]> {
  const missing = withoutRanges(range, covered).filter(({ fromMs, toMs }) => toMs - fromMs >= LEAST_GAP_MS);
  if (missing.length === 0) return [];
  const { channelId, place } = item;
  const known = await index.known({ channelId, place, range, archiveGrainMs: DAY_MS });
  const told = await gaps.of({ channelId, place }, range);
  const isListed = known.coverage.filter(({ state }) => state === 'covered');
  const stored = known.recordings.filter(({ storage }) => storage === 'archived' || storage === 'restoring');
  return reasoned(missing, [
    ['archived', archived],
    ['archived', stored],
    ...GAP_REASONS.map((reason) => [reason, told.gaps.filter((one) => one.reason === reason)] as const),
    ['not-given', isListed],
  ]);
}

/** Each missing part once, with the first reason that names it. */
function reasoned(
  missing: readonly TimeRange[],
  reasons: readonly (readonly [ExportGap['reason'], readonly TimeRange[]])[],
): ExportGap[] {
  const told: ExportGap[] = [];
  let left = missing;
  for (const [reason, ranges] of [...reasons, ['not-published', missing] as const]) {
    const rest = rangesWithout(left, joinRanges(ranges));
    told.push(...rangesWithout(left, rest).map(({ fromMs, toMs }) => ({ fromMs, toMs, reason })));
    left = rest;
  }
  return told.sort((a, b) => a.fromMs - b.fromMs);
}

/** The account that an item is asked of. */
export const accountIdOf = ({ channelId }: Pick<ExportItem, 'channelId'>) => accountOf(channelId);
