/**
 * A camera of which one transport alone plays, behind a media server that is silent for minutes. Nothing of the other one
 * plays, neither before nor after. The stream, its waits and the choice of transports are the real ones; time is simulated.
 */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AppError } from '../../../../../main/errors.ts';
import { DEFAULT_TIMINGS } from '../../../../../main/media/messages/messages.ts';
import { RingPool } from '../../../../../main/media/past/ring-pool.ts';
import { StreamRing } from '../../../../../main/media/past/ring.ts';
import type { OpenPull } from '../../../../../main/media/worker/open-pull.ts';
import { SharedStream } from '../../../../../main/media/worker/shared-stream.ts';
import type { StreamHost } from '../../../../../main/media/worker/stream-host.ts';
import { TransportLadder } from '../../../../../main/services/live/transport-ladder.ts';
import type { LivePort, UpstreamSource } from '../../../../../main/ports/live.ts';
import type { StreamFeed } from '../../../../../preload/domain/media/streams.ts';
import { createRandom } from '../../../../bench/soak-random.ts';
import { flvCamera } from '../flv-camera.ts';

const SEEDS = 40;
const STEP_MS = 250;
/** The longest wait between two tries, and a little for the tries themselves. The page then needs a moment of its own. */
const BOUND_MS = 13_500;

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const sourceOf = (transport: UpstreamSource['transport']): UpstreamSource => ({
  transport,
  url: 'http://camera/live',
  headers: {},
  expiresAtMs: null,
  isSingleUse: true,
  isLocalAllowed: true,
});

/** Both transports are served to the page alike, so that the stream has no other side. */
const LIVE: LivePort = {
  transports: ['http-flv', 'rtmp'],
  open: ({ transport }) => Promise.resolve(sourceOf(transport)),
};

interface World {
  isWell: boolean;
  /** The phase of the newest feed. */
  phase: StreamFeed['phase'] | null;
  readonly stream: SharedStream;
}

/** Over FLV come words, over RTMP come pictures; while the server is ill, nothing comes over either. */
function openWorld(): World {
  const ladder = new TransportLadder();
  const pool = new RingPool();
  const connect: OpenPull = ({ transport }, { fanout }, { onLost }) => {
    let isOver = false;
    const send = flvCamera(fanout, STEP_MS);
    const openedAtMs = Date.now();
    const end = (error?: AppError): void => {
      if (isOver) return;
      isOver = true;
      clearInterval(timer);
      if (error) onLost(error);
    };
    const timer = setInterval(() => {
      if (!world.isWell) return;
      if (transport === 'http-flv') return end(new AppError('media.bad-stream', 'a page of words'));
      send();
    }, STEP_MS);
    return { openedAtMs, fail: end, close: end };
  };
  const host = {
    timings: DEFAULT_TIMINGS,
    resolve: (_key, attempt) => ladder.open(LIVE, attempt, (transport) => Promise.resolve(sourceOf(transport))),
    feed: (_key, { phase }) => void (world.phase = phase),
    transportChanged: () => undefined,
    received: () => undefined,
    workOf: () => ({ run: (work) => work() }),
    createRing: () => new StreamRing(pool),
  } satisfies StreamHost;
  const world: World = { isWell: false, phase: null, stream: new SharedStream('camera|sub', 'flv', host, connect) };
  return world;
}

// @promise failures.silent-server
it.each(Array.from({ length: SEEDS }, (_, i) => i + 1))(
  'a stream flows within one wait of the cure, though the first transport brings no stream (seed %i)',
  async (seed) => {
    const random = createRandom(seed);
    vi.spyOn(Math, 'random').mockImplementation(() => random.next());
    const world = openWorld();
    const { stream } = world;
    const step = async (): Promise<void> => {
      await vi.advanceTimersByTimeAsync(STEP_MS);
      stream.tick(Date.now());
    };
    stream.start(null, Date.now());
    stream.hold();
    for (let left = (60 + random.below(240)) * (1_000 / STEP_MS); left > 0; left--) await step();
    expect(world.phase).toBe('reconnecting');
    world.isWell = true;
    let tookMs = 0;
    for (; world.phase !== 'flowing' && tookMs < 60_000; tookMs += STEP_MS) await step();
    stream.dispose();
    expect(tookMs).toBeLessThanOrEqual(BOUND_MS);
  },
);
