/** Snapshots and clips of this run and of earlier ones that are still on the disk, with a search by words. */
import { lstat, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import {
  LIBRARY_KINDS,
  type LibraryKind,
  type LibrarySearch,
  type SavedFile,
} from '../../../preload/contract/saved.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import type { LibraryFile, LibraryTable } from '../../db/saved/library.ts';
import { AppError } from '../../errors.ts';
import { fileFailure } from '../../file-failures.ts';
import { log } from '../../log.ts';
import type { Adopted, CameraRefs } from '../shared/camera-refs.ts';
import { atMost } from '../shared/at-most.ts';

/** A bundle holds as many snapshots as a reader can look through. */
const MAX_SNAPSHOTS = 200;
/** A disk that does not answer, such as a share of a server that is gone, must not block the list. */
const LOOK_WITHIN_MS = 2_000;

export interface FoundFiles {
  readonly files: readonly SavedFile[];
  readonly total: number;
  readonly next: LibrarySearch['after'];
}

export const isOfLibrary = (kind: SavedFile['kind']): kind is LibraryKind =>
  (LIBRARY_KINDS as readonly string[]).includes(kind);

/** A snapshot and the moment that it shows, epoch ms. */
export interface FoundSnapshot {
  readonly path: string;
  readonly channelId: ChannelId;
  readonly ofMs: number;
}

export class LibraryService implements CameraRefs {
  readonly #table: LibraryTable;

  constructor(table: LibraryTable) {
    this.#table = table;
  }

  /** Never throws: the file itself is saved already. */
  add(file: LibraryFile): void {
    try {
      this.#table.add(file);
    } catch (error) {
      log.warn('a saved file could not enter the library', { error });
    }
  }

  /** The snapshots of cameras that show moments of a range and are on the disk still. */
  async snapshotsOf(channelIds: readonly ChannelId[], range: TimeRange): Promise<readonly FoundSnapshot[]> {
    const found: FoundSnapshot[] = [];
    for (const { path, channelId, ofMs } of this.#table.snapshotsOf(channelIds, range, MAX_SNAPSHOTS)) {
      if (channelId === null || ofMs === null || (await sizeOf(path)) === null) continue;
      found.push({ path, channelId, ofMs });
    }
    return found;
  }

  /** @see CameraRefs */
  cameraIds(): readonly ChannelId[] {
    return this.#table.cameraIds();
  }

  /** @see CameraRefs */
  replaceCameras({ cameras }: Adopted): void {
    this.#table.replaceCameras(cameras);
  }

  /** Null where the library has no such file. */
  pathOf(fileId: string): string | null {
    return this.#table.find(fileId)?.path ?? null;
  }

  /** A page of the list. `bytes` is null for a file that is not at its path any more. */
  async search(wish: LibrarySearch): Promise<FoundFiles> {
    const { files, total, next } = this.#table.search(wish);
    const sizes = new Map<string, number | null>();
    const looking = (async () => {
      for (const { fileId, path } of files) sizes.set(fileId, await sizeOf(path));
    })();
    await atMost(looking, LOOK_WITHIN_MS);
    // A disk that does not answer: the file counts as there, of unknown size.
    const bytesOf = (fileId: string): number | null => (sizes.has(fileId) ? (sizes.get(fileId) ?? null) : 0);
    return {
      files: files.map(({ ofMs: _, ...file }) => ({ ...file, name: basename(file.path), bytes: bytesOf(file.fileId) })),
      total,
      next,
    };
  }

  /**
   * Takes a file off the list, and deletes the file where this is wanted.
   *
   * @throws {AppError} `input.invalid-field` for a file that is not on the list, `storage.*`; the file stays on the list then.
   */
  async forget(fileId: string, deletesFile: boolean): Promise<void> {
    const file = this.#table.find(fileId);
    if (file === null) {
      const params = { field: 'fileId', detail: 'gone' };
      throw new AppError('input.invalid-field', 'no such file', { params });
    }
    if (deletesFile) await deleteFile(file.path);
    this.#table.forget(fileId);
  }
}

/** If a folder or a link has taken the place of the file, it is not deleted. */
async function deleteFile(path: string): Promise<void> {
  try {
    const found = await lstat(path).catch(() => null);
    if (found?.isFile() === true) await rm(path, { force: true });
  } catch (error) {
    throw fileFailure(error, dirname(path));
  }
}

const sizeOf = (path: string): Promise<number | null> =>
  lstat(path).then(
    (found) => (found.isFile() ? found.size : null),
    () => null,
  );
