/**
 * Reads the few bytes of an FLV tag that the gateway needs. Layouts: Adobe "Video File Format Specification v10.1",
 * annex E, the widespread codec id 12 for HEVC, and Enhanced RTMP v1 (four-character codes).
 */
export const TAG_AUDIO = 8;
export const TAG_VIDEO = 9;
export const TAG_SCRIPT = 18;
export const TAG_HEADER_BYTES = 11;
/** Each tag is followed by its own size as u32. */
export const TAG_TRAILER_BYTES = 4;

/** The purpose of a video or audio tag. `other` carries nothing that a viewer needs. */
export type TagRole = 'sequence-header' | 'key-frame' | 'inter-frame' | 'audio-frame' | 'other';

const CODEC_AVC = 7;
const CODEC_HEVC = 12;
const ENHANCED = 0x80;
const ENHANCED_SEQUENCE_START = 0;
const ENHANCED_CODED_FRAMES = 1;
const ENHANCED_CODED_FRAMES_X = 3;
export const FORMAT_AAC = 10;

/** Judges the video tag whose header starts at `start`. `end` is behind its trailer. */
export function videoRole(block: Buffer, start: number, end: number): TagRole {
  const body = start + TAG_HEADER_BYTES;
  const size = end - TAG_TRAILER_BYTES - body;
  if (size < 5) return 'other';
  const first = block[body] ?? 0;
  const frameType = (first >> 4) & 0x07;
  if ((first & ENHANCED) !== 0) {
    const packet = first & 0x0f;
    if (packet === ENHANCED_SEQUENCE_START) return 'sequence-header';
    if (packet !== ENHANCED_CODED_FRAMES && packet !== ENHANCED_CODED_FRAMES_X) return 'other';
    return frameType === 1 ? 'key-frame' : 'inter-frame';
  }
  const codec = first & 0x0f;
  if (codec === CODEC_AVC || codec === CODEC_HEVC) {
    const packet = block[body + 1];
    if (packet === 0) return 'sequence-header';
    if (packet !== 1) return 'other';
  }
  if (frameType === 5) return 'other'; // a command frame, not a picture
  return frameType === 1 || frameType === 4 ? 'key-frame' : 'inter-frame';
}

/** Judges the audio tag whose header starts at `start`. */
export function audioRole(block: Buffer, start: number, end: number): TagRole {
  const body = start + TAG_HEADER_BYTES;
  const size = end - TAG_TRAILER_BYTES - body;
  if (size < 2) return 'other';
  const isAac = (block[body] ?? 0) >> 4 === FORMAT_AAC;
  return isAac && block[body + 1] === 0 ? 'sequence-header' : 'audio-frame';
}

/** The sound format's number in the audio tag whose header starts at `start`: 10 is AAC, 7 and 8 are G.711. */
export function audioFormat(block: Buffer, start: number): number {
  return (block[start + TAG_HEADER_BYTES] ?? 0) >> 4;
}

/** Whether frames of this video tag's codec need a sequence header before them. */
export function needsSequenceHeader(block: Buffer, start: number): boolean {
  const first = block[start + TAG_HEADER_BYTES] ?? 0;
  const codec = first & 0x0f;
  return (first & ENHANCED) !== 0 || codec === CODEC_AVC || codec === CODEC_HEVC;
}

const hex = (byte: number | undefined): string => (byte ?? 0).toString(16).padStart(2, '0');

/** RFC 6381 name from an AVCDecoderConfigurationRecord, such as `avc1.64001f`. */
export function avcCodec(record: Buffer): string {
  return record.length < 4 ? 'avc1' : `avc1.${hex(record[1])}${hex(record[2])}${hex(record[3])}`;
}

function reversedBits(value: number): number {
  let rest = value;
  let out = 0;
  for (let i = 0; i < 32; i += 1) {
    out = ((out << 1) | (rest & 1)) >>> 0;
    rest >>>= 1;
  }
  return out;
}

/** RFC 6381 name from an HEVCDecoderConfigurationRecord, ISO/IEC 14496-15 annex E.3, such as `hvc1.1.6.L93.B0`. */
export function hevcCodec(record: Buffer): string {
  if (record.length < 13) return 'hvc1';
  const first = record[1] ?? 0;
  const space = ['', 'A', 'B', 'C'][first >> 6] ?? '';
  const constraints = [...record.subarray(6, 12)];
  while (constraints.length > 0 && constraints.at(-1) === 0) constraints.pop();
  const parts = [
    'hvc1',
    `${space}${first & 0x1f}`,
    reversedBits(record.readUInt32BE(2)).toString(16),
    `${(first & 0x20) === 0 ? 'L' : 'H'}${record[12] ?? 0}`,
    ...constraints.map((byte) => byte.toString(16).toUpperCase()),
  ];
  return parts.join('.');
}

/** Names the codec of a video sequence header tag, or of any video tag whose codec has no sequence header. */
export function videoCodec(block: Buffer, start: number, end: number): string {
  const body = start + TAG_HEADER_BYTES;
  const first = block[body] ?? 0;
  const last = end - TAG_TRAILER_BYTES;
  if ((first & ENHANCED) !== 0) {
    const fourCc = block.toString('latin1', body + 1, body + 5);
    if (fourCc === 'avc1') return avcCodec(block.subarray(body + 5, last));
    if (fourCc === 'hvc1') return hevcCodec(block.subarray(body + 5, last));
    return /^[a-z0-9]{4}$/.test(fourCc) ? fourCc : 'unknown';
  }
  const codec = first & 0x0f;
  if (codec === CODEC_AVC) return avcCodec(block.subarray(body + 5, last));
  if (codec === CODEC_HEVC) return hevcCodec(block.subarray(body + 5, last));
  return `flv-video-${codec}`;
}

/** The tag's time in milliseconds: 24 low bits, then 8 high ones. */
export function readTimestamp(block: Buffer, start: number): number {
  return (block.readUIntBE(start + 4, 3) | ((block[start + 7] ?? 0) << 24)) >>> 0;
}

/** Sets the tag's time in place. */
export function writeTimestamp(block: Buffer, start: number, ms: number): void {
  const value = ms >>> 0;
  block.writeUIntBE(value & 0xffffff, start + 4, 3);
  block[start + 7] = value >>> 24;
}

/** The nine bytes of an FLV file header and the size of the tag before the first one. */
export function flvHeader(has: { readonly audio: boolean; readonly video: boolean }): Buffer {
  const flags = (has.audio ? 4 : 0) | (has.video ? 1 : 0);
  return Buffer.from([0x46, 0x4c, 0x56, 1, flags, 0, 0, 0, 9, 0, 0, 0, 0]);
}
