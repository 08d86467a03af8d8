/** The worker's state: leases, the streams behind them, and the one timer that moves them all. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WebSocket } from 'ws';
import type { LocalTransport, StreamFeed } from '../../preload/domain/model.ts';
import type { UpstreamSource } from '../vendors/ports.ts';
import { AppError } from '../errors.ts';
import type { ViewerSink } from './flv-fanout.ts';
import { GatewayServer } from './gateway-server.ts';
import type { DoorKeeper } from './gateway-server.ts';
import type { FromWorker, GatewayTimings, ToWorker } from './messages.ts';
import { SharedStream } from './shared-stream.ts';
import type { StreamHost } from './shared-stream.ts';
import type { GatewayStats, UpstreamAttempt } from './types.ts';
import { socketFailure } from './failures.ts';
import { RingPool } from './ring-pool.ts';
import { StreamRing } from './ring.ts';
import { WorkerTools } from './worker-tools.ts';

/** A player that is rebuilt may overlap with its successor; more sockets of one lease are a leak in the page. */
const MAX_SOCKETS_PER_LEASE = 4;
const CLOSE_LEASE_GONE = 4410;

interface Lease {
  readonly id: string;
  readonly key: string;
  transport: LocalTransport;
  readonly stream: SharedStream;
  readonly sockets: Set<WebSocket>;
}

interface Pending {
  resolve(source: UpstreamSource): void;
  reject(error: unknown): void;
}

const viewerOf = (socket: WebSocket): ViewerSink => ({
  get bufferedBytes() {
    return socket.bufferedAmount;
  },
  send: (bytes) => socket.send(bytes),
});

export class WorkerHub implements DoorKeeper, StreamHost {
  readonly timings: GatewayTimings;
  readonly #post: (message: FromWorker) => void;
  readonly #server: GatewayServer;
  readonly #leases = new Map<string, Lease>();
  readonly #streams = new Map<string, SharedStream>();
  readonly #pending = new Map<number, Pending>();
  readonly #rings = new RingPool();
  readonly #tools: WorkerTools;
  #nextRequest = 1;
  #viewers = 0;
  #receivedBytes = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(start: Extract<ToWorker, { kind: 'listen' }>, post: (message: FromWorker) => void) {
    this.timings = start.timings;
    this.#post = post;
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

  handle(message: Exclude<ToWorker, { kind: 'listen' | 'stop' }>): void {
    switch (message.kind) {
      case 'allow-origins':
        return this.#server.allowOrigins(message.origins);
      case 'open-lease':
        return this.#openLease(message.leaseId, message.key, message.transport, message.first);
      case 'close-lease':
        return this.#closeLease(message.leaseId);
      case 'retry-now':
        return this.#leases.get(message.leaseId)?.stream.retryNow();
      case 'resolved':
        return this.#pending.get(message.requestId)?.resolve(message.source);
      case 'unresolved': {
        const { code, params, retryable, action, vendor } = message.error;
        return this.#pending
          .get(message.requestId)
          ?.reject(new AppError(code, code, { params, retryable, action, vendor }));
      }
      case 'ring':
        return this.#tools.handle(message.order);
      case 'stats':
        return this.#post({ kind: 'stats', requestId: message.requestId, stats: this.#stats() });
      default:
        return message satisfies never;
    }
  }

