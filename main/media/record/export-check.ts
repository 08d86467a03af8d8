/**
 * Reads a finished file of an export back. Evidence must not be altered on the way to the disk: the file is compared
 * with the footage that was taken, the pictures by their number and places, all media by a checksum over its bytes in
 * their order.
 */
import { MAX_MOVIE_BYTES } from '../../../preload/domain/bounds.ts';
import { setImmediate as yieldNow } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { AppError } from '../../errors.ts';
import { readMovie } from '../formats/mp4/mp4-reader.ts';
import type { DiskFile } from './export-disk.ts';

const PIECE_BYTES = 1024 * 1024;
/** Samples that are compared between two yields. */
const PIECE_SAMPLES = 10_000;

export interface Written {
  /** The media lies from here on, up to `mediaBytes`. */
  readonly mediaAt: number;
  readonly mediaBytes: number;
  readonly sizeBytes: number;
  readonly pictures: number;
  /** CRC-32 of the media, in the order of the file. */
  readonly crc: number;
}

const altered = (detail: string, cause?: unknown): AppError =>
  new AppError('storage.write-failed', 'a file of an export is not what was written', { params: { detail }, cause });

/** @throws {AppError} `storage.write-failed` where the file is not what was written; `storage.*` where it cannot be read. */
export async function checkWritten(file: DiskFile, written: Written): Promise<void> {
  if ((await crcOf(file, written)) !== written.crc)
    throw altered('the bytes on the disk are not those that were written');
  // Our reader takes no larger tables; those of a day and a half at 25 pictures a second fit.
  if (written.sizeBytes - written.mediaBytes > MAX_MOVIE_BYTES) return;
  const { video } = await movieOf(file, written);
  let pictures = 0;
  let at = written.mediaAt;
  for (const { offset, size } of video.samples()) {
    if (offset < at || offset + size > written.mediaBytes) throw altered('the tables on the disk lead elsewhere');
    at = offset + size;
    pictures += 1;
    if (pictures % PIECE_SAMPLES === 0) await yieldNow();
  }
  if (pictures !== written.pictures) throw altered(`${pictures} pictures of ${written.pictures} are in the file`);
}

async function crcOf(file: DiskFile, { mediaAt, mediaBytes }: Written): Promise<number> {
  const piece = Buffer.allocUnsafe(PIECE_BYTES);
  let crc = 0;
  for (let at = mediaAt; at < mediaBytes;) {
    const read = await file.read(piece.subarray(0, Math.min(PIECE_BYTES, mediaBytes - at)), at);
    if (read === 0) throw altered('the file ends early');
    crc = crc32(piece.subarray(0, read), crc);
    at += read;
  }
  return crc;
}

async function movieOf(file: DiskFile, { sizeBytes }: Written): ReturnType<typeof readMovie> {
  try {
    return await readMovie((into, at) => file.read(into, at), sizeBytes);
  } catch (error) {
    throw error instanceof RangeError ? altered('the tables on the disk cannot be read', error) : error;
  }
}
