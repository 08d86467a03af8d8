/** Times for pictures whose packets have none: they lie evenly between their neighbours. */
import { MAX_UNORDERED_BYTES } from '../../../../preload/domain/bounds.ts';
import type { TsUnit } from './hls-ts.ts';

/** Time stamps have 33 bits. */
const PERIOD = 2 ** 33;
const CLOCK_HZ = 90_000;
const DEFAULT_STEP = CLOCK_HZ / 25;
/** Pictures that are further apart have a gap between them, so the times of pictures between them are unknown. */
const MAX_STEP = CLOCK_HZ;
/** Limit of pictures, and of bytes, that wait for a picture with a time. */
const MAX_HELD = 256;

export class PictureTimes {
  readonly #onPicture: (unit: TsUnit) => void;
  #held: TsUnit[] = [];
  #heldBytes = 0;
  #lastDts: number | null = null;
  /** The newest time that a packet gave. */
  #lastOwnDts: number | null = null;
  #lastCts = 0;
  #step = DEFAULT_STEP;

  constructor(onPicture: (unit: TsUnit) => void) {
    this.#onPicture = onPicture;
  }

  take(unit: TsUnit): void {
    // The same time again belongs to the last piece of the picture before.
    if (unit.dts === null || unit.dts === this.#lastOwnDts) return this.#hold(unit);
    this.#release(unit.dts);
    const last = this.#lastDts;
    const step = last === null ? 0 : nearer(unit.dts - last);
    if (step > 0 && step <= MAX_STEP) this.#step = step;
    this.#lastDts = unit.dts;
    this.#lastOwnDts = unit.dts;
    this.#lastCts = nearer((unit.pts ?? unit.dts) - unit.dts);
    this.#onPicture(unit);
  }

  /** A picture that is not there keeps no other waiting. */
  lose(unit: TsUnit): void {
    if (this.#held.length > 0) this.#hold(unit);
    else this.#onPicture(unit);
  }

  /** No picture with a time follows. */
  end(): void {
    this.#release(null);
    this.drop();
  }

  drop(): void {
    this.#held = [];
    this.#heldBytes = 0;
    this.#lastDts = null;
    this.#lastOwnDts = null;
    this.#lastCts = 0;
    this.#step = DEFAULT_STEP;
  }

  #hold(unit: TsUnit): void {
    this.#held.push({ ...unit, data: Buffer.from(unit.data) });
    this.#heldBytes += unit.data.length;
    if (this.#held.length > MAX_HELD || this.#heldBytes > MAX_UNORDERED_BYTES) this.#release(null);
  }

  /** @param next the time of the picture behind those that wait; null when it is not known. */
  #release(next: number | null): void {
    const held = this.#held;
    if (held.length === 0) return;
    this.#held = [];
    this.#heldBytes = 0;
    const last = this.#lastDts;
    const between = last === null || next === null ? null : nearer(next - last) / (held.length + 1);
    if (between !== null && between > 0 && between <= MAX_STEP) this.#step = between;
    const from = last ?? (next === null ? null : next - (held.length + 1) * this.#step);
    for (const [i, unit] of held.entries()) {
      const dts = from === null ? null : wrapped(Math.round(from + (i + 1) * this.#step));
      const pts = dts === null ? null : wrapped(dts + this.#lastCts);
      this.#lastDts = dts;
      this.#onPicture({ ...unit, dts, pts, isEstimated: dts !== null });
    }
  }
}

const wrapped = (ticks: number): number => ((ticks % PERIOD) + PERIOD) % PERIOD;

/** The nearer way round. */
function nearer(ticks: number): number {
  const positive = wrapped(ticks);
  return positive > PERIOD / 2 ? positive - PERIOD : positive;
}
