/**
 * Reads the tables of an MP4 file with plain media data: where each picture and each sound frame lies, and when it is shown.
 * The tables stay bytes and are read while the samples are asked for: an export of a day has millions of samples.
 */
import { MAX_MOVIE_BOXES, MAX_MOVIE_BYTES, MAX_MOVIE_SAMPLES } from '../../../../preload/domain/bounds.ts';
import { audioOfRecord, g711Config, videoOfRecord, type AudioConfig, type VideoConfig } from './mp4-samples.ts';

const BOX_HEAD = 8;
const LARGE_HEAD = 16;
/** Version and flags. */
const FULL_HEAD = 4;
const VIDEO_ENTRY = 78;
const AUDIO_ENTRY = 28;
const SPECIFIC_CONFIG = 5;

/** @returns how many bytes were read; fewer at the end of the file. */
export type ReadAt = (into: Buffer, at: number) => Promise<number>;

export interface PlacedMp4Sample {
  /** Where it lies in the file, and its length in bytes. */
  readonly offset: number;
  readonly size: number;
  readonly isKey: boolean;
  /** When the sample is shown, milliseconds since the begin of the movie. Negative for a sample that is not shown. */
  readonly atMs: number;
}

export interface Mp4Track<Config> {
  readonly config: Config;
  readonly count: number;
  readonly lengthMs: number;
  /** In the order in which they are decoded. @throws {RangeError} for tables that do not fit together. */
  samples(): Generator<PlacedMp4Sample, undefined>;
}

export interface Mp4Movie {
  readonly video: Mp4Track<VideoConfig>;
  readonly audio: Mp4Track<AudioConfig> | null;
}

/** @throws {RangeError} for a file that is not understood, or whose tables are too large. */
export async function readMovie(readAt: ReadAt, fileBytes: number): Promise<Mp4Movie> {
  const movie = boxesIn(await movieBytes(readAt, fileBytes));
  const scale = one(movie, 'mvhd').readUInt32BE(FULL_HEAD + 8);
  const tracks = movie
    .filter(({ type }) => type === 'trak')
    .map(({ body }) => trackOf(boxesIn(body), scale, fileBytes));
  const video = tracks.find((track): track is Mp4Track<VideoConfig> => track !== null && 'kind' in track.config);
  const audio = tracks.find((track): track is Mp4Track<AudioConfig> => track !== null && 'rateHz' in track.config);
  if (video === undefined) throw new RangeError('a movie without pictures');
  return { video, audio: audio ?? null };
}

async function movieBytes(readAt: ReadAt, fileBytes: number): Promise<Buffer> {
  let at = 0;
  for (let boxes = 0; boxes < MAX_MOVIE_BOXES && at + BOX_HEAD <= fileBytes; boxes += 1) {
    const head = Buffer.alloc(LARGE_HEAD);
    await readAt(head.subarray(0, Math.min(LARGE_HEAD, fileBytes - at)), at);
    const isLarge = head.readUInt32BE(0) === 1;
    const headBytes = isLarge ? LARGE_HEAD : BOX_HEAD;
    const size = isLarge ? Number(head.readBigUInt64BE(BOX_HEAD)) : head.readUInt32BE(0);
    if (size < headBytes || at + size > fileBytes) break;
    if (head.toString('latin1', 4, BOX_HEAD) === 'moov') {
      if (size > MAX_MOVIE_BYTES) throw new RangeError('the tables of a movie are too large');
      return await readWhole(readAt, at + headBytes, size - headBytes);
    }
    at += size;
  }
  throw new RangeError('no movie');
}

async function readWhole(readAt: ReadAt, at: number, bytes: number): Promise<Buffer> {
  const into = Buffer.allocUnsafeSlow(bytes);
  for (let done = 0; done < bytes;) {
    const more = await readAt(into.subarray(done), at + done);
    if (more === 0) throw new RangeError('the file is shorter than its boxes say');
    done += more;
  }
  return into;
}

interface Box {
  readonly type: string;
  readonly body: Buffer;
}

