/** The worker's state: leases, the streams behind them, and the one timer that drives them all. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LocalTransport, StreamFeed } from '../../../preload/domain/media/streams.ts';
import type { UpstreamSource } from '../../ports/live.ts';
import { AppError } from '../../errors.ts';
import { GatewayServer } from './gateway-server.ts';
import type { RequestHandler } from './gateway-server.ts';
import type { FromWorker, GatewayTimings, ToWorker } from '../messages/messages.ts';
import { SharedStream } from './shared-stream.ts';
import type { StreamHost } from './stream-host.ts';
import type { GatewayStats, UpstreamAttempt } from '../messages/types.ts';
import { socketFailure } from '../shared/failures.ts';
import { Questions } from './questions.ts';
import { RingPool } from '../past/ring-pool.ts';
import { StreamRing } from '../past/ring.ts';
import { openViewer, type Viewer } from './viewer.ts';
import { WorkBoard, type StreamWork } from '../shared/work-board.ts';
import { WorkerPast } from './worker-past.ts';
import { WorkerTools } from './worker-tools.ts';

/** A rebuilt player may overlap with its successor; more viewers of one lease are a leak in the page. */
const MAX_VIEWERS_PER_LEASE = 4;

interface Lease {
  readonly id: string;
  readonly key: string;
  transport: LocalTransport;
  readonly stream: SharedStream;
  readonly viewers: Set<Viewer>;
}

type OpenLease = Extract<ToWorker, { kind: 'open-lease' }>;

export class WorkerHub implements RequestHandler, StreamHost {
  readonly timings: GatewayTimings;
  readonly #post: (message: FromWorker) => void;
  readonly #server: GatewayServer;
  readonly #leases = new Map<string, Lease>();
  readonly #streams = new Map<string, SharedStream>();
  readonly #questions: Questions<UpstreamSource>;
  readonly #board: WorkBoard;
  /** Numbers of the streams, by key. */
  readonly #numbers = new Map<string, number>();
  readonly #rings = new RingPool();
  readonly #tools: WorkerTools;
  readonly #past: WorkerPast;
  #viewers = 0;
  #receivedBytes = 0;
  #timer: NodeJS.Timeout | null = null;

