/** The list of files that this run of the client saved for people. The list ends with the run; the files stay. */
import { MAX_SAVED_FILES } from '../../../preload/domain/bounds.ts';
import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { FilePiece } from '../../../preload/contract/file-piece.ts';
import type { LibrarySearch, SavedFile } from '../../../preload/contract/saved.ts';
import { atMost } from '../shared/at-most.ts';
import type { Emit } from '../shared/emit.ts';
import { revealFile } from '../shared/reveal-file.ts';
import type { NewFile } from '../shared/saved-file.ts';
import { readPiece, type PieceWish } from '../shared/file-piece.ts';
import { isOfLibrary, type FoundFiles, type LibraryService } from './library.ts';

interface SavedFilesOptions {
  readonly emit: Emit;
  /** Shows a file in its folder, or null where the host cannot. */
  readonly reveal: ((path: string) => void) | null;
  /** The size of the file at a path, or null where there is none; never rejects. By default it asks the disk. */
  readonly sizeOf?: (path: string) => Promise<number | null>;
  readonly lookWithinMs?: number;
  /** Keeps snapshots and clips over the end of the run. */
  readonly library?: LibraryService;
}

/** A disk that does not answer, such as a share of a server that is gone, must not block the list. */
const LOOK_WITHIN_MS = 2_000;

export class SavedFilesService {
  readonly #options: SavedFilesOptions;
  /** The latest last. `bytes` counts for downloads only: for the other files the disk is asked. */
  #files: readonly SavedFile[] = [];
  /** By the id of the file, as last found. */
  #sizes: ReadonlyMap<string, number | null> = new Map();
  #look: Promise<void> | null = null;
  readonly #sinceMs = Date.now();

  constructor(options: SavedFilesOptions) {
    this.#options = options;
  }

  add({ kind, channelId, path, ofMs = null }: NewFile): void {
    this.#take({ kind, channelId, path, name: basename(path), bytes: null }, ofMs);
  }

  /** Adds a file that a page handed to the browser. */
  addDownload(file: Pick<SavedFile, 'kind' | 'name'> & { readonly bytes: number }): void {
    this.#take({ ...file, channelId: null, path: null });
  }

  /** The latest first, with the size that each file has now; while the disk does not answer, with the size found last. */
  async list(): Promise<{ files: SavedFile[]; canReveal: boolean }> {
    const { reveal, lookWithinMs = LOOK_WITHIN_MS } = this.#options;
    this.#look ??= this.#lookAtAll().finally(() => (this.#look = null));
    await atMost(this.#look, lookWithinMs);
    const bytesOf = ({ fileId, path, bytes }: SavedFile): number | null =>
      path === null ? bytes : (this.#sizes.get(fileId) ?? null);
    const files = this.#files.map((file) => ({ ...file, bytes: bytesOf(file) }));
    return { files: files.reverse(), canReveal: reveal !== null };
  }

  /** @throws {AppError} as {@link revealFile}. */
  async reveal(fileId: string): Promise<void> {
    await revealFile(this.#pathOf(fileId), this.#options.reveal);
  }

  /** A piece of a file, for a window that shows the file. @throws {AppError} as {@link readPiece}. */
  async piece({ fileId, ...wish }: PieceWish & { readonly fileId: string }): Promise<FilePiece> {
    return await readPiece(this.#pathOf(fileId), wish);
  }

  /** @see LibraryService */
  async search(
    wish: LibrarySearch,
  ): Promise<FoundFiles & { readonly canReveal: boolean; readonly runSinceMs: number }> {
    const { library, reveal } = this.#options;
    const found = (await library?.search(wish)) ?? { files: [], total: 0, next: null };
    return { ...found, canReveal: reveal !== null, runSinceMs: this.#sinceMs };
  }

  /** @see LibraryService */
  async forget(fileId: string, deletesFile: boolean): Promise<void> {
    await this.#options.library?.forget(fileId, deletesFile);
    this.#files = this.#files.filter((file) => file.fileId !== fileId);
    this.#options.emit('saved.changed', {});
  }

  #pathOf(fileId: string): string | null {
    const own = this.#files.find((file) => file.fileId === fileId)?.path;
    return own ?? this.#options.library?.pathOf(fileId) ?? null;
  }

  /** One file after the other: the files of main wait for a disk that does not answer in one thread at most. */
  async #lookAtAll(): Promise<void> {
    const { sizeOf = sizeOnDisk } = this.#options;
    let looked: readonly SavedFile[];
    do {
      looked = this.#files;
      const sizes = new Map(this.#sizes);
      for (const { fileId, path } of looked) if (path !== null) sizes.set(fileId, await sizeOf(path));
      const listed = new Set(this.#files.map(({ fileId }) => fileId));
      this.#sizes = new Map([...sizes].filter(([fileId]) => listed.has(fileId)));
    } while (looked !== this.#files);
  }

  #take(file: Omit<SavedFile, 'fileId' | 'savedAtMs'>, ofMs: number | null = null): void {
    const { library, emit } = this.#options;
    const saved = { ...file, fileId: randomUUID(), savedAtMs: Date.now() };
    const { kind, path } = saved;
    if (path !== null && isOfLibrary(kind)) library?.add({ ...saved, kind, path, ofMs });
    const next = [...this.#files, saved];
    this.#files = next.slice(-MAX_SAVED_FILES);
    emit('saved.changed', {});
  }
}

async function sizeOnDisk(path: string): Promise<number | null> {
  return await stat(path).then(
    (found) => (found.isFile() ? found.size : null),
    () => null,
  );
}
