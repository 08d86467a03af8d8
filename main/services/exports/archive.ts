/** Archived footage in the range of an export: whether there is some, and its way back before the export begins. */
import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { ExportSurveyRequest } from '../../../preload/contract/exports.ts';
import type { WireError } from '../../../preload/domain/error.ts';
import {
  MAX_TOLD_GAPS,
  type CameraArchive,
  type CameraSurvey,
  type ExportJob,
  type ExportRecall,
} from '../../../preload/domain/exports/exports.ts';
import { accountOf, type AccountId, type ChannelId } from '../../../preload/domain/ids.ts';
import { joinRanges } from '../../../preload/domain/recording/recordings.ts';
import { intersect, type TimeRange } from '../../../preload/domain/time.ts';
import { AppError, cancelled, toWireError } from '../../errors.ts';
import type { RetrievalPort } from '../../ports/retrievals.ts';
import type { RecordingGaps } from '../playback/recording-gaps.ts';
import type { RecordingIndex } from '../playback/recording-index.ts';
import type { RetrievalsService } from '../retrievals/retrievals.ts';
import { withinLimit } from '../shared/time-limit.ts';

/** How exactly archived footage is looked for. */
const ARCHIVE_GRAIN_MS = 15 * 60_000;
/** From the question for an account's tasks to its session, signing in included. */
const ASK_LIMIT_MS = 25_000;
/** How long the footage stays at the cloud after it came back: long enough for an export that is paused over a weekend. */
const KEEP_DAYS = 7;
/** Waits before the next try; after the last one the export has failed. */
const AGAIN_AFTER_MS = [2_000, 5_000, 15_000, 30_000, 60_000] as const;
/** The end of a task is looked for so often in the table of tasks, which asks no cloud. */
const LOOK_EVERY_MS = 500;

interface ExportArchiveOptions {
  readonly index: Pick<RecordingIndex, 'read'>;
  readonly gaps: Pick<RecordingGaps, 'of'>;
  readonly retrievals: Pick<RetrievalsService, 'order' | 'endOf'>;
  /** The tasks of an account's cloud; null where the cloud has none. @throws {AppError} as a session does. */
  readonly portOf: (id: AccountId) => Promise<Pick<RetrievalPort, 'limits'> | null>;
  /** Waits between tries, for tests that cannot wait. */
  readonly againAfterMs?: readonly number[];
}

export interface RecallRun {
  readonly job: Pick<ExportJob, 'id' | 'recalls'>;
  readonly signal: AbortSignal;
  /** Reports each step, so that a restart can continue from there. */
  readonly onChange: (recalls: readonly ExportRecall[]) => void;
  /** Reports the failure that the next try waits after; null when the try begins. */
  readonly onWaiting: (error: WireError | null) => void;
}

export class ExportArchive {
  readonly #options: ExportArchiveOptions;
  readonly #disposed = new AbortController();

  constructor(options: ExportArchiveOptions) {
    this.#options = options;
  }

