/**
 * The whole way of live pictures in one process, with time simulated: the wall's pool and players, the streams of the
 * gateway with their waits, and the ladder of transports. In place of sockets stands a media server that plays, is silent
 * or refuses, and in place of the engines stand two that behave like those of FLV and of HLS.
 */
import { vi } from 'vitest';
import { AppError } from '../../../../main/errors.ts';
import type { ViewerSink } from '../../../../main/media/past/flv-fanout.ts';
import { DEFAULT_TIMINGS } from '../../../../main/media/messages/messages.ts';
import { RingPool } from '../../../../main/media/past/ring-pool.ts';
import { StreamRing } from '../../../../main/media/past/ring.ts';
import type { OpenPull } from '../../../../main/media/worker/open-pull.ts';
import { SharedStream } from '../../../../main/media/worker/shared-stream.ts';
import type { StreamHost } from '../../../../main/media/worker/stream-host.ts';
import { TransportLadder } from '../../../../main/services/live/transport-ladder.ts';
import type { LivePort, UpstreamSource } from '../../../../main/ports/live.ts';
import { asLeaseId, type ChannelId, type LeaseId } from '../../../../preload/domain/ids.ts';
import type { LocalTransport, StreamFeed, StreamTicket } from '../../../../preload/domain/media/streams.ts';
import type { EngineRequest, PlayerEngine } from '../../../../renderer/media/engines/player-engine.ts';
import { PlayerPool, type SlotKey } from '../../../../renderer/media/pool/player-pool.ts';
import { slotOf } from '../../../../renderer/media/slot-key.ts';
import { Ticker } from '../../../../renderer/media/ticker.ts';
import type { Random } from '../../../bench/soak-random.ts';
import { flvCamera } from '../../main/media/flv-camera.ts';
import { FakeVideo, SMALL, wire } from './player-harness.ts';

export const STEP_MS = 250;
/** Footage in the buffer of an HLS player. */
const HLS_BUFFER_MS = 4_000;
/** hls.js asks again so often after a failure, begins once more, and then gives up. */
const HLS_TRIES = 12;
const HLS_RETRY_AT_MOST_MS = 8_000;

/** The behaviour of the media server. */
export type MediaState = 'plays' | 'silent' | 'refuses';
/** Cameras with FLV and HLS, and those whose FLV brings a page of words. */
export type CameraKind = 'flv' | 'hls';

/** Stands for HLS: a transport that the stream hands to the same fan-out, so that no HTTP is needed. */
const HLS = 'rtmp';

interface Engine {
  step(nowMs: number): void;
}

/** The parts in which a fake engine of FLV differs from one of HLS. */
interface EngineParts {
  readonly video: FakeVideo;
  enter(): void;
  leave(): void;
  /** Called at every step. */
  isMoving(nowMs: number): boolean;
  /** The gateway has ended the connection. */
  onEnd(): void;
}

interface Lease {
  readonly id: LeaseId;
  readonly channelId: ChannelId;
  readonly stream: SharedStream;
  transport: LocalTransport;
  isFlowing: boolean;
  readonly engines: Set<{ end(): void }>;
}

export class CureWorld {
  media: MediaState = 'plays';
  readonly pool: PlayerPool;
  readonly keys: readonly SlotKey[];
  readonly #random: Random;
  readonly #kinds: readonly CameraKind[];
  readonly #leases = new Map<LeaseId, Lease>();
  readonly #ladders = new Map<ChannelId, TransportLadder>();
  readonly #engines = new Set<Engine>();
  readonly #rings = new RingPool();
  #opened = 0;

