/** Folders and files for the operator, and what the system says when they cannot be written, in the words of the client. */
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ErrorCode } from '../preload/domain/error.ts';
import { AppError, logUnexplained } from './errors.ts';

/** Pictures and clips are for the user who saved them, not for the other users of the computer. */
export const PRIVATE_FILE_MODE = 0o600;
const PRIVATE_FOLDER_MODE = 0o700;

const FULL = new Set(['ENOSPC', 'EDQUOT']);
const REFUSED = new Set(['EACCES', 'EPERM', 'EROFS']);
/**
 * Error codes of systems for a disk that was unplugged, a share that went away, and a folder that was deleted or
 * renamed.
 */
const GONE = new Set(['EIO', 'ENXIO', 'ENODEV', 'ENOTCONN', 'ESTALE', 'EHOSTDOWN', 'ENOMEDIUM', 'ENOENT']);
const CODES: readonly (readonly [ReadonlySet<string>, ErrorCode])[] = [
  [FULL, 'storage.full'],
  [REFUSED, 'storage.no-access'],
  [GONE, 'storage.gone'],
  [new Set(['ENAMETOOLONG']), 'storage.name-too-long'],
  [new Set(['EEXIST']), 'storage.name-taken'],
];

/**
 * @param folder is shown to the user.
 */
export function fileFailure(error: unknown, folder: string): AppError {
  if (error instanceof AppError) return error;
  logUnexplained('a file failed for a reason that is not known', error);
  const detail = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const code = CODES.find(([details]) => details.has(detail))?.[1] ?? 'storage.write-failed';
  return new AppError(code, `cannot write to ${folder}`, { cause: error, params: { folder, detail }, retryable: true });
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : null);

/**
 * Makes a folder with those above it, for their owner alone. Not `mkdir` with `recursive`, which never returns where the system claims that a
 * folder exists but has none made in it, as below `/proc`.
 *
 * @throws the system's error.
 */
export async function makeFolder(path: string): Promise<void> {
  const make = (one: string): Promise<unknown> =>
    mkdir(one, { mode: PRIVATE_FOLDER_MODE }).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
  try {
    await make(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await make(path);
  }
}
