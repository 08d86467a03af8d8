/**
 * The places of all samples of an export, as rows of 16 bytes in a file beside the media. An export of a day has millions of
 * samples, and their tables must not grow in memory: at the end the rows are read twice, to count and to write the tables.
 */
import { boxAround, layoutBytes, u32, type Gap, type Layout } from '../formats/mp4/mp4-boxes.ts';
import type { AudioConfig, VideoConfig } from '../formats/mp4/mp4-samples.ts';
import { movieAround, sampleDescription, VIDEO_SCALE, type TrackFacts } from '../formats/mp4/mp4-tracks.ts';
import type { DiskFile } from './export-disk.ts';

export const ROW_BYTES = 16;
const READ_ROWS = 16 * 1024;
const IS_AUDIO = 0x80000000;
const IS_KEY = 0x40000000;
/** The first of the samples of a track that lie behind each other in the file. */
const BEGINS_CHUNK = 0x20000000;
const SIZE_BITS = 0x1fffffff;
const DEFAULT_STEP_TICKS = VIDEO_SCALE / 25;
const AUDIO_STEP = 1_024;

export interface Row {
  readonly isAudio: boolean;
  readonly isKey: boolean;
  readonly beginsChunk: boolean;
  readonly size: number;
  /** Presentation minus decoding time, in ticks of the track. */
  readonly cts: number;
  /** Decoding time, in ticks of the track since the file begins. */
  readonly dts: number;
}

export function writeRow(into: Buffer, at: number, row: Row): void {
  const flags = (row.isAudio ? IS_AUDIO : 0) + (row.isKey ? IS_KEY : 0) + (row.beginsChunk ? BEGINS_CHUNK : 0);
  into.writeUInt32BE(flags + row.size, at);
  into.writeInt32BE(row.cts, at + 4);
  into.writeDoubleBE(row.dts, at + 8);
}

type TableName = 'stts' | 'ctts' | 'stss' | 'stsc' | 'stsz' | 'co64';
const TABLES: readonly TableName[] = ['stts', 'ctts', 'stss', 'stsc', 'stsz', 'co64'];

/** A table that is written when the rows are read for the second time. */
interface TableGap extends Gap {
  readonly isAudio: boolean;
  readonly table: TableName;
}

/** Takes the entries of a table. */
type Emit = (table: TableName, first: number, second?: number, third?: number) => void;

/** Turns the rows of one track into the entries of its tables. */
class TrackTables {
  samples = 0;
  keys = 0;
  chunks = 0;
  firstDts = 0;
  firstCts = 0;
  /** The earliest presentation time of the first group of pictures. */
  firstPts = Number.POSITIVE_INFINITY;
  hasCts = false;
  readonly #emit: Emit;
  readonly #defaultStep: number;
  #lastDts = 0;
  #step = 0;
  #durations = 0;
  #duration = 0;
  #ctsCount = 0;
  #cts = 0;
  #inChunk = 0;
  #perChunk = 0;

  constructor(defaultStep: number, emit: Emit) {
    this.#defaultStep = defaultStep;
    this.#emit = emit;
  }

  get ticks(): number {
    return this.samples === 0 ? 0 : this.#lastDts + this.#lastStep - this.firstDts;
  }