function boxesIn(bytes: Buffer): readonly Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at + BOX_HEAD <= bytes.length;) {
    const size = bytes.readUInt32BE(at);
    if (size < BOX_HEAD || at + size > bytes.length || boxes.length >= MAX_MOVIE_BOXES)
      throw new RangeError('a broken box');
    boxes.push({
      type: bytes.toString('latin1', at + 4, at + BOX_HEAD),
      body: bytes.subarray(at + BOX_HEAD, at + size),
    });
    at += size;
  }
  return boxes;
}

const maybe = (boxes: readonly Box[], type: string): Buffer | null =>
  boxes.find((box) => box.type === type)?.body ?? null;

function one(boxes: readonly Box[], type: string): Buffer {
  const body = maybe(boxes, type);
  if (body === null) throw new RangeError(`no ${type}`);
  return body;
}

type Config = VideoConfig | AudioConfig;

/** Null for a track of another kind. */
function trackOf(track: readonly Box[], movieScale: number, fileBytes: number): Mp4Track<Config> | null {
  const media = boxesIn(one(track, 'mdia'));
  const header = one(media, 'mdhd');
  const isLong = header[0] === 1;
  const scale = header.readUInt32BE(FULL_HEAD + (isLong ? 16 : 8));
  const ticks = isLong ? Number(header.readBigUInt64BE(FULL_HEAD + 20)) : header.readUInt32BE(FULL_HEAD + 12);
  const tables = boxesIn(one(boxesIn(one(media, 'minf')), 'stbl'));
  const config = configOf(one(tables, 'stsd'));
  if (config === null || scale === 0 || movieScale === 0) return null;
  const edits = maybe(track, 'edts');
  const { startMs, skippedTicks } = editOf(edits === null ? null : maybe(boxesIn(edits), 'elst'), movieScale);
  const count = one(tables, 'stsz').readUInt32BE(FULL_HEAD + 4);
  if (count > MAX_MOVIE_SAMPLES) throw new RangeError('too many samples');
  const msOf = (at: number): number => startMs + ((at - skippedTicks) * 1_000) / scale;
  return { config, count, lengthMs: (ticks * 1_000) / scale, samples: () => samplesOf(tables, count, msOf, fileBytes) };
}

/** When the movie begins to show the track, and how much of the track before is not shown. */
function editOf(list: Buffer | null, movieScale: number): { readonly startMs: number; readonly skippedTicks: number } {
  let startMs = 0;
  let skippedTicks = 0;
  const count = list === null ? 0 : Math.min(MAX_MOVIE_BOXES, list.readUInt32BE(FULL_HEAD));
  for (let i = 0; list !== null && i < count; i += 1) {
    const at = FULL_HEAD + 4 + i * 12;
    const mediaTime = list.readInt32BE(at + 4);
    if (mediaTime === -1) startMs += (list.readUInt32BE(at) * 1_000) / movieScale;
    else skippedTicks = mediaTime;
  }
  return { startMs, skippedTicks };
}

/** @param description body of the box `stsd`. @returns null for a track of another kind. @throws {RangeError} */
export function configOf(description: Buffer): Config | null {
  const [entry] = boxesIn(description.subarray(FULL_HEAD + 4));
  if (entry?.type === 'avc1' || entry?.type === 'hvc1') {
    const record = one(boxesIn(entry.body.subarray(VIDEO_ENTRY)), entry.type === 'avc1' ? 'avcC' : 'hvcC');
    return videoOfRecord(entry.type, record);
  }
  if (entry?.type === 'alaw' || entry?.type === 'ulaw') return g711Config(entry.type, entry.body[17] === 2 ? 2 : 1);
  if (entry?.type !== 'mp4a') return null;
  const record = specificConfig(one(boxesIn(entry.body.subarray(AUDIO_ENTRY)), 'esds').subarray(FULL_HEAD));
  return record === null ? null : audioOfRecord(record);
}

