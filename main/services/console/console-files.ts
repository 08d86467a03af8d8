/**
 * The files of the console's calls: what a window brings piece by piece for a call, and what a cloud answered, until it is saved.
 * They may hold passwords and names of persons, so they are in memory while they pass, and nowhere else but in the file that the
 * user chose.
 */
import { basename } from 'node:path';
import {
  MAX_CONSOLE_DOWNLOAD_BYTES,
  MAX_CONSOLE_UPLOAD_BYTES,
  MAX_PIECE_BYTES,
} from '../../../preload/domain/bounds.ts';
import type { Input, Output } from '../../../preload/contract/contract.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import { AppError } from '../../errors.ts';
import type { Host } from '../../host.ts';
import { log } from '../../log.ts';
import { writeExport } from '../shared/export-file.ts';
import type { OnSaved } from '../shared/saved-file.ts';

interface FileOptions {
  /** The system's dialog, or null where the page has to save by itself. */
  readonly choosePath: Host['chooseSavePath'] | null;
  readonly onSaved: OnSaved;
}

interface Upload {
  readonly fileName: string;
  readonly pieces: Buffer[];
}

interface Brought {
  readonly runId: string;
  readonly files: Map<string, Upload>;
  bytes: number;
}

/** A file that a cloud answered. */
export interface Download {
  readonly accountId: AccountId;
  readonly name: string;
  readonly parts: readonly Uint8Array[];
}

interface Kept extends Download {
  readonly windowId: string;
  readonly bytes: number;
}

/** Of a call, and of answers that wait to be saved, for each window; the page keeps no more answers either. */
const MAX_FILES = 20;

/** Bytes of all pieces. */
export const sizeOf = (pieces: readonly Uint8Array[]): number => pieces.reduce((sum, { length }) => sum + length, 0);

export class ConsoleFiles {
  readonly #options: FileOptions;
  /** By window: the files of one call at a time are brought. */
  readonly #brought = new Map<string, Brought>();
  /** By run, the oldest first. */
  readonly #kept = new Map<string, Kept>();

  constructor(options: FileOptions) {
    this.#options = options;
  }

  /**
   * The first piece for another run takes the place of the files of this one.
   *
   * @throws {AppError} `ipc.invalid-input` for a piece that does not follow the one before it, `input.invalid-field` for files that
   *   are larger than `MAX_CONSOLE_UPLOAD_BYTES` together.
   */
  bring({ runId, field, fileName, base64, at }: Input<'console.bringPiece'>, windowId: string): void {
    const known = this.#brought.get(windowId);
    const brought = known?.runId === runId ? known : { runId, files: new Map<string, Upload>(), bytes: 0 };
    const upload = at === 0 ? { fileName, pieces: [] } : brought.files.get(field);
    // Pieces of a few bytes would need more memory than the file.
    const isFull = upload?.pieces.every(({ length }) => length === MAX_PIECE_BYTES) === true;
    if (upload === undefined || !isFull || at !== sizeOf(upload.pieces))
      throw new AppError('ipc.invalid-input', 'a piece of a file that does not follow the one before it');
    if (!brought.files.has(field) && brought.files.size >= MAX_FILES)
      throw new AppError('ipc.invalid-input', 'more files than a call takes');
    const before = at === 0 ? sizeOf(brought.files.get(field)?.pieces ?? []) : 0;
    const piece = Buffer.from(base64, 'base64');
    brought.bytes += piece.length - before;
    if (brought.bytes > MAX_CONSOLE_UPLOAD_BYTES) {
      this.#brought.delete(windowId);
      throw tooLarge();
    }
    upload.pieces.push(piece);
    brought.files.set(field, upload);
    this.#brought.set(windowId, brought);
  }

