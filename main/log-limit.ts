/**
 * Bounds how fast lines may be written. A page, another program or a cloud that causes lines without end would
 * otherwise push every earlier line out of the log, the lines about the attack first.
 */

export interface LineBudget {
  /** Limit of lines that are written at once... */
  readonly burst: number;
  /** ...and then one in each such time. */
  readonly everyMs: number;
}

/**
 * The decision about a line. `first-left-out` is written in a short form, so that the log shows where lines begin to be
 * missing.
 */
export type LineFate =
  | { readonly kind: 'write'; /** Lines left out since the last one that was written. */ readonly leftOut: number }
  | { readonly kind: 'first-left-out' }
  | { readonly kind: 'left-out' };

interface Bucket {
  lines: number;
  atMs: number;
  leftOut: number;
}

/** One budget for each key. The number of keys is bounded: the key that was used least recently is forgotten. */
export class LineLimit {
  readonly #budget: LineBudget;
  readonly #maxKeys: number;
  readonly #nowMs: () => number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(budget: LineBudget, maxKeys = 256, nowMs: () => number = () => performance.now()) {
    this.#budget = budget;
    this.#maxKeys = maxKeys;
    this.#nowMs = nowMs;
  }

  take(key: string): LineFate {
    const bucket = this.#bucketOf(key);
    if (bucket.lines >= 1) {
      const { leftOut } = bucket;
      bucket.lines -= 1;
      bucket.leftOut = 0;
      return { kind: 'write', leftOut };
    }
    bucket.leftOut += 1;
    return { kind: bucket.leftOut === 1 ? 'first-left-out' : 'left-out' };
  }

  /** The bucket of a key, filled up for the time since it was used. */
  #bucketOf(key: string): Bucket {
    const { burst, everyMs } = this.#budget;
    const atMs = this.#nowMs();
    const known = this.#buckets.get(key);
    const bucket = known ?? { lines: burst, atMs, leftOut: 0 };
    bucket.lines = Math.min(burst, bucket.lines + (atMs - bucket.atMs) / everyMs);
    bucket.atMs = atMs;
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    const [oldest] = this.#buckets.keys();
    if (this.#buckets.size > this.#maxKeys && oldest !== undefined) this.#buckets.delete(oldest);
    return bucket;
  }
}
