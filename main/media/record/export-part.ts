/**
 * One MP4 file of an export while it grows: the media in `NAME.mp4.part`, the places of its samples in `NAME.mp4.part.table`.
 * The order of the bytes follows from the samples and the ends of the slices alone, never from the moment of a write, so that
 * an export that was interrupted ends with the same bytes.
 */
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import type { FileTimes } from '../../../preload/domain/exports/export-times.ts';
import { u32, u64Table } from '../formats/mp4/mp4-boxes.ts';
import type { AudioConfig, VideoConfig } from '../formats/mp4/mp4-samples.ts';
import { FILE_TYPE, VIDEO_SCALE } from '../formats/mp4/mp4-tracks.ts';
import { nameTaken, type DiskFile, type ExportDisk } from './export-disk.ts';
import { ROW_BYTES, writeMovie, writeRow } from './export-table.ts';
import { checkWritten } from './export-check.ts';

/** The head of the media data, whose size is known at the end. */
const HEAD_BYTES = 16;
const MEDIA_AT = FILE_TYPE.length + HEAD_BYTES;
/** Pictures and sound take turns in the file at least this often, so that players need not seek. */
const TURN_TICKS = VIDEO_SCALE;
const TURN_BYTES = 4 * 1024 * 1024;
const TABLE_BYTES = 64 * 1024;
const AAC_SAMPLES = 1_024;
/** Sound that is further than this from its place is put there: less is the rounding of its times. */
const MAX_DRIFT_SAMPLES = 2 * AAC_SAMPLES;
/** The same of G.711, whose pieces may have any length: 60 ms. */
const MAX_G711_DRIFT_SAMPLES = 480;
const TICKS_PER_MS = VIDEO_SCALE / 1_000;
/**
 * Clouds give times in whole seconds: a picture that differs by more from the pictures before it begins another line of
 * times.
 */
const SAME_TIME_MS = 1_000;
/** Each mark of the journal holds the table. */
const MAX_TIME_POINTS = 500;

/** The state that is needed to continue a part. */
export interface PartState {
  readonly number: number;
  readonly video: VideoConfig;
  readonly audio: AudioConfig | null;
  /** Lengths of the two files. */
  readonly mediaBytes: number;
  readonly tableBytes: number;
  /** Where the part begins on the clock of the export, in ticks of 90 kHz. */
  readonly baseTicks: number;
  /** CRC-32 of the media as it was taken, in the order of the file. */
  readonly crc: number;
  /** When the next sound frame is due, in sound samples. */
  readonly nextSound: number | null;
  readonly pictures: number;
  readonly fromMs: number | null;
  readonly toMs: number | null;
  /** Which UTC time the pictures show, by the time at which they are shown; null where there are too many points. */
  readonly times: readonly { readonly ticks: number; readonly utcMs: number | null }[] | null;
}

