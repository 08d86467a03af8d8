/**
 * The wall against a gateway and a cloud that do anything for a while, drawn from a seed: answers that never come,
 * engines that die without a word, feeds that lie or stop, pages that are hidden, clocks that are set. Then all that is
 * new works, and all that is old stays as dead as it was. Time is simulated.
 */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Result } from '../../../../../preload/domain/error.ts';
import { asLeaseId, type ChannelId, type LeaseId } from '../../../../../preload/domain/ids.ts';
import type { LocalTransport, StreamFeed, StreamTicket } from '../../../../../preload/domain/media/streams.ts';
import type { EngineRequest } from '../../../../../renderer/media/engines/player-engine.ts';
import { PlayerPool, type SlotKey } from '../../../../../renderer/media/pool/player-pool.ts';
import type { PlayerState } from '../../../../../renderer/media/live/player-state.ts';
import { slotOf } from '../../../../../renderer/media/slot-key.ts';
import { Ticker } from '../../../../../renderer/media/ticker.ts';
import { createRandom, type Random } from '../../../../bench/soak-random.ts';
import { FakeVideo, SMALL, wire } from '../player-harness.ts';

const SEEDS = 80;
const TILES = 3;
const STEP_MS = 250;
/** The longest chain of plans: one of a set clock, which is cut to a minute, then a try of the page, then one that works. */
const BOUND_MS = 110_000;
/** A plan may be this old before the page has done something about it. */
const STALE_MS = 25_000;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

interface World {
  readonly random: Random;
  /** From now on what begins anew works. */
  isGood: boolean;
  /** Leases that were opened since. */
  readonly goodLeases: Set<LeaseId>;
  readonly leases: LeaseId[];
  /** Videos whose pictures move. */
  readonly moving: Set<FakeVideo>;
}

const ticketOf = (leaseId: LeaseId, transport: LocalTransport, channelId: ChannelId): StreamTicket => ({
  leaseId,
  channelId,
  profile: 'sub',
  transport,
  url: `http://127.0.0.1:1/${leaseId}`,
});

function openWorld(seed: number): {
  readonly world: World;
  readonly pool: PlayerPool;
  readonly keys: readonly SlotKey[];
} {
  const random = createRandom(seed);
  const world: World = { random, isGood: false, goodLeases: new Set(), leases: [], moving: new Set() };
  const open = (channelId: ChannelId): Promise<Result<StreamTicket>> =>
    new Promise((resolve) => {
      const { isGood } = world;
      const fate = isGood
        ? 'ticket'
        : random.pick(['never', 'refused', 'offline', 'ticket', 'ticket', 'late'] as const);
      const answer = (): void => {
        if (fate === 'refused') return resolve({ ok: false, error: wire('network.timeout', true) });
        if (fate === 'offline') return resolve({ ok: false, error: wire('device.offline', false) });
        const leaseId = asLeaseId(`lease-${world.leases.length + 1}`);
        world.leases.push(leaseId);
        if (isGood) world.goodLeases.add(leaseId);
        resolve({ ok: true, value: ticketOf(leaseId, random.pick(['flv', 'hls']), channelId) });
      };
      if (fate !== 'never') setTimeout(answer, fate === 'late' ? 20_000 : 100);
    });
  const createEngine = (request: EngineRequest) => {
    const video = request.video as unknown as FakeVideo;
    let isDisposed = false;
    const later = (ms: number, act: () => void): void => void setTimeout(() => (isDisposed ? undefined : act()), ms);
    const error = wire('media.upstream-closed', true);
    void Promise.resolve(request.url).then((url) => {
      const isGood = world.goodLeases.has(asLeaseId(url.slice(url.lastIndexOf('/') + 1)));
      const fate = isGood ? 'plays' : random.pick(['dead', 'dead', 'lost', 'broken', 'stalls'] as const);
      if (fate === 'lost' || fate === 'broken')
        later(random.below(15_000), () => request.onEvent({ kind: fate, error }));
      if (fate === 'plays' || fate === 'stalls') {
        later(500, () => {
          video.showFirstFrame();
          world.moving.add(video);
        });
      }
      if (fate === 'stalls') later(random.below(20_000), () => world.moving.delete(video));
    });
    return {
      targetLatencyMs: 700,
      isSelfSteering: request.transport === 'hls',
      sample: () => ({ codec: 'avc1.64001e', bitrateBps: 500_000, latencyMs: null }),
      dispose: () => {
        isDisposed = true;
        world.moving.delete(video);
      },
    };
  };
  const pool = new PlayerPool({
    ports: { open, close: () => undefined, retry: () => undefined },
    createEngine,
    ticker: new Ticker(),
    random: () => random.next(),
    createHost: () => ({ append: () => undefined, prepend: () => undefined, remove: () => undefined }) as never,
    createVideo: () => new FakeVideo() as unknown as HTMLVideoElement,
  });
  const keys = Array.from({ length: TILES }, (_, i) => {
    const channelId = `acc:dev/${i}` as ChannelId;
    const key = slotOf(channelId, 0);
    pool.acquire(key, { channelId, hasSubStream: false, extent: SMALL });
    return key;
  });
  return { world, pool, keys };
}

