/**
 * Main's side of the thread of exports. The thread reads footage and writes files, so that neither keeps main from a PTZ stop.
 * It is started with the first task, and again after it died.
 */
import { Worker } from 'node:worker_threads';
import type { TimeRange } from '../../../preload/domain/time.ts';
import { AppError } from '../../errors.ts';
import { log, logFromThread } from '../../log.ts';
import { linkThread } from '../../thread-network.ts';
import { ExportCopyTask } from './export-copy.ts';
import type {
  CopyAnswer,
  ExportCopyMessage,
  ExportFileSlice,
  ExportOrderMessage,
  ExportTaskDone,
  ExportTaskOrder,
  ExportTaskResult,
  FileRefusal,
  FromExportThread,
  ToExportThread,
} from '../messages/export-messages.ts';

const STOP_LIMIT_MS = 5_000;

/** The server of a file refused. Only the cloud's port knows why. */
export class FileRefusedError extends AppError {
  readonly refusal: FileRefusal;

  constructor(refusal: FileRefusal) {
    super('recording.bad-address', `the server of a file answered ${refusal.status}`);
    this.refusal = refusal;
  }
}

type Answer = ExportTaskDone | ExportTaskResult | CopyAnswer | null;

interface Call {
  readonly task: number;
  resolve(value: Answer): void;
  reject(error: AppError): void;
}

export class ExportThread {
  readonly #workerUrl: URL;
  #worker: Worker | null = null;
  #nextTask = 1;
  #nextCall = 1;
  readonly #calls = new Map<number, Call>();
  readonly #tasks = new Map<number, ExportTask>();
  #isDisposed = false;

  constructor({ workerUrl }: { readonly workerUrl: URL }) {
    this.#workerUrl = workerUrl;
  }

  /**
   * Begins the files of a camera, or continues those that were interrupted.
   *
   * @param onWrote called with the footage that is in the files now.
   * @throws {AppError} `storage.*`, `media.gateway-down` where the thread died.
   */
  async open(
    order: ExportTaskOrder,
    onWrote: (piece: TimeRange, sizeBytes: number) => void,
  ): Promise<{ readonly task: ExportTask; readonly done: ExportTaskDone }> {
    const id = this.#nextTask;
    this.#nextTask += 1;
    const task = new ExportTask(
      (message) => this.#call(id, message),
      () => this.#send({ abort: id }),
      onWrote,
    );
    this.#tasks.set(id, task);
    try {
      const done = await this.#call(id, { kind: 'open', order });
      if (done === null || !('lastSlice' in done)) throw new AppError('internal', 'an export task without a place');
      return { task, done };
    } catch (error) {
      this.#tasks.delete(id);
      throw error;
    }
  }