  async dispose(): Promise<void> {
    await this.#tools.dispose();
    // A page that hangs must not hold the end up: no closing handshake here.
    for (const { sockets } of this.#leases.values()) for (const socket of sockets) socket.terminate();
    for (const id of [...this.#leases.keys()]) this.#closeLease(id);
    await this.#server.close();
  }

  createRing(): StreamRing {
    return new StreamRing(this.#rings);
  }

  knows(leaseId: string, kind: 'flv' | 'hls' | 'past' | 'file'): boolean {
    if (kind === 'past') return this.#tools.knowsReplay(leaseId);
    if (kind === 'file') return this.#tools.knowsFile(leaseId);
    const lease = this.#leases.get(leaseId);
    return lease !== undefined && lease.transport === (kind === 'flv' ? 'flv-ws' : 'hls');
  }

  onViewer(leaseId: string, socket: WebSocket): void {
    const lease = this.#leases.get(leaseId);
    if (lease === undefined) return socket.close(CLOSE_LEASE_GONE);
    const [oldest] = lease.sockets;
    if (lease.sockets.size >= MAX_SOCKETS_PER_LEASE) oldest?.terminate();
    const sink = viewerOf(socket);
    lease.sockets.add(socket);
    this.#viewers += 1;
    socket.on('error', () => socket.terminate());
    socket.once('close', () => {
      lease.sockets.delete(socket);
      this.#viewers -= 1;
      lease.stream.remove(sink, Date.now());
    });
    lease.stream.add(sink, Date.now());
  }

  onHls(leaseId: string, resource: string, request: IncomingMessage, response: ServerResponse): void {
    const lease = this.#leases.get(leaseId);
    if (lease === undefined) response.writeHead(404).end();
    else void lease.stream.hls.serve(resource, request, response);
  }

  onReplay(id: string, socket: WebSocket): void {
    this.#tools.onReplay(id, socket);
  }

  onFile(id: string, request: IncomingMessage, response: ServerResponse): void {
    this.#tools.onFile(id, request, response);
  }

  resolve(key: string, attempt: UpstreamAttempt, signal: AbortSignal): Promise<UpstreamSource> {
    const requestId = this.#nextRequest;
    this.#nextRequest += 1;
    return new Promise<UpstreamSource>((resolve, reject) => {
      this.#pending.set(requestId, { resolve, reject });
      signal.addEventListener('abort', () => {
        if (!this.#pending.has(requestId)) return;
        this.#post({ kind: 'cancel-resolve', requestId });
        reject(new AppError('cancelled', 'cancelled'));
      });
      this.#post({ kind: 'resolve', requestId, key, attempt });
    }).finally(() => this.#pending.delete(requestId));
  }

  feed(key: string, feed: StreamFeed): void {
    this.#post({ kind: 'feed', key, feed });
  }

  transportChanged(key: string, transport: LocalTransport): void {
    for (const lease of this.#leases.values()) {
      if (lease.key !== key) continue;
      lease.transport = transport;
      for (const socket of lease.sockets) socket.close(CLOSE_LEASE_GONE);
    }
    this.#post({ kind: 'transport-changed', key, transport });
  }

  received(bytes: number): void {
    this.#receivedBytes += bytes;
  }

  #openLease(id: string, key: string, transport: LocalTransport, first: UpstreamSource | null): void {
    const stream = this.#streams.get(key) ?? new SharedStream(key, transport, this);
    this.#streams.set(key, stream);
    this.#leases.set(id, { id, key, transport, stream, sockets: new Set() });
    stream.start(first, Date.now());
    this.#timer ??= setInterval(() => this.#tick(), this.timings.batchMs);
  }

  #closeLease(id: string): void {
    const lease = this.#leases.get(id);
    if (lease === undefined) return;
    this.#leases.delete(id);
    for (const socket of lease.sockets) socket.close(CLOSE_LEASE_GONE);
    if (![...this.#leases.values()].some((other) => other.key === lease.key)) {
      this.#tools.onStreamGone(lease.stream);
      lease.stream.dispose();
      this.#streams.delete(lease.key);
    }
    if (this.#streams.size === 0 && this.#timer !== null) {
      clearInterval(this.#timer);
      this.#timer = null;
    }
  }

  #tick(): void {
    const nowMs = Date.now();
    for (const stream of this.#streams.values()) stream.tick(nowMs);
    this.#tools.tick(nowMs);
  }

  #stats(): GatewayStats {
    const streams = [...this.#streams.values()];
    return {
      upstreams: streams.filter((stream) => stream.isRunning).length,
      viewers: this.#viewers,
      receivedBytes: this.#receivedBytes,
      queuedBytes: streams.reduce((sum, stream) => sum + stream.fanout.queuedBytes + stream.fanout.heldBytes, 0),
    };
  }
}
