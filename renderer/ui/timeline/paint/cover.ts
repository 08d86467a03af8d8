/**
 * Time that something covers: pieces in order that neither touch nor overlap, in typed arrays, with the sum of all earlier
 * pieces and an index by minute. How much of any range is covered is found with two look-ups, however many pieces there are.
 */

export const MINUTE_MS = 60_000;
/** A range that needs more entries gets an index with longer steps. */
const MAX_INDEX = 1_000_000;
/**
 * From this many pieces on, the sums at full minutes are stored: then one look-up is enough, however many pieces a
 * minute holds.
 */
const MANY = 256;

export class Cover {
  readonly count: number;
  readonly #begins: Float64Array;
  readonly #ends: Float64Array;
  /** How many ms the pieces before this piece have. */
  readonly #before: Float64Array;
  /** For each step from `#originMs` on: the first piece that ends after the beginning of the step. */
  readonly #index: Uint32Array;
  /** For each step: how many ms are covered before its beginning. Null for few pieces. */
  readonly #sums: Float64Array | null = null;
  readonly #originMs: number;
  readonly #stepMs: number;

  /** @param begins of pieces in order that neither touch nor overlap; `ends` has the same length. */
  constructor(begins: Float64Array, ends: Float64Array) {
    this.count = begins.length;
    this.#begins = begins;
    this.#ends = ends;
    this.#before = new Float64Array(this.count);
    for (let i = 1; i < this.count; i += 1) {
      this.#before[i] = (this.#before[i - 1] ?? 0) + (ends[i - 1] ?? 0) - (begins[i - 1] ?? 0);
    }
    const first = begins[0] ?? 0;
    const last = ends[this.count - 1] ?? 0;
    this.#stepMs = MINUTE_MS * Math.max(1, Math.ceil((last - first) / MINUTE_MS / MAX_INDEX));
    this.#originMs = Math.floor(first / this.#stepMs) * this.#stepMs;
    const steps = this.count === 0 ? 0 : Math.ceil((last - this.#originMs) / this.#stepMs);
    this.#index = new Uint32Array(steps + 1);
    let piece = 0;
    for (let step = 0; step <= steps; step += 1) {
      const atMs = this.#originMs + step * this.#stepMs;
      while (piece < this.count && (ends[piece] ?? 0) <= atMs) piece += 1;
      this.#index[step] = piece;
    }
    if (this.count < MANY) return;
    const sums = new Float64Array(steps + 1);
    for (let step = 0; step <= steps; step += 1) sums[step] = this.before(this.#originMs + step * this.#stepMs);
    this.#sums = sums;
  }

  get fromMs(): number | null {
    return this.#begins[0] ?? null;
  }

  get toMs(): number | null {
    return this.#ends[this.count - 1] ?? null;
  }

  /** The first piece that ends after this moment; `count` where none does. */
  indexAt(atMs: number): number {
    const { count } = this;
    if (count === 0 || atMs >= (this.#ends[count - 1] ?? 0)) return count;
    if (atMs < this.#originMs) return 0;
    const step = Math.floor((atMs - this.#originMs) / this.#stepMs);
    let low = this.#index[step] ?? 0;
    let high = this.#index[step + 1] ?? count - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#ends[middle] ?? 0) > atMs) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** How many ms are covered before this moment. */
  before(atMs: number): number {
    const { count } = this;
    if (count === 0) return 0;
    const i = this.indexAt(atMs);
    if (i === count)
      return (this.#before[count - 1] ?? 0) + (this.#ends[count - 1] ?? 0) - (this.#begins[count - 1] ?? 0);
    const beginMs = this.#begins[i] ?? 0;
    return (this.#before[i] ?? 0) + (atMs > beginMs ? atMs - beginMs : 0);
  }

  /** The same for a full minute, given as minutes since 1970. */
  beforeMinute(minute: number): number {
    const sums = this.#sums;
    if (sums === null || this.#stepMs !== MINUTE_MS) return this.before(minute * MINUTE_MS);
    const step = minute - this.#originMs / MINUTE_MS;
    return step <= 0 ? 0 : (sums[step < sums.length ? step : sums.length - 1] ?? 0);
  }

  /** How many ms of the range are covered. */
  within(fromMs: number, toMs: number): number {
    return this.count === 0 ? 0 : this.before(toMs) - this.before(fromMs);
  }

  has(atMs: number): boolean {
    const i = this.indexAt(atMs);
    return i < this.count && (this.#begins[i] ?? 0) <= atMs;
  }

  beginOf(piece: number): number {
    return this.#begins[piece] ?? Infinity;
  }

  endOf(piece: number): number {
    return this.#ends[piece] ?? Infinity;
  }

  /** The next moment after this one at which a piece begins or ends; Infinity where none does. */
  nextChange(atMs: number): number {
    const i = this.indexAt(atMs);
    const beginMs = this.beginOf(i);
    return beginMs > atMs ? beginMs : this.endOf(i);
  }
}

/** Joins ranges into a cover. Ranges come in the order of their beginnings; they may overlap and touch each other. */
export class CoverBuilder {
  #begins = new Float64Array(16);
  #ends = new Float64Array(16);
  #count = 0;

  /** Ranges that end before they begin, and ranges without a length, are left out. */
  add(fromMs: number, toMs: number): void {
    if (!(toMs > fromMs)) return;
    const last = this.#count - 1;
    const lastEndMs = this.#ends[last] ?? -Infinity;
    if (last >= 0 && fromMs <= lastEndMs) {
      if (toMs > lastEndMs) this.#ends[last] = toMs;
      return;
    }
    if (this.#count === this.#begins.length) this.#grow();
    this.#begins[this.#count] = fromMs;
    this.#ends[this.#count] = toMs;
    this.#count += 1;
  }

  cover(): Cover {
    return new Cover(this.#begins.slice(0, this.#count), this.#ends.slice(0, this.#count));
  }

  #grow(): void {
    const [begins, ends] = [this.#begins, this.#ends];
    this.#begins = new Float64Array(begins.length * 2);
    this.#ends = new Float64Array(begins.length * 2);
    this.#begins.set(begins);
    this.#ends.set(ends);
  }
}
