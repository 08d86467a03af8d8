/**
 * The gateway as main uses it: leases, events, and the resolving of upstream URLs. Resolving needs the accounts, so it
 * stays in this thread. Sockets and media live in the worker.
 */
import { randomBytes } from 'node:crypto';
import type { LocalTransport, StreamFeed } from '../../../preload/domain/media/streams.ts';
import type { UpstreamSource } from '../../ports/live.ts';
import { AppError, cancelled, toWireError } from '../../errors.ts';
import { log } from '../../log.ts';
import { DEFAULT_TIMINGS } from '../messages/messages.ts';
import { Quarantine, quarantined } from './quarantine.ts';
import { GatewayPast } from './gateway-past.ts';
import { GatewayTools } from './gateway-tools.ts';
import type { FromWorker, GatewayTimings, ToWorker } from '../messages/messages.ts';
import { checkUpstream, localTransport } from '../messages/upstream-url.ts';
import type {
  GatewayEvent,
  GatewayLease,
  GatewayOrigins,
  GatewayStats,
  MediaGateway,
  OpenStream,
  UpstreamAttempt,
} from '../messages/types.ts';
import { anyStreamOrigin, StreamNames } from '../messages/stream-names.ts';
import { WorkerLink } from './worker-link.ts';

export interface GatewayOptions {
  /** Origins of the pages that may play, such as `http://127.0.0.1:40123`. Pages of other origins get no stream. */
  readonly allowedOrigins?: readonly string[];
  /** Where the worker's code is, for a build that bundles it elsewhere. */
  readonly workerUrl?: URL;
  readonly timings?: Partial<GatewayTimings>;
}

interface Stream {
  /** The number under which the worker names the stream on the board. */
  readonly number: number;
  request: OpenStream;
  transport: LocalTransport;
  readonly leases: Map<string, GatewayLease>;
  feed: StreamFeed | null;
  /** The stream has stopped the worker: the worker does not know the stream, but its leases stay. */
  isHeldBack: boolean;
}

/** An `open` that runs; callers that open the same key share it, and it is cancelled when the last of them gives up. */
interface Opening {
  readonly source: Promise<UpstreamSource>;
  readonly abort: AbortController;
  waiting: number;
}

/** How long a worker thread takes to start, at the most. */
const WORKER_START_MS = 5_000;
const FIRST_ATTEMPT: UpstreamAttempt = { number: 1, lastError: null };

