/**
 * H.265 for HLS: one looped clip that every H.265 camera shows. It is there so that players meet the codec, hence it
 * has no caption and no scenes. The clip is ten groups of one second, made from the ring road's small stream with
 *
 *   ffmpeg -r 15 -i clips/ring-road.sub.h264 -t 10 -vf "crop=640:336:0:0,scale=640:360,drawtext=text='H.265'" -c:v
 *   libx265 -x265-params keyint=15:min-keyint=15:scenecut=0:open-gop=0:bframes=0:repeat-headers=1:crf=30 -f hevc OUT
 */
import { readFileSync } from 'node:fs';
import { splitNals } from './h264.ts';
import type { Rendition } from './playlist.ts';
import { unitsSegment } from './ts.ts';
import type { ElementaryStream } from './ts.ts';

const CLIP = new URL('./h265/ring-road.sub.h265', import.meta.url);
const FPS = 15;
const SIZE = { width: 640, height: 360 } as const;
const BANDWIDTH = 400_000;
const STREAM: ElementaryStream = { pid: 0x100, streamType: 0x24, streamId: 0xe0 };
const START_CODE = Buffer.from([0, 0, 0, 1]);
/** Access unit delimiter of NAL type 35 for pictures of any kind. */
const DELIMITER = Buffer.from([0, 0, 0, 1, 0x46, 0x01, 0x50]);
const NAL_SPS = 33;
const FIRST_IRAP = 16;
const LAST_IRAP = 23;
const FIRST_NON_VCL = 32;

interface HevcClip {
  readonly codecs: string;
  /** Groups of `FPS` access units in Annex B, the first of each a key picture with its parameter sets. */
  readonly gops: readonly (readonly Buffer[])[];
}

let clip: HevcClip | null = null;

/** @throws {Error} when the clip is not groups of exactly one second. */
function load(): HevcClip {
  clip ??= parse(readFileSync(CLIP));
  return clip;
}

export function hevcRendition(): Rendition {
  return { bandwidth: BANDWIDTH, ...SIZE, fps: FPS, codecs: load().codecs };
}

/**
 * One transport stream segment.
 *
 * @param group number of the first one-second group; @param count how many.
 * @param startMs presentation time of the first picture. @param sequence the segment's number in the playlist.
 */
export function hevcSegment(group: number, count: number, startMs: number, sequence: number): Buffer {
  const { gops } = load();
  const units = Array.from({ length: count }, (_, i) =>
    (gops[(group + i) % gops.length] ?? []).map((data, k) => ({
      ptsMs: startMs + i * 1000 + Math.round((k * 1000) / FPS),
      isKey: k === 0,
      data,
    })),
  ).flat();
  return unitsSegment(STREAM, units, sequence);
}

const typeOf = (nal: Buffer): number => ((nal[0] ?? 0) >> 1) & 0x3f;
/** The bit after the two bytes of the header: whether a slice is the first of its picture. */
const beginsPicture = (nal: Buffer): boolean => ((nal[2] ?? 0) & 0x80) !== 0;

function parse(stream: Buffer): HevcClip {
  const gops: Buffer[][] = [];
  let codecs = '';
  let waiting: Buffer[] = [];
  for (const nal of splitNals(stream)) {
    const type = typeOf(nal);
    if (type === NAL_SPS) codecs = codecName(nal);
    waiting.push(START_CODE, nal);
    if (type >= FIRST_NON_VCL) continue;
    const isKey = type >= FIRST_IRAP && type <= LAST_IRAP;
    if (isKey && beginsPicture(nal)) gops.push([]);
    const pictures = gops.at(-1);
    if (pictures === undefined) throw new Error('the H.265 clip does not begin with a key picture');
    if (beginsPicture(nal)) pictures.push(Buffer.concat([DELIMITER, ...waiting]));
    else pictures.push(Buffer.concat([pictures.pop() ?? Buffer.alloc(0), ...waiting]));
    waiting = [];
  }
  if (codecs === '' || gops.length === 0 || gops.some((pictures) => pictures.length !== FPS))
    throw new Error(`the H.265 clip wants groups of ${String(FPS)} pictures`);
  return { codecs, gops };
}

/** Such as `hvc1.1.6.L63.90` (ISO/IEC 14496-15, annex E), from the profile, tier and level of a sequence. */
function codecName(sps: Buffer): string {
  // two bytes of header and one of ids, then profile_tier_level without emulation prevention
  const bytes = [...sps.subarray(3, 24)];
  const level: number[] = [];
  for (const [i, byte] of bytes.entries()) {
    const isPrevention = byte === 3 && bytes[i - 1] === 0 && bytes[i - 2] === 0;
    if (!isPrevention) level.push(byte);
  }
  const [general = 0, c0 = 0, c1 = 0, c2 = 0, c3 = 0] = level;
  let compatibility = 0;
  const flags = ((c0 << 24) | (c1 << 16) | (c2 << 8) | c3) >>> 0;
  for (let bit = 0; bit < 32; bit += 1) if ((flags >>> bit) & 1) compatibility |= 1 << (31 - bit);
  const constraints = level.slice(5, 11);
  while (constraints.at(-1) === 0) constraints.pop();
  const tier = (general & 0x20) === 0 ? 'L' : 'H';
  const parts = [general & 0x1f, (compatibility >>> 0).toString(16), `${tier}${String(level[11] ?? 0)}`];
  return ['hvc1', ...parts, ...constraints.map((byte) => byte.toString(16))]
    .join('.')
    .toUpperCase()
    .replace('HVC1', 'hvc1');
}
