/**
 * An FLV file as a movie that Chromium plays and seeks by itself: the head of an MP4 file that names the place of every
 * picture, and behind it the FLV file as it is. No picture is copied or coded anew: FLV and MP4 hold the same coded pictures.
 */
import { avcSize, hevcSize, type PictureSize } from '../../../preload/domain/console/parameter-sets.ts';
import { BadFile } from './file-problem.ts';
import { lastMsOf, type FlvPictures } from './flv-index.ts';

type Part = Uint8Array | readonly number[];

const bytesOf = (part: Part): Uint8Array => (part instanceof Uint8Array ? part : Uint8Array.from(part));

function joined(parts: readonly Part[]): Uint8Array<ArrayBuffer> {
  const all = parts.map(bytesOf);
  const out = new Uint8Array(all.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of all) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

const letters = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** Numbers of 32 bits; a negative one as its two's complement. */
function u32(...values: readonly number[]): Uint8Array {
  const out = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, i) => out.setInt32(i * 4, value | 0));
  return new Uint8Array(out.buffer);
}

function table(values: readonly number[]): Uint8Array {
  const out = new DataView(new ArrayBuffer(values.length * 4));
  for (let i = 0; i < values.length; i += 1) out.setInt32(i * 4, (values[i] ?? 0) | 0);
  return new Uint8Array(out.buffer);
}

function table64(values: readonly number[]): Uint8Array {
  const out = new DataView(new ArrayBuffer(values.length * 8));
  for (let i = 0; i < values.length; i += 1) out.setBigUint64(i * 8, BigInt(values[i] ?? 0));
  return new Uint8Array(out.buffer);
}

const u16 = (...values: readonly number[]): Uint8Array => Uint8Array.from(values.flatMap((v) => [v >> 8, v & 0xff]));
const zeros = (count: number): Uint8Array => new Uint8Array(count);

const box = (name: string, ...parts: readonly Part[]): Uint8Array<ArrayBuffer> => {
  const body = joined(parts);
  return joined([u32(body.length + 8), letters(name), body]);
};

const fullBox = (name: string, version: number, flags: number, ...parts: readonly Part[]): Uint8Array =>
  box(name, u32(version * 2 ** 24 + flags), ...parts);

/** Values with the number of their repetitions. */
function runs(values: readonly number[]): readonly Uint8Array[] {
  const pairs: number[] = [];
  for (const value of values) {
    const last = pairs.length - 1;
    if (last > 0 && pairs[last] === value) pairs[last - 1] = (pairs[last - 1] ?? 0) + 1;
    else pairs.push(1, value);
  }
  return [u32(pairs.length / 2), table(pairs)];
}

const SCALE = 1_000;
const MATRIX = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
const FILE_TYPE = box('ftyp', letters('isom'), u32(0x200), letters('isomiso6avc1mp41'));
/** The head of `mdat` with a length of 64 bits. */
const DATA_HEAD_BYTES = 16;

/** The first parameter set of a decoder configuration. @throws {BadFile} without one that can be read. */
function sizeOf({ codec, record }: Pick<FlvPictures, 'codec' | 'record'>): PictureSize {
  try {
    if (codec === 'avc1') return avcSize(setAt(record, 6));
    // Lists of parameter sets: type, count, then length and bytes of each.
    let at = 23;
    for (let list = record[22] ?? 0; list > 0; list -= 1) {
      const isSps = ((record[at] ?? 0) & 0x3f) === 33;
      const count = u16At(record, at + 1);
      at += 3;
      if (isSps && count > 0) return hevcSize(setAt(record, at));
      for (let i = 0; i < count; i += 1) at += 2 + u16At(record, at);
    }
  } catch {
    // Reported below.
  }
  throw new BadFile({ kind: 'damaged', detail: 'parameter set' });
}

const u16At = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);

function setAt(record: Uint8Array, at: number): Uint8Array {
  return record.subarray(at + 2, at + 2 + u16At(record, at));
}