  /** The files that were brought for a run, by their fields, as the vendor layer takes them. They are forgotten here. */
  take(runId: string, windowId: string): Readonly<Record<string, File>> {
    const brought = this.#brought.get(windowId);
    if (brought?.runId !== runId) return {};
    this.#brought.delete(windowId);
    const files = [...brought.files].map(([field, { fileName, pieces }]) => {
      return [
        field,
        new File(
          pieces.map((one) => new Uint8Array(one)),
          fileName,
        ),
      ] as const;
    });
    return Object.fromEntries(files);
  }

  /** Keeps what a run brought until it is saved or forgotten; older files go where there is no room. */
  keep(runId: string, windowId: string, file: Download): void {
    this.#kept.delete(runId);
    this.#kept.set(runId, { ...file, windowId, bytes: sizeOf(file.parts) });
    const own = [...this.#kept].filter(([, one]) => one.windowId === windowId);
    let bytes = own.reduce((sum, [, one]) => sum + one.bytes, 0);
    for (const [i, [id, one]] of own.entries()) {
      const isRoom = bytes <= MAX_CONSOLE_DOWNLOAD_BYTES && own.length - i <= MAX_FILES;
      if (isRoom || id === runId) continue;
      this.#kept.delete(id);
      bytes -= one.bytes;
    }
  }

  /**
   * Asks where the file of a run goes, and writes it there. The file can be saved again.
   *
   * @throws {AppError} `input.invalid-field` for a file that is not kept any more, `storage.*`.
   */
  async save(runId: string, windowId: string): Promise<Output<'console.saveFile'>> {
    const { choosePath, onSaved } = this.#options;
    const { name, parts, accountId } = this.#of(runId, windowId);
    if (choosePath === null) return { outcome: 'download', name };
    const path = await choosePath({ suggestedName: name, extensions: [name.split('.').at(-1) ?? ''] });
    if (path === null) return { outcome: 'cancelled', name };
    await writeExport(path, buffersOf(parts));
    log.audit('a file of the console was saved', { accountId });
    onSaved({ kind: 'console', channelId: null, path });
    return { outcome: 'saved', name: basename(path) };
  }

  /** @throws {AppError} `input.invalid-field` for a file that is not kept any more. */
  piece({ runId, fromByte }: Input<'console.takePiece'>, windowId: string): Output<'console.takePiece'> {
    const { parts, bytes } = this.#of(runId, windowId);
    const pieces: Uint8Array[] = [];
    let at = 0;
    for (const part of parts) {
      const from = Math.max(0, fromByte - at);
      const to = Math.min(part.length, fromByte + MAX_PIECE_BYTES - at);
      if (from < to) pieces.push(part.subarray(from, to));
      at += part.length;
    }
    const piece = Buffer.concat(pieces);
    return { base64: piece.toString('base64'), isLast: fromByte + piece.length >= bytes };
  }

  onWindowGone(windowId: string): void {
    this.#brought.delete(windowId);
    for (const [runId, one] of this.#kept) if (one.windowId === windowId) this.#kept.delete(runId);
  }

  onAccountRemoved(accountId: AccountId): void {
    for (const [runId, one] of this.#kept) if (one.accountId === accountId) this.#kept.delete(runId);
  }

  dispose(): void {
    this.#brought.clear();
    this.#kept.clear();
  }

  #of(runId: string, windowId: string): Kept {
    const kept = this.#kept.get(runId);
    if (kept?.windowId === windowId) return kept;
    throw new AppError('input.invalid-field', 'the file of the answer is not kept any more', {
      params: { field: 'file', detail: 'gone' },
    });
  }
}

const tooLarge = (): AppError =>
  new AppError('input.invalid-field', 'the files of a call are too large', {
    params: { field: 'file', detail: 'too-large', limit: MAX_CONSOLE_UPLOAD_BYTES / 1024 / 1024 },
  });

async function* buffersOf(parts: readonly Uint8Array[]): AsyncGenerator<Buffer> {
  for (const part of parts) yield await Promise.resolve(Buffer.from(part));
}
