import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { slotOf } from '../../../../../renderer/media/slot-key.ts';
import type { PlayerSnapshot } from '../../../../../renderer/media/live/player-state.ts';
import {
  CAMERA,
  KEY,
  LARGE,
  SMALL,
  harness,
  phase,
  play,
  playing,
  request,
  taskEnds,
  wire,
} from '../player-harness.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('leases', () => {
  // @promise failures.renders: A tile has one connection however often it renders, and its stream is closed two seconds
  // after its last holder left.
  it('one connection is open when an effect mounts, unmounts and mounts again', async () => {
    const h = harness();
    h.pool.acquire(KEY, request).release();
    const lease = h.pool.acquire(KEY, request);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(h.opened).toHaveLength(1);
    expect(h.closed).toHaveLength(0);
    lease.release();
    h.pool.dispose();
  });

  // @promise failures.renders
  it('a stream closes two seconds after its last tile left, not before', async () => {
    const h = harness();
    const lease = h.pool.acquire(KEY, request);
    await vi.advanceTimersByTimeAsync(0);
    lease.release();
    await vi.advanceTimersByTimeAsync(1_500);
    expect(h.closed).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(h.closed).toEqual(['lease-1']);
    expect(h.pool.snapshot(KEY)).toBeNull();
  });

  // @promise failures.streams-left-open: No stream stays open on the server when its tile, page, window or account has
  // gone.
  it('a lease that main grants after the tile has gone is given back', async () => {
    const h = harness();
    h.pool.acquire(KEY, request);
    await taskEnds();
    h.pool.dispose();
    await vi.advanceTimersByTimeAsync(0);
    expect(h.closed).toEqual(['lease-1']);
  });

  // @promise failures.media-elements
  it('nothing is left after dispose', async () => {
    const h = harness();
    for (let i = 0; i < 12; i++) h.pool.acquire(slotOf(CAMERA, i), request);
    h.pool.subscribe(() => undefined);
    await vi.advanceTimersByTimeAsync(500);
    expect(h.pool.counts()).toMatchObject({ slots: 12, players: 12, videos: 12 });
    h.pool.dispose();
    expect(h.pool.counts()).toEqual({ slots: 0, players: 0, videos: 0, timers: 0, listeners: 0 });
    expect(h.ticker.counts()).toEqual({ listeners: 0, timers: 0 });
    expect(h.live()).toHaveLength(0);
    expect(h.videos.map((video) => video.listenerCount())).toEqual(h.videos.map(() => 0));
    expect(h.closed).toHaveLength(12);
    expect(vi.getTimerCount()).toBe(0);
  });

  // @promise failures.media-elements: Swapped and closed tiles leave no video, stream, socket, listener or node behind.
  it('the pool uses the elements of gone players again', async () => {
    const h = harness();
    h.pool.acquire(KEY, request).release();
    await vi.advanceTimersByTimeAsync(3_000);
    h.pool.acquire(slotOf(CAMERA, 1), request);
    expect(h.videos).toHaveLength(1);
    h.pool.dispose();
  });

  // @promise failures.no-reason
  it('the pool spreads the starts of a large wall but opens every tile', async () => {
    const h = harness();
    for (let i = 0; i < 64; i++) h.pool.acquire(slotOf(CAMERA, i), request);
    await vi.advanceTimersByTimeAsync(0);
    expect(h.opened.length).toBeLessThan(64);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(h.opened).toHaveLength(64);
    h.pool.dispose();
  });
});

