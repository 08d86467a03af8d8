/**
 * Reads one file of people in a thread of its own, so that the main thread stays free for orders such as a PTZ stop. A file that
 * takes too long, or too much memory, ends the thread.
 */
import { Worker } from 'node:worker_threads';
import type { TableFault, TablePiece, TableSummary } from '../../../../preload/domain/people/people-tables.ts';
import { log } from '../../../log.ts';
import type { FromTableWorker, ToTableWorker } from './table-messages.ts';

/** 100,000 rows need some seconds; a busy computer has to load the code of the thread as well. */
const READ_LIMIT_MS = 90_000;
/** Of one piece of the rows. */
const TAKE_LIMIT_MS = 30_000;
/** A window that neither sends a piece nor takes a row for this time has gone: the thread ends. */
const IDLE_LIMIT_MS = 5 * 60_000;
/** Node ends a thread that needs more memory. */
const MAX_HEAP_MB = 768;
/** Rows stay until the file is taken: room for more short-lived objects would fill with them. */
const YOUNG_MB = 4;

export interface TableThreadOptions {
  readonly workerUrl: URL;
  readonly readLimitMs?: number;
  readonly idleLimitMs?: number;
  readonly maxHeapMb?: number;
}

/** `gone`: the thread was ended from outside. */
type Answer = FromTableWorker | { readonly kind: 'gone' };

export class TableThread {
  readonly #worker: Worker;
  readonly #options: TableThreadOptions;
  /** Waits for the next message of the thread, and for its end. */
  #waiting: ((answer: Answer) => void) | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isOver = false;

  constructor(options: TableThreadOptions) {
    this.#options = options;
    const resourceLimits = {
      maxOldGenerationSizeMb: options.maxHeapMb ?? MAX_HEAP_MB,
      maxYoungGenerationSizeMb: YOUNG_MB,
    };
    this.#worker = new Worker(options.workerUrl, { name: 'tables', resourceLimits });
    this.#worker.on('message', (message: FromTableWorker) => this.#answer(message));
    this.#worker.on('error', (error: NodeJS.ErrnoException) => {
      // The message of another error may repeat what stands in the file.
      log.warn('the thread that reads a workbook ended', { code: error.code ?? error.name });
      const fault: TableFault = error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'unpacks-too-large' : 'damaged';
      this.#answer({ kind: 'refused', fault });
    });
    this.#worker.once('exit', () => {
      this.#isOver = true;
      this.#setTimer(null);
      this.#answer({ kind: 'gone' });
    });
    this.#waitIdly();
  }

  /** The next bytes of the file. */
  add(bytes: Uint8Array): void {
    this.#waitIdly();
    this.#post({ kind: 'bytes', bytes });
  }

  /** Reads what was added. @returns the reason where it is not read, null where the thread was ended from outside. */
  async read(): Promise<TableSummary | TableFault | null> {
    const limitMs = this.#options.readLimitMs ?? READ_LIMIT_MS;
    const answer = await this.#ask({ kind: 'read' }, limitMs, { kind: 'refused', fault: 'too-slow' });
    if (answer.kind === 'read') return answer.summary;
    await this.end();
    return answer.kind === 'refused' ? answer.fault : null;
  }

  /** @param fromRow from 0. @returns null where the thread is over. */
  async take(fromRow: number): Promise<TablePiece | null> {
    const answer = await this.#ask({ kind: 'take', fromRow }, TAKE_LIMIT_MS, { kind: 'gone' });
    return answer.kind === 'piece' ? answer.piece : null;
  }

  /** Nobody of the file is in memory after it. */
  async end(): Promise<void> {
    this.#isOver = true;
    this.#setTimer(null);
    await this.#worker.terminate();
  }

  #ask(order: ToTableWorker, limitMs: number, atLimit: Answer): Promise<Answer> {
    if (this.#isOver) return Promise.resolve({ kind: 'gone' });
    return new Promise((resolve) => {
      this.#waiting = (answer) => {
        this.#waiting = null;
        this.#waitIdly();
        resolve(answer);
      };
      this.#setTimer(() => {
        void this.end();
        this.#answer(atLimit);
      }, limitMs);
      this.#post(order);
    });
  }

  #answer(answer: Answer): void {
    this.#waiting?.(answer);
  }

  #waitIdly(): void {
    if (this.#isOver) return;
    this.#setTimer(() => void this.end(), this.#options.idleLimitMs ?? IDLE_LIMIT_MS);
    this.#timer?.unref();
  }

  #post(order: ToTableWorker): void {
    if (!this.#isOver) this.#worker.postMessage(order);
  }

  #setTimer(act: (() => void) | null, ms = 0): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = act === null ? null : setTimeout(act, ms);
  }
}