  /**
   * Begins a copy of a finished file.
   *
   * @throws {AppError} `export.copy-not-read`, `storage.*`, `media.gateway-down` where the thread died.
   */
  async openCopy(from: string, path: string): Promise<ExportCopyTask> {
    const id = this.#nextTask;
    this.#nextTask += 1;
    return await ExportCopyTask.open(async (message) => copyAnswer(await this.#call(id, message)), from, path);
  }

  /** Ends the thread after it wrote down how far each task is. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    const worker = this.#worker;
    if (worker === null) return;
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    worker.postMessage('stop');
    const timer = setTimeout(() => void worker.terminate(), STOP_LIMIT_MS);
    await ended;
    clearTimeout(timer);
  }

  #call(task: number, message: ExportOrderMessage | ExportCopyMessage): Promise<Answer> {
    const call = this.#nextCall;
    this.#nextCall += 1;
    return new Promise((resolve, reject) => {
      this.#calls.set(call, { task, resolve, reject });
      if (!this.#send({ call, task, message })) this.#onDown(new Error('the client ends'));
    });
  }

  #send(order: ToExportThread): boolean {
    if (this.#isDisposed) return false;
    this.#worker ??= this.#start();
    this.#worker.postMessage(order);
    return true;
  }

  #start(): Worker {
    const { network, unlink } = linkThread();
    const worker = new Worker(this.#workerUrl, { workerData: network, transferList: [network.port] });
    worker.once('exit', unlink);
    worker.on('message', (message: FromExportThread) => this.#onMessage(message));
    let cause: unknown = null;
    worker.on('error', (error: unknown) => void (cause = error));
    worker.on('exit', (code) => {
      if (!this.#isDisposed) log.error('the thread of exports ended', { code, error: cause });
      if (this.#worker === worker) this.#worker = null;
      this.#onDown(cause);
    });
    return worker;
  }

  #onMessage(message: FromExportThread): void {
    if (message.kind === 'log') return logFromThread('export', message.line);
    if (message.kind === 'wrote') return this.#tasks.get(message.task)?.onWrote(message.piece, message.sizeBytes);
    const call = this.#calls.get(message.call);
    this.#calls.delete(message.call);
    if (message.kind === 'done') call?.resolve(message.value);
    else if (message.refusal !== null) call?.reject(new FileRefusedError(message.refusal));
    else call?.reject(AppError.fromWire(message.error));
  }

  #onDown(cause: unknown): void {
    const calls = [...this.#calls.values()];
    this.#calls.clear();
    this.#tasks.clear();
    const error = new AppError('media.gateway-down', 'the thread of exports is gone', { cause, retryable: true });
    for (const call of calls) call.reject(error);
  }
}

function copyAnswer(answer: Answer): CopyAnswer | null {
  if (answer !== null && ('lastSlice' in answer || 'parts' in answer))
    throw new AppError('internal', 'an answer of another task');
  return answer;
}

/** The files of one camera that are written. One order at a time. */
export class ExportTask {
  readonly #call: (message: ExportOrderMessage) => Promise<Answer>;
  readonly #abort: () => void;
  /** Called with the footage that is in the files now. */
  readonly onWrote: (piece: TimeRange, sizeBytes: number) => void;

  constructor(
    call: (message: ExportOrderMessage) => Promise<Answer>,
    abort: () => void,
    onWrote: (piece: TimeRange, sizeBytes: number) => void,
  ) {
    this.#call = call;
    this.#abort = abort;
    this.onWrote = onWrote;
  }

  /** Writes all segments of a playlist of the gateway that lie behind a moment. @throws {AppError} `media.*`, `storage.*`. */
  async takePlaylist(url: string, behindMs: number, signal: AbortSignal): Promise<void> {
    await this.#while(signal, { kind: 'playlist', url, behindMs });
  }

  /** Writes a stream of the gateway to its end. @throws {AppError} `media.*`, `storage.*`. */
  async takeStream(url: string, slice: Omit<ExportFileSlice, 'file'>, signal: AbortSignal): Promise<void> {
    await this.#while(signal, { kind: 'stream', url, slice });
  }

  /** Writes a file of a cloud. @throws {FileRefusedError} {AppError} `media.*`, `network.*`, `storage.*`. */
  async takeFile(slice: ExportFileSlice, signal: AbortSignal): Promise<void> {
    await this.#while(signal, { kind: 'file', slice });
  }

  /** Gives the files their names. @throws {AppError} `recording.none` without a picture, `storage.*`. */
  async finish(): Promise<ExportTaskResult> {
    const result = await this.#call({ kind: 'finish' });
    if (result === null || !('parts' in result)) throw new AppError('internal', 'an export without a result');
    return result;
  }

  /** The result is stored: only the finished files stay. Never rejects. */
  async forget(): Promise<void> {
    await this.#call({ kind: 'forget' }).catch(() => undefined);
  }

  /** The task can be opened again. Never rejects. */
  async close(): Promise<void> {
    await this.#call({ kind: 'close' }).catch(() => undefined);
  }

  async #while(signal: AbortSignal, message: ExportOrderMessage): Promise<void> {
    signal.throwIfAborted();
    const onAbort = (): void => this.#abort();
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      await this.#call(message);
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }
}
