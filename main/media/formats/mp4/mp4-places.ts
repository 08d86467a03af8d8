/**
 * Reads where the pictures of an exported movie lie, with a window of each table in memory: the tables of twelve hours are
 * more than 20 MB, and reading a long file back must need no more memory than reading a short one.
 */
import { MAX_MOVIE_BOXES, MAX_MOVIE_BYTES } from '../../../../preload/domain/bounds.ts';
import { configOf, type ReadAt } from './mp4-reader.ts';

const BOX_HEAD = 8;
const LARGE_HEAD = 16;
/** Version and flags, and the number of entries. */
const TABLE_HEAD = 8;
/** A table of sizes names the size of all samples as well; 0 where each has its own. */
const SIZES_HEAD = 12;
const RUN_BYTES = 8;
const CHUNK_RUN_BYTES = 12;
const OFFSET_BYTES = 8;
const SIZE_BYTES = 4;
const WINDOW_BYTES = 64 * 1024;

/** The body of a box. */
interface Place {
  readonly type: string;
  readonly from: number;
  readonly to: number;
}

/** Fills the memory. @throws {RangeError} where the file ends before. */
async function fill(readAt: ReadAt, into: Buffer, at: number): Promise<Buffer> {
  for (let done = 0; done < into.length;) {
    const more = await readAt(into.subarray(done), at + done);
    if (more === 0) throw new RangeError('the file is shorter than its boxes say');
    done += more;
  }
  return into;
}

/** The boxes in a part of the file. @throws {RangeError} for boxes that do not fit into it. */
async function placesIn(readAt: ReadAt, from: number, to: number): Promise<readonly Place[]> {
  const places: Place[] = [];
  for (let at = from; at + BOX_HEAD <= to;) {
    const head = await fill(readAt, Buffer.alloc(Math.min(LARGE_HEAD, to - at)), at);
    const isLarge = head.readUInt32BE(0) === 1;
    const headBytes = isLarge ? LARGE_HEAD : BOX_HEAD;
    const size = isLarge ? Number(head.readBigUInt64BE(BOX_HEAD)) : head.readUInt32BE(0);
    if (size < headBytes || at + size > to || places.length >= MAX_MOVIE_BOXES) throw new RangeError('a broken box');
    places.push({ type: head.toString('latin1', 4, BOX_HEAD), from: at + headBytes, to: at + size });
    at += size;
  }
  return places;
}

function one(places: readonly Place[], type: string): Place {
  const place = places.find((candidate) => candidate.type === type);
  if (place === undefined) throw new RangeError(`no ${type}`);
  return place;
}

/** A table of which a window is in memory. It is read from its begin to its end. */
class Table {
  readonly #readAt: ReadAt;
  readonly #place: Place;
  readonly #memory: Buffer;
  #window: Buffer = Buffer.alloc(0);
  /** Where the window begins in the table. */
  #windowAt = 0;

  constructor(readAt: ReadAt, place: Place) {
    this.#readAt = readAt;
    this.#place = place;
    this.#memory = Buffer.allocUnsafeSlow(Math.min(WINDOW_BYTES, place.to - place.from));
  }

  /** Whether the bytes are in memory. */
  has(at: number, bytes: number): boolean {
    return at >= this.#windowAt && at + bytes <= this.#windowAt + this.#window.length;
  }

  /** Moves the window to the bytes unless they are in memory. @throws {RangeError} behind the end of the table. */
  async need(at: number, bytes: number): Promise<void> {
    if (this.has(at, bytes)) return;
    const { from, to } = this.#place;
    if (from + at + bytes > to) throw new RangeError('a table is shorter than it says');
    const into = this.#memory.subarray(0, Math.min(this.#memory.length, to - from - at));
    this.#window = await fill(this.#readAt, into, from + at);
    this.#windowAt = at;
  }

  /** A number that is in memory. */
  u32(at: number): number {
    return this.#window.readUInt32BE(at - this.#windowAt);
  }
}

interface Tables {
  readonly sizes: Table;
  readonly chunkRuns: Table;
  readonly offsets: Table;
  /** Tables of runs that count each sample once. */
  readonly runs: readonly Table[];
}

