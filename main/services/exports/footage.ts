/** Brings the footage of one camera to the thread of exports: as files of the cloud where it has some, else as it plays. */
import { setTimeout as delay } from 'node:timers/promises';
import type { WireError } from '../../../preload/domain/error.ts';
import type { ExportGap, ExportItem } from '../../../preload/domain/exports/exports.ts';
import { accountOf, type AccountId } from '../../../preload/domain/ids.ts';
import type { PastState } from '../../../preload/domain/recording/playback.ts';
import type { Coverage } from '../../../preload/domain/recording/recordings.ts';
import { intersect, type TimeRange } from '../../../preload/domain/time.ts';
import { AppError, isFailure } from '../../errors.ts';
import { log } from '../../log.ts';
import { FileRefusedError, type ExportTask } from '../../media/gateway/export-thread.ts';
import type { DownloadPort } from '../../ports/downloads.ts';
import type { VendorSession } from '../../ports/session.ts';
import type { PlaybackService } from '../playback/playback.ts';
import type { RecordingIndex } from '../playback/recording-index.ts';
import { withinLimit } from '../shared/time-limit.ts';

const HOUR_MS = 3_600_000;
/** One address of a cloud plays so much; see PastSources. */
const CLOUD_PIECE_MS = 2 * HOUR_MS;
/** Playback of a device is written in pieces of this length: an interrupted piece is played again from its begin. */
const DEVICE_PIECE_MS = 10 * 60_000;
/** Waits before the next try; after the last one the camera has failed. A piece that is written begins anew. */
const AGAIN_AFTER_MS = [2_000, 5_000, 15_000, 30_000, 60_000] as const;
/** From the question for an address to the cloud's answer, signing in included. */
const ASK_LIMIT_MS = 25_000;
/** Precision of the search for archived footage: the piece that contains it is reported as a gap. */
const ARCHIVE_GRAIN_MS = 15 * 60_000;

export interface FootageOptions {
  readonly playback: Pick<PlaybackService, 'open' | 'close'>;
  readonly index: Pick<RecordingIndex, 'read' | 'known'>;
  readonly sessionOf: (id: AccountId) => Promise<Pick<VendorSession, 'downloads'>>;
  /** Waits between tries, for tests that cannot wait. */
  readonly againAfterMs?: readonly number[];
}

export interface FootageOrder {
  readonly item: Pick<ExportItem, 'channelId' | 'place' | 'profile'>;
  readonly range: TimeRange;
  /** Footage before this moment is in the files already. */
  readonly behindMs: number;
  readonly task: Pick<ExportTask, 'takePlaylist' | 'takeStream' | 'takeFile'>;
  readonly signal: AbortSignal;
  /** Called when a piece is in the files; the thread itself reports the pieces of playlists. */
  readonly onWrote: (piece: TimeRange) => void;
  readonly onGap: (gap: ExportGap) => void;
  /** The cloud's id of each request that gave footage. */
  readonly onRequest: (requestId: string) => void;
  /** Called when times are counted, because the source gave no usable ones. */
  readonly onCounted: () => void;
  /** The moment up to which the files are complete. */
  readonly doneMs: () => number;
  /** Reports the failure that the next try waits after; null when the try begins. */
  readonly onWaiting: (error: WireError | null) => void;
}

export class Footage {
  readonly #options: FootageOptions;

  constructor(options: FootageOptions) {
    this.#options = options;
  }

  /** @throws {AppError} what the cloud refused, `media.*`, `network.*`, `storage.*`, `cancelled`. */
  async bring(order: FootageOrder): Promise<void> {
    const { item, signal } = order;
    const { downloads } = await withinLimit(signal, ASK_LIMIT_MS, () =>
      this.#options.sessionOf(accountOf(item.channelId)),
    );
    if (item.place === 'cloud' && downloads !== undefined) return await this.#asFiles(order, downloads);
    await this.#asPlayed(order);
  }

