/** Questions of windows for recordings. */
import { MAX_SENT_COVERAGE, MAX_SENT_RECORDINGS } from '../../../preload/domain/bounds.ts';
import {
  RECORDING_KINDS,
  RECORDING_STORAGES,
  type Coverage,
  type Recording,
} from '../../../preload/domain/recording/recordings.ts';
import type { WireError } from '../../../preload/domain/error.ts';
import type { RecordingsAnswer } from '../../../preload/contract/recordings.ts';
import { toWireError } from '../../errors.ts';
import type { RecordRequest } from '../../ports/records.ts';
import type { RecordingIndex, RecordingsView, RecordQuestion } from './recording-index.ts';

interface WindowQuestion extends RecordQuestion {
  /** The part of the window that asks: a new question of one part does not end those of the others. */
  readonly use?: 'timeline' | 'calendar' | 'search' | undefined;
}

export class RecordingsService {
  readonly index: RecordingIndex;
  /** The running question of each window for a camera, a place and a use. */
  readonly #asking = new Map<string, AbortController>();

  constructor(index: RecordingIndex) {
    this.index = index;
  }

  /** Reads the stored answers; asks no cloud. @throws {AppError} see {@link RecordingIndex.known}. */
  async known(request: RecordRequest): Promise<RecordingsAnswer> {
    return answerOf(await this.index.known(request));
  }

  /**
   * Asks the cloud for the missing pieces and returns everything that is known then, with the failure that ended the
   * question early.
   *
   * @throws {AppError} `channel.not-found` and `input.invalid-field`, where nothing can be known.
   */
  async read(
    { use = 'timeline', ...request }: WindowQuestion,
    windowId: string,
  ): Promise<{ readonly view: RecordingsAnswer; readonly error: WireError | null }> {
    const before = await this.known(request);
    const key = `${windowId} ${use} ${request.place} ${request.channelId}`;
    const abort = new AbortController();
    this.#asking.get(key)?.abort();
    this.#asking.set(key, abort);
    try {
      return { view: answerOf(await this.index.read(request, abort.signal)), error: null };
    } catch (error) {
      // A question can end with the client, whose database is closed then: nothing is read again.
      return { view: abort.signal.aborted ? before : await this.known(request), error: toWireError(error) };
    } finally {
      if (this.#asking.get(key) === abort) this.#asking.delete(key);
    }
  }

  /** A window closed: nobody waits for its answers. */
  onWindowGone(windowId: string): void {
    for (const [key, abort] of this.#asking) if (key.startsWith(`${windowId} `)) abort.abort();
  }

  dispose(): void {
    for (const abort of this.#asking.values()) abort.abort();
  }
}

/** The columns for a window. Neighbours of one kind are joined; times beyond the limits of a view count as unknown. */
function answerOf({ recordings, coverage, asOfMs, unreadable }: RecordingsView): RecordingsAnswer {
  const joined = recordings.length > MAX_SENT_RECORDINGS ? joinedNeighbours(recordings) : recordings;
  const endMs = Math.min(
    joined[MAX_SENT_RECORDINGS]?.fromMs ?? Infinity,
    coverage[MAX_SENT_COVERAGE - 1]?.fromMs ?? Infinity,
  );
  const within = joined.slice(0, MAX_SENT_RECORDINGS).filter(({ fromMs }) => fromMs < endMs);
  return {
    recordings: {
      fromMs: within.map((one) => one.fromMs),
      toMs: within.map((one) => one.toMs),
      kind: within.map((one) => RECORDING_KINDS.indexOf(one.kind)),
      storage: within.map((one) => RECORDING_STORAGES.indexOf(one.storage)),
    },
    coverage: coverageUntil(coverage, endMs),
    asOfMs,
    unreadable,
  };
}

/** Recordings that touch or overlap the one before, of the same kind and storage, as one. */
function joinedNeighbours(recordings: readonly Recording[]): readonly Recording[] {
  const joined: Recording[] = [];
  for (const one of recordings) {
    const last = joined.at(-1);
    const isOne = last?.kind === one.kind && last.storage === one.storage && one.fromMs <= last.toMs;
    if (isOne) joined[joined.length - 1] = { ...last, toMs: Math.max(last.toMs, one.toMs) };
    else joined.push(one);
  }
  return joined;
}

function coverageUntil(coverage: readonly Coverage[], endMs: number): Coverage[] {
  const rangeEndMs = coverage.at(-1)?.toMs ?? endMs;
  if (endMs >= rangeEndMs) return [...coverage];
  const before = coverage.flatMap((one) => (one.fromMs < endMs ? { ...one, toMs: Math.min(one.toMs, endMs) } : []));
  return [...before, { state: 'unknown', fromMs: Math.max(endMs, coverage[0]?.fromMs ?? endMs), toMs: rangeEndMs }];
}
