/**
 * Cuts a byte stream of any chunking into FLV tags. Every byte is copied once, into a block that keeps the tags.
 * Viewers get views of those blocks, so a block is never written again where a finished tag lies.
 */
import { MAX_METADATA_BYTES, MAX_TAG_BYTES } from '../../../../preload/domain/bounds.ts';
import { overBytes } from '../../shared/over-limit.ts';
import { permanent } from '../../shared/failures.ts';
import { TAG_AUDIO, TAG_HEADER_BYTES, TAG_SCRIPT, TAG_TRAILER_BYTES, TAG_VIDEO } from './flv-tags.ts';
import { FlvUnits } from './flv-units.ts';

const BLOCK_BYTES = 128 * 1024;
const FILE_HEADER_BYTES = 9;
const MAX_FILE_HEADER_BYTES = 64;

export interface TagSink {
  /**
   * Flags of the file header, reported before the first tag. They are claims: servers set them for tracks that never
   * come.
   */
  onHeader(claims: { readonly audio: boolean; readonly video: boolean }): void;
  /**
   * A whole tag of sound, picture or metadata at `start` .. `end` of `block`, its trailer included. The bytes stay valid and may
   * be patched. Tags of other types, and video tags without a picture, are skipped.
   */
  onTag(type: number, block: Buffer, start: number, end: number): void;
}

const badStream = (detail: string): Error => permanent('media.bad-stream', { detail }, 'report');

export class FlvReader {
  readonly #sink: TagSink;
  readonly #units = new FlvUnits();
  #block: Buffer = Buffer.allocUnsafeSlow(BLOCK_BYTES);
  #end = 0;
  #pos = 0;
  /** Length of the unit that is being read, if it is known, so that a large tag is moved to a large block only once. */
  #wanted = 0;
  #isInTags = false;

  constructor(sink: TagSink) {
    this.#sink = sink;
  }

  /**
   * Takes the next bytes. @throws {AppError} `media.bad-stream` when they cannot be FLV; the reader cannot be used
   * after that.
   */
  push(chunk: Uint8Array): void {
    this.#append(chunk);
    if (!this.#isInTags && !this.#readHeader()) return;
    this.#readTags();
  }

  #append(chunk: Uint8Array): void {
    if (chunk.length > this.#block.length - this.#end) {
      const partial = this.#end - this.#pos;
      const next = Buffer.allocUnsafeSlow(Math.max(BLOCK_BYTES, partial + chunk.length, this.#wanted + chunk.length));
      this.#block.copy(next, 0, this.#pos, this.#end);
      this.#block = next;
      this.#pos = 0;
      this.#end = partial;
    }
    this.#block.set(chunk, this.#end);
    this.#end += chunk.length;
  }

  #readHeader(): boolean {
    const available = this.#end - this.#pos;
    const signature = [0x46, 0x4c, 0x56];
    for (let i = 0; i < Math.min(3, available); i += 1) {
      if (this.#block[this.#pos + i] !== signature[i]) throw badStream('no FLV signature');
    }
    if (available < FILE_HEADER_BYTES) return false;
    const flags = this.#block[this.#pos + 4] ?? 0;
    const length = this.#block.readUInt32BE(this.#pos + 5);
    if (length < FILE_HEADER_BYTES || length > MAX_FILE_HEADER_BYTES) throw badStream('FLV header length');
    if (available < length + TAG_TRAILER_BYTES) return false;
    this.#pos += length + TAG_TRAILER_BYTES;
    this.#isInTags = true;
    this.#sink.onHeader({ audio: (flags & 4) !== 0, video: (flags & 1) !== 0 });
    return true;
  }

  #readTags(): void {
    for (;;) {
      const start = this.#pos;
      if (this.#end - start < TAG_HEADER_BYTES) break;
      const type = this.#block[start] ?? 0;
      const isKnown = type === TAG_AUDIO || type === TAG_VIDEO || type === TAG_SCRIPT;
      const size = this.#block.readUIntBE(start + 1, 3);
      // Larger than any key frame: the bytes count as garbage, as after a lost byte, and the stream is opened again
      // soon.
      if (size > MAX_TAG_BYTES) throw badStream('FLV tag size');
      if (type === TAG_SCRIPT && size > MAX_METADATA_BYTES) throw overBytes('metadata', MAX_METADATA_BYTES);
      const end = start + TAG_HEADER_BYTES + size + TAG_TRAILER_BYTES;
      this.#wanted = end - start;
      if (this.#end < end) break;
      this.#pos = end;
      this.#wanted = 0;
      if (!isKnown) this.#skip(type, size, end);
      else this.#tell(type, start, end);
    }
  }

  #tell(type: number, start: number, end: number): void {
    const last = type === TAG_VIDEO ? this.#units.tidy(this.#block, start, end) : end;
    if (last !== null) this.#sink.onTag(type, this.#block, start, last);
  }

  /**
   * A type that FLV does not name, as some servers put between the media, is skipped by its size. Its trailer must repeat the
   * size: else the bytes are garbage, as after a lost byte. Some encoders count the header in the trailer and some do not.
   */
  #skip(type: number, size: number, end: number): void {
    const trailer = this.#block.readUInt32BE(end - TAG_TRAILER_BYTES);
    if (trailer !== size + TAG_HEADER_BYTES && trailer !== size) throw badStream(`FLV tag type ${type}`);
  }
}
