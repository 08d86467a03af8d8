/** Questions of windows for recordings. */
import { RECORDING_KINDS, RECORDING_STORAGES } from '../../../preload/domain/recordings.ts';
import type { WireError } from '../../../preload/domain/error.ts';
import type { RecordingsAnswer } from '../../../preload/contract/recordings.ts';
import { toWireError } from '../../errors.ts';
import type { RecordRequest } from '../../ports/records.ts';
import type { RecordingIndex, RecordingsView, RecordQuestion } from './recording-index.ts';

interface WindowQuestion extends RecordQuestion {
  /** The part of the window that asks: questions of its other parts go on. */
  readonly use?: 'timeline' | 'calendar' | 'search' | undefined;
}

export class RecordingsService {
  readonly index: RecordingIndex;
  /** The question of each window for a camera, a place and a use that goes on. */
  readonly #asking = new Map<string, AbortController>();

  constructor(index: RecordingIndex) {
    this.index = index;
  }

  /** What was answered before. @throws {AppError} see {@link RecordingIndex.known}. */
  known(request: RecordRequest): RecordingsAnswer {
    return answerOf(this.index.known(request));
  }

  /**
   * What is known after the cloud was asked for the rest, with the failure that ended the question early.
   *
   * @throws {AppError} `channel.not-found` and `input.invalid-field`, where nothing can be known.
   */
  async read(
    { use = 'timeline', ...request }: WindowQuestion,
    windowId: string,
  ): Promise<{ readonly view: RecordingsAnswer; readonly error: WireError | null }> {
    const before = this.known(request);
    const key = `${windowId} ${use} ${request.place} ${request.channelId}`;
    const abort = new AbortController();
    this.#asking.get(key)?.abort();
    this.#asking.set(key, abort);
    try {
      return { view: answerOf(await this.index.read(request, abort.signal)), error: null };
    } catch (error) {
      // A question can end with the client, whose database is closed then: nothing is read again.
      return { view: abort.signal.aborted ? before : this.known(request), error: toWireError(error) };
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

function answerOf({ recordings, coverage, asOfMs, unreadable }: RecordingsView): RecordingsAnswer {
  return {
    recordings: {
      fromMs: recordings.map((one) => one.fromMs),
      toMs: recordings.map((one) => one.toMs),
      kind: recordings.map((one) => RECORDING_KINDS.indexOf(one.kind)),
      storage: recordings.map((one) => RECORDING_STORAGES.indexOf(one.storage)),
    },
    coverage: [...coverage],
    ...{ asOfMs, unreadable },
  };
}
