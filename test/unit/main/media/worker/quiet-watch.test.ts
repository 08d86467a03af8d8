import { describe, expect, it } from 'vitest';
import { QuietWatch } from '../../../../../main/media/worker/quiet-watch.ts';

const PATIENCE_MS = 5_000;
/** Marks are times of the clock on the wall, which people set. */
const HOUR_MS = 3_600_000;

describe('watching a connection for silence', () => {
  // @promise failures.network-change
  it('the watch reports silence after its patience, and restarts the count when data arrive', () => {
    let nowMs = 0;
    const watch = new QuietWatch(() => nowMs);
    expect(watch.check(1, PATIENCE_MS)).toBeNull();
    nowMs = 4_999;
    expect(watch.check(1, PATIENCE_MS)).toBeNull();
    expect(watch.check(2, PATIENCE_MS)).toBeNull();
    nowMs = 9_998;
    expect(watch.check(2, PATIENCE_MS)).toBeNull();
    nowMs = 9_999;
    expect(watch.check(2, PATIENCE_MS)).toBe(5_000);
  });

  // @promise failures.clock-set
  it('the watch reports neither silence for a clock set ahead nor life for a clock set back', () => {
    let nowMs = 0;
    const watch = new QuietWatch(() => nowMs);
    const wallMs = 100 * HOUR_MS;
    watch.check(wallMs, PATIENCE_MS);
    nowMs = 250;
    expect(watch.check(wallMs + HOUR_MS, PATIENCE_MS)).toBeNull();
    nowMs = 500;
    expect(watch.check(wallMs - HOUR_MS, PATIENCE_MS)).toBeNull();
    nowMs = 500 + PATIENCE_MS;
    expect(watch.check(wallMs - HOUR_MS, PATIENCE_MS)).toBe(PATIENCE_MS);
  });

  // @promise failures.sleep
  it('the watch expects a sign of life soon after sleep, and is patient again after the sign', () => {
    let nowMs = 0;
    const watch = new QuietWatch(() => nowMs);
    watch.check(1, PATIENCE_MS);
    nowMs = 1_000;
    watch.expectLifeWithin(2_000);
    nowMs = 2_999;
    expect(watch.check(1, PATIENCE_MS)).toBeNull();
    nowMs = 3_000;
    expect(watch.check(1, PATIENCE_MS)).toBe(3_000);
    expect(watch.check(2, PATIENCE_MS)).toBeNull();
    nowMs = 7_999;
    expect(watch.check(2, PATIENCE_MS)).toBeNull();
  });
});