  /**
   * Finds the missing parts of the range for each camera: footage that is archived, and times without a recording.
   *
   * @throws {AppError} `input.invalid-field`, `channel.not-found`, `cancelled`.
   */
  async survey({ cameras, range }: ExportSurveyRequest): Promise<readonly CameraSurvey[]> {
    return await Promise.all(
      cameras.map(async (camera) => {
        const archive = await this.#ofCamera(camera, range);
        const gaps = (await this.#options.gaps.of(camera, range)).gaps.filter(isTold);
        const gapMs = gaps.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
        return { ...archive, gaps: gaps.slice(0, MAX_TOLD_GAPS), gapCount: gaps.length, gapMs };
      }),
    );
  }

  /**
   * Plans which archived footage must be recalled before an export. @throws {AppError} `input.invalid-field`,
   * `channel.not-found`, and why it is not known of a camera whether footage is archived that its cloud would bring
   * back.
   */
  async plan(request: ExportSurveyRequest): Promise<readonly ExportRecall[]> {
    const cameras = await Promise.all(request.cameras.map((camera) => this.#ofCamera(camera, request.range)));
    const unknown = cameras.find(({ canRecall, error }) => canRecall && error !== null);
    if (unknown?.error) throw AppError.fromWire(unknown.error);
    const found = cameras.filter(({ canRecall, archived }) => canRecall && archived.length > 0);
    const recalls: ExportRecall[] = [];
    for (const accountId of new Set(found.map(({ channelId }) => accountOf(channelId)))) {
      const port = await this.#portOf(accountId);
      const most = port?.limits.maxChannels ?? 1;
      const mine = found.filter(({ channelId }) => accountOf(channelId) === accountId);
      for (const piece of joinRanges(mine.flatMap(({ archived }) => archived)))
        for (const channelIds of partsOf(camerasIn(mine, piece), most))
          recalls.push({
            fromMs: Math.floor(piece.fromMs),
            toMs: Math.ceil(piece.toMs),
            accountId,
            channelIds,
            state: 'waiting',
            nativeIds: [],
            attempt: 1,
          });
    }
    return recalls.sort((a, b) => a.fromMs - b.fromMs);
  }

  /**
   * Orders each recall that is not ordered yet, waits until the footage is back, and reads the list of recordings anew.
   * A recall that an earlier run ordered is found by its name, and not ordered again.
   *
   * @throws {AppError} `cancelled`, `cloud.not-found` where a task was deleted at the cloud, and what the cloud refused.
   */
  async bring({ job, signal, onChange, onWaiting }: RecallRun): Promise<void> {
    let recalls = job.recalls;
    const put = (at: number, change: Partial<ExportRecall>): void => {
      recalls = recalls.map((one, i) => (i === at ? { ...one, ...change } : one));
      onChange(recalls);
    };
    for (const [at, recall] of recalls.entries())
      if (recall.state === 'waiting')
        put(at, await this.#patiently(signal, onWaiting, () => this.#order(recall, `${nameOf(job)}_${at + 1}`)));
    for (const [at, recall] of recalls.entries()) {
      if (recall.state === 'done') continue;
      if (!(await this.#back(recall, signal))) {
        put(at, { state: 'waiting', nativeIds: [], attempt: recall.attempt + 1 });
        throw new AppError('cloud.not-found', 'a task that brings footage back is gone');
      }
      for (const channelId of recall.channelIds)
        await this.#patiently(signal, onWaiting, () => this.#readAnew(channelId, recall, signal));
      put(at, { state: 'done' });
    }
  }

  dispose(): void {
    this.#disposed.abort();
  }

  async #ofCamera(
    { channelId, place }: ExportSurveyRequest['cameras'][number],
    range: TimeRange,
  ): Promise<CameraArchive> {
    const none = { channelId, place, archived: [], canRecall: false, error: null };
    // No cloud reports an archive of a device.
    if (place === 'device') return none;
    // As long as nobody knows, the cloud may bring footage back.
    let canRecall = true;
    try {
      canRecall = (await this.#portOf(accountOf(channelId))) !== null;
      const question = { channelId, place, range, archiveGrainMs: ARCHIVE_GRAIN_MS };
      const { coverage, recordings } = await this.#options.index.read(question, this.#disposed.signal);
      const stored = recordings.filter(({ storage }) => storage === 'archived' || storage === 'restoring');
      const within = coverage.filter(({ state }) => state === 'archived-within');
      const inside = [...stored, ...within].flatMap((piece) => intersect(piece, range) ?? []);
      return { ...none, canRecall, archived: joinRanges(inside) };
    } catch (error) {
      if (!(error instanceof AppError) || REFUSALS.has(error.code)) throw error;
      // A cloud that lists no recordings and has no archive; a cloud with an archive refused the list of this camera.
      if (error.code === 'cloud.not-supported' && !canRecall) return none;
      return { ...none, canRecall, error: toWireError(error) };
    }
  }

  async #portOf(accountId: AccountId): Promise<Pick<RetrievalPort, 'limits'> | null> {
    return await withinLimit(this.#disposed.signal, ASK_LIMIT_MS, () => this.#options.portOf(accountId));
  }

  async #order(
    { accountId, channelIds, fromMs, toMs, attempt }: ExportRecall,
    base: string,
  ): Promise<Partial<ExportRecall>> {
    const name = attempt === 1 ? base : `${base}_${attempt}`;
    const request = { accountId, channelIds, name, range: { fromMs, toMs }, keepDays: KEEP_DAYS };
    const { added, error } = await this.#options.retrievals.order(request, true);
    if (error !== null) throw AppError.fromWire(error);
    return { state: 'ordered', nativeIds: added.map(({ nativeId }) => nativeId) };
  }

  /** Waits for the end of all tasks. @returns false where one is gone. @throws {AppError} `cancelled`. */
  async #back({ accountId, nativeIds }: ExportRecall, signal: AbortSignal): Promise<boolean> {
    for (;;) {
      const ends = nativeIds.map((nativeId) => this.#options.retrievals.endOf(accountId, nativeId));
      if (ends.includes('gone')) return false;
      if (!ends.includes('open')) return true;
      await pause(LOOK_EVERY_MS, signal);
    }
  }

  async #readAnew(channelId: ChannelId, { fromMs, toMs }: TimeRange, signal: AbortSignal): Promise<void> {
    const range = { fromMs, toMs };
    const question = { channelId, place: 'cloud' as const, range, archiveGrainMs: ARCHIVE_GRAIN_MS, isAnew: true };
    await this.#options.index.read(question, signal);
  }

  async #patiently<T>(
    signal: AbortSignal,
    onWaiting: (error: WireError | null) => void,
    work: () => Promise<T>,
  ): Promise<T> {
    const waits = this.#options.againAfterMs ?? AGAIN_AFTER_MS;
    for (let tries = 0; ; tries += 1) {
      if (signal.aborted) throw cancelled('bringing footage back');
      try {
        return await work();
      } catch (error) {
        const waitMs = waits[tries];
        if (signal.aborted || !(error instanceof AppError) || !error.retryable || waitMs === undefined) throw error;
        onWaiting(error.toWire());
        await pause(waitMs, signal);
        onWaiting(null);
      }
    }
  }
}

/**
 * Segments of clouds do not end at the second: shorter pieces are not reported as missing, neither before an export nor
 * after it.
 */
const isTold = ({ fromMs, toMs }: TimeRange): boolean => toMs - fromMs >= 2_000;

/** Faults of the question, not of a cloud. */
const REFUSALS: ReadonlySet<string> = new Set(['input.invalid-field', 'channel.not-found', 'cancelled']);

/** Letters that each cloud takes, and no other job has. */
const nameOf = ({ id }: Pick<ExportJob, 'id'>): string =>
  `export_${createHash('sha256').update(id).digest('hex').slice(0, 12)}`;

const camerasIn = (cameras: readonly CameraArchive[], piece: TimeRange): readonly ChannelId[] =>
  cameras.flatMap(({ channelId, archived }) =>
    archived.some((one) => intersect(one, piece) !== null) ? [channelId] : [],
  );

function partsOf<T>(all: readonly T[], most: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, i) => all.slice(i * most, (i + 1) * most));
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch {
    throw cancelled('bringing footage back');
  }
}