describe('states', () => {
  it('a player reports the first picture, its time and its measurements', async () => {
    const h = harness();
    await playing(h);
    const snapshot = h.pool.snapshot(KEY);
    expect(snapshot?.state.phase).toBe('playing');
    expect(snapshot?.statistics).toMatchObject({ codec: 'H.264', fps: 16, width: 640, height: 360, latencyMs: 600 });
    expect(snapshot?.statistics.firstFrameMs).toBeGreaterThanOrEqual(0);
    h.pool.dispose();
  });

  // @promise failures.frozen-picture: A tile reads "delayed" from 3 s without a new frame on, "frozen" from 7 s on with
  // the age of the picture, and its player is built anew.
  it('a player without frames goes from playing through stalled to frozen, and then rebuilds', async () => {
    const h = harness();
    const engine = await playing(h);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(phase(h)).toBe('playing');
    await vi.advanceTimersByTimeAsync(2_500);
    expect(phase(h)).toBe('stalled');
    await vi.advanceTimersByTimeAsync(4_000);
    expect(phase(h)).toBe('frozen');
    await vi.advanceTimersByTimeAsync(4_500);
    expect(engine.isDisposed).toBe(true);
    expect(h.opened).toHaveLength(2);
    const again = h.live()[0];
    again?.video.showFirstFrame();
    expect(phase(h)).toBe('playing');
    h.pool.dispose();
  });

  it('a picture that moves but is more than three seconds old is called delayed', async () => {
    const h = harness();
    const engine = await playing(h);
    for (let i = 0; i < 8; i++) {
      engine.video.totalVideoFrames += 4;
      engine.video.endSec = engine.video.currentTime + 4.2;
      await vi.advanceTimersByTimeAsync(250);
    }
    expect(phase(h)).toBe('delayed');
    expect(engine.video.playbackRate).toBeGreaterThan(1);
    h.pool.dispose();
  });

  // @promise failures.no-reason: Every tile without a picture names the reason and the next try, a reason that many
  // share is reported once, and what matters least is lowered first.
  it('a refused player names the reason and the time of its next try, and plays when the cloud relents', async () => {
    const h = harness();
    h.refusals.push(wire('cloud.rate-limited', true), wire('cloud.rate-limited', true));
    h.pool.acquire(KEY, request);
    await vi.advanceTimersByTimeAsync(0);
    expect(h.pool.snapshot(KEY)?.state).toMatchObject({
      phase: 'reconnecting',
      attempt: 1,
      error: { code: 'cloud.rate-limited' },
    });
    await vi.advanceTimersByTimeAsync(750);
    expect(h.pool.snapshot(KEY)?.state).toMatchObject({ phase: 'reconnecting', attempt: 2 });
    await vi.advanceTimersByTimeAsync(1_500);
    h.live()[0]?.video.showFirstFrame();
    expect(phase(h)).toBe('playing');
    h.pool.dispose();
  });

  it('a player stays failed without an own try when the keys are refused, and tries on request', async () => {
    const h = harness();
    h.refusals.push(wire('auth.rejected-key', false));
    h.pool.acquire(KEY, request);
    await vi.advanceTimersByTimeAsync(300_000);
    expect(h.pool.snapshot(KEY)?.state).toMatchObject({ phase: 'failed', retryAtMs: null });
    expect(h.opened).toHaveLength(0);
    h.pool.retry(KEY);
    await vi.advanceTimersByTimeAsync(0);
    expect(h.opened).toHaveLength(1);
    h.pool.dispose();
  });

  it('a failed camera is tried again when it is shown again, and a new listener gets the present state', async () => {
    const h = harness();
    h.refusals.push(wire('vault.no-such-secret', false));
    const lease = h.pool.acquire(KEY, request);
    await vi.advanceTimersByTimeAsync(0);
    lease.release();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(h.opened).toHaveLength(0);
    const told: unknown[] = [];
    h.pool.subscribe((changes) => told.push([...changes].map(([key, player]) => [key, player?.state.phase])));
    expect(told).toEqual([[[KEY, 'failed']]]);
    h.pool.acquire(KEY, request);
    await vi.advanceTimersByTimeAsync(0);
    expect(h.opened).toHaveLength(1);
    h.pool.dispose();
  });

  it('an offline camera is tried once a minute, and the time since when it is off is stored', async () => {
    const h = harness();
    h.refusals.push(wire('device.offline', false), wire('device.offline', false));
    h.pool.acquire(KEY, request);
    await vi.advanceTimersByTimeAsync(0);
    const first = h.pool.snapshot(KEY)?.state;
    await vi.advanceTimersByTimeAsync(61_000);
    expect(h.pool.snapshot(KEY)?.state).toMatchObject({
      phase: 'failed',
      sinceMs: first && 'sinceMs' in first && first.sinceMs,
    });
    await vi.advanceTimersByTimeAsync(61_000);
    h.live()[0]?.video.showFirstFrame();
    expect(phase(h)).toBe('playing');
    h.pool.dispose();
  });
});

