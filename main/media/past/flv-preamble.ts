/**
 * The bytes that a viewer needs before its first picture: file header, metadata and sequence headers, kept as copies.
 * The version changes when a decoder must get a new header.
 */
import { MAX_HEADER_BYTES } from '../../../preload/domain/bounds.ts';
import { overBytes } from '../shared/over-limit.ts';
import { TAG_HEADER_BYTES, TAG_TRAILER_BYTES, flvHeader, writeTimestamp } from '../formats/flv/flv-tags.ts';

/** Metadata may promise sound that never comes; players then wait for it without end. */
function correctSoundClaim(tag: Buffer, hasAudio: boolean): void {
  const key = Buffer.from('\0\u0008hasAudio\u0001', 'latin1');
  const at = tag.indexOf(key);
  if (at >= 0 && at + key.length < tag.length - TAG_TRAILER_BYTES) tag[at + key.length] = hasAudio ? 1 : 0;
}

export class FlvPreamble {
  #metadata: Buffer | null = null;
  #video: Buffer | null = null;
  #audio: Buffer | null = null;
  #version = 0;

  /** Counts the changes of a sequence header. */
  get version(): number {
    return this.#version;
  }

  get hasVideoHeader(): boolean {
    return this.#video !== null;
  }

  get hasAudioHeader(): boolean {
    return this.#audio !== null;
  }

  /** The tags themselves; a tag is replaced and never written, so a caller may keep it. */
  get headers(): { readonly video: Buffer | null; readonly audio: Buffer | null } {
    return { video: this.#video, audio: this.#audio };
  }

  setMetadata(block: Buffer, start: number, end: number): void {
    this.#metadata = Buffer.from(block.subarray(start, end));
  }

  /** @returns whether the header differs from the earlier header. @throws {AppError} `media.over-limit`. */
  setSequenceHeader(kind: 'video' | 'audio', block: Buffer, start: number, end: number): boolean {
    const before = kind === 'video' ? this.#video : this.#audio;
    const body = block.subarray(start + TAG_HEADER_BYTES, end - TAG_TRAILER_BYTES);
    // The ring keeps a header for each of its key frames.
    if (body.length > MAX_HEADER_BYTES) throw overBytes('sequence-header', MAX_HEADER_BYTES);
    if (before !== null && before.subarray(TAG_HEADER_BYTES, before.length - TAG_TRAILER_BYTES).equals(body)) {
      return false;
    }
    const copy = Buffer.from(block.subarray(start, end));
    if (kind === 'video') this.#video = copy;
    else this.#audio = copy;
    this.#version += 1;
    return true;
  }

  /**
   * The bytes before the picture at `atMs`: with the file header for a new viewer, without for a viewer that skipped
   * pictures.
   */
  bytes(atMs: number, has: { readonly audio: boolean; readonly video: boolean }, withFileHeader: boolean): Buffer {
    const tags = [this.#metadata, this.#video, has.audio ? this.#audio : null]
      .filter((tag) => tag !== null)
      .map((tag) => Buffer.from(tag));
    for (const tag of tags) writeTimestamp(tag, 0, atMs);
    const first = tags[0];
    if (this.#metadata !== null && first !== undefined) correctSoundClaim(first, has.audio);
    return Buffer.concat(withFileHeader ? [flvHeader(has), ...tags] : tags);
  }
}
