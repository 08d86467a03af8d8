/**
 * Writes footage as MP4 files without coding anything anew: the caller hands in slices in the order of their time, and gets
 * one file, or several where size or codec of the pictures change.
 *
 * The journal stores how far the files are whole. A writer that opens the same name again continues behind the last
 * slice of the journal, and the files end with the same bytes as those of a writer that was not interrupted, as long as
 * the slices are the same.
 */
import { join } from 'node:path';
import { AppError } from '../../errors.ts';
import { isSameConfig, type AudioConfig, type VideoConfig } from '../formats/mp4/mp4-samples.ts';
import { closeEach, nameTaken, realDisk, type ExportDisk } from './export-disk.ts';
import { ExportInput, type InputSink } from './export-input.ts';
import { ExportJournal, type ExportMark, type ExportNote, type FinishedPart } from './export-journal.ts';
import { watchSpace, type ExportOrder, type ExportResult, type ExportSlice } from './export-order.ts';
import { ExportNotes } from './export-notes.ts';
import { ExportPart } from './export-part.ts';
import { Timeline, type InPicture, type SliceStart } from './export-timeline.ts';

/** So much media at most is written again after an interruption. */
const MARK_BYTES = 32 * 1024 * 1024;
/** Larger pieces are read in pieces of this length: a piece is read while the disk writes those before it. */
const PIECE_BYTES = 256 * 1024;
/** Size or codec change some times a day. A source that changes with every picture would make a file of each. */
const MAX_PARTS = 200;
/** Sound that comes before the first picture of a slice. */
const MAX_HELD_SOUND = 2_000;

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

export class ExportWriter {
  readonly #order: ExportOrder;
  readonly #disk: ExportDisk;
  readonly #journal: ExportJournal;
  readonly #timeline = new Timeline();
  readonly #input: ExportInput;
  #parts: ExportPart[] = [];
  readonly #finished = new Map<number, FinishedPart>();
  readonly #notes = new ExportNotes();
  /** Pictures of the run that is being left out. */
  #leftOut = 0;
  #slices = 0;
  #lastSlice: string | null = null;
  #video: VideoConfig | null = null;
  #audio: AudioConfig | null = null;
  #nextPart = 1;
  #isEnded = false;
  #start: SliceStart | null = null;
  #held: { readonly ticks: number; readonly data: Buffer }[] = [];
  #unmarkedBytes = 0;
  /** The mark that is being written while the next slices come. */
  #marking: Promise<void> | null = null;
  /** A mark or a roll-back failed: only what the newest mark names counts as written, and the export must be opened again. */
  #failure: Error | null = null;
  readonly #fail = (error: unknown): void => void (this.#failure = asError(error));

  private constructor(order: ExportOrder, disk: ExportDisk, journal: ExportJournal) {
    this.#order = order;
    this.#disk = disk;
    this.#journal = journal;
    this.#input = new ExportInput(this.#sink());
  }

  /**
   * Begins an export, or continues one that was interrupted.
   *
   * @throws {AppError} `storage.full`, `storage.no-access`, `storage.name-taken`, `storage.name-too-long`, `storage.gone`,
   *   `storage.write-failed`.
   */
  static async open(order: ExportOrder, disk: ExportDisk = realDisk): Promise<ExportWriter> {
    await disk.makeFolder(order.folder);
    await watchSpace(disk, order, order.expectedBytes);
    const first = join(order.folder, `${order.name}.mp4`);
    const path = `${first}.journal`;
    const isNew = !(await disk.exists(path));
    if (isNew && ((await disk.exists(first)) || (await disk.exists(ExportPart.namesOf(first).media))))
      throw nameTaken(order.folder);
    const journal = await ExportJournal.open(disk, path);
    const writer = new ExportWriter(order, disk, journal);
    try {
      if (journal.entries === null) await journal.begin(order.jobId);
      else if (journal.entries.id !== order.jobId) throw nameTaken(order.folder);
      else await writer.#resume();
      return writer;
    } catch (error) {
      await writer.close();
      throw error;
    }
  }

