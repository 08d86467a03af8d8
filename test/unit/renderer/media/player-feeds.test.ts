/** A tile's reaction to the gateway's reports, and to missing reports. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { slotOf } from '../../../../renderer/media/slot-key.ts';
import { CAMERA, KEY, harness, play, playing, request, wire, type Harness } from './player-harness.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** The gateway's report on a lost upstream that it tries again. */
const lost = (attempt: number, inMs: number) => ({
  ...({ phase: 'reconnecting', attempt, isTrying: false, lastDataAtMs: null } as const),
  nextAtMs: Date.now() + inMs,
  error: wire('network.timeout', true),
});

const phase = (h: Harness): string | undefined => h.pool.snapshot(KEY)?.state.phase;

it('the player asks again when the gateway has closed the stream that the tile still waits for', async () => {
  const h = harness();
  h.pool.acquire(KEY, request);
  await vi.advanceTimersByTimeAsync(0);
  h.pool.onFeed('lease-1' as never, lost(2, 1_000));
  h.pool.onFeed('lease-1' as never, { phase: 'idle' });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(h.closed).toEqual(['lease-1']);
  expect(h.opened).toHaveLength(2);
  h.pool.dispose();
});

it('the player believes the gateway no longer than its plan: without a next plan it tries by itself', async () => {
  const h = harness();
  h.transports.push('hls');
  h.pool.acquire(KEY, request);
  await vi.advanceTimersByTimeAsync(0);
  h.pool.onFeed('lease-1' as never, lost(6, 8_000));
  await vi.advanceTimersByTimeAsync(8_000);
  expect(h.pool.snapshot(KEY)?.state).toMatchObject({ phase: 'reconnecting', attempt: 6, plannedBy: 'gateway' });
  await vi.advanceTimersByTimeAsync(4_250);
  expect(h.pool.snapshot(KEY)?.state).toMatchObject({ phase: 'reconnecting', plannedBy: 'page', isTrying: false });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(h.opened).toHaveLength(2);
  h.pool.dispose();
});

it('the player builds a picture again that stands still while the gateway is silent about its own plan', async () => {
  const h = harness();
  await playing(h);
  h.pool.onFeed('lease-1' as never, lost(3, 2_000));
  await vi.advanceTimersByTimeAsync(14_000);
  expect(h.opened).toHaveLength(2);
  h.pool.dispose();
});

it('the player begins HLS that the gateway has lost when it flows again, and asks for nothing until then', async () => {
  const h = harness();
  h.pool.acquire(KEY, request);
  await vi.advanceTimersByTimeAsync(0);
  h.pool.onFeed('lease-1' as never, lost(4, 8_000));
  const made = h.engines.length;
  const ticket = {
    leaseId: 'lease-1' as never,
    channelId: CAMERA,
    profile: 'sub' as const,
    url: 'http://127.0.0.1:2/hls',
  };
  h.pool.onReplaced(ticket.leaseId, { ...ticket, transport: 'hls' });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(h.engines).toHaveLength(made);
  h.pool.onFeed('lease-1' as never, { phase: 'flowing', sinceMs: Date.now(), codec: null });
  await vi.advanceTimersByTimeAsync(500);
  expect(h.live().map(({ request: { transport } }) => transport)).toEqual(['hls']);
  h.live()[0]?.video.showFirstFrame();
  expect(phase(h)).toBe('playing');
  expect(h.opened).toHaveLength(1);
  h.pool.dispose();
});

it('a player that begins at a new address gets a moment, though the plan of the gateway before is over', async () => {
  const h = harness();
  h.pool.acquire(KEY, request);
  await vi.advanceTimersByTimeAsync(0);
  h.pool.onFeed('lease-1' as never, lost(4, 8_000));
  await vi.advanceTimersByTimeAsync(11_750);
  const ticket = { channelId: CAMERA, profile: 'sub', transport: 'flv', url: 'http://127.0.0.1:2/flv' } as const;
  h.pool.onReplaced('lease-1' as never, { ...ticket, leaseId: 'lease-1' as never });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(h.closed).toEqual([]);
  h.live()[0]?.video.showFirstFrame();
  expect(phase(h)).toBe('playing');
  expect(h.opened).toHaveLength(1);
  h.pool.dispose();
});

it('the player restarts a tile whose player fails in its own code, while the others play on', async () => {
  vi.stubGlobal('reportError', () => undefined);
  const h = harness();
  const engine = await playing(h);
  h.pool.acquire(slotOf(CAMERA, 1), request);
  await vi.advanceTimersByTimeAsync(0);
  const [, second] = h.live();
  second?.video.showFirstFrame();
  Object.defineProperty(engine.video, 'paused', {
    configurable: true,
    get: () => {
      throw new Error('an element that is broken');
    },
  });
  await play(second ?? engine, 12);
  Object.defineProperty(engine.video, 'paused', { value: true, writable: true });
  expect(engine.isDisposed).toBe(true);
  expect(h.pool.snapshot(slotOf(CAMERA, 1))?.state.phase).toBe('playing');
  vi.unstubAllGlobals();
  h.pool.dispose();
});
