/** The work of the thread of exports: one task writes the files of one camera of an export. */
import { MAX_EXPORT_FILE_BYTES, MAX_EXPORT_NOTES } from '../../../preload/domain/bounds.ts';
import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type {
  CopyAnswer,
  ExportCopyMessage,
  ExportFileSlice,
  ExportOrderMessage,
  ExportTaskDone,
  ExportTaskOrder,
  ExportTaskResult,
  FromExportThread,
  ToExportThread,
} from '../messages/export-messages.ts';
import { AppError, cancelled, isAbort, toWireError } from '../../errors.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import { realDisk, type ExportDisk } from '../record/export-disk.ts';
import { ExportWriter } from '../record/export-writer.ts';
import type { ExportSlice } from '../record/export-order.ts';
import { ExportCopyTasks } from './export-copies.ts';
import { FileRefused, footageIn, openFile, openOwn } from './export-fetch.ts';
import { segmentsOf } from './export-playlist.ts';

/** Tries for one segment before its failure is reported. The gateway has tried several times itself by then. */
const MAX_TRIES = 3;
const AGAIN_MS = 1_000;
/** A disk that does not answer may hold up the end so long. Main ends the thread two seconds later. */
const CLOSE_LIMIT_MS = 3_000;

type Answer = ExportTaskDone | ExportTaskResult | CopyAnswer | null;

interface Task {
  readonly writer: ExportWriter;
  /** Aborts the current step of the task. */
  abort: AbortController;
}

