/**
 * How many requests the segments of a recording have cost in vain. A segment has several readers: the player, key pictures
 * and exports. The bound holds for all of them together. After a rest a segment costs one request, then rests again.
 */
import { PLAYBACK_RETRY, type RetryPolicy } from '../../../../preload/domain/recording/playback-retry.ts';
import type { AppError } from '../../../errors.ts';

interface Failed {
  readonly tries: number;
  readonly failure: AppError;
  /** By a clock that is never set; null while there are tries left. */
  readonly restUntilMs: number | null;
}

const { mostTries, restMs, isRetryable }: RetryPolicy = PLAYBACK_RETRY.segment;

export class SegmentTries {
  readonly #failed = new Map<string, Failed>();
  readonly #nowMs: () => number;

  /** @param nowMs a clock that is never set. */
  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  /** Called before each request. @throws {AppError} the last failure of the segment, while the segment rests. */
  check(name: string): void {
    const failed = this.#failed.get(name);
    if (failed === undefined || failed.restUntilMs === null) return;
    if (this.#nowMs() < failed.restUntilMs) throw failed.failure;
    this.#failed.set(name, { ...failed, tries: mostTries - 1, restUntilMs: null });
  }

  /** A request failed. @returns how many have failed in a row; null when there is no other try. */
  failed(name: string, failure: AppError): number | null {
    if (!isRetryable(failure)) return null;
    const tries = (this.#failed.get(name)?.tries ?? 0) + 1;
    const isLast = tries >= mostTries;
    this.#failed.set(name, { tries, failure, restUntilMs: isLast ? this.#nowMs() + restMs : null });
    return isLast ? null : tries;
  }

  served(name: string): void {
    this.#failed.delete(name);
  }
}
