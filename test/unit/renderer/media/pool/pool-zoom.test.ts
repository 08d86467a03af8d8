/** The main stream for a picture that is enlarged beyond the pixels of its sub stream, and only while it is. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Governor } from '../../../../../renderer/media/pool/governor.ts';
import { LoadWatch } from '../../../../../renderer/media/pool/load-watch.ts';
import { PoolGovernor } from '../../../../../renderer/media/pool/pool-governor.ts';
import type { SlotHandle } from '../../../../../renderer/media/pool/player-pool.ts';
import { chooseProfile } from '../../../../../renderer/media/live/stream-profile.ts';
import { CAMERA, container, harness, KEY, play, SMALL, type Harness } from '../player-harness.ts';

const SUB = { width: 640, height: 360 };
const TILE = { widthPx: 400, heightPx: 225, isMaximised: false };

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

async function playing(budget: number): Promise<{ readonly h: Harness; readonly lease: SlotHandle }> {
  const watch = new LoadWatch({ takeHeldUpMs: () => 0, cpu: () => 0.2 });
  const h = harness({ governor: new PoolGovernor(new Governor(budget), watch) });
  const lease = h.pool.acquire(KEY, { channelId: CAMERA, hasSubStream: true, extent: TILE });
  lease.show(container);
  await vi.advanceTimersByTimeAsync(0);
  h.live()[0]?.video.showFirstFrame();
  await play(h.live(), 2);
  return { h, lease };
}

const profiles = (h: Harness): string[] => h.opened.map(({ profile }) => profile);

it('the stream of an enlarged picture is the sub stream until its pixels are used up, with some margin each way', () => {
  const choose = (zoom: number, current: 'main' | 'sub') => chooseProfile({ ...TILE, zoom }, current, SUB);
  expect([1, 1.6, 1.7, 1.8, 3].map((zoom) => choose(zoom, 'sub'))).toEqual(['sub', 'sub', 'sub', 'main', 'main']);
  expect([1.7, 1.6, 1.5, 1.4, 1].map((zoom) => choose(zoom, 'main'))).toEqual(['main', 'main', 'main', 'sub', 'sub']);
  expect(chooseProfile({ ...SMALL, zoom: 9, choice: 'sub' }, 'sub', SUB)).toBe('sub');
});

it('an enlarged picture becomes the main stream without a black moment, and the sub-stream again seconds afterwards', async () => {
  const { h, lease } = await playing(1e9);
  lease.setExtent({ ...TILE, zoom: 4 });
  await play(h.live(), 2);
  expect(profiles(h)).toEqual(['sub', 'main']);
  expect(h.pool.snapshot(KEY)?.profile).toBe('sub');
  h.live()[1]?.video.showFirstFrame();
  expect(h.pool.snapshot(KEY)).toMatchObject({ profile: 'main', notice: null });
  lease.setExtent({ ...TILE, zoom: 1 });
  await play(h.live(), 2);
  expect(profiles(h)).toEqual(['sub', 'main']);
  await play(h.live(), 2);
  h.live()[1]?.video.showFirstFrame();
  expect(profiles(h)).toEqual(['sub', 'main', 'sub']);
  expect(h.closed).toHaveLength(2);
  h.pool.dispose();
});

it('an enlarged picture stays the main stream for an operator who looks closely again at once', async () => {
  const { h, lease } = await playing(1e9);
  lease.setExtent({ ...TILE, zoom: 4 });
  await play(h.live(), 2);
  h.live()[1]?.video.showFirstFrame();
  for (const zoom of [1, 3, 1, 4]) {
    lease.setExtent({ ...TILE, zoom });
    await play(h.live(), 1);
  }
  await play(h.live(), 5);
  expect(profiles(h)).toEqual(['sub', 'main']);
  h.pool.dispose();
});

it('an enlarged picture stays the sub-stream where the computer carries no more, and reports it', async () => {
  const { h, lease } = await playing(10e6);
  lease.setExtent({ ...TILE, zoom: 4 });
  await play(h.live(), 5);
  expect(profiles(h)).toEqual(['sub']);
  expect(h.pool.snapshot(KEY)?.notice).toEqual({ kind: 'lowered', reason: 'budget' });
  lease.setExtent({ ...TILE, zoom: 1 });
  await play(h.live(), 3);
  expect(h.pool.snapshot(KEY)?.notice).toBeNull();
  h.pool.dispose();
});