  constructor(random: Random, kinds: readonly CameraKind[]) {
    this.#random = random;
    this.#kinds = kinds;
    this.pool = new PlayerPool({
      ports: {
        open: async (channelId) => ({ ok: true, value: await this.#open(channelId) }),
        close: (leaseId) => this.#close(leaseId),
        retry: (leaseId) => this.#leases.get(leaseId)?.stream.retryNow(),
      },
      createEngine: (request) => this.#createEngine(request),
      ticker: new Ticker(),
      random: () => random.next(),
      createHost: () => ({ append: () => undefined, prepend: () => undefined, remove: () => undefined }) as never,
      createVideo: () => new FakeVideo() as unknown as HTMLVideoElement,
    });
    this.keys = kinds.map((_, i) => {
      const channelId = `acc:dev/${i}` as ChannelId;
      const key = slotOf(channelId, 0);
      this.pool.acquire(key, { channelId, hasSubStream: false, extent: SMALL });
      return key;
    });
  }

  get phases(): readonly string[] {
    return this.keys.map((key) => this.pool.snapshot(key)?.state.phase ?? 'none');
  }

  async step(): Promise<void> {
    const nowMs = Date.now();
    for (const engine of this.#engines) engine.step(nowMs);
    for (const { stream } of this.#leases.values()) stream.tick(nowMs);
    await vi.advanceTimersByTimeAsync(STEP_MS);
  }

  async dispose(): Promise<void> {
    this.pool.dispose();
    await vi.advanceTimersByTimeAsync(1_000);
  }

  /** Messages of main and the worker reach the page a little later, and in order. */
  #later(act: () => void): void {
    setTimeout(act, 40);
  }

  async #open(channelId: ChannelId): Promise<StreamTicket> {
    const id = asLeaseId(`lease-${(this.#opened += 1)}`);
    const stream = new SharedStream(id, 'flv', this.#hostOf(id, channelId), this.#connect);
    const ladder = new TransportLadder();
    this.#ladders.set(channelId, ladder);
    const first = await this.#ask(ladder, channelId, { number: 1, lastError: null });
    const transport = first.transport === HLS ? 'hls' : 'flv';
    const lease: Lease = { id, channelId, stream, transport, isFlowing: false, engines: new Set() };
    this.#leases.set(id, lease);
    stream.start(first, Date.now());
    return this.#ticketOf(lease);
  }

  #ticketOf({ id, channelId, transport }: Lease): StreamTicket {
    return { leaseId: id, channelId, profile: 'sub', transport, url: `http://gateway/${id}` };
  }

  #close(leaseId: LeaseId): void {
    const lease = this.#leases.get(leaseId);
    this.#leases.delete(leaseId);
    lease?.stream.dispose();
  }

  async #ask(
    ladder: TransportLadder,
    channelId: ChannelId,
    attempt: Parameters<TransportLadder['open']>[1],
  ): Promise<UpstreamSource> {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const open: LivePort['open'] = ({ transport }) =>
      Promise.resolve({
        transport,
        url: `http://camera/${channelId}`,
        headers: {},
        expiresAtMs: null,
        isSingleUse: true,
        isLocalAllowed: true,
      });
    const live: LivePort = { transports: ['http-flv', HLS], open };
    const source = (transport: UpstreamSource['transport']): Promise<UpstreamSource> =>
      open({ channelId, profile: 'sub', transport }, new AbortController().signal);
    return await ladder.open(live, attempt, source);
  }

  #hostOf(id: LeaseId, channelId: ChannelId): StreamHost {
    return {
      timings: DEFAULT_TIMINGS,
      resolve: async (_key, attempt) => {
        const ladder = this.#ladders.get(channelId) ?? new TransportLadder();
        const source = await this.#ask(ladder, channelId, attempt);
        this.#goOver(id, source.transport === HLS ? 'hls' : 'flv');
        return source;
      },
      feed: (_key, feed) => this.#tell(id, feed),
      transportChanged: () => undefined,
      workOf: () => ({ run: (work) => work() }),
      received: () => undefined,
      createRing: () => new StreamRing(this.#rings),
    };
  }

