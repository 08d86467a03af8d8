/**
 * A stream against an upstream and a cloud that do anything for a while, drawn from a seed: answers that never come,
 * refusals, connections that bring nothing or break, addresses of another transport; and viewers that come and go, or
 * that never come. Then everything works again. Time is simulated; the upstream is one of this process.
 */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AppError } from '../../../../../main/errors.ts';
import { FlvReader } from '../../../../../main/media/formats/flv/flv-reader.ts';
import type { ViewerSink } from '../../../../../main/media/past/flv-fanout.ts';
import type { Pull } from '../../../../../main/media/upstream/flv/flv-pull.ts';
import { DEFAULT_TIMINGS } from '../../../../../main/media/messages/messages.ts';
import { RingPool } from '../../../../../main/media/past/ring-pool.ts';
import { StreamRing } from '../../../../../main/media/past/ring.ts';
import type { OpenPull } from '../../../../../main/media/worker/open-pull.ts';
import { SharedStream } from '../../../../../main/media/worker/shared-stream.ts';
import type { StreamHost } from '../../../../../main/media/worker/stream-host.ts';
import type { UpstreamSource } from '../../../../../main/ports/live.ts';
import type { StreamFeed } from '../../../../../preload/domain/media/streams.ts';
import { createRandom, type Random } from '../../../../bench/soak-random.ts';
import { avcHeader, fileHeader, interFrame, keyFrame } from '../flv-fixtures.ts';

const SEEDS = 60;
const STEP_MS = 250;
/** The longest wait of a minute, a question that nobody answers for half a minute, the wait after it, and a try that works. */
const BOUND_MS = 120_000;
/** How late a plan may be before something happened about it. */
const LATE_MS = 6_000;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

class World {
  readonly random: Random;
  readonly feeds: StreamFeed[] = [];
  /** The due time of the plan of the newest feed, by a clock that is never set. */
  dueAtMs = 0;
  readonly stream: SharedStream;
  readonly #pool = new RingPool();
  readonly #viewers = new Set<ViewerSink>();
  isGood = false;
  /** Pictures that reached viewers. */
  shown = 0;
  upstreams = 0;

