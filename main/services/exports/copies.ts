/**
 * Copies of exported files with the time and the camera below each picture. The file of the export is only read. Until a copy is
 * whole, its name ends in `.part`; a copy whose window or client ends is deleted, and the list says so.
 */
import { randomUUID } from 'node:crypto';
import { access, rm, stat, statfs } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { BegunCopy } from '../../../preload/contract/export-copies.ts';
import type { ErrorCode } from '../../../preload/domain/error.ts';
import type { CopyPiece } from '../../../preload/domain/exports/export-copies.ts';
import type { FileTimes } from '../../../preload/domain/exports/export-times.ts';
import { isEnded, RESERVED_BYTES, type ExportCopy, type ExportJob } from '../../../preload/domain/exports/exports.ts';
import type { ExportId } from '../../../preload/domain/ids.ts';
import { AppError, cancelled, toWireError } from '../../errors.ts';
import { fileFailure } from '../../file-failures.ts';
import { log } from '../../log.ts';
import type { ExportCopyTask } from '../../media/gateway/export-copy.ts';
import type { ExportThread } from '../../media/gateway/export-thread.ts';

const MAX_AGAIN = 99;
const ENDING = '.mp4';

interface CopiesOptions {
  readonly thread: Pick<ExportThread, 'openCopy'>;
  /** Free bytes of the disk of a folder, for tests that cannot fill a disk. */
  readonly freeBytesOf?: (folder: string) => Promise<number>;
  readonly exports: {
    list(): readonly ExportJob[];
    get(id: ExportId): ExportJob;
    timesOf(id: ExportId, of: string): FileTimes | null;
    setCopy(id: ExportId, file: string, copy: ExportCopy | null): void;
  };
}

interface Open {
  readonly copyId: string;
  readonly id: ExportId;
  readonly file: string;
  readonly of: string;
  readonly path: string;
  readonly task: ExportCopyTask;
  /** One request after the other. */
  last: Promise<unknown>;
  isOver: boolean;
}

/** How a copy ends that is not whole: off the list, or with the reason. */
type Ending = 'cancelled' | 'not-read' | 'not-coded' | 'ended' | AppError;

export class ExportCopies {
  readonly #exports: CopiesOptions['exports'];
  readonly #thread: CopiesOptions['thread'];
  readonly #freeBytesOf: (folder: string) => Promise<number>;
  /** One for each window; null while it is being opened. */
  readonly #open = new Map<string, Open | null>();
  #isDisposed = false;

  constructor({ exports, thread, freeBytesOf = freeBytes }: CopiesOptions) {
    this.#freeBytesOf = freeBytesOf;
    this.#exports = exports;
    this.#thread = thread;
  }