describe('the first buffer', () => {
  it('a player shows its first frame at once but moves it only with a filled buffer', async () => {
    const h = harness();
    h.pool.acquire(KEY, request);
    await vi.advanceTimersByTimeAsync(0);
    const engine = h.live()[0];
    engine?.video.showFirstFrame();
    expect(phase(h)).toBe('playing');
    await vi.advanceTimersByTimeAsync(300);
    expect(engine?.video.paused).toBe(true);
    if (engine) engine.video.endSec = 0.5;
    await vi.advanceTimersByTimeAsync(300);
    expect(engine?.video.paused).toBe(false);
    h.pool.dispose();
  });

  it('a player does not wait for ever for a source that sends little', async () => {
    const h = harness();
    h.pool.acquire(KEY, request);
    await vi.advanceTimersByTimeAsync(0);
    h.live()[0]?.video.showFirstFrame();
    await vi.advanceTimersByTimeAsync(1_500);
    expect(h.live()[0]?.video.paused).toBe(false);
    h.pool.dispose();
  });
});

describe('the gateway', () => {
  it('a player leaves its engine and shows the reason while the gateway reconnects its upstream', async () => {
    const h = harness();
    const engine = await playing(h);
    const nextAtMs = Date.now() + 8_000;
    h.pool.onFeed('lease-1' as never, {
      phase: 'reconnecting',
      attempt: 3,
      nextAtMs,
      isTrying: false,
      lastDataAtMs: null,
      error: wire('cloud.rate-limited', true),
    });
    expect(phase(h)).toBe('playing');
    await vi.advanceTimersByTimeAsync(2_500);
    expect(h.pool.snapshot(KEY)?.state).toMatchObject({ phase: 'reconnecting', attempt: 3, nextAtMs });
    h.pool.retry(KEY);
    expect(h.retried).toEqual(['lease-1']);
    h.pool.onFeed('lease-1' as never, { phase: 'flowing', sinceMs: Date.now(), codec: null });
    await play(engine, 2);
    expect(phase(h)).toBe('playing');
    expect(engine.isDisposed).toBe(false);
    h.pool.dispose();
  });

  // @promise failures.gateway-worker
  it('a player plays the new URL when the gateway replaces a stream, without another call to the cloud', async () => {
    const h = harness();
    const engine = await playing(h);
    engine.emit({ kind: 'lost', error: wire('media.gateway-down', true) });
    const ticket = {
      leaseId: 'lease-1' as never,
      channelId: CAMERA,
      profile: 'sub' as const,
      transport: 'flv' as const,
      url: 'ws://127.0.0.1:2/new',
    };
    h.pool.onReplaced(ticket.leaseId, ticket);
    await vi.advanceTimersByTimeAsync(400);
    h.live()[0]?.video.showFirstFrame();
    expect(h.live()[0]?.request.url).toBe('ws://127.0.0.1:2/new');
    expect(h.opened).toHaveLength(1);
    expect(phase(h)).toBe('playing');
    h.pool.dispose();
  });

  it('a player tries the same URL once after a lost connection and then requests a new one', async () => {
    const h = harness();
    const engine = await playing(h);
    engine.emit({ kind: 'lost', error: wire('media.gateway-down', true) });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(h.opened).toHaveLength(1);
    h.live()[0]?.emit({ kind: 'lost', error: wire('media.gateway-down', true) });
    await vi.advanceTimersByTimeAsync(1_500);
    expect(h.opened).toHaveLength(2);
    h.pool.dispose();
  });

  it('a player does not miss a failure that is reported before its ticket arrives', async () => {
    const h = harness();
    h.pool.acquire(KEY, request);
    h.pool.onFeed('lease-1' as never, { phase: 'failed', error: wire('media.host-refused', false) });
    await vi.advanceTimersByTimeAsync(0);
    expect(h.pool.snapshot(KEY)?.state).toMatchObject({ phase: 'failed', error: { code: 'media.host-refused' } });
    h.pool.dispose();
  });
});

