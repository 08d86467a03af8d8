/**
 * Streams that the pool closes because nobody can see them, and streams that it opens again after sleep, set clocks and
 * failing clouds.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Governor } from '../../../../../renderer/media/pool/governor.ts';
import { LoadWatch } from '../../../../../renderer/media/pool/load-watch.ts';
import { PoolGovernor, type GovernorReport } from '../../../../../renderer/media/pool/pool-governor.ts';
import { slotOf } from '../../../../../renderer/media/slot-key.ts';
import {
  CAMERA,
  container,
  KEY,
  LARGE,
  harness,
  phase,
  play,
  playing,
  request,
  wire,
  type Harness,
} from '../player-harness.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('hidden tiles', () => {
  // @promise failures.hidden-window
  it('a picture is not called frozen because the page was hidden for a moment', async () => {
    const h = harness();
    await playing(h);
    h.pool.setVisible(false);
    await vi.advanceTimersByTimeAsync(500);
    h.pool.setVisible(true);
    await vi.advanceTimersByTimeAsync(1_250);
    expect(phase(h)).toBe('playing');
    expect(h.opened).toHaveLength(1);
    h.pool.dispose();
  });

  // @promise failures.hidden-window: The streams of a hidden page are closed within two seconds and opened when it is
  // seen; a hidden picture does not count as frozen.
  // @promise stream.hidden: A hidden page closes its streams within two seconds.
  it('a hidden page closes its streams within two seconds, and opens them when it is seen again', async () => {
    const h = harness();
    await playing(h);
    h.pool.setVisible(false);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(h.closed).toEqual(['lease-1']);
    expect(phase(h)).toBe('parked');
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(h.opened).toHaveLength(1);
    h.pool.setVisible(true);
    await vi.advanceTimersByTimeAsync(0);
    h.live()[0]?.video.showFirstFrame();
    expect(phase(h)).toBe('playing');
    h.pool.dispose();
  });

  // @promise failures.hidden-window
  it('a tile that is made while the page is hidden opens no stream', async () => {
    const h = harness();
    h.pool.setVisible(false);
    h.pool.acquire(KEY, request);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(h.opened).toHaveLength(0);
    h.pool.setVisible(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(h.opened).toHaveLength(1);
    h.pool.dispose();
  });

  it('a maximised tile parks the covered tiles within two seconds, and not for a shorter look', async () => {
    const h = harness();
    const lease = h.pool.acquire(KEY, request);
    await playing(h);
    lease.setSeen(false);
    await vi.advanceTimersByTimeAsync(500);
    lease.setSeen(true);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(h.closed).toHaveLength(0);
    lease.setSeen(false);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(h.closed).toEqual(['lease-1']);
    h.pool.setVisible(false);
    h.pool.setVisible(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(h.opened).toHaveLength(1);
    lease.setSeen(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(h.opened).toHaveLength(2);
    h.pool.dispose();
  });

  // @promise failures.cloud-away
  it('the tiles of an account come back together when its cloud answers again', async () => {
    const h = harness();
    for (let i = 0; i < 10; i++) h.refusals.push(wire('cloud.unavailable', true));
    const other = 'other:dev/1' as never;
    h.pool.acquire(KEY, request);
    h.pool.acquire(slotOf(other, 0), { ...request, channelId: other });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(h.opened).toHaveLength(0);
    h.refusals.length = 0;
    h.pool.retryAccount('acc' as never);
    await vi.advanceTimersByTimeAsync(0);
    expect(h.opened).toHaveLength(1);
    h.pool.dispose();
  });

  // @promise failures.sleep
  it('the pool checks playing streams and tries waiting streams at once when the computer woke', async () => {
    const h = harness();
    await playing(h);
    const waiting = slotOf(CAMERA, 1);
    h.refusals.push(wire('network.timeout', true), wire('network.timeout', true), wire('network.timeout', true));
    h.pool.acquire(waiting, request);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(h.pool.snapshot(waiting)?.state.phase).toBe('reconnecting');
    vi.setSystemTime(Date.now() + 8 * 3_600_000);
    h.refusals.length = 0;
    h.pool.recoverNow();
    await vi.advanceTimersByTimeAsync(0);
    // The tile whose upstream may have died unnoticed still has its lease; no hours of sleep make a picture frozen.
    expect(h.retried).toEqual(['lease-1']);
    expect(h.opened).toHaveLength(2);
    expect(phase(h)).toBe('playing');
    await vi.advanceTimersByTimeAsync(250);
    expect(phase(h)).toBe('playing');
    h.pool.dispose();
  });

  // @promise failures.clock-set: No clock that is set ahead or back makes anything wait longer, counts as silence, or
  // keeps a sequence or an alarm tile standing.
  it('the next try does not wait longer because the clock was set back', async () => {
    const h = harness();
    h.refusals.push(wire('network.timeout', true));
    h.pool.acquire(KEY, request);
    await vi.advanceTimersByTimeAsync(0);
    expect(phase(h)).toBe('reconnecting');
    vi.setSystemTime(Date.now() - 3_600_000);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(h.opened).toHaveLength(1);
    h.pool.dispose();
  });
});

describe('the governor of a wall', () => {
  const large = { ...request, extent: LARGE };

  function governed(budget: number): Harness & { readonly reports: GovernorReport[] } {
    const reports: GovernorReport[] = [];
    const watch = new LoadWatch({ takeHeldUpMs: () => 0, cpu: () => 0.2 });
    const governor = new PoolGovernor(new Governor(budget), watch);
    governor.subscribe((report) => reports.push(report));
    return { ...harness({ governor }), reports };
  }

  it('large tiles open as main streams until the computer is known to carry no more, then small, and report it', async () => {
    const h = governed(130e6);
    for (let i = 0; i < 4; i++) h.pool.acquire(slotOf(CAMERA, i), large);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(h.opened.map(({ profile }) => profile)).toEqual(['main', 'main', 'sub', 'sub']);
    expect(h.pool.snapshot(slotOf(CAMERA, 3))?.notice).toEqual({ kind: 'lowered', reason: 'budget' });
    h.pool.dispose();
  });

  it('a tile just above the limit counts as lowered, though a small stream of that size would be left alone', async () => {
    const h = governed(1);
    h.pool.acquire(KEY, { ...request, extent: { widthPx: 1_000, heightPx: 563, isMaximised: false } });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(h.opened.map(({ profile }) => profile)).toEqual(['sub']);
    expect(h.pool.snapshot(KEY)?.notice).toEqual({ kind: 'lowered', reason: 'budget' });
    expect(h.reports.at(-1)?.restraints.size).toBe(1);
    h.pool.dispose();
  });

  it('the governor of a wall never lowers a protected tile', async () => {
    const h = governed(1);
    h.pool.acquire(KEY, { ...large, isProtected: true });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(h.opened.map(({ profile }) => profile)).toEqual(['main']);
    h.pool.dispose();
  });

  // @promise failures.decoder
  it('a tile that drops its frames is lowered without a black moment, and reports the reason', async () => {
    const h = governed(1e9);
    h.pool.acquire(KEY, large).show(container);
    await vi.advanceTimersByTimeAsync(0);
    const [main] = h.live();
    if (!main) throw new Error('no engine was made');
    main.video.showFirstFrame();
    await play(main, 6);
    for (let i = 0; i < 20 && h.opened.length === 1; i++) {
      main.video.droppedVideoFrames += 8;
      await play(main, 1);
    }
    expect(h.opened.map(({ profile }) => profile)).toEqual(['main', 'sub']);
    expect(main.isDisposed).toBe(false);
    h.live()[1]?.video.showFirstFrame();
    expect(main.isDisposed).toBe(true);
    expect(h.pool.snapshot(KEY)).toMatchObject({ profile: 'sub', notice: { kind: 'lowered', reason: 'decode' } });
    expect(h.reports.at(-1)?.restraints.get(KEY)).toMatchObject({ kind: 'lowered', reason: 'decode' });
    h.pool.dispose();
  });
});
