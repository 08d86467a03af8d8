/** Turns FLV tags into samples and configurations of MP4 tracks, without touching the coded pictures. */
import { TAG_HEADER_BYTES, TAG_TRAILER_BYTES, readTimestamp, videoRole } from '../flv/flv-tags.ts';
import { avcSize, hevcSize, type PictureSize } from '../../../../preload/domain/parameter-sets.ts';

export interface VideoConfig extends PictureSize {
  readonly kind: 'avc1' | 'hvc1';
  /** AVCDecoderConfigurationRecord or HEVCDecoderConfigurationRecord. */
  readonly record: Buffer;
}

export interface AudioConfig {
  /** AudioSpecificConfig. */
  readonly record: Buffer;
  readonly rateHz: number;
  readonly channels: number;
}

/** One coded picture or sound frame. Times are milliseconds on the timeline of the stream. */
export interface Sample {
  readonly dtsMs: number;
  /** Presentation minus decoding time. */
  readonly ctsMs: number;
  readonly isKey: boolean;
  readonly data: Buffer;
}

const ENHANCED = 0x80;
const CODEC_AVC = 7;
const CODEC_HEVC = 12;
const RATES = [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350];

const bodyOf = (tag: Buffer): Buffer => tag.subarray(TAG_HEADER_BYTES, tag.length - TAG_TRAILER_BYTES);

/** The first parameter set of a type inside an HEVCDecoderConfigurationRecord. */
function hevcSet(record: Buffer, type: number): Buffer {
  let at = 23;
  for (let arrays = record[22] ?? 0; arrays > 0; arrays -= 1) {
    const kind = (record[at] ?? 0) & 0x3f;
    let left = record.readUInt16BE(at + 1);
    at += 3;
    for (; left > 0; left -= 1) {
      const length = record.readUInt16BE(at);
      if (kind === type) return record.subarray(at + 2, at + 2 + length);
      at += 2 + length;
    }
  }
  throw new RangeError('no sequence parameter set');
}

function sizeOf(kind: VideoConfig['kind'], record: Buffer): PictureSize {
  if (kind === 'hvc1') return hevcSize(hevcSet(record, 33));
  return avcSize(record.subarray(8, 8 + record.readUInt16BE(6)));
}

/**
 * Reads a video sequence header tag; null for a codec that MP4 players do not know. @throws {RangeError} for garbage.
 */
export function videoConfig(tag: Buffer): VideoConfig | null {
  const body = bodyOf(tag);
  const first = body[0] ?? 0;
  const codec = first & 0x0f;
  const fourCc = (first & ENHANCED) === 0 ? '' : body.toString('latin1', 1, 5);
  const isAvc = fourCc === 'avc1' || (fourCc === '' && codec === CODEC_AVC);
  const isHevc = fourCc === 'hvc1' || (fourCc === '' && codec === CODEC_HEVC);
  if (!isAvc && !isHevc) return null;
  const kind = isAvc ? 'avc1' : 'hvc1';
  return videoOfRecord(kind, body.subarray(5));
}

/**
 * Describes pictures by their decoder configuration record.
 *
 * @throws {RangeError} for garbage.
 */
export function videoOfRecord(kind: VideoConfig['kind'], record: Buffer): VideoConfig {
  return { kind, record, ...sizeOf(kind, record) };
}

/** Reads an AAC sequence header tag; null when it is not understood. */
export function audioConfig(tag: Buffer): AudioConfig | null {
  return audioOfRecord(bodyOf(tag).subarray(2));
}

/** Reads an AudioSpecificConfig, ISO/IEC 14496-3, 1.6.2.1; null when it is not understood. */
export function audioOfRecord(record: Buffer): AudioConfig | null {
  if (record.length < 2) return null;
  const bits = record.readUInt16BE(0);
  const rateHz = RATES[(bits >> 7) & 0x0f];
  const channels = (bits >> 3) & 0x0f;
  return rateHz === undefined ? null : { record, rateHz, channels: channels === 7 ? 8 : Math.max(1, channels) };
}

/** The picture of a video tag; null for a tag without a picture. */
export function videoSample(tag: Buffer): Sample | null {
  const role = videoRole(tag, 0, tag.length);
  if (role !== 'key-frame' && role !== 'inter-frame') return null;
  const body = bodyOf(tag);
  const isEnhanced = ((body[0] ?? 0) & ENHANCED) !== 0;
  // Enhanced "coded frames X" leaves the composition time out: it is 0.
  const hasCts = !isEnhanced || ((body[0] ?? 0) & 0x0f) === 1;
  const ctsAt = isEnhanced ? 5 : 2;
  const isAvcFourCc = isEnhanced && body.toString('latin1', 1, 5) === 'avc1';
  const hasField = hasCts && (!isEnhanced || isAvcFourCc || body.toString('latin1', 1, 5) === 'hvc1');
  const ctsMs = hasField ? body.readIntBE(ctsAt, 3) : 0;
  const data = body.subarray(hasField ? ctsAt + 3 : ctsAt);
  return { dtsMs: readTimestamp(tag, 0), ctsMs, isKey: role === 'key-frame', data };
}

/** The sound of an AAC tag. */
export function audioSample(tag: Buffer): Sample {
  return { dtsMs: readTimestamp(tag, 0), ctsMs: 0, isKey: true, data: bodyOf(tag).subarray(2) };
}