function sampleTable(pictures: FlvPictures, { widthPx, heightPx }: PictureSize, placedAt: number): Uint8Array {
  const { codec, record, offsets, sizes, timesMs, latersMs, keys } = pictures;
  const standMs = timesMs.map((ms, i) => (i + 1 < timesMs.length ? (timesMs[i + 1] ?? ms) - ms : lastMsOf(timesMs)));
  // The first picture shows at the begin of the movie.
  const firstMs = latersMs[0] ?? 0;
  const shifts = latersMs.map((ms) => ms - firstMs);
  const keyNumbers = keys.flatMap((isKey, i) => (isKey ? [i + 1] : []));
  const look = [
    zeros(6),
    u16(1),
    zeros(16),
    u16(widthPx, heightPx),
    u32(0x480000, 0x480000),
    zeros(4),
    u16(1),
    zeros(32),
  ];
  const entry = box(codec, ...look, u16(24, 0xffff), box(codec === 'avc1' ? 'avcC' : 'hvcC', record));
  return box(
    'stbl',
    fullBox('stsd', 0, 0, u32(1), entry),
    fullBox('stts', 0, 0, ...runs(standMs)),
    shifts.some((ms) => ms !== 0) ? fullBox('ctts', 1, 0, ...runs(shifts)) : [],
    fullBox('stss', 0, 0, u32(keyNumbers.length), table(keyNumbers)),
    fullBox('stsc', 0, 0, u32(1, 1, 1, 1)),
    fullBox('stsz', 0, 0, u32(0, sizes.length), table(sizes)),
    fullBox('co64', 0, 0, u32(offsets.length), table64(offsets.map((offset) => offset + placedAt))),
  );
}

function movieBox(pictures: FlvPictures, placedAt: number): Uint8Array {
  const { timesMs } = pictures;
  const size = sizeOf(pictures);
  const lengthMs = (timesMs.at(-1) ?? 0) + lastMsOf(timesMs);
  const movie = fullBox(
    'mvhd',
    0,
    0,
    u32(0, 0, SCALE, lengthMs, 0x10000),
    u16(0x100),
    zeros(10),
    MATRIX,
    zeros(24),
    u32(2),
  );
  const where = u32(size.widthPx * 0x10000, size.heightPx * 0x10000);
  const track = fullBox('tkhd', 0, 3, u32(0, 0, 1, 0, lengthMs), zeros(16), MATRIX, where);
  const media = fullBox('mdhd', 0, 0, u32(0, 0, SCALE, lengthMs), u16(0x55c4, 0));
  const handler = fullBox('hdlr', 0, 0, u32(0), letters('vide'), zeros(12), letters('VideoHandler\0'));
  const data = box('dinf', fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, 1)));
  const information = box('minf', fullBox('vmhd', 0, 1, zeros(8)), data, sampleTable(pictures, size, placedAt));
  return box('moov', movie, box('trak', track, box('mdia', media, handler, information)));
}

/**
 * The file as an MP4 movie that refers to the bytes of the file: nothing of the file is read.
 *
 * @throws {BadFile} where the configuration of the decoder cannot be read.
 */
export function flvMovie(file: Blob, pictures: FlvPictures): Blob {
  const lengthBytes = movieBox(pictures, 0).length;
  const movie = movieBox(pictures, FILE_TYPE.length + lengthBytes + DATA_HEAD_BYTES);
  const dataBytes = table64([file.size + DATA_HEAD_BYTES]);
  const head = joined([FILE_TYPE, movie, u32(1), letters('mdat'), dataBytes]);
  return new Blob([head, file], { type: 'video/mp4' });
}

/** How the codec is named where browsers are asked for it, such as `avc1.64001e`. */
export function codecOf({ codec, record }: Pick<FlvPictures, 'codec' | 'record'>): string {
  if (codec === 'hvc1') return 'hvc1';
  return `avc1.${[1, 2, 3].map((i) => (record[i] ?? 0).toString(16).padStart(2, '0')).join('')}`;
}
