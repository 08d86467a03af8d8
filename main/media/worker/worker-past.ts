/** The worker's side of recordings that are played: one stream for each viewer, shared with nobody. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError, toWireError } from '../../errors.ts';
import type { PastNews, PastOpening, PastOrder } from '../messages/past-messages.ts';
import type { GatewayTimings } from '../messages/messages.ts';
import { PastFlv } from '../upstream/flv/past-flv.ts';
import { KeptConnections } from '../upstream/kept-connections.ts';
import { MAX_EMPTY_AT_OPEN, PastRelay } from '../upstream/hls/past-relay.ts';
import { FIRST_ATTEMPT, type PastHost, type PastPiece, type PastView } from '../upstream/past-source.ts';
import type { StreamWork } from '../shared/work-board.ts';
import { Questions } from './questions.ts';

interface WorkerPastOptions {
  readonly timings: GatewayTimings;
  readonly post: (news: PastNews) => void;
  readonly received: (bytes: number) => void;
  /** Names a stream on the board while work for it runs. */
  readonly workOf: (stream: number) => StreamWork;
}

interface Past {
  readonly abort: AbortController;
  /** The stream that plays; null while the playback is being opened. */
  stream: PastRelay | PastFlv | null;
}

export class WorkerPast {
  readonly #options: WorkerPastOptions;
  readonly #pasts = new Map<string, Past>();
  readonly #questions: Questions<PastPiece>;
  readonly #connections: KeptConnections;

  constructor(options: WorkerPastOptions) {
    this.#options = options;
    const { resolveTimeoutMs, idleCloseMs } = options.timings;
    this.#connections = new KeptConnections(idleCloseMs);
    this.#questions = new Questions(resolveTimeoutMs, (requestId) =>
      options.post({ kind: 'cancel-resolve', requestId }),
    );
  }

  get count(): number {
    return this.#pasts.size;
  }

  handle(order: PastOrder): void {
    switch (order.kind) {
      case 'open':
        return void this.#open(order);
      case 'close':
        return this.#close(order.pastId);
      case 'steered': {
        const stream = this.#pasts.get(order.pastId)?.stream;
        if (stream instanceof PastFlv) stream.steered(order.steered);
        return;
      }
      case 'resolved':
        return this.#questions.answer(order.requestId, order.piece);
      case 'unresolved':
        return this.#questions.refuse(order.requestId, AppError.fromWire(order.error));
      default:
        return order satisfies never;
    }
  }

  knows(id: string): boolean {
    return (this.#pasts.get(id)?.stream ?? null) !== null;
  }

  /** Answers the viewer. A stream at the pace of a device has no resource and one viewer. */
  serve(id: string, resource: string, request: IncomingMessage, response: ServerResponse): void {
    const stream = this.#pasts.get(id)?.stream ?? null;
    if (stream instanceof PastRelay && resource !== '') void stream.serve(resource, request, response);
    else if (!(stream instanceof PastFlv) || resource !== '') response.writeHead(404).end();
    else if (request.method !== 'GET' || stream.isTaken) response.writeHead(410).end();
    else stream.serve(response);
  }

  dispose(): void {
    for (const id of [...this.#pasts.keys()]) this.#close(id);
    this.#connections.dispose();
  }

  async #open({ pastId, stream, opening }: Extract<PastOrder, { kind: 'open' }>): Promise<void> {
    const past: Past = { abort: new AbortController(), stream: null };
    this.#pasts.set(pastId, past);
    this.#connections.wake();
    const { post } = this.#options;
    try {
      const view = await this.#begin(past, opening, this.#hostFor(pastId, stream));
      if (this.#pasts.get(pastId) === past) post({ kind: 'opened', pastId, view });
    } catch (error) {
      if (this.#pasts.get(pastId) !== past) return;
      this.#close(pastId);
      post({ kind: 'refused', pastId, error: toWireError(error) });
    }
  }

  async #begin(past: Past, { fromMs, atMs, endMs }: PastOpening, host: PastHost): Promise<PastView> {
    const { signal } = past.abort;
    const ask = async (nextMs: number): Promise<PastPiece> => {
      const piece = await host.ask({ fromMs: nextMs, toMs: null, attempt: FIRST_ATTEMPT }, signal);
      signal.throwIfAborted();
      return piece;
    };
    // Only a source shows whether a device plays at its own pace, and nothing may be recorded at first.
    let last = await ask(fromMs);
    const pieces: [PastPiece, ...PastPiece[]] = [last];
    while (last.source === null && last.stretch.toMs < endMs && pieces.length < MAX_EMPTY_AT_OPEN) {
      last = await ask(last.stretch.toMs);
      pieces.push(last);
    }
    if (last.source !== null && last.source.transport !== 'hls') {
      // A playlist reports its own.
      for (const { stretch } of pieces.slice(0, -1)) host.tell({ kind: 'learnt', stretch, spans: [] });
      past.stream = new PastFlv(last.source, last.stretch, host);
      return past.stream.view;
    }
    const relay = new PastRelay(host, endMs);
    // Closing a playback that is still being opened must end its questions too.
    signal.addEventListener('abort', () => relay.close(), { once: true });
    const view = await relay.begin(pieces, atMs);
    past.stream = relay;
    return view;
  }

  #hostFor(pastId: string, stream: number): PastHost {
    const { timings, post, received, workOf } = this.#options;
    return {
      connectTimeoutMs: timings.connectTimeoutMs,
      watchdogMs: timings.watchdogMs,
      waitsMs: timings.recordingWaitsMs,
      ask: (question, signal) =>
        this.#questions.ask(signal, (requestId) => post({ kind: 'resolve', requestId, pastId, question })),
      tell: (event) => post({ kind: 'event', pastId, event }),
      received,
      connections: this.#connections,
      work: workOf(stream),
    };
  }

  #close(id: string): void {
    const past = this.#pasts.get(id);
    this.#pasts.delete(id);
    past?.abort.abort();
    past?.stream?.close();
    if (this.#pasts.size === 0) this.#connections.rest();
  }
}
