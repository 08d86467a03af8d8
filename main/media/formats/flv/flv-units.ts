/**
 * Puts the video tags of FLV in order before anybody reads them. Some encoders write units of length 0 around each picture, and
 * some write tags that hold SEI and no picture: players stop at either.
 */
import { TAG_HEADER_BYTES, TAG_TRAILER_BYTES, videoRole } from './flv-tags.ts';

type Codec = 'avc' | 'hevc';

interface Layout {
  readonly codec: Codec;
  /** Bytes that give the length of each unit. */
  readonly lengthBytes: number;
}

const CODEC_AVC = 7;
const CODEC_HEVC = 12;
const ENHANCED = 0x80;
const ENHANCED_CODED_FRAMES = 1;

/** Where the units, or the configuration, of a video tag begin, by the FLV number or the four-character code of the codec. */
function contentOf(block: Buffer, start: number, end: number): { readonly codec: Codec; readonly at: number } | null {
  const body = start + TAG_HEADER_BYTES;
  const first = block[body] ?? 0;
  if ((first & ENHANCED) === 0) {
    const number = first & 0x0f;
    const codec = number === CODEC_AVC ? 'avc' : number === CODEC_HEVC ? 'hevc' : null;
    return codec === null ? null : { codec, at: body + 5 };
  }
  if (end - TAG_TRAILER_BYTES - body < 5) return null;
  const name = block.toString('latin1', body + 1, body + 5);
  const codec = name === 'avc1' ? 'avc' : name === 'hvc1' ? 'hevc' : null;
  // A picture with a composition time has three bytes more.
  const extra = (first & 0x0f) === ENHANCED_CODED_FRAMES ? 3 : 0;
  return codec === null ? null : { codec, at: body + 5 + extra };
}

/** ISO/IEC 14496-10 table 7-1 and ISO/IEC 23008-2 table 7-1: units that hold a part of a picture. */
function isOfPicture(codec: Codec, first: number): boolean {
  if (codec === 'hevc') return ((first >> 1) & 0x3f) < 32;
  const type = first & 0x1f;
  return (type >= 1 && type <= 5) || type === 20 || type === 21;
}

export class FlvUnits {
  #layout: Layout | null = null;

  /**
   * Leaves empty units out of a video tag, in place.
   *
   * @param end behind the trailer of the tag.
   * @returns the new end of the tag; null for a tag without a picture. A tag that cannot be read stays as it is.
   */
  tidy(block: Buffer, start: number, end: number): number | null {
    const role = videoRole(block, start, end);
    const content = role === 'other' ? null : contentOf(block, start, end);
    if (content === null) return end;
    if (role === 'sequence-header') {
      this.#learn(content.codec, block.subarray(content.at, end - TAG_TRAILER_BYTES));
      return end;
    }
    const layout = this.#layout;
    if (layout?.codec !== content.codec) return end;
    return tidyUnits({ block, start, end, at: content.at, layout });
  }

  /** ISO/IEC 14496-15: the configuration says how many bytes give a length. */
  #learn(codec: Codec, record: Buffer): void {
    const place = codec === 'avc' ? 4 : 21;
    const byte = record[place];
    this.#layout = byte === undefined ? null : { codec, lengthBytes: (byte & 3) + 1 };
  }
}

interface PictureTag {
  readonly block: Buffer;
  readonly start: number;
  readonly end: number;
  /** Where the first unit begins. */
  readonly at: number;
  readonly layout: Layout;
}

function tidyUnits({ block, start, end, at, layout: { codec, lengthBytes } }: PictureTag): number | null {
  const last = end - TAG_TRAILER_BYTES;
  const empty: number[] = [];
  let [place, hasPicture] = [at, false];
  while (place < last) {
    if (place + lengthBytes > last) return end;
    const length = block.readUIntBE(place, lengthBytes);
    if (place + lengthBytes + length > last) return end;
    if (length === 0) empty.push(place);
    else hasPicture ||= isOfPicture(codec, block[place + lengthBytes] ?? 0);
    place += lengthBytes + length;
  }
  if (!hasPicture) return null;
  if (empty.length === 0) return end;
  return withoutUnits({ block, start, last, empty, lengthBytes });
}

interface Emptied {
  readonly block: Buffer;
  readonly start: number;
  /** Where the units end. */
  readonly last: number;
  /** Where each empty unit begins, in order. */
  readonly empty: readonly number[];
  readonly lengthBytes: number;
}

function withoutUnits({ block, start, last, empty, lengthBytes }: Emptied): number {
  let to = empty[0] ?? last;
  for (const [i, place] of empty.entries()) {
    const from = place + lengthBytes;
    const until = empty[i + 1] ?? last;
    block.copyWithin(to, from, until);
    to += until - from;
  }
  const size = to - start - TAG_HEADER_BYTES;
  block.writeUIntBE(size, start + 1, 3);
  block.writeUInt32BE(size + TAG_HEADER_BYTES, to);
  return to + TAG_TRAILER_BYTES;
}
