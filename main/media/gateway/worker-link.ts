/**
 * Keeps the gateway's worker thread alive. A worker that dies is restarted on the same port with the same secret, so
 * that the page's URLs and its CSP stay valid; a worker that dies again and again, or cannot be started, is restarted
 * after a pause, or soon if a caller asks for it. A worker that hangs is ended, and the stream that it worked on is
 * named.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../errors.ts';
import { log, logFromThread } from '../../log.ts';
import { linkThread } from '../../thread-network.ts';
import { Heartbeat } from './heartbeat.ts';
import type { FromWorker, GatewayTimings, ToWorker, WorkerStart } from '../messages/messages.ts';
import { WorkBoard } from '../shared/work-board.ts';

const STORM_LIMIT = 5;
const STORM_WITHIN_MS = 60_000;
const STORM_PAUSE_MS = 30_000;
/** The least time between the end of one start and the next, however often callers ask: each start costs a thread. */
const START_SOON_MS = 2_000;
/** The port of the dead worker may be free only after a moment. */
const LISTEN_TRIES = 20;
const LISTEN_RETRY_MS = 100;
/** A thread that does not listen within this time hangs while it starts. */
const LAUNCH_TIMEOUT_MS = 20_000;
const STOP_TIMEOUT_MS = 3_000;
/** A thread that does not even end within this time is left alone. */
const TERMINATE_TIMEOUT_MS = 5_000;
/** The heap for young objects: the worker makes few objects, because media bytes lie outside of the heap. */
const YOUNG_MB = 4;

export interface LinkOptions {
  readonly workerUrl: URL;
  readonly allowedOrigins: readonly string[];
  readonly timings: GatewayTimings;
  onMessage(message: FromWorker): void;
  /**
   * The worker died, or could not be started, and is started again at `nextAtMs`. Called again with each failed start and
   * when `startSoon` moves the next start; `onRestored` follows in the end unless the link is disposed.
   *
   * @param culprit number of the stream that the worker worked on when it hung, else null.
   */
  onDown(error: AppError, nextAtMs: number, culprit: number | null): void;
  onRestored(): void;
}

