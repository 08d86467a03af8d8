import { describe, expect, it } from 'vitest';
import { QuietWatch } from '../../../../../main/media/worker/quiet-watch.ts';

const PATIENCE_MS = 5_000;
/** Marks are times of the clock on the wall, which people set. */
const HOUR_MS = 3_600_000;

describe('watching a connection for silence', () => {
  // @promise failures.network-change
  it('reports silence after the patience, and starts its count again when something came', () => {
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
  it('takes neither a clock set ahead for silence nor one set back for life', () => {
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
  it('expects a sign of life soon after sleep, and is patient again after it', () => {
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
