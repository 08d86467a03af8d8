/**
 * The memory of all rings: segments of one size that are lent and given back, so that keeping the last half minute of a
 * stream makes no garbage and the total never exceeds its bound. When all segments are lent, the ring with the oldest
 * content gives up its oldest segment.
 */
export const SEGMENT_BYTES = 256 * 1024;
/** Free segments beyond this go back to the system. */
const MAX_SPARE = 16;

export interface RingLimits {
  /** How far back a ring reaches, in milliseconds. */
  readonly spanMs: number;
  /** The bound of one stream. */
  readonly streamBytes: number;
  /** The bound of all streams together. */
  readonly totalBytes: number;
}

const DEFAULT_RING_LIMITS: RingLimits = {
  spanMs: 36_000,
  streamBytes: 24 * 1024 * 1024,
  totalBytes: 128 * 1024 * 1024,
};

/** The part of a ring that the pool needs. */
export interface Lender {
  /** When the oldest key frame of the ring arrived; null when the ring has nothing to give up. */
  readonly oldestAtMs: number | null;
  /** Gives the oldest segment back. */
  dropSegment(): void;
}

export class RingPool {
  readonly limits: RingLimits;
  readonly #spare: Buffer[] = [];
  readonly #lenders = new Set<Lender>();
  #lent = 0;

  constructor(limits: RingLimits = DEFAULT_RING_LIMITS) {
    this.limits = limits;
  }

  /** Bytes that rings use now. */
  get lentBytes(): number {
    return this.#lent * SEGMENT_BYTES;
  }

  join(lender: Lender): void {
    this.#lenders.add(lender);
  }

  leave(lender: Lender): void {
    this.#lenders.delete(lender);
  }

  /** @returns a segment of unknown content, or null when every other ring is down to its last one. */
  take(): Buffer | null {
    if (this.lentBytes + SEGMENT_BYTES > this.limits.totalBytes) this.#reclaim();
    if (this.lentBytes + SEGMENT_BYTES > this.limits.totalBytes) return null;
    this.#lent += 1;
    return this.#spare.pop() ?? Buffer.allocUnsafeSlow(SEGMENT_BYTES);
  }

  give(segment: Buffer): void {
    this.#lent -= 1;
    if (this.#spare.length < MAX_SPARE) this.#spare.push(segment);
  }

  #reclaim(): void {
    let victim: Lender | null = null;
    for (const lender of this.#lenders) {
      const { oldestAtMs } = lender;
      if (oldestAtMs !== null && oldestAtMs < (victim?.oldestAtMs ?? Infinity)) victim = lender;
    }
    victim?.dropSegment();
  }
}