/** The AudioSpecificConfig inside the descriptors of ISO/IEC 14496-1. */
function specificConfig(bytes: Buffer): Buffer | null {
  /** Bytes of a descriptor before the descriptors in it. */
  const before: Readonly<Record<number, number>> = { 3: 3, 4: 13 };
  for (let at = 0; at + 2 <= bytes.length;) {
    const tag = bytes[at] ?? 0;
    let length = 0;
    at += 1;
    for (let more = true, i = 0; more && i < 4; i += 1, at += 1) {
      const byte = bytes[at] ?? 0;
      more = byte >= 0x80;
      length = length * 128 + (byte & 0x7f);
    }
    if (tag === SPECIFIC_CONFIG) return bytes.subarray(at, at + length);
    at += before[tag] ?? length;
  }
  return null;
}

/** A table of values with how often each comes. */
class Runs {
  readonly #table: Buffer;
  readonly #isSigned: boolean;
  #at = FULL_HEAD + 4;
  #left = 0;
  #value = 0;

  constructor(table: Buffer, isSigned: boolean) {
    this.#table = table;
    this.#isSigned = isSigned;
  }

  next(): number {
    while (this.#left === 0) {
      this.#left = this.#table.readUInt32BE(this.#at);
      this.#value = this.#isSigned ? this.#table.readInt32BE(this.#at + 4) : this.#table.readUInt32BE(this.#at + 4);
      this.#at += 8;
    }
    this.#left -= 1;
    return this.#value;
  }
}

/** The places of the chunks, with how many samples each has. */
class Chunks {
  readonly #places: Buffer;
  readonly #counts: Buffer;
  readonly #isLarge: boolean;
  #chunk = 0;
  #entry = -1;

  constructor(tables: readonly Box[]) {
    const large = maybe(tables, 'co64');
    this.#isLarge = large !== null;
    this.#places = large ?? one(tables, 'stco');
    this.#counts = one(tables, 'stsc');
  }

  next(): { readonly offset: number; readonly count: number } {
    const entries = this.#counts.readUInt32BE(FULL_HEAD);
    this.#chunk += 1;
    while (this.#entry + 1 < entries && this.#field(this.#entry + 1, 0) <= this.#chunk) this.#entry += 1;
    const at = FULL_HEAD + 4 + (this.#chunk - 1) * (this.#isLarge ? 8 : 4);
    const offset = this.#isLarge ? Number(this.#places.readBigUInt64BE(at)) : this.#places.readUInt32BE(at);
    return { offset, count: this.#field(this.#entry, 1) };
  }

  #field(entry: number, field: number): number {
    return this.#counts.readUInt32BE(FULL_HEAD + 4 + entry * 12 + field * 4);
  }
}

function* samplesOf(
  tables: readonly Box[],
  count: number,
  msOf: (ticks: number) => number,
  fileBytes: number,
): Generator<PlacedMp4Sample, undefined> {
  const sizes = one(tables, 'stsz');
  const sameSize = sizes.readUInt32BE(FULL_HEAD);
  const durations = new Runs(one(tables, 'stts'), false);
  const shifts = maybe(tables, 'ctts');
  const composition = shifts === null ? null : new Runs(shifts, true);
  const keys = maybe(tables, 'stss');
  const chunks = new Chunks(tables);
  const lastKeyAt = keys === null ? 0 : FULL_HEAD + 4 * keys.readUInt32BE(FULL_HEAD);
  let keyAt = FULL_HEAD + 4;
  let ticks = 0;
  let chunk = { offset: 0, count: 0 };
  for (let i = 0, inChunk = 0; i < count; i += 1, inChunk += 1) {
    while (inChunk >= chunk.count) [chunk, inChunk] = [chunks.next(), 0];
    const size = sameSize === 0 ? sizes.readUInt32BE(FULL_HEAD + 8 + i * 4) : sameSize;
    const isKey = keys === null || (keyAt <= lastKeyAt && keys.readUInt32BE(keyAt) === i + 1);
    if (isKey) keyAt += 4;
    const { offset } = chunk;
    if (offset + size > fileBytes) throw new RangeError('a sample behind the end of the file');
    yield { offset, size, isKey, atMs: msOf(ticks + (composition?.next() ?? 0)) };
    chunk = { offset: offset + size, count: chunk.count };
    ticks += durations.next();
  }
  return undefined;
}
