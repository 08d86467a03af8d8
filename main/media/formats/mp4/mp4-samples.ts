/** Turns FLV tags into samples and configurations of MP4 tracks, without touching the coded pictures. */
import type { G711Law } from '../../../../preload/domain/exports/clips.ts';
import {
  FORMAT_AAC,
  TAG_HEADER_BYTES,
  TAG_TRAILER_BYTES,
  audioFormat,
  audioRole,
  readTimestamp,
  videoRole,
} from '../flv/flv-tags.ts';
import { g711LawOf } from '../flv/sound-formats.ts';
import { avcSize, hevcSize, type PictureSize } from '../../../../preload/domain/console/parameter-sets.ts';

export interface VideoConfig extends PictureSize {
  readonly kind: 'avc1' | 'hvc1';
  /** AVCDecoderConfigurationRecord or HEVCDecoderConfigurationRecord. */
  readonly record: Buffer;
}

export interface AudioConfig {
  /** AudioSpecificConfig; of G.711, which has none, the name of its law. */
  readonly record: Buffer;
  /** Of G.711; absent: AAC. */
  readonly law?: G711Law;
  readonly rateHz: number;
  readonly channels: number;
}

/** Whether samples of both can stand in one track. */
export const isSameConfig = (a: VideoConfig | AudioConfig | null, b: VideoConfig | AudioConfig | null): boolean =>
  a === b ||
  (a !== null && b !== null && ('kind' in a ? 'kind' in b && a.kind === b.kind : true) && a.record.equals(b.record));

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

/** All G.711 of cameras has this rate: the rate that a tag states counts for other formats (Adobe FLV v10.1, E.4.2.1). */
const G711_HZ = 8_000;

/** Describes G.711, which needs no sequence header. */
export function g711Config(law: G711Law, channels: 1 | 2 = 1): AudioConfig {
  return { record: Buffer.from(law), law, rateHz: G711_HZ, channels };
}

/** Describes the sound of a G.711 tag; null for a tag of another format. */
export function g711ConfigOf(tag: Buffer): AudioConfig | null {
  const law = g711LawOf(audioFormat(tag, 0));
  return law === null ? null : g711Config(law, ((bodyOf(tag)[0] ?? 0) & 1) === 0 ? 1 : 2);
}

/** The sound of a tag; null for a tag without sound, or with sound of another format than the track's. */
export function audioSample(tag: Buffer, { law }: Pick<AudioConfig, 'law'>): Sample | null {
  const format = audioFormat(tag, 0);
  if (law === undefined ? format !== FORMAT_AAC : g711LawOf(format) !== law) return null;
  if (audioRole(tag, 0, tag.length) !== 'audio-frame') return null;
  const data = bodyOf(tag).subarray(law === undefined ? 2 : 1);
  return { dtsMs: readTimestamp(tag, 0), ctsMs: 0, isKey: true, data };
}