  /**
   * @param board shows main the stream that is being worked on.
   */
  constructor(
    start: Extract<ToWorker, { kind: 'listen' }>,
    post: (message: FromWorker) => void,
    board: WorkBoard = new WorkBoard(),
  ) {
    this.timings = start.timings;
    this.#post = post;
    this.#board = board;
    const { timings } = start;
    this.#questions = new Questions(timings.resolveTimeoutMs, (requestId) =>
      post({ kind: 'cancel-resolve', requestId }),
    );
    this.#past = new WorkerPast({
      timings,
      post: (news) => post({ kind: 'past', news }),
      received: (bytes) => this.received(bytes),
      workOf: (stream) => board.workOf(stream),
    });
    this.#tools = new WorkerTools(
      (key) => this.#streams.get(key) ?? null,
      (news) => post({ kind: 'ring', news }),
    );
    this.#server = new GatewayServer(start.secret, start.allowedOrigins, this);
  }

  async listen(port: number): Promise<void> {
    try {
      this.#post({ kind: 'listening', port: await this.#server.listen(port) });
    } catch (error) {
      this.#post({ kind: 'listen-failed', error: socketFailure(error, '127.0.0.1').toWire() });
    }
  }

  handle(message: Exclude<ToWorker, { kind: 'listen' | 'stop' | 'ping' }>): void {
    switch (message.kind) {
      case 'allow-origins':
        return this.#server.allowOrigins(message.origins);
      case 'open-lease':
        return this.#openLease(message);
      case 'close-lease':
        return this.#closeLease(message.leaseId);
      case 'retry-now':
        return this.#leases.get(message.leaseId)?.stream.retryNow();
      case 'resolved':
        return this.#questions.answer(message.requestId, message.source);
      case 'unresolved':
        return this.#questions.refuse(message.requestId, AppError.fromWire(message.error));
      case 'ring':
        return this.#tools.handle(message.order);
      case 'past':
        return this.#past.handle(message.order);
      case 'stats':
        return this.#post({ kind: 'stats', requestId: message.requestId, stats: this.#stats() });
      default:
        return message satisfies never;
    }
  }

  async dispose(): Promise<void> {
    this.#past.dispose();
    await this.#tools.dispose();
    for (const id of [...this.#leases.keys()]) this.#closeLease(id);
    await this.#server.close();
  }

  workOf(key: string): StreamWork {
    return this.#board.workOf(this.#numbers.get(key) ?? 0);
  }

  createRing(): StreamRing {
    return new StreamRing(this.#rings);
  }

  knows(leaseId: string, kind: 'flv' | 'hls' | 'past' | 'file' | 'recording'): boolean {
    if (kind === 'recording') return this.#past.knows(leaseId);
    if (kind === 'past') return this.#tools.knowsReplay(leaseId);
    if (kind === 'file') return this.#tools.knowsFile(leaseId);
    const lease = this.#leases.get(leaseId);
    return lease !== undefined && lease.transport === kind;
  }

  onViewer(leaseId: string, response: ServerResponse): void {
    const lease = this.#leases.get(leaseId);
    if (lease === undefined) {
      response.writeHead(404).end();
      return;
    }
    const [oldest] = lease.viewers;
    if (lease.viewers.size >= MAX_VIEWERS_PER_LEASE) oldest?.destroy();
    const viewer = openViewer(response, () => {
      lease.viewers.delete(viewer);
      this.#viewers -= 1;
      lease.stream.remove(viewer, Date.now());
    });
    lease.viewers.add(viewer);
    this.#viewers += 1;
    lease.stream.add(viewer, Date.now());
  }

  onHls(leaseId: string, resource: string, request: IncomingMessage, response: ServerResponse): void {
    const lease = this.#leases.get(leaseId);
    if (lease === undefined) response.writeHead(404).end();
    else void lease.stream.hls.serve(resource, request, response);
  }

  onRecording(id: string, resource: string, request: IncomingMessage, response: ServerResponse): void {
    this.#past.serve(id, resource, request, response);
  }

  onReplay(id: string, response: ServerResponse): void {
    this.#tools.onReplay(id, response);
  }

  onFile(id: string, request: IncomingMessage, response: ServerResponse): void {
    this.#tools.onFile(id, request, response);
  }

  resolve(key: string, attempt: UpstreamAttempt, signal: AbortSignal): Promise<UpstreamSource> {
    return this.#questions.ask(signal, (requestId) => this.#post({ kind: 'resolve', requestId, key, attempt }));
  }

  feed(key: string, feed: StreamFeed): void {
    this.#post({ kind: 'feed', key, feed });
  }

  transportChanged(key: string, transport: LocalTransport): void {
    for (const lease of this.#leases.values()) {
      if (lease.key !== key) continue;
      lease.transport = transport;
      for (const viewer of lease.viewers) viewer.end();
    }
    this.#post({ kind: 'transport-changed', key, transport });
  }

  received(bytes: number): void {
    this.#receivedBytes += bytes;
  }

  #openLease({ leaseId: id, key, stream: number, transport, first }: OpenLease): void {
    this.#numbers.set(key, number);
    const stream = this.#streams.get(key) ?? new SharedStream(key, transport, this);
    this.#streams.set(key, stream);
    this.#leases.set(id, { id, key, transport, stream, viewers: new Set() });
    stream.start(first, Date.now());
    this.#timer ??= setInterval(() => this.#tick(), this.timings.batchMs);
  }

  #closeLease(id: string): void {
    const lease = this.#leases.get(id);
    if (lease === undefined) return;
    this.#leases.delete(id);
    for (const viewer of lease.viewers) viewer.destroy();
    if (![...this.#leases.values()].some((other) => other.key === lease.key)) {
      this.#tools.onStreamGone(lease.stream);
      lease.stream.dispose();
      this.#streams.delete(lease.key);
      this.#numbers.delete(lease.key);
    }
    if (this.#streams.size === 0 && this.#timer !== null) {
      clearInterval(this.#timer);
      this.#timer = null;
    }
  }

  #tick(): void {
    const nowMs = Date.now();
    for (const stream of this.#streams.values()) stream.work.run(() => stream.tick(nowMs));
    this.#tools.tick(nowMs);
  }

  #stats(): GatewayStats {
    const streams = [...this.#streams.values()];
    return {
      upstreams: streams.filter((stream) => stream.isRunning).length,
      recordings: this.#past.count,
      viewers: this.#viewers,
      receivedBytes: this.#receivedBytes,
      queuedBytes: streams.reduce((sum, stream) => sum + stream.fanout.queuedBytes + stream.fanout.heldBytes, 0),
    };
  }
}