  /** Number of slices in the files, and the last one; the caller continues with the next. */
  get done(): { readonly slices: number; readonly lastSlice: string | null } {
    return { slices: this.#slices, lastSlice: this.#lastSlice };
  }

  /** Bytes of media that are written so far. */
  get bytes(): number {
    const open = this.#parts.reduce((sum, { state }) => sum + state.mediaBytes, 0);
    return [...this.#finished.values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, open);
  }

  /**
   * Takes a slice. When its bytes fail, or it cannot be written, the writer is as it was before the slice, which can be handed in
   * again; where the disk does not allow that, every further slice fails, and the export must be opened again.
   *
   * @throws what the bytes throw. {AppError} `media.bad-stream`, `media.over-limit`, `media.unsupported-codec`, `storage.*`.
   */
  async take(slice: ExportSlice): Promise<void> {
    if (this.#failure !== null) throw this.#failure;
    const before = this.#mark();
    const notes = this.#notes.freshCount;
    try {
      this.#start = { fromMs: slice.fromMs, isBreak: slice.isBreak };
      this.#input.begin(slice.kind);
      for await (const chunk of slice.bytes)
        await this.#takeBytes(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length));
      this.#input.end();
      this.#releaseSound();
      this.#start = null;
      for (const part of this.#parts) part.endTurn();
      await this.#flush();
      // A write that failed must fail its own slice, which is asked for again.
      for (const part of this.#parts) await part.written();
    } catch (error) {
      await this.#rollBack(before, notes);
      throw error;
    }
    this.#slices += 1;
    this.#lastSlice = slice.id;
    if (this.#unmarkedBytes >= (this.#order.markBytes ?? MARK_BYTES) || this.#parts.length > 1) await this.#settle();
  }

  /**
   * Writes the tables and gives the files their names.
   *
   * @throws {AppError} `recording.none` when the slices contained no picture, `storage.*`; the export can be opened again then.
   */
  async finish(): Promise<ExportResult> {
    if (this.#parts.length === 0 && this.#finished.size === 0)
      throw new AppError('recording.none', 'no picture in any slice');
    this.#isEnded = true;
    this.#endRun();
    if (this.#parts.length > 0) await this.#settle();
    const parts = [...this.#finished].sort(([a], [b]) => a - b).map(([, part]) => part);
    return { parts, notes: this.#notes.all, moreNotes: this.#notes.more };
  }

  /**
   * Waits until the last mark is written, and closes the files of the export, which can be opened again.
   *
   * @throws as `closeEach`.
   */
  async close(): Promise<void> {
    await this.#marking;
    await closeEach([...this.#parts, this.#journal]);
  }

  /** The caller has the result: forgets the journal. */
  async forget(): Promise<void> {
    await this.close();
    await this.#disk.remove(join(this.#order.folder, `${this.#order.name}.mp4.journal`));
  }

  /** Removes unfinished parts, and the journal. Finished parts stay. */
  async discard(): Promise<void> {
    await this.#marking;
    for (const part of this.#parts) await part.remove();
    this.#parts = [];
    // Parts that an earlier run began behind its last mark.
    for (let number = this.#nextPart; ; number += 1) {
      const path = this.#pathOf(number);
      if (!(await this.#disk.exists(ExportPart.namesOf(path).media))) break;
      await this.#disk.remove(ExportPart.namesOf(path).media);
      await this.#disk.remove(ExportPart.namesOf(path).table);
    }
    await this.forget();
  }

  async #takeBytes(chunk: Buffer): Promise<void> {
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
      const piece = chunk.subarray(at, at + PIECE_BYTES);
      this.#unmarkedBytes += piece.length;
      this.#input.push(piece);
      await this.#flush();
    }
  }

  async #flush(): Promise<void> {
    for (const part of this.#parts) await part.flush();
  }

  /** Marks how far the files are whole, and finishes the parts that grow no more. */
  async #settle(): Promise<void> {
    await watchSpace(this.#disk, this.#order, 0);
    await this.#marking;
    for (const part of this.#parts) await part.flushRows();
    const [mark, notes] = [this.#mark(), this.#notes.take()];
    this.#unmarkedBytes = 0;
    // The disk works on while the next slice comes.
    this.#marking = this.#writeMark(mark, notes, [...this.#parts]).catch(this.#fail);
    if (this.#parts.length === 1 && !this.#isEnded) return;
    await this.#marking;
    if (this.#failure !== null) throw this.#failure;
    await this.#finishParts();
  }

  async #writeMark(mark: ExportMark, notes: readonly ExportNote[], parts: readonly ExportPart[]): Promise<void> {
    for (const part of parts) await part.sync();
    await this.#journal.mark(mark, notes);
  }

  async #finishParts(): Promise<void> {
    while (this.#parts.length > (this.#isEnded ? 0 : 1)) {
      const [part] = this.#parts;
      if (part === undefined) return;
      const { number, pictures, fromMs, toMs } = part.state;
      if (!this.#finished.has(number)) {
        const sizeBytes = await part.complete();
        const finished = { path: part.path, sizeBytes, pictures, fromMs, toMs, times: part.times };
        await this.#journal.finish(number, finished);
        this.#finished.set(number, finished);
      }
      await part.publish();
      this.#parts.shift();
    }
  }

  #mark(): ExportMark {
    return {
      slices: this.#slices,
      lastSlice: this.#lastSlice,
      input: this.#input.state,
      timeline: this.#timeline.state,
      video: this.#video,
      audio: this.#audio,
      parts: this.#parts.map(({ state }) => ({ ...state })),
      nextPart: this.#nextPart,
      isEnded: this.#isEnded,
      leftOut: this.#leftOut,
      ...this.#notes.mark,
    };
  }

  #restore(mark: ExportMark, freshNotes: number): void {
    this.#slices = mark.slices;
    this.#lastSlice = mark.lastSlice;
    this.#input.restore(mark.input);
    this.#timeline.restore(mark.timeline);
    this.#video = mark.video;
    this.#audio = mark.audio;
    this.#nextPart = mark.nextPart;
    this.#leftOut = mark.leftOut;
    this.#notes.restore(mark, freshNotes);
    this.#isEnded = mark.isEnded;
    this.#start = null;
    this.#held = [];
  }

  async #rollBack(before: ExportMark, notes: number): Promise<void> {
    this.#restore(before, notes);
    const kept = this.#parts.splice(0, before.parts.length);
    for (const part of this.#parts) await part.remove().catch(() => {});
    this.#parts = kept;
    for (const [i, part] of kept.entries()) {
      const state = before.parts[i];
      // A disk that is gone cannot be mended here: the part may have footage of the slice, and the journal names what is whole.
      if (state !== undefined) await part.rollBack(state).catch(this.#fail);
    }
  }

  /** Continues at the newest mark whose files exist. */
  async #resume(): Promise<void> {
    const { marks = [], finished = new Map<number, FinishedPart>() } = this.#journal.entries ?? {};
    for (let i = marks.length - 1; i >= 0; i -= 1) {
      const entry = marks[i];
      const growing = entry?.mark.isEnded === true ? null : entry?.mark.parts.at(-1);
      // A part that is finished does not grow any more.
      if (entry === undefined || (growing !== null && growing !== undefined && finished.has(growing.number))) break;
      const parts = entry.mark.parts.map((state) => new ExportPart(this.#disk, this.#pathOf(state.number), state));
      this.#parts = parts;
      const isThere = await Promise.all(
        parts.map((part) => (finished.has(part.state.number) ? Promise.resolve(true) : part.isThere())),
      );
      if (!isThere.every(Boolean)) {
        for (const part of parts) await part.close();
        this.#parts = [];
        continue;
      }
      for (const [number, part] of finished) this.#finished.set(number, part);
      this.#notes.resume(marks.slice(0, i + 1).flatMap(({ notes }) => notes));
      this.#restore(entry.mark, 0);
      for (const part of parts) if (!finished.has(part.state.number)) await part.rollBack(part.state);
      await this.#finishParts();
      return;
    }
    await this.#journal.cutAt(0);
    await this.#journal.begin(this.#order.jobId);
  }

  #pathOf(number: number): string {
    return join(this.#order.folder, `${this.#order.name}${number === 1 ? '' : ` part ${number}`}.mp4`);
  }

  #sink(): InputSink {
    return {
      videoConfig: (config) => (this.#video = config),
      audioConfig: (config) => this.#takeAudioConfig(config),
      picture: (picture, nals, hasLengths) => this.#takePicture(picture, nals, hasLengths),
      sound: (ticks, data) => this.#takeSound(ticks, data),
      damaged: (isKey) => this.#takeLoss(isKey),
      strangeSound: () => this.#noteOnce('sound'),
      estimated: () => this.#noteOnce('estimated'),
    };
  }

  #takeAudioConfig(config: AudioConfig): void {
    this.#audio = config;
    const part = this.#parts.at(-1);
    if (part !== undefined && part.state.audio === null) part.setAudio(config);
  }

  #takePicture(picture: InPicture, nals: readonly Buffer[], hasLengths: boolean): void {
    const start = this.#start;
    this.#start = null;
    const placed = this.#video === null ? null : this.#timeline.place(picture, start);
    if (placed === null) this.#leftOut += this.#timeline.isRepeat(picture) ? 0 : 1;
    else {
      this.#endRun();
      const part = this.#partFor(picture, placed.dts);
      const { cts, isKey, dts } = picture;
      if (placed.jump !== null) this.#note('jump', placed.jump.fromMs, placed.jump.toMs, placed.dts);
      part?.addPicture({ ticks: placed.dts, cts, isKey, utcMs: this.#timeline.utcMs(dts + cts) }, nals, hasLengths);
    }
    if (start !== null) this.#releaseSound();
  }

  /** The file of a picture. Another size or codec begins another file, with the next key picture. */
  #partFor(picture: InPicture, dts: number): ExportPart | null {
    const part = this.#parts.at(-1) ?? null;
    const video = this.#video;
    if (video === null) return part;
    const isOther =
      part === null ||
      !isSameConfig(part.state.video, video) ||
      (this.#audio !== null && !isSameConfig(part.state.audio, this.#audio));
    if (!isOther || (part !== null && !picture.isKey)) return part;
    if (this.#nextPart > MAX_PARTS)
      throw new AppError('media.bad-stream', 'too many changes', { params: { detail: 'SPS' }, action: 'report' });
    this.#timeline.beginFile(picture);
    const state = ExportPart.begin(this.#nextPart, video, this.#audio, dts);
    const next = new ExportPart(this.#disk, this.#pathOf(this.#nextPart), state);
    this.#nextPart += 1;
    part?.endTurn();
    this.#parts.push(next);
    return next;
  }

  #takeSound(ticks: number, data: Buffer): void {
    if (this.#start === null) this.#writeSound(ticks, data);
    else if (this.#held.length < MAX_HELD_SOUND) this.#held.push({ ticks, data: Buffer.from(data) });
  }

  #releaseSound(): void {
    const held = this.#held;
    this.#held = [];
    for (const { ticks, data } of held) this.#writeSound(ticks, data);
  }

  #writeSound(ticks: number, data: Buffer): void {
    const part = this.#parts.at(-1);
    const place = this.#timeline.placeSound(ticks, this.#input.isFlv);
    if (place === 'stray') this.#noteOnce('sound-clock');
    else if (part !== undefined && place !== null && isSameConfig(part.state.audio, this.#audio))
      part.addSound(place, data);
  }

  #takeLoss(isKey: boolean): void {
    if (isKey) this.#timeline.loseKey();
    const { shift, lastIn } = this.#timeline.state;
    const atMs = shift === null ? null : this.#timeline.utcMs(lastIn);
    this.#note('loss', atMs, atMs);
  }

  /** Names the pictures that were left out up to here. */
  #endRun(): void {
    if (this.#leftOut > 0) this.#note('left-out', null, null);
    this.#leftOut = 0;
  }

  #noteOnce(kind: ExportNote['kind']): void {
    if (this.#notes.isFirst(kind)) this.#note(kind, null, null);
  }

  /** @param ticks on the clock of the export; without them those of the last picture. */
  #note(kind: ExportNote['kind'], fromMs: number | null, toMs: number | null, ticks?: number): void {
    const part = this.#parts.at(-1)?.state;
    const at = (ticks ?? this.#timeline.state.lastOut) - (part?.baseTicks ?? 0);
    this.#notes.add({ kind, part: part?.number ?? 1, atMs: Math.max(0, Math.round(at / 90)), fromMs, toMs });
  }
}
