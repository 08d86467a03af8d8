import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { container, KEY, harness, request, taskEnds, wire } from './player-harness.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('the first try prepares the element before main has answered, and connects it to the stream then', async () => {
  const h = harness();
  h.pool.acquire(KEY, request).show(container);
  await taskEnds();
  expect(h.engines).toHaveLength(1);
  expect(h.engines[0]?.url).toBeNull();
  await vi.advanceTimersByTimeAsync(0);
  expect(h.engines).toHaveLength(1);
  expect(h.engines[0]?.url).toMatch(/lease-1$/);
  h.pool.dispose();
});

it('the first try uses another engine where the stream turns out to be HLS', async () => {
  const h = harness();
  h.transports.push('hls');
  h.pool.acquire(KEY, request).show(container);
  await vi.advanceTimersByTimeAsync(0);
  expect(h.engines.map(({ isDisposed, request: asked }) => [asked.transport, isDisposed])).toEqual([
    ['flv', true],
    ['hls', false],
  ]);
  h.pool.dispose();
});

it('the first try prepares nothing again for a camera that was refused', async () => {
  const h = harness();
  h.refusals.push(wire('media.stalled', true), wire('media.stalled', true));
  h.pool.acquire(KEY, request).show(container);
  await vi.advanceTimersByTimeAsync(0);
  expect(h.live()).toHaveLength(0);
  while (h.refusals.length > 0) await vi.advanceTimersByTimeAsync(250);
  expect(h.engines).toHaveLength(1);
  h.pool.dispose();
  expect(h.pool.counts()).toMatchObject({ slots: 0, players: 0, videos: 0 });
});

it('the first try connects no engine when the tile has gone before the answer', async () => {
  const h = harness();
  h.pool.acquire(KEY, request).show(container);
  await taskEnds();
  h.pool.dispose();
  await vi.advanceTimersByTimeAsync(0);
  // The answer came too late: its lease is given back, and no engine is led anywhere.
  expect(h.closed).toEqual(['lease-1']);
  expect(h.engines[0]).toMatchObject({ url: null, isDisposed: true });
});