export class ExportTasks {
  readonly #post: (message: FromExportThread) => void;
  readonly #disk: ExportDisk;
  readonly #tasks = new Map<number, Task>();
  readonly #copies = new ExportCopyTasks();
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 4 });
  /** Orders that are being carried out, by their task. */
  readonly #underWay = new Map<number, Promise<unknown>>();
  readonly #closeLimitMs: number;
  #isDisposed = false;

  /** @param closeLimitMs bound of {@link dispose}, for tests that cannot wait. */
  constructor(post: (message: FromExportThread) => void, disk: ExportDisk = realDisk, closeLimitMs = CLOSE_LIMIT_MS) {
    this.#post = post;
    this.#disk = disk;
    this.#closeLimitMs = closeLimitMs;
  }

  async handle(order: ToExportThread): Promise<void> {
    if ('abort' in order) return this.#tasks.get(order.abort)?.abort.abort();
    const work = Promise.all([this.#underWay.get(order.task), this.#answer(order)]);
    this.#underWay.set(order.task, work);
    await work;
    if (this.#underWay.get(order.task) === work) this.#underWay.delete(order.task);
  }

  /**
   * Writes down how far each task is, and closes all files: those of each task as soon as its own order has ended. A task whose
   * disk does not answer delays no other task, and the end of the thread by {@link CLOSE_LIMIT_MS} at most.
   */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    for (const { abort } of this.#tasks.values()) abort.abort();
    const ids = new Set([...this.#underWay.keys(), ...this.#tasks.keys(), ...this.#copies.ids]);
    const closed = Promise.all([...ids].map((id) => this.#close(id)));
    await Promise.race([closed, delay(this.#closeLimitMs, undefined, { ref: false })]);
    this.#agent.destroy();
  }

  /** Closes the files of a task. Never rejects. */
  async #close(id: number): Promise<void> {
    // An order that ends behind the close of its files would open them again.
    await this.#underWay.get(id);
    const writer = this.#tasks.get(id)?.writer;
    this.#tasks.delete(id);
    // A disk that is gone closes no file.
    await Promise.allSettled([writer?.close(), this.#copies.end(id)]);
  }

  /** Carries out an order and posts its answer. Never rejects. */
  async #answer({ call, task, message }: Exclude<ToExportThread, { readonly abort: number }>): Promise<void> {
    try {
      if (this.#isDisposed) throw cancelled('an export task');
      this.#post({ kind: 'done', call, value: await this.#do(task, message) });
    } catch (error) {
      const refusal = error instanceof FileRefused ? { status: error.status, body: error.body } : null;
      const told = refusal === null ? error : new AppError('recording.bad-address', 'the server of a file refused');
      this.#post({ kind: 'failed', call, error: toWireError(told), refusal });
    }
  }

  async #do(id: number, message: ExportOrderMessage | ExportCopyMessage): Promise<Answer> {
    if (isOfCopy(message)) return await this.#copies.do(id, message);
    if (message.kind === 'open') return await this.#open(id, message.order);
    const task = this.#tasks.get(id);
    if (task === undefined) throw cancelled('an export task');
    switch (message.kind) {
      case 'playlist':
        await this.#takePlaylist(id, task, message.url, message.behindMs);
        return null;
      case 'stream':
        await this.#takeStream(id, task, message.url, message.slice);
        return null;
      case 'file':
        await this.#takeFile(id, task, message.slice);
        return null;
      case 'finish':
        return await this.#finish(task);
      case 'forget':
      case 'close':
        this.#tasks.delete(id);
        await (message.kind === 'forget' ? task.writer.forget() : task.writer.close());
        return null;
      default:
        return message satisfies never;
    }
  }

  async #open(id: number, order: ExportTaskOrder): Promise<ExportTaskDone> {
    const writer = await ExportWriter.open(order, this.#disk);
    this.#tasks.set(id, { writer, abort: new AbortController() });
    return { lastSlice: writer.done.lastSlice, sizeBytes: writer.bytes };
  }

  async #takePlaylist(id: number, task: Task, url: string, behindMs: number): Promise<void> {
    await this.#abortable(task, async (signal) => {
      let doneMs = behindMs;
      for (let tries = 1; ; tries += 1) {
        try {
          for await (const { slice, piece } of segmentsOf({ url, behindMs: doneMs, agent: this.#agent, signal })) {
            await this.#take(id, task, slice, piece);
            doneMs = piece.toMs;
            tries = 1;
          }
          return;
        } catch (error) {
          if (!(error instanceof AppError) || !error.retryable || isOfDisk(error) || tries >= MAX_TRIES) throw error;
          await delay(AGAIN_MS * tries, undefined, { signal });
        }
      }
    });
  }

  async #takeStream(id: number, task: Task, url: string, slice: Omit<ExportFileSlice, 'file'>): Promise<void> {
    await this.#abortable(task, async (signal) => {
      const bytes = footageIn(await openOwn(url, this.#agent, signal), MAX_EXPORT_FILE_BYTES);
      await this.#take(id, task, { ...slice, isBreak: true, bytes }, null);
    });
  }

  async #takeFile(id: number, task: Task, { file, ...slice }: ExportFileSlice): Promise<void> {
    await this.#abortable(task, async (signal) => {
      const bytes = footageIn(await openFile(file, signal), MAX_EXPORT_FILE_BYTES);
      await this.#take(id, task, { ...slice, isBreak: true, bytes }, null);
    });
  }

  async #take(id: number, { writer }: Task, slice: ExportSlice, piece: TimeRange | null): Promise<void> {
    await writer.take(slice);
    if (piece !== null) this.#post({ kind: 'wrote', task: id, piece, sizeBytes: writer.bytes });
  }

  async #finish({ writer }: Task): Promise<ExportTaskResult> {
    const { parts, notes, moreNotes } = await writer.finish();
    const told = notes.slice(0, MAX_EXPORT_NOTES);
    return {
      parts: parts.map(({ path, sizeBytes, fromMs, toMs, times }) => ({ path, sizeBytes, fromMs, toMs, times })),
      notes: told.map(({ kind, fromMs, toMs }) => ({ kind, fromMs, toMs })),
      moreNotes: moreNotes + notes.length - told.length,
    };
  }

  /** @throws {AppError} `cancelled` when main ended the work. */
  async #abortable(task: Task, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    task.abort = new AbortController();
    const { signal } = task.abort;
    try {
      await work(signal);
    } catch (error) {
      throw signal.aborted || isAbort(error) ? cancelled('an export task') : error;
    }
  }
}

const isOfCopy = (message: ExportOrderMessage | ExportCopyMessage): message is ExportCopyMessage =>
  message.kind.startsWith('copy-');

/** Reading the same segment again does not help a disk. */
const isOfDisk = ({ code }: AppError): boolean => code.startsWith('storage.');
