/** Writes FLV (Adobe FLV 10.1): file header, onMetaData, AVC sequence header, video tags, and the tags of a camera that speaks. */
import type { Frame } from './camera.ts';
import type { Clip } from './clip.ts';
import { avcConfiguration } from './h264.ts';
import { AAC_CONFIG } from './sound.ts';
import type { SoundFrame, SoundKind } from './sound.ts';

const TAG_HEADER_BYTES = 11;
const AVC_HEADER_BYTES = 5;
const TAG_AUDIO = 8;
const TAG_VIDEO = 9;
const TAG_SCRIPT = 18;
const VIDEO_KEY_AVC = 0x17;
const VIDEO_INTER_AVC = 0x27;
const CODEC_AVC = 7;
/** Format, rate, 16 bits and channels. G.711 has a rate of its own, whatever the bits of the rate say; AAC always has these bits. */
const SOUND_HEADS: Readonly<Record<SoundKind, number>> = { aac: 0xaf, alaw: 0x72, ulaw: 0x82 };
const SOUND_FORMATS: Readonly<Record<SoundKind, number>> = { aac: 10, alaw: 7, ulaw: 8 };

/** Everything that precedes the first picture, stamped with that picture's time. @param sound null for a mute camera. */
export function flvPreamble(clip: Clip, timestampMs: number, sound: SoundKind | null = null): Buffer {
  const tracks = sound === null ? 0x01 : 0x05; // 0x01: video, 0x04: audio
  const fileHeader = Buffer.from([0x46, 0x4c, 0x56, 1, tracks, 0, 0, 0, 9, 0, 0, 0, 0]);
  const tags = [flvTag(TAG_SCRIPT, 0, onMetaData(clip, sound)), flvHeader(clip, timestampMs)];
  const config = Buffer.concat([Buffer.from([SOUND_HEADS.aac, 0]), AAC_CONFIG]);
  if (sound === 'aac') tags.push(flvTag(TAG_AUDIO, timestampMs, config));
  return Buffer.concat([fileHeader, ...tags]);
}

/** One piece of sound as a tag. */
export function flvSound(sound: SoundKind, { data }: SoundFrame, timestampMs: number): Buffer {
  const head = Buffer.from(sound === 'aac' ? [SOUND_HEADS.aac, 1] : [SOUND_HEADS[sound]]);
  return flvTag(TAG_AUDIO, timestampMs, Buffer.concat([head, data]));
}

/** The sequence header of the pictures that follow: sent at the beginning, and again where they change. */
export function flvHeader(clip: Clip, timestampMs: number): Buffer {
  const head = Buffer.from([VIDEO_KEY_AVC, 0, 0, 0, 0]);
  return flvTag(TAG_VIDEO, timestampMs, Buffer.concat([head, avcConfiguration(clip.spsNal, clip.ppsNal)]));
}

/** One picture as a tag, with the trailing PreviousTagSize. Decoding and presentation time are the same. */
export function flvFrame(frame: Frame, timestampMs: number): Buffer {
  const bodyBytes = frame.parts.reduce((sum, part) => sum + part.length, AVC_HEADER_BYTES);
  const tag = Buffer.allocUnsafe(TAG_HEADER_BYTES + bodyBytes + 4);
  writeTagHeader(tag, TAG_VIDEO, timestampMs, bodyBytes);
  tag.writeUInt32BE((((frame.isKey ? VIDEO_KEY_AVC : VIDEO_INTER_AVC) << 24) | (1 << 16)) >>> 0, TAG_HEADER_BYTES);
  tag[TAG_HEADER_BYTES + 4] = 0;
  let offset = TAG_HEADER_BYTES + AVC_HEADER_BYTES;
  for (const part of frame.parts) offset += part.copy(tag, offset);
  tag.writeUInt32BE(TAG_HEADER_BYTES + bodyBytes, offset);
  return tag;
}

function flvTag(type: number, timestampMs: number, body: Buffer): Buffer {
  const tag = Buffer.allocUnsafe(TAG_HEADER_BYTES + body.length + 4);
  writeTagHeader(tag, type, timestampMs, body.length);
  body.copy(tag, TAG_HEADER_BYTES);
  tag.writeUInt32BE(TAG_HEADER_BYTES + body.length, TAG_HEADER_BYTES + body.length);
  return tag;
}

function writeTagHeader(tag: Buffer, type: number, timestampMs: number, bodyBytes: number): void {
  const time = timestampMs % 2 ** 32;
  tag[0] = type;
  tag.writeUIntBE(bodyBytes, 1, 3);
  tag.writeUIntBE(time % 2 ** 24, 4, 3);
  tag[7] = Math.floor(time / 2 ** 24); // TimestampExtended: the upper eight bits
  tag.writeUIntBE(0, 8, 3); // StreamID
}

function onMetaData(clip: Clip, sound: SoundKind | null): Buffer {
  const bytesPerLoop = clip.gops.reduce((sum, gop) => sum + gop.frames.reduce((n, f) => n + f.nals.length, 0), 0);
  const numbers: readonly (readonly [string, number])[] = [
    ['duration', 0],
    ['width', clip.sps.width],
    ['height', clip.sps.height],
    ['framerate', clip.fps],
    ['videocodecid', CODEC_AVC],
    ['videodatarate', Math.round((bytesPerLoop * 8) / 1000 / clip.gops.length)],
    ...(sound === null ? [] : [['audiocodecid', SOUND_FORMATS[sound]] as const]),
  ];
  const flags: readonly (readonly [string, boolean])[] = [
    ['hasVideo', true],
    ['hasAudio', sound !== null],
  ];
  const count = Buffer.alloc(5);
  count[0] = 8; // ECMA array
  count.writeUInt32BE(numbers.length + flags.length, 1);
  return Buffer.concat([
    Buffer.from([2]),
    amfName('onMetaData'),
    count,
    ...numbers.flatMap(([name, value]) => [amfName(name), amfNumber(value)]),
    ...flags.flatMap(([name, value]) => [amfName(name), Buffer.from([1, value ? 1 : 0])]),
    Buffer.from([0, 0, 9]),
  ]);
}

function amfName(text: string): Buffer {
  const name = Buffer.from(text, 'utf8');
  return Buffer.concat([Buffer.from([name.length >> 8, name.length & 0xff]), name]);
}

function amfNumber(value: number): Buffer {
  const out = Buffer.alloc(9);
  out.writeDoubleBE(value, 1);
  return out;
}
