/** Writes fragmented MP4 (ISO/IEC 14496-12) of one H.264 track: a head without pictures, then a fragment per group. */
import type { Frame } from './camera.ts';
import type { Clip } from './clip.ts';
import { avcConfiguration } from './h264.ts';

const TIMESCALE = 90_000;
const TRACK = 1;
/** Sample flags: a key frame depends on nothing, any other frame on those before. */
const KEY_FLAGS = 0x0200_0000;
const INTER_FLAGS = 0x0101_0000;
/** tfhd: offsets count from the fragment's own box. */
const BASE_IS_MOOF = 0x02_0000;
/** trun: data offset; duration, size and flags of each sample. */
const TRUN_FLAGS = 0x0001 | 0x0100 | 0x0200 | 0x0400;
const UNITY_MATRIX = [0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000];

export function mp4Head(clip: Clip): Buffer {
  const { width, height } = clip.sps;
  const brands = Buffer.from('isom\0\0\x02\0isomiso6avc1mp41', 'latin1');
  const trackHeader = full('tkhd', 0, 3, u32(0, 0, TRACK, 0, 0, 0, 0, 0, 0), u32(...UNITY_MATRIX), u32(width << 16, height << 16)); // prettier-ignore
  const mediaHeader = full('mdhd', 0, 0, u32(0, 0, TIMESCALE, 0), Buffer.from([0x55, 0xc4, 0, 0]));
  const handler = full('hdlr', 0, 0, u32(0), Buffer.from('vide'), Buffer.alloc(12), Buffer.from('video\0'));
  const tables = box(
    'stbl',
    full('stsd', 0, 0, u32(1), sampleEntry(clip)),
    full('stts', 0, 0, u32(0)),
    full('stsc', 0, 0, u32(0)),
    full('stsz', 0, 0, u32(0, 0)),
    full('stco', 0, 0, u32(0)),
  );
  const here = box('dinf', full('dref', 0, 0, u32(1), full('url ', 0, 1)));
  const information = box('minf', full('vmhd', 0, 1, Buffer.alloc(8)), here, tables);
  const movieHeader = full('mvhd', 0, 0, u32(0, 0, TIMESCALE, 0, 0x1_0000, 0x0100_0000, 0, 0), u32(...UNITY_MATRIX), Buffer.alloc(24), u32(TRACK + 1)); // prettier-ignore
  return Buffer.concat([
    box('ftyp', brands),
    box(
      'moov',
      movieHeader,
      box('trak', trackHeader, box('mdia', mediaHeader, handler, information)),
      box('mvex', full('trex', 0, 0, u32(TRACK, 1, 0, 0, 0))),
    ),
  ]);
}

/**
 * One fragment.
 *
 * @param sequence from 1, one more for each fragment. @param startMs of its first frame since the file's first frame.
 */
export function mp4Fragment(clip: Clip, frames: readonly Frame[], sequence: number, startMs: number): Buffer {
  const samples = frames.map((frame) => Buffer.concat(frame.parts));
  const duration = Math.round(TIMESCALE / clip.fps);
  const rows = samples.map((sample, i) => u32(duration, sample.length, frames[i]?.isKey ? KEY_FLAGS : INTER_FLAGS));
  const start = Math.round((startMs * TIMESCALE) / 1000);
  const time = u32(Math.floor(start / 2 ** 32), start % 2 ** 32);
  const fragment = (dataOffset: number): Buffer =>
    box(
      'moof',
      full('mfhd', 0, 0, u32(sequence)),
      box(
        'traf',
        full('tfhd', 0, BASE_IS_MOOF, u32(TRACK)),
        full('tfdt', 1, 0, time),
        full('trun', 0, TRUN_FLAGS, u32(samples.length, dataOffset), ...rows),
      ),
    );
  const headBytes = fragment(0).length + 8; // the data follows the header of mdat
  return Buffer.concat([fragment(headBytes), box('mdat', ...samples)]);
}

function sampleEntry(clip: Clip): Buffer {
  const { width, height } = clip.sps;
  const size = Buffer.from([width >> 8, width & 0xff, height >> 8, height & 0xff]);
  return box(
    'avc1',
    Buffer.from([0, 0, 0, 0, 0, 0, 0, 1]),
    Buffer.alloc(16),
    size,
    u32(0x48_0000, 0x48_0000, 0), // 72 dpi
    Buffer.from([0, 1]), // frames per sample
    Buffer.alloc(32),
    Buffer.from([0, 0x18, 0xff, 0xff]),
    box('avcC', avcConfiguration(clip.spsNal, clip.ppsNal)),
  );
}

function box(type: string, ...parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, one) => sum + one.length, 8);
  return Buffer.concat([u32(length), Buffer.from(type, 'latin1'), ...parts]);
}

function full(type: string, version: number, flags: number, ...parts: readonly Buffer[]): Buffer {
  return box(type, u32(version * 0x100_0000 + flags), ...parts);
}

function u32(...values: readonly number[]): Buffer {
  const out = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) out.writeUInt32BE(value >>> 0, i * 4);
  return out;
}
