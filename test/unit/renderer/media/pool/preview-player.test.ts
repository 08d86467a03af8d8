import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Governor } from '../../../../../renderer/media/pool/governor.ts';
import { LoadWatch } from '../../../../../renderer/media/pool/load-watch.ts';
import { slotOf } from '../../../../../renderer/media/slot-key.ts';
import { PoolGovernor } from '../../../../../renderer/media/pool/pool-governor.ts';
import { openPreview } from '../../../../../renderer/media/pool/preview-player.ts';
import { CAMERA, harness, LARGE, SMALL, type Harness } from '../player-harness.ts';

const size = { clientWidth: LARGE.widthPx, clientHeight: LARGE.heightPx };
const container = { append: () => undefined, ...size } as unknown as HTMLElement;
const request = { channelId: CAMERA, hasSubStream: true };

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function governed(budget: number): Harness {
  const watch = new LoadWatch({ takeHeldUpMs: () => 0, cpu: () => 0.2 });
  return harness({ governor: new PoolGovernor(new Governor(budget), watch) });
}

describe('the player of a preview', () => {
  it('a preview plays the sub-stream, and closes it at once', async () => {
    const h = governed(1e9);
    const close = openPreview(h.pool, request, container);
    await vi.advanceTimersByTimeAsync(100);
    expect(h.opened.map(({ profile }) => profile)).toEqual(['sub']);
    close?.();
    expect(h.closed).toHaveLength(1);
    expect(h.pool.counts()).toMatchObject({ slots: 0, players: 0, videos: 0 });
    close?.();
    expect(h.closed).toHaveLength(1);
    h.pool.dispose();
  });

  it('a preview gives back a lease that is granted after it was closed', async () => {
    const h = governed(1e9);
    openPreview(h.pool, request, container)?.();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(h.closed).toHaveLength(h.opened.length);
    expect(h.pool.counts().players).toBe(0);
    h.pool.dispose();
  });

  it('the player of a preview has a stream of its own: the tile of the same camera plays on', async () => {
    const h = governed(1e9);
    h.pool.acquire(slotOf(CAMERA, 0), { ...request, extent: SMALL });
    const close = openPreview(h.pool, request, container);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(h.opened).toHaveLength(2);
    close?.();
    expect(h.closed).toHaveLength(1);
    expect(h.pool.counts().slots).toBe(1);
    h.pool.dispose();
  });

  it('a preview opens nothing where the computer plays as much as it can', async () => {
    const h = governed(4e6);
    h.pool.acquire(slotOf(CAMERA, 0), { ...request, extent: SMALL });
    expect(openPreview(h.pool, request, container)).toBeNull();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(h.opened).toHaveLength(1);
    expect(openPreview(governed(20e6).pool, { ...request, hasSubStream: false }, container)).toBeNull();
    h.pool.dispose();
  });
});
