/**
 * How many requests the segments of a recording have cost in vain. A segment has several readers: the player, key pictures
 * and exports. The bound holds for all of them together, also for requests that are under way at the same time. After a rest
 * a segment costs one request, then rests again.
 */
import { PLAYBACK_RETRY, type RestingPolicy } from '../../../../preload/domain/recording/playback-retry.ts';
import type { AppError } from '../../../errors.ts';

interface Segment {
  /** Requests that failed in a row. */
  failed: number;
  failure: AppError | null;
  /** By a clock that is never set; null while there are tries left. */
  restUntilMs: number | null;
  /** Requests under way. */
  open: number;
  /** Readers that wait for the outcome of a request that is under way. */
  waiting: (() => void)[];
}

const { mostTries, restMs, isRetryable }: RestingPolicy = PLAYBACK_RETRY.segment;

export class SegmentTries {
  readonly #segments = new Map<string, Segment>();
  readonly #nowMs: () => number;

  /** @param nowMs a clock that is never set. */
  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  /**
   * Called before each request, which ends with {@link served}, {@link failed} or {@link left}. Waits while the requests that
   * are under way may be the last ones.
   *
   * @throws {AppError} the last failure of the segment, while the segment rests.
   */
  async begin(name: string): Promise<void> {
    for (;;) {
      const segment = this.#segments.get(name) ?? none();
      this.#segments.set(name, segment);
      this.#check(segment);
      if (segment.failed + segment.open < mostTries) {
        segment.open += 1;
        return;
      }
      await new Promise<void>((resolve) => segment.waiting.push(resolve));
    }
  }

  /** A request failed. @returns how many have failed in a row; null when there is no other try. */
  failed(name: string, failure: AppError): number | null {
    const segment = this.#ended(name);
    if (segment === undefined) return null;
    if (!isRetryable(failure)) {
      this.#forget(name, segment);
      return null;
    }
    segment.failed += 1;
    segment.failure = failure;
    if (segment.failed < mostTries) return segment.failed;
    segment.restUntilMs = this.#nowMs() + restMs;
    return null;
  }

  served(name: string): void {
    const segment = this.#ended(name);
    if (segment === undefined) return;
    Object.assign(segment, { failed: 0, failure: null, restUntilMs: null });
    this.#forget(name, segment);
  }

  /** A request says nothing of the segment: nobody waits for it any more, or its address is to blame. */
  left(name: string): void {
    const segment = this.#ended(name);
    if (segment !== undefined) this.#forget(name, segment);
  }

  #forget(name: string, { failed, open }: Segment): void {
    if (failed === 0 && open === 0) this.#segments.delete(name);
  }

  #check(segment: Segment): void {
    const { restUntilMs, failure } = segment;
    if (restUntilMs === null) return;
    if (failure !== null && this.#nowMs() < restUntilMs) throw failure;
    Object.assign(segment, { failed: mostTries - 1, restUntilMs: null });
  }

  #ended(name: string): Segment | undefined {
    const segment = this.#segments.get(name);
    if (segment === undefined) return undefined;
    segment.open -= 1;
    // They look again in a later turn, when the outcome is stored.
    for (const look of segment.waiting.splice(0)) look();
    return segment;
  }
}

const none = (): Segment => ({ failed: 0, failure: null, restUntilMs: null, open: 0, waiting: [] });
