/** Reads a saved file in pieces, for a window that shows the file. */
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FilePiece } from '../../../preload/contract/file-piece.ts';
import { MAX_PIECE_BYTES, MAX_SHOWN_BYTES } from '../../../preload/domain/bounds.ts';
import { AppError } from '../../errors.ts';
import { fileFailure } from '../../file-failures.ts';

/** Where the bytes of a shown file lie in the file that is read. */
export interface BytePlace {
  readonly fromByte: number;
  readonly sizeBytes: number;
}

/** Finds the shown file in an open file; null where it is not there. */
export type FindBytes = (file: FileHandle, fileBytes: number) => Promise<BytePlace | null>;

const WHOLE: FindBytes = (_, sizeBytes) => Promise.resolve({ fromByte: 0, sizeBytes });

export interface PieceWish {
  readonly fromByte: number;
  /** Of the first piece; null for the first. */
  readonly version: string | null;
}

/** No link is followed, and a pipe that took the place of the file blocks nobody. Windows has neither flag. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const GONE: ReadonlySet<unknown> = new Set(['ENOENT', 'ELOOP', 'ENXIO']);

/**
 * @param path of a file that the client saved; null where the client saved no such file.
 * @param find where the shown file is a part of that file.
 * @throws {AppError} `storage.*` where the system refuses, and as `find`.
 */
export async function readPiece(path: string | null, wish: PieceWish, find = WHOLE): Promise<FilePiece> {
  if (path === null) return { state: 'gone' };
  let file: FileHandle | null = null;
  try {
    file = await open(path, FLAGS);
    return await pieceOf(file, wish, find);
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (error instanceof Error && 'code' in error && GONE.has(error.code)) return { state: 'gone' };
    throw fileFailure(error, dirname(path));
  } finally {
    await file?.close();
  }
}

async function pieceOf(file: FileHandle, { fromByte, version }: PieceWish, find: FindBytes): Promise<FilePiece> {
  const found = await file.stat();
  const place = found.isFile() ? await find(file, found.size) : null;
  if (place === null) return { state: 'gone' };
  const { sizeBytes } = place;
  if (sizeBytes > MAX_SHOWN_BYTES) return { state: 'too-large' };
  const now = `${found.ino} ${found.size} ${found.mtimeMs}`;
  if (version !== null && version !== now) return { state: 'changed' };
  const buffer = Buffer.alloc(Math.min(MAX_PIECE_BYTES, Math.max(0, sizeBytes - fromByte)));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, place.fromByte + fromByte);
  return { state: 'read', base64: buffer.toString('base64', 0, bytesRead), sizeBytes, version: now };
}