function anyFeed({ random }: World): StreamFeed {
  const nowMs = Date.now();
  const nextAtMs = nowMs + random.pick([-60_000, -1_000, 0, 2_000, 20_000, 3_600_000]);
  const error = wire('media.stalled', true);
  return random.pick<() => StreamFeed>([
    () => ({ phase: 'connecting', attempt: 1 }),
    () => ({ phase: 'flowing', sinceMs: nowMs, codec: null }),
    () => ({ phase: 'reconnecting', attempt: 2, nextAtMs, isTrying: random.next() < 0.5, lastDataAtMs: null, error }),
    () => ({ phase: 'reconnecting', attempt: 9, nextAtMs, isTrying: random.next() < 0.5, lastDataAtMs: null, error }),
    () => ({
      phase: 'failed',
      error: random.pick([error, wire('device.offline', false), wire('media.bad-stream', false)]),
    }),
    () => ({ phase: 'idle' }),
  ])();
}

/** Something happens that should not. */
function disturb(world: World, pool: PlayerPool): void {
  const { random, leases } = world;
  const leaseId = leases.at(-1 - random.below(Math.min(leases.length, TILES * 2)));
  const what = random.below(20);
  if (what < 8 && leaseId) pool.onFeed(leaseId, anyFeed(world));
  else if (what < 10 && leaseId)
    pool.onReplaced(leaseId, ticketOf(leaseId, random.pick(['flv', 'hls']), 'acc:dev/0' as ChannelId));
  else if (what === 10) pool.setVisible(random.next() < 0.5);
  else if (what === 11) vi.setSystemTime(Date.now() + random.pick([-3_600_000, 3_600_000]));
  else if (what === 12) pool.recoverNow();
  else if (what === 13) pool.retryAccount('acc' as never);
}

async function step({ moving }: World): Promise<void> {
  for (const video of moving) {
    video.totalVideoFrames += 4;
    video.currentTime += 0.25;
    video.endSec = video.currentTime + 0.6;
  }
  await vi.advanceTimersByTimeAsync(STEP_MS);
}

const stateOf = (pool: PlayerPool, key: SlotKey): PlayerState => pool.snapshot(key)?.state ?? { phase: 'idle' };

// @promise failures.silent-server
it.each(Array.from({ length: SEEDS }, (_, i) => i + 1))(
  'every tile plays again once its new answer works, whatever went wrong before (seed %i)',
  async (seed) => {
    const { world, pool, keys } = openWorld(seed);
    const badSteps = 40 + world.random.below(600);
    for (let i = 0; i < badSteps; i++) {
      if (world.random.next() < 0.15) disturb(world, pool);
      await step(world);
    }
    world.isGood = true;
    pool.setVisible(true);
    const stale: PlayerState[] = [];
    for (let i = 0; i < BOUND_MS / STEP_MS; i++) {
      await step(world);
      const states = keys.map((key) => stateOf(pool, key));
      for (const state of states) {
        if (state.phase === 'reconnecting' && Date.now() - state.nextAtMs > STALE_MS) stale.push(state);
      }
      if (states.every(({ phase }) => phase === 'playing') && i > 40) break;
    }
    expect(keys.map((key) => stateOf(pool, key))).toEqual(
      keys.map((): unknown => expect.objectContaining({ phase: 'playing' })),
    );
    expect(stale).toEqual([]);
    pool.dispose();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(pool.counts()).toEqual({ slots: 0, players: 0, videos: 0, timers: 0, listeners: 0 });
  },
);