/** The tables of the pictures. The description of each track must be readable. */
async function tablesOf(readAt: ReadAt, fileBytes: number): Promise<Tables> {
  const file = await placesIn(readAt, 0, fileBytes);
  const { from, to } = one(file, 'moov');
  const movie = await placesIn(readAt, from, to);
  let found: Tables | null = null;
  for (const track of movie.filter(({ type }) => type === 'trak')) {
    let inner = await placesIn(readAt, track.from, track.to);
    for (const type of ['mdia', 'minf', 'stbl']) {
      const place = one(inner, type);
      inner = await placesIn(readAt, place.from, place.to);
    }
    const description = one(inner, 'stsd');
    const bytes = description.to - description.from;
    if (bytes > MAX_MOVIE_BYTES) throw new RangeError('the description of a track is too large');
    const config = configOf(await fill(readAt, Buffer.alloc(bytes), description.from));
    if (config === null || !('kind' in config)) continue;
    const tableOf = (type: string): Table => new Table(readAt, one(inner, type));
    const runs = inner.filter(({ type }) => type === 'stts' || type === 'ctts');
    found ??= {
      sizes: tableOf('stsz'),
      chunkRuns: tableOf('stsc'),
      offsets: tableOf('co64'),
      runs: [one(runs, 'stts'), ...runs.filter(({ type }) => type === 'ctts')].map((place) => new Table(readAt, place)),
    };
  }
  if (found === null) throw new RangeError('a movie without pictures');
  return found;
}

async function entriesOf(table: Table): Promise<number> {
  await table.need(0, TABLE_HEAD);
  return table.u32(4);
}

/** How many samples a table of runs counts. */
async function samplesIn(table: Table): Promise<number> {
  const entries = await entriesOf(table);
  let samples = 0;
  for (let i = 0; i < entries; i += 1) {
    const at = TABLE_HEAD + i * RUN_BYTES;
    if (!table.has(at, RUN_BYTES)) await table.need(at, RUN_BYTES);
    samples += table.u32(at);
  }
  return samples;
}

/**
 * Passes on the place and the length of each picture of a movie as the writer of exports makes it, in the order in which they are
 * decoded. Errors of `take` pass through.
 *
 * @returns how many pictures there are. @throws {RangeError} for a movie whose tables cannot be read, or do not fit together.
 */
export async function eachPicturePlace(
  readAt: ReadAt,
  fileBytes: number,
  take: (offset: number, size: number) => void,
): Promise<number> {
  const { sizes, chunkRuns, offsets, runs } = await tablesOf(readAt, fileBytes);
  await sizes.need(0, SIZES_HEAD);
  if (sizes.u32(4) !== 0) throw new RangeError('pictures of one size');
  const samples = sizes.u32(8);
  const [chunkRunCount, chunks] = [await entriesOf(chunkRuns), await entriesOf(offsets)];
  let done = 0;
  let perChunk = 0;
  for (let chunk = 0, run = 0; chunk < chunks; chunk += 1) {
    if (run < chunkRunCount) {
      const runAt = TABLE_HEAD + run * CHUNK_RUN_BYTES;
      await chunkRuns.need(runAt, CHUNK_RUN_BYTES);
      // Chunks are counted from 1 on.
      if (chunkRuns.u32(runAt) === chunk + 1) [perChunk, run] = [chunkRuns.u32(runAt + 4), run + 1];
    }
    const offsetAt = TABLE_HEAD + chunk * OFFSET_BYTES;
    await offsets.need(offsetAt, OFFSET_BYTES);
    let offset = offsets.u32(offsetAt) * 2 ** 32 + offsets.u32(offsetAt + 4);
    for (let i = 0; i < perChunk; i += 1, done += 1) {
      const sizeAt = SIZES_HEAD + done * SIZE_BYTES;
      if (!sizes.has(sizeAt, SIZE_BYTES)) await sizes.need(sizeAt, SIZE_BYTES);
      const size = sizes.u32(sizeAt);
      take(offset, size);
      offset += size;
    }
  }
  for (const count of [done, ...(await countsOf(runs))]) {
    if (count !== samples) throw new RangeError('tables that do not fit together');
  }
  return samples;
}

async function countsOf(runs: readonly Table[]): Promise<readonly number[]> {
  const counts: number[] = [];
  for (const table of runs) counts.push(await samplesIn(table));
  return counts;
}