  /** Clears away what the end of an earlier run interrupted. Never rejects. */
  async start(): Promise<void> {
    for (const job of this.#exports.list())
      for (const copy of job.copies)
        if (copy.state === 'running')
          await this.#clear(job, copy).catch((error: unknown) => log.warn('a copy', { error }));
  }

  /** @throws {AppError} see `exports.begin-copy`. */
  async begin({ id, of }: { readonly id: ExportId; readonly of: string }, windowId: string): Promise<BegunCopy> {
    const job = this.#exports.get(id);
    const item = job.items.find(({ files }) => files.includes(of));
    if (item === undefined || !of.endsWith(ENDING)) throw new AppError('export.not-found', 'no such file of an export');
    if (!isEnded(job)) throw new AppError('export.running', 'the export is not over');
    const isRunning = job.copies.some((copy) => copy.of === of && copy.state === 'running');
    if (isRunning || this.#open.has(windowId)) throw new AppError('export.copy-running', 'a copy is being made');
    const times = this.#exports.timesOf(id, of);
    if (times === null || times.every(({ utcMs }) => utcMs === null))
      throw new AppError('export.copy-no-times', 'the times of this file are not known');
    this.#open.set(windowId, null);
    try {
      const { file, task } = await this.#openTask(job, of);
      const open: Open = {
        copyId: randomUUID(),
        id,
        file,
        of,
        path: pathOf(job.folder, file),
        task,
        last: Promise.resolve(),
        isOver: false,
      };
      if (!this.#open.has(windowId) || this.#isDisposed) {
        await task.close();
        throw cancelled('exports.begin-copy');
      }
      this.#open.set(windowId, open);
      this.#exports.setCopy(id, file, { file, of, state: 'running', error: null, sizeBytes: 0 });
      const { number, camera, offsetMs } = item;
      const { copyId } = open;
      const { pictures, fileBytes: sizeBytes } = task;
      return { copyId, pictures, sizeBytes, times, number, camera, offsetMs, file };
    } catch (error) {
      if (this.#open.get(windowId) === null) this.#open.delete(windowId);
      throw error;
    }
  }

  /** @throws {AppError} `cancelled`, `export.copy-not-read`. */
  read(copyId: string, windowId: string): Promise<CopyPiece> {
    return this.#next(copyId, windowId, ({ task }) => task.read());
  }

  /** @throws {AppError} `cancelled`, `export.copy-not-coded`, `storage.*`. */
  async write(copyId: string, record: string | null, piece: CopyPiece, windowId: string): Promise<void> {
    await this.#next(copyId, windowId, ({ task }) => task.write(record, piece));
  }

  /** @throws {AppError} `cancelled`, `export.copy-not-coded`, `storage.*`. */
  async finish(copyId: string, windowId: string): Promise<void> {
    await this.#next(copyId, windowId, async (open) => {
      const sizeBytes = await open.task.finish();
      open.isOver = true;
      this.#open.delete(windowId);
      await open.task.close();
      const { id, file, of } = open;
      this.#exports.setCopy(id, file, { file, of, state: 'done', error: null, sizeBytes });
    });
  }

  /** Ends a copy of this window; an unknown id is no error. */
  async end(copyId: string, why: 'cancelled' | 'not-read' | 'not-coded', windowId: string): Promise<void> {
    const open = this.#open.get(windowId);
    if (open?.copyId === copyId) await this.#end(open, windowId, why);
  }

  /** Ends the copies of an export. */
  async endOf(id: ExportId): Promise<void> {
    for (const [windowId, open] of this.#open) if (open?.id === id) await this.#end(open, windowId, 'cancelled');
  }

  onWindowGone(windowId: string): void {
    const open = this.#open.get(windowId);
    if (open === null) this.#open.delete(windowId);
    else if (open !== undefined) void this.#end(open, windowId, 'ended');
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    await Promise.all(
      [...this.#open].flatMap(([windowId, open]) => (open === null ? [] : [this.#end(open, windowId, 'ended')])),
    );
  }

  /** Opens the file, and finds a free name for its copy. @throws {AppError} `storage.*`, `export.copy-not-read`. */
  async #openTask(job: ExportJob, of: string): Promise<{ readonly file: string; readonly task: ExportCopyTask }> {
    const from = pathOf(job.folder, of);
    await this.#checkSpace(from, job.folder);
    for (let again = 1; ; again += 1) {
      const file = copyName(job, of, again);
      const path = pathOf(job.folder, file);
      const isTaken = job.copies.some((copy) => copy.file === file && copy.state !== 'failed') || (await isThere(path));
      if (!isTaken || again >= MAX_AGAIN) return { file, task: await this.#thread.openCopy(from, path) };
    }
  }

  /** A copy may become as large as the file. @throws {AppError} `storage.full`, `storage.gone`. */
  async #checkSpace(from: string, folder: string): Promise<void> {
    try {
      const [{ size }, free] = await Promise.all([stat(from), this.#freeBytesOf(folder)]);
      if (free - size < RESERVED_BYTES) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    } catch (error) {
      throw fileFailure(error, dirname(from));
    }
  }

  /** The next request of a copy. A failure that is reported ends the copy. */
  #next<T>(copyId: string, windowId: string, work: (open: Open) => Promise<T>): Promise<T> {
    const open = this.#open.get(windowId);
    if (open?.copyId !== copyId) return Promise.reject(cancelled('a copy'));
    const doing = open.last.then(async () => {
      if (open.isOver) throw cancelled('a copy');
      try {
        return await work(open);
      } catch (error) {
        void this.#end(
          open,
          windowId,
          error instanceof AppError ? error : new AppError('internal', 'a copy', { cause: error }),
        );
        throw error;
      }
    });
    open.last = doing.catch(() => undefined);
    return doing;
  }

  /** Never rejects. */
  async #end(open: Open, windowId: string, ending: Ending): Promise<void> {
    if (open.isOver) return;
    open.isOver = true;
    if (this.#open.get(windowId) === open) this.#open.delete(windowId);
    await open.last;
    await open.task.close();
    // A thread that died left the file behind.
    await rm(partOf(open.path), { force: true }).catch(() => undefined);
    const { id, file, of } = open;
    const error =
      ending instanceof AppError ? ending : ending === 'cancelled' ? null : new AppError(CODES[ending], ending);
    const failed =
      error === null ? null : ({ file, of, state: 'failed', error: toWireError(error), sizeBytes: 0 } as const);
    this.#exports.setCopy(id, file, failed);
  }

  /** A copy that was being made when the client ended; it may be whole. */
  async #clear({ id, folder }: ExportJob, { file, of }: ExportCopy): Promise<void> {
    const path = pathOf(folder, file);
    await rm(partOf(path), { force: true }).catch(() => undefined);
    const found = await stat(path).catch(() => null);
    const error = new AppError('export.copy-ended', 'the client ended').toWire();
    const ended = { file, of, state: 'failed', error, sizeBytes: 0 } as const;
    this.#exports.setCopy(
      id,
      file,
      found === null ? ended : { file, of, state: 'done', error: null, sizeBytes: found.size },
    );
  }
}

const CODES: Readonly<Record<'not-read' | 'not-coded' | 'ended', ErrorCode>> = {
  'not-read': 'export.copy-not-read',
  'not-coded': 'export.copy-not-coded',
  ended: 'export.copy-ended',
};

const partOf = (path: string): string => `${path}.part`;
export const pathOf = (folder: string, file: string): string => join(folder, ...file.split('/'));

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder, { bigint: true });
  return Number(bavail * bsize);
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Beside the file, or beside the bundle where the file lies in one: a bundle stays as it was signed. */
function copyName({ bundle }: ExportJob, of: string, again: number): string {
  const below = bundle !== null && of.startsWith(`${bundle}/`) ? of.slice(bundle.length + 1) : of;
  const name = `${basename(below, ENDING)} copy with time${again === 1 ? '' : ` ${again}`}${ENDING}`;
  return [...below.split('/').slice(0, -1), name].join('/');
}