export class WorkerLink {
  readonly #options: LinkOptions;
  readonly #secret = randomBytes(24).toString('base64url');
  #origins: readonly string[];
  #worker: Worker | null = null;
  #port = 0;
  #deaths: number[] = [];
  #pulse: NodeJS.Timeout | null = null;
  #culprit: number | null = null;
  /** Starts the worker earlier, while the next start waits. */
  #onStartSoon: (() => void) | null = null;
  readonly #disposed = new AbortController();

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#origins = options.allowedOrigins;
  }

  /** `127.0.0.1:<port>`, once started. */
  get host(): string {
    return `127.0.0.1:${this.#port}`;
  }

  get secret(): string {
    return this.#secret;
  }

  async start(): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      // A new port is the last choice: with it, the page's CSP refuses the stream until the page is reloaded.
      const wanted = tries < LISTEN_TRIES ? this.#port : 0;
      const port = await this.#launch(wanted);
      if (port !== null) {
        this.#port = port;
        return;
      }
      if (tries > LISTEN_TRIES) throw gatewayDown();
      await delay(LISTEN_RETRY_MS, undefined, { signal: this.#disposed.signal });
    }
  }

  /** @returns whether a worker runs and gets the message. A worker that restarts gets all messages anew. */
  send(message: ToWorker): boolean {
    this.#worker?.postMessage(message);
    return this.#worker !== null;
  }

  /** A caller needs the worker now: a planned start comes soon. Does nothing while a worker runs or starts. */
  startSoon(): void {
    this.#onStartSoon?.();
  }

  allowOrigins(origins: readonly string[]): void {
    this.#origins = origins;
    this.send({ kind: 'allow-origins', origins });
  }

  /** Ends the worker as a crash would, for tests and for a worker that hangs. The worker starts again by itself. */
  async crash(): Promise<void> {
    await this.#worker?.terminate();
  }

  async dispose(): Promise<void> {
    this.#disposed.abort();
    this.#stopPulse();
    const worker = this.#worker;
    this.#worker = null;
    if (worker === null) return;
    const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    worker.postMessage({ kind: 'stop' } satisfies ToWorker);
    const timer = setTimeout(() => void worker.terminate(), STOP_TIMEOUT_MS);
    await gone;
    clearTimeout(timer);
  }

  /** @returns the port it listens on, or null when it cannot have `port`. */
  #launch(port: number): Promise<number | null> {
    const { workerUrl, timings } = this.#options;
    const board = new WorkBoard();
    const { network, unlink } = linkThread();
    const workerData: WorkerStart = { board: board.memory, network };
    const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MB };
    const transferList = [network.port];
    const worker = new Worker(workerUrl, { name: 'gateway', resourceLimits, workerData, transferList });
    worker.once('exit', unlink);
    return new Promise((resolve) => {
      let isUp = false;
      const late = setTimeout(() => void worker.terminate(), LAUNCH_TIMEOUT_MS);
      worker.on('message', (message: FromWorker) => {
        if (message.kind === 'listening') {
          isUp = true;
          clearTimeout(late);
          if (this.#disposed.signal.aborted) {
            void worker.terminate().then(() => resolve(message.port));
            return;
          }
          this.#worker = worker;
          this.#startPulse(worker, board);
          resolve(message.port);
        } else if (message.kind === 'listen-failed') {
          void worker.terminate();
        } else if (message.kind === 'log') {
          logFromThread('gateway', message.line);
        } else if (this.#worker === worker) {
          this.#options.onMessage(message);
        }
      });
      worker.on('error', (error) => log.error('gateway worker failed', { error }));
      worker.once('exit', () => {
        clearTimeout(late);
        if (!isUp) resolve(null);
        else if (this.#worker === worker) this.#onDeath();
      });
      const listen: ToWorker = { kind: 'listen', port, secret: this.#secret, allowedOrigins: this.#origins, timings };
      worker.postMessage(listen);
    });
  }

  #startPulse(worker: Worker, board: WorkBoard): void {
    const { timings } = this.#options;
    const heartbeat = new Heartbeat(timings);
    this.#stopPulse();
    this.#pulse = setInterval(() => {
      const beat = heartbeat.tick(board.beat);
      if (beat !== null) worker.postMessage({ kind: 'ping', beat } satisfies ToWorker);
      else this.#endHanging(worker, board.stream);
    }, timings.pingMs);
  }

  #stopPulse(): void {
    if (this.#pulse !== null) clearInterval(this.#pulse);
    this.#pulse = null;
  }

  #endHanging(worker: Worker, culprit: number | null): void {
    this.#stopPulse();
    this.#culprit = culprit;
    log.error('gateway worker hangs; it is ended', { silenceMs: this.#options.timings.silenceMs, culprit });
    void worker.terminate();
    const timer = setTimeout(() => {
      if (this.#worker === worker) this.#onDeath();
    }, TERMINATE_TIMEOUT_MS);
    worker.once('exit', () => clearTimeout(timer));
  }

  #onDeath(): void {
    this.#worker = null;
    this.#stopPulse();
    const culprit = this.#culprit;
    this.#culprit = null;
    const { signal } = this.#disposed;
    if (signal.aborted) return;
    const nowMs = Date.now();
    this.#deaths = [...this.#deaths.filter((atMs) => nowMs - atMs < STORM_WITHIN_MS), nowMs];
    const isStorm = this.#deaths.length > STORM_LIMIT;
    const pauseMs = isStorm ? STORM_PAUSE_MS : 0;
    log.warn('gateway worker ended; it is started again', { deaths: this.#deaths.length, pauseMs });
    this.#options.onDown(gatewayDown(), nowMs + pauseMs, culprit);
    void this.#restore(pauseMs);
  }

  /** Never gives up: without a worker no camera of any account plays. */
  async #restore(firstPauseMs: number): Promise<void> {
    const { signal } = this.#disposed;
    for (let pauseMs = firstPauseMs; !signal.aborted; pauseMs = STORM_PAUSE_MS) {
      try {
        await this.#pause(pauseMs);
        await this.start();
        if (!signal.aborted) this.#options.onRestored();
        return;
      } catch (error) {
        if (signal.aborted) return;
        log.error('the gateway worker cannot be started; it is tried again', { error, pauseMs: STORM_PAUSE_MS });
        this.#options.onDown(gatewayDown(), Date.now() + STORM_PAUSE_MS, null);
      }
    }
  }

  /** Ends early when a caller asks for the worker. @throws {Error} when the link is disposed. */
  async #pause(ms: number): Promise<void> {
    if (ms === 0) return;
    const { signal } = this.#disposed;
    const startedMs = performance.now();
    const startedSoon = new AbortController();
    this.#onStartSoon = () => {
      this.#onStartSoon = null;
      startedSoon.abort();
    };
    await delay(ms, undefined, { signal: AbortSignal.any([signal, startedSoon.signal]) }).catch(() => {});
    this.#onStartSoon = null;
    signal.throwIfAborted();
    if (!startedSoon.signal.aborted) return;
    const restMs = Math.max(0, startedMs + START_SOON_MS - performance.now());
    this.#options.onDown(gatewayDown(), Date.now() + restMs, null);
    await delay(restMs, undefined, { signal });
  }
}

function gatewayDown(): AppError {
  return new AppError('media.gateway-down', 'there is no gateway worker', { retryable: true });
}
