/**
 * A stream that plays over a slower transport is several seconds late. From time to time the faster transport is tried beside
 * it, and the stream changes only when the faster one has delivered a picture: a trial that fails is not seen.
 */
import { AppError, logUnexplained } from '../../errors.ts';
import type { UpstreamSource } from '../../ports/live.ts';
import type { GatewayTimings } from '../messages/messages.ts';
import { localTransport } from '../messages/upstream-url.ts';
import type { UpstreamAttempt } from '../messages/types.ts';
import { FlvFanout } from '../past/flv-fanout.ts';
import type { Pull } from '../upstream/flv/flv-pull.ts';

/** The longest wait between two trials is this many times the first. */
const MOST_DOUBLINGS = 16;

export interface TrialHost {
  readonly timings: GatewayTimings;
  resolve(attempt: UpstreamAttempt, signal: AbortSignal): Promise<UpstreamSource>;
  /** Pulls into `fanout`, which nobody watches. */
  open(source: UpstreamSource, fanout: FlvFanout, onLost: () => void): Pull;
  /** The faster transport delivers pictures: the stream may change to it. */
  onPicture(): void;
}

export class FasterTrial {
  readonly #host: TrialHost;
  #waitMs: number;
  /** When the next trial begins, by a clock that is never set; null while the stream has no faster transport. */
  #dueAtMs: number | null = null;
  #lastTrialAtMs = Number.NEGATIVE_INFINITY;
  #trial: { readonly abort: AbortController; readonly endsAtMs: number } | null = null;

  constructor(host: TrialHost) {
    this.#host = host;
    this.#waitMs = host.timings.fasterTrialMs;
  }

  /** The stream connects. @param hasFaster whether a transport with less delay was left because it had failed. */
  begin(hasFaster: boolean): void {
    this.end();
    if (!hasFaster) return;
    const nowMs = performance.now();
    // After a long time without a trial the faster transport has worked: its next fault is another one.
    if (nowMs - this.#lastTrialAtMs > 2 * this.#waitMs) this.#waitMs = this.#host.timings.fasterTrialMs;
    this.#dueAtMs = nowMs + this.#waitMs;
  }

  /** The stream is lost or closed: trials end. */
  end(): void {
    this.#dueAtMs = null;
    this.#stop();
  }

  /** Called while the stream flows. */
  tick(): void {
    const nowMs = performance.now();
    if (this.#trial !== null) {
      if (nowMs > this.#trial.endsAtMs) this.#stop();
      return;
    }
    if (this.#dueAtMs === null || nowMs < this.#dueAtMs) return;
    this.#lastTrialAtMs = nowMs;
    this.#waitMs = Math.min(this.#waitMs * 2, this.#host.timings.fasterTrialMs * MOST_DOUBLINGS);
    this.#dueAtMs = nowMs + this.#waitMs;
    const abort = new AbortController();
    const { resolveTimeoutMs, connectTimeoutMs, watchdogMs } = this.#host.timings;
    this.#trial = { abort, endsAtMs: nowMs + resolveTimeoutMs + connectTimeoutMs + watchdogMs };
    void this.#run(abort);
  }

  #stop(): void {
    this.#trial?.abort.abort();
    this.#trial = null;
  }

  async #run(abort: AbortController): Promise<void> {
    const stop = (): void => {
      if (this.#trial?.abort === abort) this.#stop();
    };
    try {
      const source = await this.#host.resolve({ number: 1, lastError: null, aim: 'try-faster' }, abort.signal);
      if (abort.signal.aborted) return;
      if (localTransport(source) !== 'flv') return stop();
      const onPicture = (): void => {
        if (abort.signal.aborted) return;
        stop();
        this.#host.onPicture();
      };
      const pull = this.#host.open(source, new FlvFanout({ onPicture }), stop);
      abort.signal.addEventListener('abort', () => pull.close(), { once: true });
    } catch (error) {
      if (!abort.signal.aborted && !(error instanceof AppError)) {
        logUnexplained('a faster transport was tried and failed for a reason that is not known', error);
      }
      stop();
    }
  }
}
