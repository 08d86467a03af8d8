/**
 * Reads long answers in a thread of its own, one after the other, so that the main thread stays free for orders such as a
 * PTZ stop. The thread starts with the first long answer and ends when there was none for a while. An answer that takes
 * too long ends the thread; the next answer gets a new one.
 */
import { Worker } from 'node:worker_threads';
import { cancelled } from '../../../../errors.ts';
import { log } from '../../../../log.ts';
import { fromWire, type FromReader, type ReadOrder } from './answer-messages.ts';
import type { AnswerReader, LongAnswer, Reading } from '../../../../ports/answers.ts';

/** The time from the order to the reading. The longest accepted answer needs about one second. */
const READ_TIMEOUT_MS = 5_000;
/** A busy computer may take a while until the thread has loaded its code. */
const START_TIMEOUT_MS = 60_000;
const IDLE_MS = 30_000;
/** A thread that wants more memory is ended by Node. */
const MAX_HEAP_MB = 512;

export interface AnswerThreadOptions {
  readonly workerUrl: URL;
  /** Folder URL of the vendor folders; null: the usual one. */
  readonly contractRoot: URL | null;
  readonly timeoutMs?: number;
  readonly idleMs?: number;
}

interface Job {
  readonly order: ReadOrder;
  readonly finish: (reading: Reading) => void;
}

const bad = (detail: string): Reading => ({ kind: 'bad', detail, isRetryable: false, requestId: null });

export class AnswerThread implements AnswerReader {
  readonly #options: AnswerThreadOptions;
  readonly #queue: Job[] = [];
  #worker: Worker | null = null;
  #isReady = false;
  #current: Job | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isDisposed = false;

  constructor(options: AnswerThreadOptions) {
    this.#options = options;
  }

  /** Whether a thread runs now. */
  get isRunning(): boolean {
    return this.#worker !== null;
  }

  read(answer: LongAnswer, signal: AbortSignal): Promise<Reading> {
    return new Promise((resolve, reject) => {
      if (signal.aborted || this.#isDisposed) {
        reject(cancelled('reading an answer'));
        return;
      }
      const { contractRoot } = this.#options;
      const job: Job = {
        order: { answer, contractRoot: contractRoot?.href ?? null },
        finish: (reading) => {
          signal.removeEventListener('abort', giveUp);
          resolve(reading);
        },
      };
      const giveUp = (): void => {
        const place = this.#queue.indexOf(job);
        if (place >= 0) this.#queue.splice(place, 1);
        reject(cancelled('reading an answer'));
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#queue.push(job);
      this.#next();
    });
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    for (const { finish } of this.#queue.splice(0)) finish(bad('the client ends'));
    await this.#end(bad('the client ends'));
  }

  #next(): void {
    if (this.#current !== null) return;
    const job = this.#queue.shift();
    this.#setTimer(null);
    if (job === undefined) {
      if (this.#worker === null) return;
      this.#worker.unref();
      this.#setTimer(() => void this.#end(null), this.#options.idleMs ?? IDLE_MS);
      this.#timer?.unref();
      return;
    }
    this.#current = job;
    const worker = (this.#worker ??= this.#start());
    worker.ref();
    this.#watch(job);
    worker.postMessage(job.order);
  }

  #watch({ order }: Job): void {
    const { vendor, operation } = order.answer;
    const readMs = this.#options.timeoutMs ?? READ_TIMEOUT_MS;
    const tooLong = (): void => {
      log.warn('an answer took too long to read', { vendor, operation });
      void this.#end(bad('an answer that takes too long to read'));
    };
    this.#setTimer(tooLong, this.#isReady ? readMs : START_TIMEOUT_MS);
  }

  #start(): Worker {
    const { workerUrl } = this.#options;
    const worker = new Worker(workerUrl, { name: 'answers', resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB } });
    this.#isReady = false;
    worker.on('message', (message: FromReader) => {
      if (this.#worker !== worker) return;
      if (message.kind === 'read') return this.#finish(fromWire(message.reading));
      this.#isReady = true;
      if (this.#current) this.#watch(this.#current);
    });
    worker.on('error', (error) => log.error('the thread that reads answers failed', { error }));
    worker.once('exit', () => {
      if (this.#worker !== worker) return;
      this.#worker = null;
      this.#finish(bad('an answer that cannot be read'));
    });
    return worker;
  }

  #finish(reading: Reading): void {
    const job = this.#current;
    this.#current = null;
    job?.finish(reading);
    this.#next();
  }

  /** Ends the thread; the job that runs gets `reading`. */
  async #end(reading: Reading | null): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    this.#setTimer(null);
    const ended = worker?.terminate();
    if (reading !== null) this.#finish(reading);
    await ended;
  }

  #setTimer(act: (() => void) | null, ms = 0): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = act === null ? null : setTimeout(act, ms);
  }
}
