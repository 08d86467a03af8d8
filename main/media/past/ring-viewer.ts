/**
 * Sends the footage of a ring to one socket and continues with new footage, until its time is over or a break comes.
 */
import { MAX_BUFFERED_BYTES } from '../../../preload/domain/bounds.ts';
import { type ViewerSink } from './flv-fanout.ts';
import { flvHeader, writeTimestamp } from '../formats/flv/flv-tags.ts';
import type { StreamRing } from './ring.ts';

const READ_BYTES = 1024 * 1024;

export class RingViewer {
  readonly #ring: StreamRing;
  readonly #sink: ViewerSink;
  readonly #untilMs: number;
  readonly #from: number;
  #position: number;
  #hasBegun = false;

  constructor(ring: StreamRing, position: number, untilMs: number, sink: ViewerSink) {
    this.#ring = ring;
    this.#from = position;
    this.#position = position;
    this.#untilMs = untilMs;
    this.#sink = sink;
  }

  /** Sends the next bytes. @returns false at the end. */
  move(nowMs: number): boolean {
    if (nowMs > this.#untilMs) return false;
    if (!this.#hasBegun && !this.#begin()) return false;
    while (this.#position < this.#ring.end) {
      if (this.#sink.bufferedBytes > MAX_BUFFERED_BYTES) return true;
      const wall = this.#ring.keys.find(({ at, isBreak }) => isBreak && at > this.#from)?.at ?? Infinity;
      if (this.#position === wall) return false;
      const bytes = this.#ring.read(this.#position, Math.min(READ_BYTES, wall - this.#position));
      if (bytes === null) return false;
      this.#sink.send(bytes);
      this.#position += bytes.length;
    }
    return true;
  }

  #begin(): boolean {
    const key = this.#ring.keys.find(({ at }) => at === this.#position);
    if (key === undefined) return false;
    const { video, audio } = key.headers;
    const tags = [video, audio].filter((tag) => tag !== null).map((tag) => Buffer.from(tag));
    for (const tag of tags) writeTimestamp(tag, 0, key.mediaMs);
    this.#sink.send(Buffer.concat([flvHeader({ audio: audio !== null, video: true }), ...tags]));
    this.#hasBegun = true;
    return true;
  }
}