  async #asPlayed(order: FootageOrder): Promise<void> {
    const { item, range, behindMs } = order;
    const pieceMs = item.place === 'device' ? DEVICE_PIECE_MS : CLOUD_PIECE_MS;
    // Clouds cut segments from the begin of the asked range: a continued export asks for the same pieces as the first
    // run.
    const done = Math.max(0, Math.floor((behindMs - range.fromMs) / pieceMs));
    for (let fromMs = range.fromMs + done * pieceMs; fromMs < range.toMs; fromMs += pieceMs) {
      const piece = { fromMs, toMs: Math.min(fromMs + pieceMs, range.toMs) };
      await this.#piece(order, piece);
    }
  }

  /**
   * Writes a piece. Of a device, a cloud that plays no range over midnight gives the part before midnight, and the rest is
   * asked for next.
   */
  async #piece(order: FootageOrder, { fromMs, toMs }: TimeRange): Promise<void> {
    let atMs = order.item.place === 'device' ? Math.max(fromMs, order.behindMs) : fromMs;
    while (atMs < toMs) {
      const rest = { fromMs: atMs, toMs };
      let endMs = toMs;
      const refusal = await this.#patiently(order, async () => {
        endMs = await this.#play(order, rest);
      });
      if (refusal === 'archived') order.onGap({ ...rest, reason: 'archived' });
      atMs = endMs;
    }
  }

  /** @returns the end of the time that was played. */
  async #play(order: FootageOrder, piece: TimeRange): Promise<number> {
    const { item, task, signal, onWrote } = order;
    const { playback } = this.#options;
    const holder = `export ${item.channelId} ${piece.fromMs}`;
    const lost = new AbortController();
    let failure: AppError | null = null;
    const onState = (state: PastState): void => {
      // The end of a stretch ends its stream too, which is read to its end.
      if (state.phase === 'ready' || state.phase === 'stretch-ended') return;
      if (state.phase === 'taken') failure = new AppError('recording.device-taken', 'taken', { params: { label: '' } });
      else failure = AppError.fromWire(state.error);
      if (state.phase !== 'reconnecting') lost.abort();
    };
    const atMs = Math.min(Math.max(piece.fromMs, order.doneMs()), piece.toMs - 1);
    const { channelId, place, profile } = item;
    const ticket = await playback.open({ channelId, place, profile, range: piece, atMs, takeOver: false }, holder, {
      onState,
      onRequest: order.onRequest,
    });
    const isStream = ticket.transport === 'flv';
    if (ticket.stamps === 'estimated') order.onCounted();
    const reading = AbortSignal.any([signal, lost.signal]);
    try {
      if (isStream) {
        const played = { fromMs: piece.fromMs, toMs: Math.min(piece.toMs, ticket.range.toMs) };
        if (played.toMs <= played.fromMs) throw new AppError('network.bad-answer', 'a stream without length');
        const slice = { id: sliceIdOf(played), kind: 'flv', fromMs: ticket.range.fromMs } as const;
        await task.takeStream(ticket.url, slice, reading);
        onWrote(played);
        return played.toMs;
      }
      await task.takePlaylist(ticket.url, order.doneMs(), reading);
      return piece.toMs;
    } catch (error) {
      throw !signal.aborted && lost.signal.aborted && failure !== null ? failure : error;
    } finally {
      playback.close(ticket.playbackId, holder);
    }
  }

  async #asFiles(order: FootageOrder, downloads: DownloadPort): Promise<void> {
    const { range, behindMs, onGap } = order;
    for (const { state, ...piece } of await this.#coverage(order)) {
      const rest = intersect(piece, { fromMs: behindMs, toMs: range.toMs });
      if (rest === null || state === 'empty') continue;
      if (state === 'archived-within') onGap({ ...rest, reason: 'archived' });
      else
        for (let fromMs = rest.fromMs; fromMs < rest.toMs;)
          fromMs = await this.#file(order, downloads, { fromMs, toMs: rest.toMs });
    }
  }

  /** Writes one file. A refusal is true for the time of this file alone. @returns the end of its footage. */
  async #file(order: FootageOrder, downloads: DownloadPort, rest: TimeRange): Promise<number> {
    const { item, task, signal, onWrote, onGap } = order;
    let endMs = downloads.firstPart(rest).toMs;
    const refusal = await this.#patiently(order, async () => {
      const { covers, requestId, ...file } = await withinLimit(signal, ASK_LIMIT_MS, (limited) =>
        downloads.open({ channelId: item.channelId, range: rest, type: 'ts' }, limited),
      );
      if (requestId !== undefined) order.onRequest(requestId);
      if (covers.toMs <= rest.fromMs) throw new AppError('network.bad-answer', 'a file that ends before its begin');
      endMs = Math.min(covers.toMs, rest.toMs);
      const piece = { fromMs: rest.fromMs, toMs: endMs };
      try {
        await task.takeFile({ id: sliceIdOf(piece), kind: 'ts', fromMs: covers.fromMs, file }, signal);
      } catch (error) {
        if (error instanceof FileRefusedError) throw downloads.refusalOf(error.refusal.status, error.refusal.body);
        throw error;
      }
      onWrote(piece);
    });
    if (refusal === 'archived') onGap({ fromMs: rest.fromMs, toMs: endMs, reason: 'archived' });
    return endMs;
  }

  /**
   * Coverage of the range by the list of recordings. If the list cannot be read, only earlier answers count; the rest
   * is unknown, and the files show what exists.
   */
  async #coverage({ item, range, signal }: FootageOrder): Promise<readonly Coverage[]> {
    const { channelId, place } = item;
    const question = { channelId, place, range, archiveGrainMs: ARCHIVE_GRAIN_MS };
    try {
      return (await this.#options.index.read(question, signal)).coverage;
    } catch (error) {
      if (signal.aborted) throw error;
      log.info('an export goes without the list of recordings', { error });
      return (await this.#options.index.known(question)).coverage;
    }
  }

  /**
   * Retries until the piece is written or the failure is final.
   *
   * @returns why the cloud gives no footage of the piece; null when it is written.
   */
  async #patiently(order: FootageOrder, work: () => Promise<void>): Promise<'none' | 'archived' | null> {
    const waits = this.#options.againAfterMs ?? AGAIN_AFTER_MS;
    let doneMs = order.doneMs();
    for (let tries = 0; ; tries += 1) {
      order.signal.throwIfAborted();
      try {
        await work();
        return null;
      } catch (error) {
        if (!isFailure(error)) throw error;
        if (error.code === 'recording.none') return 'none';
        if (error.code === 'recording.archived') return 'archived';
        if (order.doneMs() > doneMs) tries = 0;
        doneMs = order.doneMs();
        const waitMs = waits[tries];
        if (!error.retryable || waitMs === undefined || error.code.startsWith('storage.')) throw error;
        order.onWaiting(error.toWire());
        await delay(waitMs, undefined, { signal: order.signal });
        order.onWaiting(null);
      }
    }
  }
}

/** The name of a slice; {@link endOfSlice} reads it. */
const sliceIdOf = ({ fromMs, toMs }: TimeRange): string => `${fromMs}-${toMs}`;

/** The end of the footage of a slice, epoch ms; null for another name. */
export function endOfSlice(id: string | null): number | null {
  const [, toMs] = /^\d+-(\d+)$/.exec(id ?? '') ?? [];
  return toMs === undefined ? null : Number(toMs);
}