  #tell(id: LeaseId, feed: StreamFeed): void {
    const lease = this.#leases.get(id);
    if (lease) lease.isFlowing = feed.phase === 'flowing';
    this.#later(() => this.pool.onFeed(id, feed));
  }

  /** The gateway serves the lease over another transport: it ends the viewers, and the page gets an event. */
  #goOver(id: LeaseId, transport: LocalTransport): void {
    const lease = this.#leases.get(id);
    if (!lease || lease.transport === transport) return;
    lease.transport = transport;
    for (const engine of [...lease.engines]) engine.end();
    this.#later(() => this.pool.onReplaced(id, this.#ticketOf(lease)));
  }

  readonly #connect: OpenPull = (source, { fanout, connectTimeoutMs }, { onLost }) => {
    const isHls = source.transport === HLS;
    const kind = this.#kinds[Number(source.url.slice(source.url.lastIndexOf('/') + 1))];
    const lost = (code: 'network.timeout' | 'network.unreachable' | 'network.reset'): AppError =>
      new AppError(code, code, { retryable: true });
    const startedAtMs = Date.now();
    let openedAtMs: number | null = null;
    const send = flvCamera(fanout, STEP_MS);
    let isOver = false;
    const end = (error?: AppError): void => {
      if (isOver) return;
      isOver = true;
      clearInterval(timer);
      if (error) onLost(error);
    };
    const check = (): void => {
      if (this.media === 'refuses') return end(lost(openedAtMs === null ? 'network.unreachable' : 'network.reset'));
      // A silent server takes the connection; over HLS, where a whole answer is waited for, that is no opening.
      if (!isHls) openedAtMs ??= Date.now();
      if (openedAtMs === null && Date.now() - startedAtMs > connectTimeoutMs) return end(lost('network.timeout'));
      if (this.media === 'silent') return;
      if (!isHls && kind === 'hls') return end(new AppError('media.bad-stream', 'a page of words'));
      openedAtMs ??= Date.now();
      send();
    };
    const timer = setInterval(check, STEP_MS);
    return {
      get openedAtMs() {
        return openedAtMs;
      },
      fail: end,
      close: end,
    };
  };

  #createEngine(request: EngineRequest): PlayerEngine {
    const video = request.video as unknown as FakeVideo;
    video.totalVideoFrames = 0;
    let stop = (): void => undefined;
    let loadNow = (): void => undefined;
    let isDisposed = false;
    void Promise.resolve(request.url).then((url) => {
      const lease = this.#leases.get(asLeaseId(url.slice(url.lastIndexOf('/') + 1)));
      if (isDisposed || !lease) return;
      if (request.transport === 'hls') ({ stop, loadNow } = this.#playHls(request, video, lease));
      else stop = this.#playFlv(request, video, lease);
    });
    return {
      targetLatencyMs: 700,
      isSelfSteering: request.transport === 'hls',
      ...(request.transport === 'hls' ? { loadNow: () => loadNow() } : {}),
      sample: () => ({ codec: 'avc1.64001e', bitrateBps: 500_000, latencyMs: null }),
      dispose: () => {
        isDisposed = true;
        stop();
      },
    };
  }

  #playFlv(request: EngineRequest, video: FakeVideo, lease: Lease): () => void {
    let heardAtMs = -Infinity;
    let isNew = true;
    const sink: ViewerSink = {
      bufferedBytes: 0,
      send: () => {
        heardAtMs = Date.now();
        if (isNew) setTimeout(() => video.showFirstFrame(), 100);
        isNew = false;
      },
    };
    return this.#run(lease, {
      video,
      enter: () => lease.stream.add(sink, Date.now()),
      leave: () => lease.stream.remove(sink, Date.now()),
      isMoving: (nowMs) => nowMs - heardAtMs < 1_000,
      onEnd: () => request.onEvent({ kind: 'lost', error: wire('media.upstream-closed', true) }),
    });
  }

  #playHls(request: EngineRequest, video: FakeVideo, lease: Lease): { stop: () => void; loadNow: () => void } {
    let loadedAtMs = -Infinity;
    let isNew = true;
    let tries = 0;
    let tryAtMs = Date.now();
    const onEnd = (): void => request.onEvent({ kind: 'lost', error: wire('media.upstream-closed', true) });
    const loadNow = (): void => {
      tryAtMs = Date.now();
    };
    const stop = this.#run(lease, {
      video,
      enter: () => lease.stream.hold(),
      leave: () => lease.stream.release(Date.now()),
      isMoving: (nowMs) => {
        if (nowMs >= tryAtMs && lease.isFlowing) {
          [loadedAtMs, tryAtMs, tries] = [nowMs, nowMs + 500, 0];
          if (isNew) setTimeout(() => video.showFirstFrame(), 500 + this.#random.below(1_500));
          isNew = false;
        } else if (nowMs >= tryAtMs) {
          tries += 1;
          tryAtMs = nowMs + Math.min(HLS_RETRY_AT_MOST_MS, 500 * 2 ** (tries % (HLS_TRIES / 2)));
          if (tries > HLS_TRIES) onEnd();
        }
        return nowMs - loadedAtMs < HLS_BUFFER_MS;
      },
      onEnd,
    });
    return { stop, loadNow };
  }

  #run(lease: Lease, parts: EngineParts): () => void {
    const { video } = parts;
    const engine: Engine = {
      step: (nowMs) => {
        if (!parts.isMoving(nowMs)) return;
        video.totalVideoFrames += 4;
        video.currentTime += STEP_MS / 1000;
        video.endSec = video.currentTime + 0.6;
      },
    };
    let isOver = false;
    const stop = (): void => {
      if (isOver) return;
      isOver = true;
      this.#engines.delete(engine);
      lease.engines.delete(viewer);
      parts.leave();
    };
    const viewer = {
      end: () => {
        stop();
        parts.onEnd();
      },
    };
    parts.enter();
    this.#engines.add(engine);
    lease.engines.add(viewer);
    return stop;
  }
}
