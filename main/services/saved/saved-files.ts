/** The list of files that this run of the client saved for people. The list ends with the run; the files stay. */
import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { SavedFile } from '../../../preload/contract/saved.ts';
import { AppError } from '../../errors.ts';
import type { Emit } from '../shared/emit.ts';
import type { NewFile } from '../shared/saved-file.ts';

interface SavedFilesOptions {
  readonly emit: Emit;
  /** Shows a file in its folder, or null where the host cannot. */
  readonly reveal: ((path: string) => void) | null;
}

/** The oldest leave the list. */
export const MAX_SAVED_FILES = 500;

export class SavedFilesService {
  readonly #options: SavedFilesOptions;
  /** The latest last. `bytes` counts for downloads only: for the other files the disk is asked. */
  #files: readonly SavedFile[] = [];

  constructor(options: SavedFilesOptions) {
    this.#options = options;
  }

  add({ kind, channelId, path }: NewFile): void {
    this.#take({ kind, channelId, path, name: basename(path), bytes: null });
  }

  /** Adds a file that a page handed to the browser. */
  addDownload(file: Pick<SavedFile, 'kind' | 'name'> & { readonly bytes: number }): void {
    this.#take({ ...file, channelId: null, path: null });
  }

  /** The latest first, with the size that each file has now. */
  async list(): Promise<{ files: SavedFile[]; canReveal: boolean }> {
    const files = await Promise.all(this.#files.map(measured));
    return { files: files.reverse(), canReveal: this.#options.reveal !== null };
  }

  /** @throws {AppError} `cloud.not-supported` where the host shows no folders, `input.invalid-field`. */
  reveal(fileId: string): void {
    const { reveal } = this.#options;
    const path = this.#files.find((file) => file.fileId === fileId)?.path ?? null;
    if (path === null) throw new AppError('input.invalid-field', 'no such file', { params: { field: 'fileId' } });
    if (reveal === null) throw new AppError('cloud.not-supported', 'this host shows no folders');
    reveal(path);
  }

  #take(file: Omit<SavedFile, 'fileId' | 'savedAtMs'>): void {
    const next = [...this.#files, { ...file, fileId: randomUUID(), savedAtMs: Date.now() }];
    this.#files = next.slice(-MAX_SAVED_FILES);
    this.#options.emit('saved.changed', {});
  }
}

async function measured(file: SavedFile): Promise<SavedFile> {
  if (file.path === null) return file;
  const size = await stat(file.path).then(
    (found) => (found.isFile() ? found.size : null),
    () => null,
  );
  return { ...file, bytes: size };
}
