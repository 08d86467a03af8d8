/**
 * The newest part of a stream: everything since the last key frame, as views of the reader's blocks. A viewer is a
 * position in the log. Positions count the bytes since the log began, so they stay valid when the log is trimmed.
 */
interface Span {
  readonly block: Buffer;
  start: number;
  end: number;
  /** Position of `start`. */
  at: number;
  /** Sent to those only who want everything. */
  readonly isOptional: boolean;
}

export class FlvLog {
  #spans: Span[] = [];
  #end = 0;
  #keyAt: number | null = null;

  /** Position behind the newest tag. */
  get end(): number {
    return this.#end;
  }

  /** Oldest position that is still held. */
  get start(): number {
    return this.#spans[0]?.at ?? this.#end;
  }

  /** Where a viewer can begin: the last key frame, or null before the first. */
  get keyAt(): number | null {
    return this.#keyAt;
  }

  /** Bytes held. */
  get bytes(): number {
    return this.#end - this.start;
  }

  /** Keeps a tag. Tags that follow each other in a block share one span. */
  append(block: Buffer, start: number, end: number, { isKey = false, isOptional = false }): void {
    if (isKey) this.#keyAt = this.#end;
    const last = this.#spans.at(-1);
    const isNext = last !== undefined && last.block === block && last.end === start;
    if (isNext && last.isOptional === isOptional) last.end = end;
    else this.#spans.push({ block, start, end, at: this.#end, isOptional });
    this.#end += end - start;
  }

  /** Stops keeping the key frame, because the pictures since then have grown too large. */
  forgetKey(): void {
    this.#keyAt = null;
  }

  /**
   * Calls `take` with the bytes from `position` on, in order. @param wantsAll with the tags that are optional. @returns the
   * position behind them.
   */
  read(position: number, wantsAll: boolean, take: (bytes: Buffer) => void): number {
    for (const span of this.#spans) {
      const length = span.end - span.start;
      if (span.at + length <= position || (span.isOptional && !wantsAll)) continue;
      take(span.block.subarray(span.start + Math.max(0, position - span.at), span.end));
    }
    return this.#end;
  }

  /** Frees the tags before the last key frame (all tags, without a key frame). Viewers must have read them. */
  trim(): void {
    const keep = this.#keyAt ?? this.#end;
    let drop = 0;
    for (const span of this.#spans) {
      if (span.at + (span.end - span.start) > keep) break;
      drop += 1;
    }
    if (drop > 0) this.#spans.splice(0, drop);
    const first = this.#spans[0];
    if (first === undefined || first.at >= keep) return;
    first.start += keep - first.at;
    first.at = keep;
  }

  /** Forgets everything, as before the first tag; positions continue to count up. */
  clear(): void {
    this.#spans = [];
    this.#keyAt = null;
  }
}
