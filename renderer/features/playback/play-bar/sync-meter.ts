/** How far a picture is from the common moment, steady enough to be read. */
import { leastErrorMs } from '../../../media/playback/clock/clock-correction.ts';

/** A single late picture is no error: the median of this long is. */
const SPAN_MS = 2_000;
/** Nobody reads more often, and each change costs the drawing of a tile. */
const READ_MS = 1_000;
const STEP_MS = 10;

interface Sample {
  readonly nowMs: number;
  readonly errorMs: number;
}

export class SyncMeter {
  #samples: readonly Sample[] = [];
  #sinceMs = 0;
  #readAtMs = 0;
  #rate = 1;
  #measured: number | null = null;

  /** Ms ahead of the clock, to 10 ms; null before enough was seen, and below an error that the clock corrects. */
  get measured(): number | null {
    return this.#measured;
  }

  /**
   * Takes the error of now.
   *
   * @param errorMs in ms of footage; null while nothing can be compared: then the measurement begins anew.
   * @param rate of the clock; another rate begins the measurement anew.
   */
  take(nowMs: number, errorMs: number | null, rate: number): void {
    if (errorMs === null || rate !== this.#rate || this.#samples.length === 0) this.#begin(nowMs, rate);
    if (errorMs === null) return;
    this.#samples = [...this.#samples.filter((one) => nowMs - one.nowMs <= SPAN_MS), { nowMs, errorMs }];
    if (nowMs - this.#sinceMs < SPAN_MS || nowMs - this.#readAtMs < READ_MS) return;
    this.#readAtMs = nowMs;
    const median = medianOf(this.#samples.map((one) => one.errorMs));
    this.#measured = Math.abs(median) < leastErrorMs(rate) ? null : Math.round(median / STEP_MS) * STEP_MS;
  }

  #begin(nowMs: number, rate: number): void {
    this.#samples = [];
    this.#sinceMs = nowMs;
    this.#rate = rate;
    this.#measured = null;
  }
}

function medianOf(all: readonly number[]): number {
  const sorted = all.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
