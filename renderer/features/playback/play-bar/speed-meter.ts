/** How fast a device really plays: some ignore the speed that they were asked for. */

/** Shorter times say little: pictures come in bursts. */
const LEAST_MS = 3_000;
/** Older samples are dropped, because they may belong to another speed. */
const LONGEST_MS = 10_000;
/** A larger step between two samples is a seek, or a recording that was opened again. */
const SEEK_MS = 5_000;

interface Sample {
  readonly nowMs: number;
  readonly atMs: number;
}

export class SpeedMeter {
  #samples: readonly Sample[] = [];
  #rate = 1;

  /** Times the normal speed, to hundredths; null before enough was seen. */
  get measured(): number | null {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (first === undefined || last === undefined || last.nowMs - first.nowMs < LEAST_MS) return null;
    return Math.round(((last.atMs - first.atMs) / (last.nowMs - first.nowMs)) * 100) / 100;
  }

  /**
   * Takes the moment that shows now.
   *
   * @param atMs of the picture, epoch ms; null while nothing plays: then the measurement begins anew.
   * @param rate that was asked for; another rate begins the measurement anew.
   */
  take(nowMs: number, atMs: number | null, rate: number): void {
    const last = this.#samples.at(-1);
    const isSame =
      rate === this.#rate &&
      last !== undefined &&
      atMs !== null &&
      Math.abs(atMs - last.atMs) < SEEK_MS * Math.max(1, rate);
    this.#rate = rate;
    if (atMs === null) this.#samples = [];
    else
      this.#samples = [...(isSame ? this.#samples : []), { nowMs, atMs }].filter(
        (one) => nowMs - one.nowMs <= LONGEST_MS,
      );
  }
}
