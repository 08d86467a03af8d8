/**
 * Files and folders that other users of this computer may not read: the profile with its database and logs, and the
 * evidence that operators save. On Windows the profile folder inherits its access list from the user, so nothing is
 * changed there.
 */
import { chmodSync, lstatSync, mkdirSync, readdirSync, statSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { AppError } from './errors.ts';
import { log } from './log.ts';

const PRIVATE_FOLDER_MODE = 0o700;
export const PRIVATE_FILE_MODE = 0o600;

/** Everything that this process and its children create from now on belongs to its user alone. Call it first of all. */
export function keepNewFilesPrivate(): void {
  process.umask(0o077);
}

interface Mending {
  /** Folders whose content is left alone, by name; the browser looks after its own profile. */
  readonly skip?: readonly string[];
  /** How many entries are looked at, so that a folder full of years of evidence does not delay the start. */
  readonly maxEntries?: number;
  readonly maxDepth?: number;
}

/**
 * Makes a folder for its owner alone, or makes an existing one so, with what lies in it. Links are not followed.
 *
 * @param path absolute.
 * @throws {AppError} `storage.no-access` when the folder belongs to another user, or cannot be made.
 */
export function makePrivateFolder(path: string, mending: Mending = {}): void {
  try {
    mkdirSync(path, { recursive: true, mode: PRIVATE_FOLDER_MODE });
  } catch (cause) {
    throw noAccess(path, cause instanceof Error && 'code' in cause ? String(cause.code) : '', cause);
  }
  if (process.platform === 'win32') return;
  const { uid } = statSync(path);
  if (uid !== process.getuid?.()) throw noAccess(path, `owner ${uid}`);
  const left = { entries: mending.maxEntries ?? 20_000 };
  mendFolder(path, mending.skip ?? [], left, mending.maxDepth ?? 4);
}

function mendFolder(path: string, skip: readonly string[], left: { entries: number }, depth: number): void {
  chmodSync(path, PRIVATE_FOLDER_MODE);
  for (const name of readdirSync(path)) {
    if (left.entries <= 0) return;
    left.entries -= 1;
    const full = join(path, name);
    try {
      const found = lstatSync(full);
      if (found.isDirectory()) {
        if (depth > 0 && !skip.includes(name)) mendFolder(full, skip, left, depth - 1);
      } else if (isOpenToOthers(found)) chmodSync(full, found.mode & PRIVATE_FILE_MODE);
    } catch (error) {
      log.warn('the access rights of a file could not be mended', { name, error }); // it may be gone by now
    }
  }
}

const isOpenToOthers = (found: Stats): boolean => found.isFile() && (found.mode & 0o077) !== 0;

function noAccess(folder: string, detail: string, cause?: unknown): AppError {
  return new AppError('storage.no-access', `${folder} is no private folder of this user`, {
    params: { folder, detail },
    cause,
  });
}
