/**
 * The few things that an export asks of a disk. One interface, so that a test can stop a process at each of them, and so that
 * each failure gets a code of the closed list in one place.
 */
import { constants } from 'node:fs';
import { link, open, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../errors.ts';
import { fileFailure, makeFolder, PRIVATE_FILE_MODE } from '../../file-failures.ts';

export interface DiskFile {
  /** @returns how many bytes were read; fewer than asked for at the end of the file. */
  read(into: Buffer, at: number): Promise<number>;
  write(bytes: Buffer, at: number): Promise<void>;
  size(): Promise<number>;
  truncate(bytes: number): Promise<void>;
  /** Returns when the content is on the disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** Each operation throws {AppError} `storage.*`. */
export interface ExportDisk {
  makeFolder(path: string): Promise<void>;
  /** @param mode `new` makes the file and refuses one that exists; `keep` takes the file as it is, or makes it. */
  open(path: string, mode: 'new' | 'keep'): Promise<DiskFile>;
  exists(path: string): Promise<boolean>;
  /** Gives a file its last name. A file that has this name already stays as it is, and the operation fails. */
  publish(from: string, to: string): Promise<void>;
  /** A file that does not exist is no failure. */
  remove(path: string): Promise<void>;
  /** Returns when the names in the folder are on the disk. */
  syncFolder(path: string): Promise<void>;
  /** Bytes that this user may still write. */
  freeBytes(folder: string): Promise<number>;
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : null);
/** Error codes of file systems without hard links, such as exFAT. */
const NO_LINKS: ReadonlySet<unknown> = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
  'EINVAL',
  'EISDIR',
]);
/** Error codes of systems that cannot open a folder. */
const NO_FOLDER_SYNC: ReadonlySet<unknown> = new Set(['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP']);

async function withCode<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw fileFailure(error, folder);
  }
}

/**
 * Closes files one after the other.
 *
 * @throws the first failure, when all files are closed: a disk that is gone closes none of its files.
 */
export async function closeEach(files: readonly Pick<DiskFile, 'close'>[]): Promise<void> {
  const closed: PromiseSettledResult<void>[] = [];
  for (const file of files) closed.push(...(await Promise.allSettled([file.close()])));
  const failed = closed.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

/**
 * @param folder is shown to the user.
 */
export function nameTaken(folder: string): AppError {
  return new AppError('storage.name-taken', 'the name of an export is taken', { params: { folder } });
}

async function openFile(path: string, mode: 'new' | 'keep'): Promise<DiskFile> {
  const folder = dirname(path);
  const file = await withCode(folder, async () => {
    if (mode === 'new') return open(path, 'wx+', PRIVATE_FILE_MODE);
    // A link in a folder that others may write to would have a file elsewhere overwritten.
    return open(path, constants.O_RDWR | (constants.O_NOFOLLOW ?? 0)).catch((error: unknown) => {
      if (codeOf(error) === 'ELOOP') throw nameTaken(folder);
      if (codeOf(error) !== 'ENOENT') throw error;
      return open(path, 'wx+', PRIVATE_FILE_MODE);
    });
  });
  return {
    read: (into, at) => withCode(folder, async () => (await file.read(into, 0, into.length, at)).bytesRead),
    write: (bytes, at) =>
      withCode(folder, async () => {
        for (let done = 0; done < bytes.length;) {
          done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
        }
      }),
    size: () => withCode(folder, async () => (await file.stat()).size),
    truncate: (bytes) => withCode(folder, () => file.truncate(bytes)),
    sync: () => withCode(folder, () => file.datasync()),
    close: () => withCode(folder, () => file.close()),
  };
}

const identityOf = async (path: string): Promise<string | null> =>
  stat(path, { bigint: true }).then(
    ({ dev, ino }) => `${dev} ${ino}`,
    (error: unknown) => {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    },
  );

async function publishFile(from: string, to: string): Promise<void> {
  const known = await identityOf(to);
  // The process was killed between the two steps below: both names are of one file.
  if (known !== null && known !== (await identityOf(from))) throw nameTaken(dirname(to));
  if (known === null) {
    try {
      await link(from, to);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') throw nameTaken(dirname(to));
      if (!NO_LINKS.has(codeOf(error))) throw error;
      return rename(from, to);
    }
  }
  await rm(from);
}

async function syncNames(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (error) {
    if (!NO_FOLDER_SYNC.has(codeOf(error))) throw error;
  }
}

export const realDisk: ExportDisk = {
  makeFolder: (path) => withCode(path, () => makeFolder(path)),
  open: openFile,
  exists: (path) => withCode(dirname(path), async () => (await identityOf(path)) !== null),
  publish: (from, to) => withCode(dirname(to), () => publishFile(from, to)),
  remove: (path) => withCode(dirname(path), () => rm(path, { force: true })),
  syncFolder: (path) => withCode(path, () => syncNames(path)),
  freeBytes: (folder) =>
    withCode(folder, async () => {
      const { bavail, bsize } = await statfs(folder, { bigint: true });
      return Number(bavail * bsize);
    }),
};
