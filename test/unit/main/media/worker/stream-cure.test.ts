/**
 * A camera of which one transport alone plays, behind a media server that is silent for minutes. Nothing of the other one
 * plays, neither before nor after. The stream, its waits and the choice of transports are the real ones; time is simulated.
 */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AppError } from '../../../../../main/errors.ts';
import type { OpenPull } from '../../../../../main/media/worker/open-pull.ts';
import { SharedStream } from '../../../../../main/media/worker/shared-stream.ts';
import type { StreamFeed } from '../../../../../preload/domain/media/streams.ts';
import { createRandom } from '../../../../bench/soak-random.ts';
import { flvCamera } from '../flv-camera.ts';
import { twoTransports } from './two-transports.ts';

const SEEDS = 40;
const STEP_MS = 250;
/** The longest wait between two tries, and a little for the tries themselves. The page then needs a moment of its own. */
const BOUND_MS = 13_500;

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

interface World {
  isWell: boolean;
  /** The phase of the newest feed. */
  phase: StreamFeed['phase'] | null;
  readonly stream: SharedStream;
}

/** Over FLV come words, over RTMP come pictures; while the server is ill, nothing comes over either. */
function openWorld(): World {
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
  const host = twoTransports((_key, { phase }) => void (world.phase = phase));
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