export class Gateway implements MediaGateway {
  /** Clips, replays and files: the work of the worker besides live viewing. */
  readonly tools = new GatewayTools((order) => this.#link.send({ kind: 'ring', order }));
  readonly #quarantine = new Quarantine();
  /** Recordings that are played, each by one viewer. */
  readonly past = new GatewayPast({
    send: (order) => this.#link.send({ kind: 'past', order }),
    nextNumber: () => this.#nextNumber++,
    addressOf: (id) => `http://${this.#names.of(id, this.#link.host)}/${this.#link.secret}/recording/${id}`,
    giveBack: (id) => this.#names.giveBack(id),
    quarantine: this.#quarantine,
  });
  readonly #link: WorkerLink;
  readonly #streams = new Map<string, Stream>();
  readonly #openings = new Map<string, Opening>();
  readonly #keyOfLease = new Map<string, string>();
  readonly #names = new StreamNames();
  #nextNumber = 1;
  readonly #resolving = new Map<number, AbortController>();
  readonly #statsWaiters = new Map<number, (stats: GatewayStats) => void>();
  readonly #listeners = new Set<(event: GatewayEvent) => void>();
  #nextStats = 1;
  /** The feed that every stream reports while there is no worker; null while a worker runs. */
  #downFeed: StreamFeed | null = null;
  #isDisposed = false;

  constructor(options: GatewayOptions) {
    this.#link = new WorkerLink({
      workerUrl: options.workerUrl ?? new URL('../worker/gateway-worker.ts', import.meta.url),
      allowedOrigins: options.allowedOrigins ?? [],
      timings: { ...DEFAULT_TIMINGS, ...options.timings },
      onMessage: (message) => this.#onMessage(message),
      onDown: (error, nextAtMs, culprit) => this.#onDown(error, nextAtMs, culprit),
      onRestored: () => this.#onRestored(),
    });
  }

  async start(): Promise<GatewayOrigins> {
    await this.#link.start();
    const { host } = this.#link;
    return { http: `http://${host}`, streams: anyStreamOrigin(host) };
  }

  /** The address for something other than a lease: a replay, or a file that the page puts. */
  addressOf(kind: 'past' | 'file', id: string): string {
    const { host, secret } = this.#link;
    const own = kind === 'past' ? this.#names.ofReplay(host) : host;
    return `http://${own}/${secret}/${kind}/${id}`;
  }

  allowOrigins(origins: readonly string[]): void {
    this.#link.allowOrigins(origins);
  }

  async open(request: OpenStream, signal: AbortSignal): Promise<GatewayLease> {
    const { key } = request;
    if (this.#quarantine.holds(key)) throw quarantined();
    const first = this.#streams.has(key) ? null : await this.#firstSource(request, signal);
    if (signal.aborted) throw cancelled('live.open');
    if (this.#isDisposed) throw new AppError('media.gateway-down', 'the gateway is closed');
    if (this.#quarantine.holds(key)) throw quarantined();
    const known = this.#streams.get(key);
    // A second caller finds the stream that the first one made and shares its upstream.
    const source = known === undefined ? first : null;
    const transport = known?.transport ?? (first === null ? 'flv' : localTransport(first));
    const stream = known ?? this.#newStream(request, transport);
    stream.request = request;
    this.#streams.set(key, stream);
    if (stream.isHeldBack) this.#reopen(key, stream);
    const lease = this.#leaseOf(randomBytes(16).toString('base64url'), stream.transport);
    stream.leases.set(lease.id, lease);
    this.#keyOfLease.set(lease.id, key);
    this.#sendLease(key, stream, lease.id, source);
    // A stream that rests starts with this lease, so its earlier feed is no longer true.
    if (stream.feed?.phase === 'idle') stream.feed = null;
    stream.feed ??= this.#downFeed;
    const { feed } = stream;
    if (feed !== null) setImmediate(() => this.#tellFeed(lease.id, feed));
    return lease;
  }

  close(leaseId: string): void {
    const key = this.#keyOfLease.get(leaseId);
    if (key === undefined) return;
    this.#keyOfLease.delete(leaseId);
    this.#names.giveBack(leaseId);
    const stream = this.#streams.get(key);
    stream?.leases.delete(leaseId);
    if (stream?.leases.size === 0) this.#streams.delete(key);
    this.#link.send({ kind: 'close-lease', leaseId });
  }

  retryNow(leaseId: string): void {
    const key = this.#keyOfLease.get(leaseId) ?? '';
    const stream = this.#streams.get(key);
    if (stream?.isHeldBack !== true) {
      if (!this.#link.send({ kind: 'retry-now', leaseId })) this.#link.startSoon();
    } else if (!this.#quarantine.holds(key)) this.#reopen(key, stream);
  }

  readmit(key: string): void {
    if (!this.#quarantine.release(key)) return;
    const stream = this.#streams.get(key);
    if (stream?.isHeldBack === true) this.#reopen(key, stream);
  }

  on(listener: (event: GatewayEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  stats(): Promise<GatewayStats> {
    const requestId = this.#nextStats;
    this.#nextStats += 1;
    return new Promise((resolve) => {
      this.#statsWaiters.set(requestId, resolve);
      if (!this.#link.send({ kind: 'stats', requestId })) this.#dropStatsWaiters();
    });
  }

  /** Ends the worker as a crash would; it starts again by itself. For fault tests. */
  crashWorker(): Promise<void> {
    return this.#link.crash();
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    this.#listeners.clear();
    for (const abort of this.#resolving.values()) abort.abort();
    for (const opening of this.#openings.values()) opening.abort.abort();
    this.#streams.clear();
    this.#keyOfLease.clear();
    await this.#link.dispose();
    this.#dropStatsWaiters();
    this.tools.onDown();
  }

  async #firstSource(request: OpenStream, signal: AbortSignal): Promise<UpstreamSource> {
    if (signal.aborted) throw cancelled('live.open');
    const { key } = request;
    let opening = this.#openings.get(key);
    if (opening === undefined) {
      const abort = new AbortController();
      const source = request.resolve(FIRST_ATTEMPT, abort.signal).then((answer) => {
        checkUpstream(answer);
        return answer;
      });
      opening = { source, abort, waiting: 0 };
      this.#openings.set(key, opening);
      const forget = (): boolean => this.#openings.delete(key);
      source.then(forget, forget);
    }
    const shared = opening;
    shared.waiting += 1;
    let onAbort = (): void => {};
    const aborted = new Promise<never>((_, reject) => {
      onAbort = () => reject(cancelled('live.open'));
      signal.addEventListener('abort', onAbort, { once: true });
    });
    try {
      return await Promise.race([shared.source, aborted]);
    } finally {
      signal.removeEventListener('abort', onAbort);
      shared.waiting -= 1;
      if (shared.waiting === 0 && signal.aborted) {
        shared.abort.abort();
        if (this.#openings.get(key) === shared) this.#openings.delete(key);
      }
    }
  }

  #newStream(request: OpenStream, transport: LocalTransport): Stream {
    const number = this.#nextNumber++;
    return { number, request, transport, leases: new Map(), feed: null, isHeldBack: false };
  }

  #sendLease(key: string, { number, transport }: Stream, leaseId: string, first: UpstreamSource | null): void {
    this.#link.send({ kind: 'open-lease', leaseId, key, stream: number, transport, first });
  }

  /** Gives the worker a stream that was withheld from it. */
  #reopen(key: string, stream: Stream): void {
    stream.isHeldBack = false;
    if (stream.feed?.phase === 'failed') stream.feed = null; // the cause of the hold is over
    for (const leaseId of stream.leases.keys()) this.#sendLease(key, stream, leaseId, null);
    this.#replaceLeases(stream);
  }

  #leaseOf(id: string, transport: LocalTransport): GatewayLease {
    const { host, secret } = this.#link;
    if (transport === 'hls') return { id, transport, url: `http://${host}/${secret}/hls/${id}/index.m3u8` };
    return { id, transport, url: `http://${this.#names.of(id, host)}/${secret}/flv/${id}` };
  }

  #onMessage(message: FromWorker): void {
    switch (message.kind) {
      case 'resolve':
        void this.#resolve(message.requestId, message.key, message.attempt);
        return;
      case 'cancel-resolve':
        this.#resolving.get(message.requestId)?.abort();
        return;
      case 'feed':
        this.#onFeed(message.key, message.feed);
        return;
      case 'transport-changed':
        this.#onTransport(message.key, message.transport);
        return;
      case 'stats':
        this.#statsWaiters.get(message.requestId)?.(message.stats);
        this.#statsWaiters.delete(message.requestId);
        return;
      case 'ring':
        return this.tools.onNews(message.news);
      case 'past':
        return this.past.onNews(message.news);
      case 'listening':
      case 'listen-failed':
      case 'log':
      case 'stopped':
        return;
      default:
        message satisfies never;
    }
  }

  async #resolve(requestId: number, key: string, attempt: UpstreamAttempt): Promise<void> {
    const abort = new AbortController();
    this.#resolving.set(requestId, abort);
    // Worker threads number their questions from the start: a late answer must not reach a question of the next thread.
    const answer = (message: ToWorker): void => {
      if (this.#resolving.get(requestId) !== abort) return;
      this.#resolving.delete(requestId);
      this.#link.send(message);
    };
    try {
      const stream = this.#streams.get(key);
      if (stream === undefined) throw cancelled('live.open');
      const source = await stream.request.resolve(attempt, abort.signal);
      checkUpstream(source);
      answer({ kind: 'resolved', requestId, source });
    } catch (error) {
      answer({ kind: 'unresolved', requestId, error: toWireError(error) });
    }
  }

  #onFeed(key: string, feed: StreamFeed): void {
    const stream = this.#streams.get(key);
    if (stream === undefined) return;
    stream.feed = feed;
    for (const leaseId of stream.leases.keys()) this.#tellFeed(leaseId, feed);
  }

  #onTransport(key: string, transport: LocalTransport): void {
    const stream = this.#streams.get(key);
    if (stream === undefined) return;
    stream.transport = transport;
    this.#replaceLeases(stream);
  }

  #replaceLeases(stream: Stream): void {
    for (const leaseId of stream.leases.keys()) {
      const lease = this.#leaseOf(leaseId, stream.transport);
      stream.leases.set(leaseId, lease);
      this.#emit({ kind: 'replaced', leaseId, lease });
    }
  }

  #onDown(error: AppError, nextAtMs: number, culprit: number | null): void {
    for (const abort of this.#resolving.values()) abort.abort();
    this.#resolving.clear();
    this.#dropStatsWaiters();
    this.tools.onDown();
    this.past.onDown(error, culprit);
    const isTrying = nextAtMs <= Date.now();
    const feed: StreamFeed = {
      phase: 'reconnecting',
      attempt: 1,
      nextAtMs: isTrying ? Date.now() + WORKER_START_MS : nextAtMs,
      isTrying,
      lastDataAtMs: null,
      error: error.toWire(),
    };
    this.#downFeed = feed;
    for (const [key, stream] of this.#streams) {
      if (stream.number === culprit) this.#holdBack(key, stream);
      if (!stream.isHeldBack) this.#onFeed(key, feed);
    }
  }

  #holdBack(key: string, stream: Stream): void {
    log.warn('a stream stopped the gateway worker and is held back', { key });
    this.#quarantine.add(key);
    stream.isHeldBack = true;
    this.#onFeed(key, { phase: 'failed', error: quarantined().toWire() });
  }

  #onRestored(): void {
    this.#downFeed = null;
    for (const [key, stream] of this.#streams) if (!stream.isHeldBack) this.#reopen(key, stream);
  }

  #dropStatsWaiters(): void {
    const none: GatewayStats = { upstreams: 0, recordings: 0, viewers: 0, receivedBytes: 0, queuedBytes: 0 };
    for (const resolve of this.#statsWaiters.values()) resolve(none);
    this.#statsWaiters.clear();
  }

  #tellFeed(leaseId: string, feed: StreamFeed): void {
    if (this.#keyOfLease.has(leaseId)) this.#emit({ kind: 'feed', leaseId, feed });
  }

  #emit(event: GatewayEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

/** Makes a gateway; the caller starts it. */
export function createGateway(options: GatewayOptions = {}): Gateway {
  return new Gateway(options);
}
