/** Takes the G.711 out of an FLV stream that arrives in pieces of any size; everything else is skipped by its length. */
import { MAX_SOUND_TAG_BYTES, MAX_TAG_BYTES } from '../../../preload/domain/bounds.ts';
import type { G711Law } from '../../../preload/domain/clips.ts';
import { readTag, TAG_HEAD_BYTES, TAG_TAIL_BYTES } from '../files/flv-tag.ts';

/** A coded piece of sound, one byte for each sample of each channel. */
export interface G711Piece {
  readonly law: G711Law;
  readonly channels: 1 | 2;
  /** On the time line of the stream. */
  readonly atMs: number;
  readonly bytes: Uint8Array;
}

/** The file header and the size of the tag before the first one. */
const FILE_HEAD_BYTES = 13;
const LAWS: Readonly<Record<number, G711Law>> = { 7: 'alaw', 8: 'ulaw' };

type Part = { readonly kind: 'file' | 'tag' } | { readonly kind: 'sound'; readonly atMs: number };

export class FlvSoundReader {
  readonly #onPiece: (piece: G711Piece) => void;
  /** What is gathered: the part that is read, as far as it has come. */
  #gathered = new Uint8Array(FILE_HEAD_BYTES);
  #have = 0;
  #part: Part = { kind: 'file' };
  #skip = 0;

  constructor(onPiece: (piece: G711Piece) => void) {
    this.#onPiece = onPiece;
  }

  /** @throws {RangeError} for bytes that are no FLV, and for a tag that is longer than any picture. */
  push(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      if (this.#skip > 0) {
        const skipped = Math.min(this.#skip, bytes.length - at);
        this.#skip -= skipped;
        at += skipped;
        continue;
      }
      const taken = bytes.subarray(at, at + this.#gathered.length - this.#have);
      this.#gathered.set(taken, this.#have);
      this.#have += taken.length;
      at += taken.length;
      if (this.#have === this.#gathered.length) this.#take(this.#gathered);
    }
  }

  #gather(part: Part, length: number): void {
    this.#part = part;
    this.#gathered = new Uint8Array(length);
    this.#have = 0;
  }

  #take(whole: Uint8Array): void {
    const part = this.#part;
    if (part.kind === 'file') {
      if (String.fromCharCode(...whole.subarray(0, 3)) !== 'FLV') throw new RangeError('no FLV');
      return this.#gather({ kind: 'tag' }, TAG_HEAD_BYTES);
    }
    if (part.kind === 'sound') {
      this.#tell(part.atMs, whole);
      this.#skip = TAG_TAIL_BYTES;
      return this.#gather({ kind: 'tag' }, TAG_HEAD_BYTES);
    }
    const tag = readTag(whole);
    if (tag === null || tag.bytes > MAX_TAG_BYTES) throw new RangeError('no tag of FLV');
    if (tag.kind === 'sound' && tag.bytes > 1 && tag.bytes <= MAX_SOUND_TAG_BYTES) {
      return this.#gather({ kind: 'sound', atMs: tag.timeMs }, tag.bytes);
    }
    this.#skip = tag.bytes + TAG_TAIL_BYTES;
    this.#gather({ kind: 'tag' }, TAG_HEAD_BYTES);
  }

  #tell(atMs: number, body: Uint8Array): void {
    const first = body[0] ?? 0;
    const law = LAWS[first >> 4];
    if (law !== undefined) this.#onPiece({ law, channels: (first & 1) === 0 ? 1 : 2, atMs, bytes: body.subarray(1) });
  }
}
