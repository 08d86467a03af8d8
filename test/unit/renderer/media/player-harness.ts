/** The seams of the pool: an element, engines and requests whose course the test decides. Nothing of ours is replaced. */
import { vi } from 'vitest';
import type { Result, WireError } from '../../../../preload/domain/error.ts';
import { asLeaseId, type ChannelId, type LeaseId } from '../../../../preload/domain/ids.ts';
import type { LocalTransport, StreamProfile, StreamTicket } from '../../../../preload/domain/media/streams.ts';
import type { EngineEvent, EngineRequest } from '../../../../renderer/media/engines/player-engine.ts';
import { PlayerPool, type PoolOptions } from '../../../../renderer/media/pool/player-pool.ts';
import type { LivePorts } from '../../../../renderer/media/live/player-setup.ts';
import { slotOf } from '../../../../renderer/media/slot-key.ts';
import { Ticker } from '../../../../renderer/media/ticker.ts';

export const CAMERA = 'acc:dev/1' as ChannelId;
export const SMALL = { widthPx: 640, heightPx: 360, isMaximised: false };
export const KEY = slotOf(CAMERA, 0);
export const LARGE = { widthPx: 1600, heightPx: 900, isMaximised: false };
export const request = { channelId: CAMERA, hasSubStream: true, extent: SMALL };
/** Where a slot shows its picture; it holds nothing. */
export const container = { append: () => undefined } as unknown as HTMLElement;

/** An element whose counters the test moves; it plays nothing. */
export class FakeVideo {
  totalVideoFrames = 0;
  droppedVideoFrames = 0;
  currentTime = 0;
  endSec = 0;
  playbackRate = 1;
  paused = true;
  muted = true;
  videoWidth = 640;
  videoHeight = 360;
  readonly #listeners = new Map<string, Set<() => void>>();

  get buffered(): { length: number; start: (i: number) => number; end: (i: number) => number } {
    return { length: this.endSec > 0 ? 1 : 0, start: () => 0, end: () => this.endSec };
  }
  getVideoPlaybackQuality(): { totalVideoFrames: number; droppedVideoFrames: number } {
    return { totalVideoFrames: this.totalVideoFrames, droppedVideoFrames: this.droppedVideoFrames };
  }
  addEventListener(name: string, listener: () => void): void {
    this.#listeners.set(name, (this.#listeners.get(name) ?? new Set()).add(listener));
  }
  removeEventListener(name: string, listener: () => void): void {
    this.#listeners.get(name)?.delete(listener);
  }
  listenerCount(): number {
    return [...this.#listeners.values()].reduce((sum, set) => sum + set.size, 0);
  }
  play(): Promise<void> {
    this.paused = false;
    return Promise.resolve();
  }
  remove(): void {
    this.paused = true;
  }
  /** The browser shows a picture. */
  showFirstFrame(): void {
    for (const listener of [...(this.#listeners.get('loadeddata') ?? [])]) listener();
  }
}

/** Resolves at the end of this task: requests of the task begin then, and main has not answered yet. */
export const taskEnds = (): Promise<void> => Promise.resolve();

export interface FakeEngine {
  readonly request: EngineRequest;
  readonly video: FakeVideo;
  /** Null until the engine gets the address of its stream. */
  url: string | null;
  isDisposed: boolean;
  emit(event: EngineEvent): void;
}

export interface Harness {
  readonly pool: PlayerPool;
  readonly engines: FakeEngine[];
  readonly videos: FakeVideo[];
  readonly opened: { readonly profile: StreamProfile; readonly leaseId: LeaseId }[];
  readonly closed: LeaseId[];
  readonly retried: LeaseId[];
  /** Answers of the next `live.open` calls instead of a ticket. */
  readonly refusals: WireError[];
  /** Transports of the next tickets; FLV after these. */
  readonly transports: LocalTransport[];
  readonly ticker: Ticker;
  live(): readonly FakeEngine[];
}

export function wire(code: WireError['code'], retryable: boolean): WireError {
  return { code, params: {}, retryable, action: retryable ? 'retry' : 'none', vendor: null };
}

export function harness(options: Pick<PoolOptions, 'governor'> = {}): Harness {
  const engines: FakeEngine[] = [];
  const videos: FakeVideo[] = [];
  const opened: Harness['opened'] = [];
  const closed: LeaseId[] = [];
  const retried: LeaseId[] = [];
  const refusals: WireError[] = [];
  const transports: LocalTransport[] = [];
  const ticker = new Ticker();
  const ports: LivePorts = {
    open: (channelId, profile): Promise<Result<StreamTicket>> => {
      const refusal = refusals.shift();
      if (refusal) return Promise.resolve({ ok: false, error: refusal });
      const leaseId = asLeaseId(`lease-${opened.length + 1}`);
      opened.push({ profile, leaseId });
      const url = `ws://127.0.0.1:1/${leaseId}`;
      const transport = transports.shift() ?? 'flv';
      return Promise.resolve({ ok: true, value: { leaseId, channelId, profile, transport, url } });
    },
    close: (leaseId) => void closed.push(leaseId),
    retry: (leaseId) => void retried.push(leaseId),
  };
  const pool = new PlayerPool({
    ports,
    ticker,
    ...options,
    random: () => 0.5,
    createHost: () => ({ append: () => undefined, prepend: () => undefined, remove: () => undefined }) as never,
    createVideo: () => {
      const video = new FakeVideo();
      videos.push(video);
      return video as unknown as HTMLVideoElement;
    },
    createEngine: (request) => {
      const engine: FakeEngine = {
        request,
        video: request.video as unknown as FakeVideo,
        url: null,
        isDisposed: false,
        emit: (event) => request.onEvent(event),
      };
      engine.video.totalVideoFrames = 0;
      void Promise.resolve(request.url).then((url) => {
        engine.url = url;
      });
      engines.push(engine);
      return {
        targetLatencyMs: 700,
        isSelfSteering: false,
        sample: () => ({ codec: 'avc1.64001e', bitrateBps: 500_000, latencyMs: null }),
        dispose: () => {
          engine.isDisposed = true;
        },
      };
    },
  });
  const live = (): readonly FakeEngine[] => engines.filter((engine) => !engine.isDisposed);
  return { pool, engines, videos, opened, closed, retried, refusals, transports, ticker, live };
}

/** The phase of the slot of {@link KEY}; undefined where the pool has no such slot. */
export const phase = (h: Harness): string | undefined => h.pool.snapshot(KEY)?.state.phase;

/** Lets time pass while the given engines show 15 frames a second and stay 0.6 s behind their buffers. */
export async function play(engines: FakeEngine | readonly FakeEngine[], seconds: number): Promise<void> {
  for (let i = 0; i < seconds * 4; i++) {
    for (const { video } of [engines].flat()) {
      video.totalVideoFrames += 4;
      video.currentTime += 0.25;
      video.endSec = video.currentTime + 0.6;
    }
    await vi.advanceTimersByTimeAsync(250);
  }
}

/** A slot with its first picture. */
export async function showing(h: Harness): Promise<FakeEngine> {
  h.pool.acquire(KEY, request).show(container);
  await vi.advanceTimersByTimeAsync(0);
  const [engine] = h.live();
  if (!engine) throw new Error('no engine was made');
  engine.video.showFirstFrame();
  return engine;
}

/** A slot that has played for two seconds. */
export async function playing(h: Harness): Promise<FakeEngine> {
  const engine = await showing(h);
  await play(engine, 2);
  return engine;
}