  constructor(seed: number) {
    this.random = createRandom(seed);
    const host: StreamHost = {
      timings: DEFAULT_TIMINGS,
      resolve: (_key, _attempt, signal) => this.#resolve(signal),
      feed: (_key, feed) => {
        this.feeds.push(feed);
        this.dueAtMs = performance.now() + (feed.phase === 'reconnecting' ? feed.nextAtMs - Date.now() : 0);
      },
      transportChanged: () => this.#viewers.forEach((viewer) => this.leave(viewer)),
      workOf: () => ({ run: (work) => work() }),
      received: () => undefined,
      createRing: () => new StreamRing(this.#pool),
    };
    this.stream = new SharedStream('camera|sub', 'flv', host, this.#connect);
  }

  get viewers(): readonly ViewerSink[] {
    return [...this.#viewers];
  }

  come(): void {
    const viewer: ViewerSink = { bufferedBytes: 0, send: () => void (this.shown += 1) };
    this.#viewers.add(viewer);
    this.stream.add(viewer, Date.now());
  }

  leave(viewer: ViewerSink): void {
    if (this.#viewers.delete(viewer)) this.stream.remove(viewer, Date.now());
  }

  #resolve(signal: AbortSignal): Promise<UpstreamSource> {
    const source = {
      url: 'http://camera/live',
      headers: {},
      expiresAtMs: null,
      isSingleUse: true,
      isLocalAllowed: true,
    };
    const transport = this.random.pick(['http-flv', 'rtmp'] as const);
    const fate = this.isGood
      ? 'address'
      : this.random.pick(['never', 'refused', 'offline', 'address', 'address'] as const);
    return new Promise((resolve, reject) => {
      if (fate === 'never') return; // not even when it is called off
      signal.addEventListener('abort', () => reject(new AppError('cancelled', 'cancelled')), { once: true });
      const refusal = (code: 'network.timeout' | 'device.offline'): AppError =>
        new AppError(code, code, { retryable: code === 'network.timeout' });
      setTimeout(() => {
        if (fate === 'refused') reject(refusal('network.timeout'));
        else if (fate === 'offline') reject(refusal('device.offline'));
        else resolve({ ...source, transport });
      }, 100);
    });
  }

  readonly #connect: OpenPull = (_source, { fanout, connectTimeoutMs }, events): Pull => {
    const fate = this.isGood ? 'plays' : this.random.pick(['refused', 'silent', 'mute', 'dies', 'never'] as const);
    let openedAtMs: number | null = null;
    let isOver = false;
    let pictures = 0;
    this.upstreams += 1;
    const end = (): void => {
      if (isOver) return;
      isOver = true;
      this.upstreams -= 1;
      clearInterval(timer);
      clearTimeout(limit);
    };
    const lose = (error: AppError): void => {
      if (isOver) return;
      end();
      events.onLost(error);
    };
    const lost = (): void => lose(new AppError('network.reset', 'reset', { retryable: true }));
    const limit = setTimeout(lost, fate === 'refused' ? 10 : fate === 'silent' ? connectTimeoutMs : 1e9);
    const reader = new FlvReader(fanout);
    const timer = setInterval(() => {
      if (fate !== 'plays' && fate !== 'dies' && fate !== 'mute') return;
      fanout.beginChunk(Date.now());
      if (openedAtMs === null) {
        openedAtMs = Date.now();
        fanout.connect();
        reader.push(Buffer.concat([fileHeader(), avcHeader()]));
      }
      if (fate === 'mute') return;
      reader.push(pictures % 4 === 0 ? keyFrame(pictures * STEP_MS) : interFrame(pictures * STEP_MS));
      pictures += 1;
      fanout.endChunk();
      if (fate === 'dies' && pictures > this.random.below(60)) lost();
    }, STEP_MS);
    return {
      get openedAtMs() {
        return openedAtMs;
      },
      fail: lose,
      close: end,
    };
  };
}

function disturb(world: World): void {
  const { random, stream, viewers } = world;
  const what = random.below(8);
  if (what < 2) world.come();
  else if (what < 5) viewers.forEach((viewer) => world.leave(viewer));
  else if (what === 5) stream.retryNow();
  else if (what === 6) vi.setSystemTime(Date.now() + random.pick([-3_600_000, 3_600_000]));
}

/**
 * A page with a lease can rely on one of these at any time: pictures, a plan that is not overdue, or the report that it
 * must ask.
 */
function isSound({ stream, feeds, dueAtMs }: World): boolean {
  const feed = feeds.at(-1);
  if (!stream.isRunning) return feed?.phase === 'idle';
  return feed?.phase === 'reconnecting' ? performance.now() < dueAtMs + LATE_MS : feed !== undefined;
}

// @promise failures.silent-server
it.each(Array.from({ length: SEEDS }, (_, i) => i + 1))(
  'a stream flows again for every viewer, and never reports a recovery without a plan (seed %i)',
  async (seed) => {
    const world = new World(seed);
    const { stream, random } = world;
    stream.start(null, Date.now());
    const unsound: unknown[] = [];
    const step = async (): Promise<void> => {
      await vi.advanceTimersByTimeAsync(STEP_MS);
      stream.tick(Date.now());
      if (!isSound(world)) unsound.push(world.feeds.at(-1));
    };
    for (let i = 40 + random.below(600); i > 0; i--) {
      if (random.next() < 0.1) disturb(world);
      await step();
    }
    world.isGood = true;
    // The page carries out the requests of the feed, and nothing else.
    let shown = world.shown;
    let isPlaying = false;
    for (let i = 0; i < BOUND_MS / STEP_MS && !isPlaying; i++) {
      const phase = world.feeds.at(-1)?.phase;
      if (world.viewers.length === 0 && (phase === 'idle' || phase === 'flowing')) world.come();
      shown = world.shown;
      await step();
      isPlaying = world.feeds.at(-1)?.phase === 'flowing' && world.shown > shown;
    }
    expect(unsound).toEqual([]);
    expect({ isPlaying, feed: world.feeds.at(-1) }).toMatchObject({ isPlaying: true, feed: { phase: 'flowing' } });
    stream.dispose();
    expect(world.upstreams).toBe(0);
  },
);