  get #lastStep(): number {
    return this.#step || this.#defaultStep;
  }

  take(size: number, flags: number, cts: number, dts: number, offset: number): void {
    if (this.samples === 0) [this.firstDts, this.firstCts] = [dts, cts];
    else {
      this.#step = Math.max(1, dts - this.#lastDts);
      this.#takeDuration(this.#step);
    }
    this.#lastDts = dts;
    if (this.keys < 2) this.firstPts = Math.min(this.firstPts, dts + cts);
    this.samples += 1;
    this.hasCts ||= cts !== 0;
    this.#emit('stsz', size);
    if (this.#ctsCount > 0 && cts === this.#cts) this.#ctsCount += 1;
    else {
      if (this.#ctsCount > 0) this.#emit('ctts', this.#ctsCount, this.#cts);
      [this.#ctsCount, this.#cts] = [1, cts];
    }
    if ((flags & IS_KEY) !== 0) {
      this.keys += 1;
      this.#emit('stss', this.samples);
    }
    if ((flags & BEGINS_CHUNK) !== 0) {
      this.#closeChunk();
      this.chunks += 1;
      this.#emit('co64', offset);
    }
    this.#inChunk += 1;
  }

  end(): void {
    if (this.samples === 0) return;
    this.#takeDuration(this.#lastStep);
    this.#emit('stts', this.#durations, this.#duration);
    this.#emit('ctts', this.#ctsCount, this.#cts);
    this.#closeChunk();
  }

  #takeDuration(duration: number): void {
    if (this.#durations > 0 && duration === this.#duration) {
      this.#durations += 1;
      return;
    }
    if (this.#durations > 0) this.#emit('stts', this.#durations, this.#duration);
    [this.#durations, this.#duration] = [1, duration];
  }

  #closeChunk(): void {
    if (this.#inChunk > 0 && this.#inChunk !== this.#perChunk) {
      this.#perChunk = this.#inChunk;
      this.#emit('stsc', this.chunks, this.#inChunk, 1);
    }
    this.#inChunk = 0;
  }
}

export interface MovieOf {
  readonly video: VideoConfig;
  readonly audio: AudioConfig | null;
  /** Where the media begin in the file. */
  readonly mediaAt: number;
  readonly tableBytes: number;
}

/** Reads all rows in pieces. */
async function eachPiece(table: DiskFile, bytes: number, work: (rows: Buffer) => Promise<void>): Promise<void> {
  const buffer = Buffer.allocUnsafe(READ_ROWS * ROW_BYTES);
  for (let at = 0; at < bytes;) {
    const rows = buffer.subarray(0, Math.min(buffer.length, bytes - at));
    for (let read = 0; read < rows.length;) {
      const more = await table.read(rows.subarray(read), at + read);
      if (more === 0) throw new RangeError('the table of an export is shorter than its journal says');
      read += more;
    }
    await work(rows);
    at += rows.length;
  }
}

type Tracks = readonly [video: TrackTables, audio: TrackTables];

function takeRows(rows: Buffer, [video, audio]: Tracks, from: number): number {
  let offset = from;
  for (let at = 0; at < rows.length; at += ROW_BYTES) {
    const head = rows.readUInt32BE(at);
    const size = head & SIZE_BITS;
    const track = (head & IS_AUDIO) === 0 ? video : audio;
    track.take(size, head, rows.readInt32BE(at + 4), rows.readDoubleBE(at + 8), offset);
    offset += size;
  }
  return offset;
}

/** Bytes of the entries of a table, by how many numbers an entry has. */
const ENTRY_BYTES: Readonly<Record<TableName, number>> = { stts: 8, ctts: 8, stss: 4, stsc: 12, stsz: 4, co64: 8 };
type Counts = Record<TableName, number>;
const noCounts = (): Counts => ({ stts: 0, ctts: 0, stss: 0, stsc: 0, stsz: 0, co64: 0 });

function tableLayout(isAudio: boolean, facts: TrackFacts, counts: Counts, track: TrackTables): Layout<TableGap> {
  const left: Readonly<Partial<Record<TableName, boolean>>> = {
    ctts: !track.hasCts,
    stss: track.keys === track.samples,
  };
  const boxes = TABLES.filter((table) => left[table] !== true).map((table) => {
    const count = counts[table];
    const head = table === 'stsz' ? u32(0, 0, count) : u32(table === 'ctts' ? 0x01000000 : 0, count);
    return boxAround<TableGap>(table, [head, { gapBytes: count * ENTRY_BYTES[table], isAudio, table }]);
  });
  return boxAround<TableGap>('stbl', [sampleDescription(facts.config)], ...boxes);
}

interface Counted {
  readonly tracks: Tracks;
  readonly counts: readonly [Counts, Counts];
}

async function count(table: DiskFile, { tableBytes, mediaAt }: MovieOf): Promise<Counted> {
  const counts = [noCounts(), noCounts()] as const;
  const tally =
    (own: Counts): Emit =>
    (name) => {
      own[name] += 1;
    };
  const tracks: Tracks = [
    new TrackTables(DEFAULT_STEP_TICKS, tally(counts[0])),
    new TrackTables(AUDIO_STEP, tally(counts[1])),
  ];
  let offset = mediaAt;
  await eachPiece(table, tableBytes, async (rows) => {
    offset = takeRows(rows, tracks, offset);
  });
  for (const track of tracks) track.end();
  return { tracks, counts };
}

/** When the picture and the sound begin: the movie begins with the first picture that is shown. */
function factsOf({ video, audio }: MovieOf, [pictures, sound]: Tracks): readonly TrackFacts[] {
  const originTicks = Math.min(pictures.firstPts, pictures.firstDts + pictures.firstCts);
  const picture = {
    id: 1,
    config: video,
    ticks: pictures.ticks,
    startMs: 0,
    skippedTicks: originTicks - pictures.firstDts,
  };
  if (audio === null || sound.samples === 0) return [picture];
  const lateTicks = sound.firstDts - (originTicks * audio.rateHz) / VIDEO_SCALE;
  const facts = {
    id: 2,
    config: audio,
    ticks: sound.ticks,
    startMs: Math.max(0, Math.round((lateTicks * 1_000) / audio.rateHz)),
    skippedTicks: Math.max(0, Math.round(-lateTicks)),
  };
  return [picture, facts];
}

/** Collects the entries of one table and writes them at its place. */
class TableSink {
  readonly #file: DiskFile;
  #at: number;
  #buffer: Buffer = Buffer.allocUnsafe(READ_ROWS * 8);
  #length = 0;

  constructor(file: DiskFile, at: number) {
    this.#file = file;
    this.#at = at;
  }

  push(table: TableName, first: number, second: number | undefined, third: number | undefined): void {
    if (this.#length + 12 > this.#buffer.length) {
      this.#buffer = Buffer.concat([this.#buffer, Buffer.allocUnsafe(this.#buffer.length)]);
    }
    if (table === 'co64') {
      this.#u32(Math.floor(first / 2 ** 32));
      this.#u32(first % 2 ** 32);
      return;
    }
    this.#u32(first);
    if (second !== undefined) this.#u32(second);
    if (third !== undefined) this.#u32(third);
  }

  async flush(): Promise<void> {
    if (this.#length === 0) return;
    await this.#file.write(this.#buffer.subarray(0, this.#length), this.#at);
    this.#at += this.#length;
    this.#length = 0;
  }

  #u32(value: number): void {
    this.#buffer.writeUInt32BE(value >>> 0, this.#length);
    this.#length += 4;
  }
}

/** The tables of one track that are written. */
type Sinks = Partial<Record<TableName, TableSink>>;

/**
 * Writes the movie box with the places of all samples behind the media.
 *
 * @param at where the media end. @returns the length of the movie box. @throws {AppError} `storage.*`.
 */
export async function writeMovie(media: DiskFile, at: number, table: DiskFile, movie: MovieOf): Promise<number> {
  const { tracks, counts } = await count(table, movie);
  const facts = factsOf(movie, tracks);
  const described = facts.map((one, i) => {
    const [own, ownCounts] = [tracks[i] ?? tracks[0], counts[i] ?? counts[0]];
    return { facts: one, table: tableLayout(i === 1, one, ownCounts, own) };
  });
  const layout = movieAround<TableGap>(described, []);
  const sinks: readonly [Sinks, Sinks] = [{}, {}];
  const allSinks: TableSink[] = [];
  let offset = at;
  for (const part of layout) {
    if (Buffer.isBuffer(part)) {
      await media.write(part, offset);
      offset += part.length;
    } else {
      const sink = new TableSink(media, offset);
      sinks[part.isAudio ? 1 : 0][part.table] = sink;
      allSinks.push(sink);
      offset += part.gapBytes;
    }
  }
  const emitTo =
    (own: Sinks): Emit =>
    (name, first, second, third) =>
      own[name]?.push(name, first, second, third);
  const again: Tracks = [
    new TrackTables(DEFAULT_STEP_TICKS, emitTo(sinks[0])),
    new TrackTables(AUDIO_STEP, emitTo(sinks[1])),
  ];
  const flush = async (): Promise<void> => {
    for (const sink of allSinks) await sink.flush();
  };
  let mediaOffset = movie.mediaAt;
  await eachPiece(table, movie.tableBytes, async (rows) => {
    mediaOffset = takeRows(rows, again, mediaOffset);
    await flush();
  });
  for (const track of again) track.end();
  await flush();
  return layoutBytes(layout);
}
