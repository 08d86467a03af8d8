/** The head of a tag of FLV: Adobe FLV 10.1 annex E.4, and Enhanced RTMP for the codecs with four letters. */

export const TAG_HEAD_BYTES = 11;
/** Behind each tag stands its length once more. */
export const TAG_TAIL_BYTES = 4;
/** The head of a tag and the longest head of a picture in it. */
export const READ_BYTES = TAG_HEAD_BYTES + 8;

export type FlvCodec = 'avc1' | 'hvc1';

export interface FlvTag {
  readonly kind: 'sound' | 'video' | 'words';
  /** Of the body. */
  readonly bytes: number;
  /** Of 32 bits; about every 50 days the count begins again. */
  readonly timeMs: number;
}

/** The kind of a video tag's body. */
export type FlvVideo =
  /** The configuration of the decoder, or a picture. `skip`: number of bytes in the body before it. */
  | { readonly kind: 'record'; readonly codec: FlvCodec; readonly skip: number }
  | {
      readonly kind: 'picture';
      readonly codec: FlvCodec;
      readonly skip: number;
      readonly isKey: boolean;
      /** How much later than its tag the picture shows, ms; may be negative. */
      readonly laterMs: number;
    }
  /** A codec that no MP4 of this client holds, by its usual name. */
  | { readonly kind: 'other-codec'; readonly codec: string }
  | { readonly kind: 'nothing' };

const KINDS: Readonly<Record<number, FlvTag['kind']>> = { 8: 'sound', 9: 'video', 18: 'words' };
const CODECS: Readonly<Record<number, FlvCodec>> = { 7: 'avc1', 12: 'hvc1' };
const OTHER_CODECS: Readonly<Record<number, string>> = { 2: 'H.263', 3: 'Screen video', 4: 'VP6', 5: 'VP6', 13: 'AV1' };
const KEY = 1;

const byteAt = (bytes: Uint8Array, i: number): number => bytes[i] ?? 0;
const u24 = (bytes: Uint8Array, i: number): number =>
  byteAt(bytes, i) * 65_536 + byteAt(bytes, i + 1) * 256 + byteAt(bytes, i + 2);
const s24 = (bytes: Uint8Array, i: number): number => (u24(bytes, i) << 8) >> 8;

/** Null where no tag can begin with these bytes: they are damaged. @param head at least `TAG_HEAD_BYTES`. */
export function readTag(head: Uint8Array): FlvTag | null {
  // The third bit says that the body is encrypted, the upper two are reserved.
  const kind = byteAt(head, 0) > 0x1f ? undefined : KINDS[byteAt(head, 0)];
  if (kind === undefined || u24(head, 8) !== 0) return null;
  return { kind, bytes: u24(head, 1), timeMs: u24(head, 4) + byteAt(head, 7) * 2 ** 24 };
}

/** @param body the first eight bytes of a video tag's body, fewer where the body is shorter. */
export function readVideo(body: Uint8Array): FlvVideo {
  const first = byteAt(body, 0);
  if (first >= 0x80) return readEnhanced(body, first);
  const codec = CODECS[first & 15];
  if (codec === undefined) return { kind: 'other-codec', codec: OTHER_CODECS[first & 15] ?? `FLV ${first & 15}` };
  if (body.length < 5) return { kind: 'nothing' };
  if (byteAt(body, 1) === 0) return { kind: 'record', codec, skip: 5 };
  if (byteAt(body, 1) !== 1) return { kind: 'nothing' };
  return { kind: 'picture', codec, skip: 5, isKey: first >> 4 === KEY, laterMs: s24(body, 2) };
}

function readEnhanced(body: Uint8Array, first: number): FlvVideo {
  if (body.length < 5) return { kind: 'nothing' };
  const name = String.fromCharCode(...body.subarray(1, 5));
  if (name !== 'hvc1' && name !== 'avc1') return { kind: 'other-codec', codec: /^\w{4}$/.test(name) ? name : 'FLV' };
  const isKey = ((first >> 4) & 7) === KEY;
  switch (first & 15) {
    case 0:
      return { kind: 'record', codec: name, skip: 5 };
    case 1:
      return { kind: 'picture', codec: name, skip: 8, isKey, laterMs: s24(body, 5) };
    case 3:
      return { kind: 'picture', codec: name, skip: 5, isKey, laterMs: 0 };
    default:
      return { kind: 'nothing' };
  }
}
