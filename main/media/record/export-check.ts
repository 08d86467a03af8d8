/**
 * Reads a finished file of an export back. Evidence must not be altered on the way to the disk: the file is compared
 * with the footage that was taken, the pictures by their number and places, all media by a checksum over its bytes in
 * their order.
 */
import { crc32 } from 'node:zlib';
import { AppError } from '../../errors.ts';
import { eachPicturePlace } from '../formats/mp4/mp4-places.ts';
import type { DiskFile } from './export-disk.ts';

const PIECE_BYTES = 1024 * 1024;

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
  const { sizeBytes, mediaAt, mediaBytes } = written;
  let at = mediaAt;
  const takePlace = (offset: number, size: number): void => {
    if (offset < at || offset + size > mediaBytes) throw altered('the tables on the disk lead elsewhere');
    at = offset + size;
  };
  const pictures = await readable(eachPicturePlace((into, from) => file.read(into, from), sizeBytes, takePlace));
  if (pictures !== written.pictures) throw altered(`${pictures} pictures of ${written.pictures} are in the file`);
}

/** Two pieces are under way: the disk reads one while the sum of the other is made. */
async function crcOf(file: DiskFile, { mediaAt, mediaBytes }: Written): Promise<number> {
  const memory = [Buffer.allocUnsafeSlow(PIECE_BYTES), Buffer.allocUnsafeSlow(PIECE_BYTES)] as const;
  const begin = (number: number): Promise<Buffer> | null => {
    const at = mediaAt + number * PIECE_BYTES;
    if (at >= mediaBytes) return null;
    const piece = readPiece(file, memory[number % 2 === 0 ? 0 : 1].subarray(0, mediaBytes - at), at);
    piece.catch(() => {}); // its turn comes later
    return piece;
  };
  let [piece, next] = [begin(0), begin(1)];
  let crc = 0;
  try {
    for (let number = 2; piece !== null; number += 1) {
      crc = crc32(await piece, crc);
      [piece, next] = [next, begin(number)];
    }
    return crc;
  } finally {
    // Nothing reads any more when the caller closes the file.
    await Promise.allSettled([piece, next]);
  }
}

async function readPiece(file: DiskFile, into: Buffer, at: number): Promise<Buffer> {
  for (let done = 0; done < into.length;) {
    const more = await file.read(into.subarray(done), at + done);
    if (more === 0) throw altered('the file ends early');
    done += more;
  }
  return into;
}

async function readable<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    throw error instanceof RangeError ? altered('the tables on the disk cannot be read', error) : error;
  }
}