describe('main and sub stream', () => {
  it('a tile shows the sub-stream until the main stream has its first frame', async () => {
    const h = harness();
    const sub = await playing(h);
    h.pool.acquire(KEY, { ...request, extent: { ...LARGE, isMaximised: true } });
    await vi.advanceTimersByTimeAsync(0);
    expect(h.live()).toHaveLength(2);
    expect(h.pool.snapshot(KEY)).toMatchObject({ profile: 'sub', state: { phase: 'playing' } });
    h.engines[1]?.video.showFirstFrame();
    expect(sub.isDisposed).toBe(true);
    expect(h.pool.snapshot(KEY)).toMatchObject({ profile: 'main', state: { phase: 'playing' } });
    h.pool.dispose();
  });

  // @promise tile.no-black: The change of a stream is never black.
  it('a tile changes at once, and never over black, to the stream that the operator chose', async () => {
    const h = harness();
    await playing(h);
    const lease = h.pool.acquire(KEY, request);
    lease.setExtent({ ...SMALL, choice: 'main' });
    await vi.advanceTimersByTimeAsync(0);
    expect(h.pool.snapshot(KEY)).toMatchObject({ profile: 'sub', state: { phase: 'playing' } });
    h.engines[1]?.video.showFirstFrame();
    expect(h.pool.snapshot(KEY)).toMatchObject({ profile: 'main', notice: null });
    lease.setExtent({ ...LARGE, choice: 'sub' });
    await vi.advanceTimersByTimeAsync(0);
    h.engines[2]?.video.showFirstFrame();
    expect(h.pool.snapshot(KEY)).toMatchObject({ profile: 'sub', notice: null });
    h.pool.dispose();
  });

  it('a tile stays on the sub-stream, and reports it, when the main stream cannot be opened', async () => {
    const h = harness();
    const sub = await playing(h);
    h.refusals.push(wire('cloud.quota', false));
    h.pool.acquire(KEY, { ...request, extent: { ...LARGE, isMaximised: true } });
    await vi.advanceTimersByTimeAsync(0);
    expect(sub.isDisposed).toBe(false);
    expect(h.pool.snapshot(KEY)).toMatchObject({ profile: 'sub', notice: { kind: 'main-failed' } });
    h.pool.dispose();
  });

  it('a small tile shows the main stream when this machine cannot decode the sub-stream, and reports it', async () => {
    const h = harness();
    h.pool.acquire(KEY, { ...request, extent: SMALL });
    await vi.advanceTimersByTimeAsync(0);
    h.live()[0]?.emit({ kind: 'unsupported', codec: 'H.265' });
    await vi.advanceTimersByTimeAsync(50);
    expect(h.opened.map((o) => o.profile)).toEqual(['sub', 'main']);
    expect(h.pool.snapshot(KEY)).toMatchObject({ profile: 'main', notice: { codec: 'H.265', instead: 'main' } });
    h.pool.dispose();
  });

  // @promise failures.hevc: A camera whose codec this computer cannot decode plays its other stream, or its tile names
  // the codec.
  it('a tile falls back to the sub-stream once when this machine cannot decode the main stream', async () => {
    const h = harness();
    h.pool.acquire(KEY, { ...request, extent: LARGE });
    await vi.advanceTimersByTimeAsync(0);
    h.live()[0]?.emit({ kind: 'unsupported', codec: 'H.265' });
    await vi.advanceTimersByTimeAsync(50);
    expect(h.opened.map((o) => o.profile)).toEqual(['main', 'sub']);
    expect(h.pool.snapshot(KEY)).toMatchObject({
      profile: 'sub',
      notice: { kind: 'codec', codec: 'H.265', instead: 'sub' },
    });
    h.live()[0]?.emit({ kind: 'unsupported', codec: 'H.265' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(h.pool.snapshot(KEY)?.state).toMatchObject({ phase: 'failed', error: { code: 'media.unsupported-codec' } });
    expect(h.opened).toHaveLength(2);
    h.pool.dispose();
  });
});

describe('the page', () => {
  // @promise failures.selectors
  it('the pool publishes a tile at most four times a second', async () => {
    const h = harness();
    const seen: PlayerSnapshot[] = [];
    const engine = await playing(h);
    h.pool.subscribe((changes) => {
      const snapshot = changes.get(KEY);
      if (snapshot) seen.push(snapshot);
    });
    for (let i = 0; i < 100; i++) {
      h.pool.onFeed('lease-1' as never, { phase: 'flowing', sinceMs: i, codec: null });
      engine.emit({ kind: 'lost', error: wire('media.gateway-down', true) });
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(seen.length).toBeLessThanOrEqual(5);
    h.pool.dispose();
  });
});