/** Memory that grows to the largest turn and is used again for the next. */
class Turn {
  #bytes: Buffer = Buffer.allocUnsafeSlow(256 * 1024);
  length = 0;

  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.length);
  }

  reserve(count: number): void {
    if (this.length + count <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.length + count));
    this.#bytes.copy(larger, 0, 0, this.length);
    this.#bytes = larger;
  }

  push(bytes: Buffer): void {
    this.reserve(bytes.length);
    this.length += bytes.copy(this.#bytes, this.length);
  }

  pushLength(value: number): void {
    this.reserve(4);
    this.#bytes.writeUInt32BE(value, this.length);
    this.length += 4;
  }

  pushRow(row: Parameters<typeof writeRow>[2]): void {
    this.reserve(ROW_BYTES);
    writeRow(this.#bytes, this.length, row);
    this.length += ROW_BYTES;
  }
}

interface Buffers {
  readonly video: Turn;
  readonly audio: Turn;
  readonly videoRows: Turn;
  readonly audioRows: Turn;
}

interface Files {
  readonly media: DiskFile;
  readonly table: DiskFile;
}

export class ExportPart {
  readonly path: string;
  readonly #disk: ExportDisk;
  /** Changed in place: a new object for each sample would be garbage for hours. */
  readonly #state: { -readonly [Key in keyof PartState]: PartState[Key] };
  #files: Files | null = null;
  #open: Buffers | null = null;
  #turnFromTicks = 0;
  readonly #ready: Buffers[] = [];
  readonly #spare: Buffers[] = [];
  readonly #rows = new Turn();
  /** Where the rows that wait begin in their file. */
  #rowsAt = 0;
  /** The write that runs while the next pictures come. One that failed fails all behind it, up to {@link rollBack}. */
  #writing: Promise<void> = Promise.resolve();

  /** @param path of the finished file. */
  constructor(disk: ExportDisk, path: string, state: PartState) {
    this.#disk = disk;
    this.path = path;
    this.#state = { ...state };
    this.#rowsAt = state.tableBytes;
  }

  /** A part without samples. */
  static begin(number: number, video: VideoConfig, audio: AudioConfig | null, baseTicks: number): PartState {
    const empty = {
      mediaBytes: MEDIA_AT,
      tableBytes: 0,
      crc: 0,
      nextSound: null,
      pictures: 0,
      fromMs: null,
      toMs: null,
    };
    return { number, video, audio, baseTicks, ...empty, times: [] };
  }

  /** Names of the files of a part that is not finished. */
  static namesOf(path: string): { readonly media: string; readonly table: string } {
    return { media: `${path}.part`, table: `${path}.part.table` };
  }

  /**
   * The state that the files are in when no write is pending. The object changes with the part: callers that store the
   * state must copy it.
   */
  get state(): PartState {
    return this.#state;
  }

  addPicture(
    place: { readonly ticks: number; readonly cts: number; readonly isKey: boolean; readonly utcMs: number | null },
    nals: readonly Buffer[],
    hasLengths: boolean,
  ): void {
    const dts = place.ticks - this.#state.baseTicks;
    const open = this.#turnAt(dts);
    const before = open.video.length;
    for (const nal of nals) {
      if (!hasLengths) open.video.pushLength(nal.length);
      open.video.push(nal);
    }
    const size = open.video.length - before;
    const { cts, isKey, utcMs } = place;
    open.videoRows.pushRow({ isAudio: false, isKey, beginsChunk: before === 0, size, cts, dts });
    this.#takeTime(dts + cts, utcMs);
    this.#state.fromMs ??= utcMs;
    this.#state.toMs = utcMs ?? this.#state.toMs;
    this.#state.pictures += 1;
  }

  /** Which time of the day each moment of the file shows; null where the times of the source jump too often. */
  get times(): FileTimes | null {
    const { times } = this.#state;
    const firstTicks = times?.[0]?.ticks ?? 0;
    return times?.map(({ ticks, utcMs }) => ({ atMs: (ticks - firstTicks) / TICKS_PER_MS, utcMs })) ?? null;
  }

  addSound(ticks: number, data: Buffer): void {
    const { audio, baseTicks, nextSound } = this.#state;
    if (audio === null) return;
    const at = Math.round(((ticks - baseTicks) * audio.rateHz) / VIDEO_SCALE);
    const drift = nextSound === null ? 0 : at - nextSound;
    const isAac = audio.law === undefined;
    const maxDrift = isAac ? MAX_DRIFT_SAMPLES : MAX_G711_DRIFT_SAMPLES;
    if (at < 0 || drift < -maxDrift) return;
    const dts = nextSound === null || drift > maxDrift ? at : nextSound;
    const open = (this.#open ??= this.#buffers());
    const beginsChunk = open.audio.length === 0;
    open.audio.push(data);
    open.audioRows.pushRow({ isAudio: true, isKey: true, beginsChunk, size: data.length, cts: 0, dts });
    this.#state.nextSound = dts + (isAac ? AAC_SAMPLES : Math.ceil(data.length / audio.channels));
  }

  /** The sound of the part becomes known: it may come later than the first pictures. */
  setAudio(audio: AudioConfig): void {
    this.#set({ audio });
  }

  /** A slice ends: what has come is to be written before anything of the next slice. */
  endTurn(): void {
    if (this.#open === null) return;
    this.#ready.push(this.#open);
    this.#open = null;
  }

  /**
   * Begins to write the turns that are whole, and returns while the disk works. Waits for the write before, so that the memory
   * of two writes is enough. @throws {AppError} `storage.*` of the write before.
   */
  async flush(): Promise<void> {
    if (this.#ready.length === 0) return;
    await this.#writing;
    this.#writing = this.#write(this.#ready.splice(0));
    this.#writing.catch(() => {}); // the next flush reports it, or written()
  }

  /** Returns when all that was flushed is written. @throws {AppError} `storage.*`. */
  async written(): Promise<void> {
    await this.#writing;
  }

  /** Writes the rows of the table that wait. */
  async flushRows(): Promise<void> {
    await this.#writeRows();
  }

  /** Returns when everything that was written before the call is on the disk. */
  async sync(): Promise<void> {
    const { media, table } = await this.#opened();
    await media.sync();
    await table.sync();
  }

  /** Returns to an earlier state and forgets everything behind it. */
  async rollBack(state: PartState): Promise<void> {
    await this.#writing.catch(() => {});
    this.#writing = Promise.resolve();
    // Rows that waited at that time are needed again.
    await this.#writeRows();
    this.#open = null;
    this.#ready.length = 0;
    this.#set(state);
    this.#rowsAt = state.tableBytes;
    await this.#cut();
  }

  /** Whether the files on the disk have at least the bytes of the state. */
  async isThere(): Promise<boolean> {
    const names = ExportPart.namesOf(this.path);
    if (!(await this.#disk.exists(names.media)) || !(await this.#disk.exists(names.table))) return false;
    const { media, table } = await this.#opened();
    const { mediaBytes, tableBytes } = this.#state;
    return (await media.size()) >= mediaBytes && (await table.size()) >= tableBytes;
  }

  /** Cuts off what came behind the state. */
  async #cut(): Promise<void> {
    if (this.#files === null) return;
    await this.#files.media.truncate(this.#state.mediaBytes);
    await this.#files.table.truncate(this.#state.tableBytes);
  }

  /**
   * Makes the movie of the part whole, all but its name, and reads it back: the file must have each picture that was taken, with
   * the same bytes in the same order. Can be repeated.
   *
   * @returns its size in bytes. @throws {AppError} `storage.*`; `storage.write-failed` where the file is not what was written.
   */
  async complete(): Promise<number> {
    const { media, table } = await this.#opened();
    await this.#writeRows();
    await this.#cut();
    const { mediaBytes, tableBytes, video, audio } = this.#state;
    const movie = { video, audio, mediaAt: MEDIA_AT, tableBytes };
    const size = mediaBytes + (await writeMovie(media, mediaBytes, table, movie));
    const head = Buffer.concat([u32(1), Buffer.from('mdat'), u64Table([mediaBytes - FILE_TYPE.length])]);
    await media.write(head, FILE_TYPE.length);
    // The disk takes what waits in the memory of the system, while the file is read back.
    const [synced, checked] = await Promise.allSettled([
      media.sync(),
      checkWritten(media, { ...this.#state, mediaAt: MEDIA_AT, sizeBytes: size }),
    ]);
    if (synced.status === 'rejected') throw synced.reason;
    if (checked.status === 'rejected') throw checked.reason;
    return size;
  }

  /** Gives the finished file its name. Can be repeated. @throws {AppError} `storage.name-taken`. */
  async publish(): Promise<void> {
    await this.close();
    const { media, table } = ExportPart.namesOf(this.path);
    if (await this.#disk.exists(media)) await this.#disk.publish(media, this.path);
    await this.#disk.syncFolder(dirname(this.path));
    await this.#disk.remove(table);
  }

  async close(): Promise<void> {
    await this.#writing.catch(() => {});
    const files = this.#files;
    this.#files = null;
    if (files === null) return;
    try {
      await files.media.close();
    } finally {
      await files.table.close();
    }
  }

  async remove(): Promise<void> {
    await this.close();
    const { media, table } = ExportPart.namesOf(this.path);
    await this.#disk.remove(media);
    await this.#disk.remove(table);
  }

  #takeTime(ticks: number, utcMs: number | null): void {
    const { times } = this.#state;
    if (times === null) return;
    const last = times.at(-1);
    if (last !== undefined) {
      const expectedMs = last.utcMs === null ? null : last.utcMs + (ticks - last.ticks) / TICKS_PER_MS;
      if (expectedMs === utcMs) return;
      if (expectedMs !== null && utcMs !== null && Math.abs(utcMs - expectedMs) <= SAME_TIME_MS) return;
    }
    this.#state.times = times.length < MAX_TIME_POINTS ? [...times, { ticks, utcMs }] : null;
  }

  #turnAt(dts: number): Buffers {
    const open = this.#open;
    if (open !== null && open.video.length > 0) {
      const isFull = open.video.length + open.audio.length > TURN_BYTES;
      if (isFull || dts - this.#turnFromTicks >= TURN_TICKS) this.endTurn();
    }
    const turn = (this.#open ??= this.#buffers());
    if (turn.video.length === 0) this.#turnFromTicks = dts;
    return turn;
  }

  #buffers(): Buffers {
    return this.#spare.pop() ?? { video: new Turn(), audio: new Turn(), videoRows: new Turn(), audioRows: new Turn() };
  }

  /** The bytes of turns, in their order: a part has one such write at a time. */
  async #write(turns: readonly Buffers[]): Promise<void> {
    const { media } = await this.#opened();
    for (const turn of turns) {
      turn.video.push(turn.audio.bytes);
      await media.write(turn.video.bytes, this.#state.mediaBytes);
      const crc = crc32(turn.video.bytes, this.#state.crc);
      this.#set({ mediaBytes: this.#state.mediaBytes + turn.video.length, crc });
      for (const { bytes } of [turn.videoRows, turn.audioRows]) {
        this.#rows.push(bytes);
        this.#set({ tableBytes: this.#state.tableBytes + bytes.length });
      }
      for (const one of [turn.video, turn.audio, turn.videoRows, turn.audioRows]) one.length = 0;
      this.#spare.push(turn);
      if (this.#rows.length >= TABLE_BYTES) await this.#writeRows();
    }
  }

  async #writeRows(): Promise<void> {
    if (this.#rows.length === 0) return;
    const { table } = await this.#opened();
    await table.write(this.#rows.bytes, this.#rowsAt);
    this.#rowsAt += this.#rows.length;
    this.#rows.length = 0;
  }

  async #opened(): Promise<Files> {
    if (this.#files !== null) return this.#files;
    const names = ExportPart.namesOf(this.path);
    if (this.#state.mediaBytes === MEDIA_AT && (await this.#disk.exists(this.path)))
      throw nameTaken(dirname(this.path));
    const media = await this.#disk.open(names.media, 'keep');
    try {
      const table = await this.#disk.open(names.table, 'keep');
      this.#files = { media, table };
      if (this.#state.mediaBytes === MEDIA_AT) {
        // Until the size is known, players would see an empty box.
        await media.write(Buffer.concat([FILE_TYPE, u32(1), Buffer.from('mdat'), u64Table([HEAD_BYTES])]), 0);
      }
      return this.#files;
    } catch (error) {
      if (this.#files === null) await media.close();
      throw error;
    }
  }

  #set(change: Partial<PartState>): void {
    Object.assign(this.#state, change);
  }
}
