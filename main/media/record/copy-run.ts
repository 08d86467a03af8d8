/**
 * One copy of an exported file with the time and the camera below each picture. A window draws: main gives it the coded
 * pictures of the file piece by piece, and writes those that the window coded anew, beside the sound of the file. The window
 * names no path, and what it gives becomes samples of a movie that main writes.
 */
import { MAX_COPY_PICTURE_BYTES, MAX_COPY_SIDE_PX } from '../../../preload/domain/bounds.ts';
import { constants } from 'node:fs';
import { open, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { CopyPiece, CopyPictures } from '../../../preload/domain/exports/export-copies.ts';
import { AppError } from '../../errors.ts';
import { fileFailure, makeFolder } from '../../file-failures.ts';
import { avcCodec, hevcCodec } from '../formats/flv/flv-tags.ts';
import { readMovie, type Mp4Movie, type PlacedMp4Sample } from '../formats/mp4/mp4-reader.ts';
import { videoOfRecord, type VideoConfig } from '../formats/mp4/mp4-samples.ts';
import { realDisk } from './export-disk.ts';
import { Mp4File } from './mp4-file.ts';

/** Of coded pictures in one answer; a larger picture comes alone. */
const MAX_PIECE_BYTES = 512 * 1024;
const MAX_PIECE_PICTURES = 250;
/** Sound further behind the last picture than this is left out. */
const MAX_SOUND_BEHIND_MS = 2_000;

/** Follows no link, and does not wait for a pipe that somebody put in the place of the file. Windows has neither flag. */
const READ_ONLY = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

const partOf = (path: string): string => `${path}.part`;

interface Source {
  readonly file: FileHandle;
  readonly bytes: number;
  readonly movie: Mp4Movie;
}

export class CopyRun {
  readonly #source: Source;
  readonly #path: string;
  readonly #pictures: Iterator<PlacedMp4Sample, undefined>;
  readonly #sound: Iterator<PlacedMp4Sample, undefined> | null;
  #nextPicture: PlacedMp4Sample | undefined;
  #nextSound: PlacedMp4Sample | undefined;
  #out: Mp4File | null = null;
  #written = 0;
  #lastMs = -1;

  private constructor(source: Source, path: string) {
    this.#source = source;
    this.#path = path;
    this.#pictures = source.movie.video.samples();
    this.#sound = source.movie.audio?.samples() ?? null;
    this.#nextPicture = this.#pictures.next().value;
    this.#nextSound = this.#sound?.next().value;
  }

  /** @param path of the copy; absolute. @throws {AppError} `export.copy-not-read`, `storage.*`. */
  static async open(from: string, path: string): Promise<CopyRun> {
    const file = await open(from, READ_ONLY).catch((error: unknown) => {
      throw fileFailure(error, dirname(from));
    });
    try {
      const found = await file.stat();
      if (!found.isFile()) throw new RangeError('not a file');
      const { size } = found;
      const movie = await readMovie(async (into, at) => (await file.read(into, 0, into.length, at)).bytesRead, size);
      return new CopyRun({ file, bytes: size, movie }, path);
    } catch (error) {
      await file.close();
      throw asNotRead(error, dirname(from));
    }
  }

  get bytes(): number {
    return this.#source.bytes;
  }

  get facts(): CopyPictures {
    const { config, count, lengthMs } = this.#source.movie.video;
    const { kind, record, widthPx, heightPx } = config;
    const codec = kind === 'avc1' ? avcCodec(record) : hevcCodec(record);
    return { codec, record: record.toString('base64'), widthPx, heightPx, count, lengthMs };
  }

  /** The next pictures in the order in which they are decoded; none at the end. @throws {AppError} `export.copy-not-read`. */
  async read(): Promise<CopyPiece> {
    const pictures: CopyPiece['pictures'][number][] = [];
    const parts: Buffer[] = [];
    let bytes = 0;
    try {
      for (let next = this.#nextPicture; next !== undefined; next = this.#nextPicture) {
        if (next.size > MAX_COPY_PICTURE_BYTES) throw new RangeError('a picture that is too large');
        const isFull = bytes + next.size > MAX_PIECE_BYTES || pictures.length >= MAX_PIECE_PICTURES;
        if (isFull && pictures.length > 0) break;
        parts.push(await this.#bytesOf(next));
        pictures.push({ bytes: next.size, isKey: next.isKey, atUs: Math.round(next.atMs * 1_000) });
        bytes += next.size;
        this.#nextPicture = this.#pictures.next().value;
      }
    } catch (error) {
      throw asNotRead(error, dirname(this.#path));
    }
    return { pictures, base64: Buffer.concat(parts).toString('base64') };
  }

  /**
   * Writes pictures of the copy.
   *
   * @param record of the decoder, with the first pictures. @throws {AppError} `export.copy-not-coded`, `storage.*`.
   */
  async write(record: Buffer | null, { pictures, base64 }: CopyPiece): Promise<void> {
    const bytes = Buffer.from(base64, 'base64');
    if (pictures.reduce((sum, one) => sum + one.bytes, 0) !== bytes.length) throw notCoded('other bytes than stated');
    try {
      let at = 0;
      for (const picture of pictures) {
        const data = bytes.subarray(at, at + picture.bytes);
        at += picture.bytes;
        await this.#add({ ...picture, data }, record);
      }
    } catch (error) {
      if (error instanceof RangeError) throw notCoded(error.message);
      throw fileFailure(error, dirname(this.#path));
    }
  }

  /** Gives the copy its name. @returns its size in bytes. @throws {AppError} `export.copy-not-coded`, `storage.*`. */
  async finish(): Promise<number> {
    const { count } = this.#source.movie.video;
    if (this.#out === null || this.#written !== count) throw notCoded(`${this.#written} of ${count} pictures`);
    const part = partOf(this.#path);
    try {
      await this.#addSoundUntil(this.#lastMs + MAX_SOUND_BEHIND_MS);
      const out = this.#out;
      this.#out = null;
      await out.finish();
      const file = await open(part, 'r+');
      try {
        await file.sync();
      } finally {
        await file.close();
      }
      await realDisk.publish(part, this.#path);
      await realDisk.syncFolder(dirname(this.#path));
      return (await stat(this.#path)).size;
    } catch (error) {
      throw fileFailure(error, dirname(this.#path));
    }
  }

  /** Closes all files, and deletes the copy that is not whole. Never rejects. */
  async close(): Promise<void> {
    const out = this.#out;
    this.#out = null;
    if (out !== null) await out.finish().catch(() => undefined);
    await this.#source.file.close().catch(() => undefined);
    await rm(partOf(this.#path), { force: true }).catch(() => undefined);
  }

  async #add(picture: CopyPiece['pictures'][number] & { readonly data: Buffer }, record: Buffer | null): Promise<void> {
    const { atUs, isKey, data } = picture;
    const atMs = atUs / 1_000;
    if (atMs <= this.#lastMs || this.#written >= this.#source.movie.video.count)
      throw new RangeError('a picture too many');
    if (this.#out === null) {
      if (record === null || !isKey) throw new RangeError('no begin');
      this.#out = await this.#begin(videoOfRecord('avc1', record), atMs);
    }
    this.#lastMs = atMs;
    await this.#out.addVideo({ dtsMs: atMs, ctsMs: 0, isKey, data });
    this.#written += 1;
    await this.#addSoundUntil(atMs);
  }

  async #begin(video: VideoConfig, atMs: number): Promise<Mp4File> {
    if (Math.max(video.widthPx, video.heightPx) > MAX_COPY_SIDE_PX) throw new RangeError('pictures that are too large');
    await makeFolder(dirname(this.#path));
    await rm(partOf(this.#path), { force: true });
    return await Mp4File.create(partOf(this.#path), video, this.#source.movie.audio?.config ?? null, atMs);
  }

  /** The sound is that of the file, byte for byte. */
  async #addSoundUntil(untilMs: number): Promise<void> {
    for (let next = this.#nextSound; next !== undefined && next.atMs <= untilMs; next = this.#nextSound) {
      const data = await this.#bytesOf(next);
      this.#out?.addAudio({ dtsMs: next.atMs, ctsMs: 0, isKey: true, data });
      this.#nextSound = this.#sound?.next().value;
    }
  }

  async #bytesOf({ offset, size }: PlacedMp4Sample): Promise<Buffer> {
    const into = Buffer.allocUnsafeSlow(size);
    for (let done = 0; done < size;) {
      const { bytesRead } = await this.#source.file.read(into, done, size - done, offset + done);
      if (bytesRead === 0) throw new RangeError('the file is shorter than its tables say');
      done += bytesRead;
    }
    return into;
  }
}

const notCoded = (detail: string): AppError => new AppError('export.copy-not-coded', detail);

function asNotRead(error: unknown, folder: string): AppError {
  if (!(error instanceof RangeError)) return fileFailure(error, folder);
  return new AppError('export.copy-not-read', 'a file of an export is not understood', { cause: error });
}
