/**
 * Streams that stopped the worker. After the first time a stream is opened again by itself only when a long time has
 * passed; after the second time only when the operator asks. Streams are known by key, so that closing and opening a
 * tile does not end the quarantine.
 */
import { AppError } from '../../errors.ts';

/** How long the quarantine lasts after the first time. */
const HOLD_MS = 10 * 60_000;
/** The most streams in quarantine; beyond this number the oldest entry is removed. */
const MAX_ENTRIES = 256;

interface Entry {
  times: number;
  /** Infinity: until the operator asks. */
  untilMs: number;
}

export const quarantined = (): AppError =>
  new AppError('media.quarantined', 'the stream stopped the gateway worker', { action: 'retry' });

export class Quarantine {
  readonly #entries = new Map<string, Entry>();
  readonly #nowMs: () => number;

  /** @param nowMs milliseconds that only go forward. */
  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  /** The stream of this key has stopped the worker. */
  add(key: string): void {
    const times = (this.#entries.get(key)?.times ?? 0) + 1;
    this.#entries.delete(key);
    this.#entries.set(key, { times, untilMs: times === 1 ? this.#nowMs() + HOLD_MS : Infinity });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > MAX_ENTRIES && oldest !== undefined) this.#entries.delete(oldest);
  }

  holds(key: string): boolean {
    return (this.#entries.get(key)?.untilMs ?? 0) > this.#nowMs();
  }

  /**
   * The operator asks for the stream. The number of its failures is kept. @returns whether the stream was in
   * quarantine.
   */
  release(key: string): boolean {
    const entry = this.#entries.get(key);
    const wasHeld = this.holds(key);
    if (entry !== undefined) entry.untilMs = 0;
    return wasHeld;
  }
}
