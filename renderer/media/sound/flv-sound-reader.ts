/** Takes the sound out of an FLV stream that arrives in pieces of any size; everything else is skipped by its length. */
import { MAX_HEADER_BYTES, MAX_SOUND_TAG_BYTES, MAX_TAG_BYTES } from '../../../preload/domain/bounds.ts';
import type { G711Law } from '../../../preload/domain/exports/clips.ts';
import { readTag, readVideo, TAG_HEAD_BYTES, TAG_TAIL_BYTES, type FlvTag } from '../files/flv-tag.ts';
import type { SoundPiece } from './coded-sound.ts';

interface FlvSoundEvents {
  readonly onPiece: (piece: SoundPiece) => void;
  /** The stream carries sound that is neither G.711 nor AAC, by its usual name. */
  readonly onForeign?: (format: string) => void;
  /** The first picture has come. @param atMs on the time line of the stream. */
  readonly onFirstPicture?: (atMs: number) => void;
}

/** The file header and the size of the tag before the first one. */
const FILE_HEAD_BYTES = 13;
/** Of a video tag: enough to know a picture from a sequence header. */
const VIDEO_HEAD_BYTES = 8;
const LAWS: Readonly<Record<number, G711Law>> = { 7: 'alaw', 8: 'ulaw' };
const FORMAT_AAC = 10;
/** FLV's other numbers. Adobe FLV v10.1, E.4.2.1. */
const FOREIGN: Readonly<Record<number, string>> = { 0: 'PCM', 1: 'ADPCM', 2: 'MP3', 3: 'PCM', 11: 'Speex', 14: 'MP3' };

type Part =
  | { readonly kind: 'file' }
  | { readonly kind: 'tag' }
  | { readonly kind: 'sound'; readonly tag: FlvTag }
  | { readonly kind: 'video'; readonly tag: FlvTag };

export class FlvSoundReader {
  readonly #events: FlvSoundEvents;
  /** The bytes of the part that is being read, as far as they have come. */
  #gathered = new Uint8Array(FILE_HEAD_BYTES);
  #have = 0;
  #part: Part = { kind: 'file' };
  #skip = 0;
  #hasPicture = false;
  #config: Uint8Array | null = null;

  constructor(events: FlvSoundEvents) {
    this.#events = events;
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
    if (part.kind === 'tag') return this.#begin(whole);
    if (part.kind === 'sound') this.#tell(part.tag.timeMs, whole);
    else this.#look(part.tag.timeMs, whole);
    this.#skip = part.tag.bytes - whole.length + TAG_TAIL_BYTES;
    this.#gather({ kind: 'tag' }, TAG_HEAD_BYTES);
  }

  #begin(head: Uint8Array): void {
    const tag = readTag(head);
    if (tag === null || tag.bytes > MAX_TAG_BYTES) throw new RangeError('no tag of FLV');
    if (tag.kind === 'sound' && tag.bytes > 1 && tag.bytes <= MAX_SOUND_TAG_BYTES) {
      return this.#gather({ kind: 'sound', tag }, tag.bytes);
    }
    const isLookedAt = tag.kind === 'video' && !this.#hasPicture && tag.bytes > 0;
    if (isLookedAt) return this.#gather({ kind: 'video', tag }, Math.min(VIDEO_HEAD_BYTES, tag.bytes));
    this.#skip = tag.bytes + TAG_TAIL_BYTES;
    this.#gather({ kind: 'tag' }, TAG_HEAD_BYTES);
  }

  #look(atMs: number, head: Uint8Array): void {
    if (readVideo(head).kind !== 'picture') return;
    this.#hasPicture = true;
    this.#events.onFirstPicture?.(atMs);
  }

  #tell(atMs: number, body: Uint8Array): void {
    const first = body[0] ?? 0;
    const format = first >> 4;
    const law = LAWS[format];
    const { onPiece, onForeign } = this.#events;
    if (law !== undefined) onPiece({ law, channels: (first & 1) === 0 ? 1 : 2, atMs, bytes: body.subarray(1) });
    else if (format !== FORMAT_AAC) onForeign?.(FOREIGN[format] ?? `FLV ${format}`);
    else if (body[1] !== 0) this.#tellAac(atMs, body.subarray(2));
    else if (body.length <= MAX_HEADER_BYTES) this.#config = body.subarray(2);
  }

  #tellAac(atMs: number, bytes: Uint8Array): void {
    if (this.#config !== null && bytes.length > 0) this.#events.onPiece({ config: this.#config, atMs, bytes });
  }
}
