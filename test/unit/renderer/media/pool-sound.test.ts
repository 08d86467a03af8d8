import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { slotOf } from '../../../../renderer/media/slot-key.ts';
import { CAMERA, harness, KEY, LARGE, request, showing, type FakeVideo } from './player-harness.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('the sound of a tile is that of the player that shows, one at a time, and mute again when it ends', async () => {
  const h = harness();
  const heard = (): readonly FakeVideo[] => h.videos.filter(({ muted }) => !muted);
  const first = await showing(h);
  expect(heard()).toEqual([]);
  h.pool.setAudible(KEY);
  expect(heard()).toEqual([first.video]);
  h.pool.acquire(KEY, { ...request, extent: { ...LARGE, isMaximised: true } });
  await vi.advanceTimersByTimeAsync(0);
  const second = h.live().find((engine) => engine !== first);
  expect(heard()).toEqual([first.video]);
  second?.video.showFirstFrame();
  await vi.advanceTimersByTimeAsync(300);
  expect(heard()).toEqual([second?.video]);
  h.pool.setAudible(slotOf(CAMERA, 7));
  expect(heard()).toEqual([]);
  h.pool.dispose();
});

it('the sound of a tile runs further while the page is hidden, as its stream does', async () => {
  const h = harness();
  const { video } = await showing(h);
  h.pool.setAudible(KEY);
  h.pool.setVisible(false);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(h.live()).toHaveLength(1);
  expect(video.muted).toBe(false);
  h.pool.setAudible(null);
  expect(video.muted).toBe(true);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(h.live()).toHaveLength(0);
  h.pool.dispose();
});

it('the sound of a tile does not stay with an element that plays something else next', async () => {
  const h = harness();
  const lease = h.pool.acquire(KEY, request);
  await vi.advanceTimersByTimeAsync(0);
  h.pool.setAudible(KEY);
  lease.release();
  await vi.advanceTimersByTimeAsync(3_000);
  h.pool.acquire(slotOf(CAMERA, 1), request);
  await vi.advanceTimersByTimeAsync(500);
  expect(h.videos).toHaveLength(1);
  expect(h.videos[0]?.muted).toBe(true);
  h.pool.dispose();
});
