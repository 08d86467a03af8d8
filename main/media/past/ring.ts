/**
 * The last half minute of one stream, as FLV tags with an index of the key frames, for clips that begin before the
 * click and for instant replays. Bytes are copied in once and copied out on demand. Positions count the bytes since the
 * ring began, so they stay valid while old bytes are freed.
 */

import { MAX_RING_KEYS } from '../../../preload/domain/bounds.ts';
import { SEGMENT_BYTES, type Lender, type RingPool } from './ring-pool.ts';

/** The tags that a decoder needs before the pictures. */
export interface RingHeaders {
  readonly video: Buffer | null;
  readonly audio: Buffer | null;
}

/** Where reading can begin. */
export interface RingKey {
  /** Position of the key frame's tag. */
  readonly at: number;
  /** Its time on the stream's own line, milliseconds. */
  readonly mediaMs: number;
  /** When it arrived, epoch milliseconds. */
  readonly arrivedAtMs: number;
  readonly headers: RingHeaders;
  /** The time or the codec does not continue the earlier media: another connection, or another sequence header. */
  readonly isBreak: boolean;
}

interface Segment {
  readonly bytes: Buffer;
  readonly at: number;
}

export class StreamRing implements Lender {
  readonly #pool: RingPool;
  #segments: Segment[] = [];
  #keys: RingKey[] = [];
  #end = 0;

  constructor(pool: RingPool) {
    this.#pool = pool;
    pool.join(this);
  }

  /** Position behind the newest tag. */
  get end(): number {
    return this.#end;
  }

  /** Position of the oldest key frame; `end` when there is none. */
  get start(): number {
    return this.#keys[0]?.at ?? this.#end;
  }

  get keys(): readonly RingKey[] {
    return this.#keys;
  }

  get oldestAtMs(): number | null {
    return this.#segments.length < 2 ? null : (this.#keys[0]?.arrivedAtMs ?? 0);
  }

  /** Keeps a tag; `key` marks a key frame. Tags before the first key frame are not kept. */
  append(block: Buffer, start: number, end: number, key: Omit<RingKey, 'at'> | null): void {
    if (key === null && this.#keys.length === 0) return;
    if (key !== null) this.#keys.push({ ...key, at: this.#end });
    if (this.#keys.length > MAX_RING_KEYS) this.#keys.shift();
    for (let from = start; from < end;) {
      const room = this.#room();
      if (room === null) return this.clear();
      const length = Math.min(room.length, end - from);
      block.copy(room, 0, from, from + length);
      from += length;
      this.#end += length;
    }
    if (this.#end - this.start > this.#pool.limits.streamBytes) this.dropSegment();
  }

  /** The newest key frame that arrived at or before `atMs`; the oldest one when none is that old. */
  keyBefore(atMs: number): RingKey | null {
    return this.#keys.findLast(({ arrivedAtMs }) => arrivedAtMs <= atMs) ?? this.#keys[0] ?? null;
  }

  /** A copy of the bytes from `position` on, at most `maxBytes`; null when they are no longer kept. */
  read(position: number, maxBytes: number): Buffer | null {
    const first = this.#segments[0];
    if (position < (first?.at ?? this.#end)) return null;
    const out = Buffer.allocUnsafe(Math.max(0, Math.min(maxBytes, this.#end - position)));
    let done = 0;
    for (const { bytes, at } of this.#segments) {
      if (done === out.length) break;
      const from = position + done - at;
      if (from >= SEGMENT_BYTES) continue;
      done += bytes.copy(out, done, from, Math.min(SEGMENT_BYTES, from + out.length - done));
    }
    return out;
  }

  /** Frees segments that are older than the span. */
  trim(nowMs: number): void {
    const oldest = nowMs - this.#pool.limits.spanMs;
    let gone = 0;
    while ((this.#keys[gone + 1]?.arrivedAtMs ?? Infinity) <= oldest) gone += 1;
    if (gone > 0) this.#keys.splice(0, gone);
    this.#release(this.start);
  }

  dropSegment(): void {
    const [first] = this.#segments;
    if (first === undefined) return;
    const from = first.at + SEGMENT_BYTES;
    this.#keys = this.#keys.filter(({ at }) => at >= from);
    this.#release(this.#keys.length === 0 ? this.#end : from);
  }

  /** Forgets everything; positions continue to count up. */
  clear(): void {
    this.#keys = [];
    for (const { bytes } of this.#segments) this.#pool.give(bytes);
    this.#segments = [];
  }

  dispose(): void {
    this.clear();
    this.#pool.leave(this);
  }

  /** The unwritten part of the newest segment, or of a new one. */
  #room(): Buffer | null {
    const last = this.#segments.at(-1);
    const used = last === undefined ? SEGMENT_BYTES : this.#end - last.at;
    if (last !== undefined && used < SEGMENT_BYTES) return last.bytes.subarray(used);
    const bytes = this.#pool.take();
    if (bytes === null) return null;
    this.#segments.push({ bytes, at: this.#end });
    return bytes;
  }

  /** Gives back the segments that lie wholly before `position`. */
  #release(position: number): void {
    let gone = 0;
    for (const { at } of this.#segments) if (at + SEGMENT_BYTES <= position) gone += 1;
    for (const { bytes } of this.#segments.splice(0, gone)) this.#pool.give(bytes);
  }
}
