import { describe, expect, it } from 'vitest';
import { steer, type Position } from '../../../../../renderer/media/live/live-edge.ts';

const at = (change: Partial<Position>): Position => ({
  currentSec: 10,
  ranges: [{ startSec: 4, endSec: 10.7 }],
  rate: 1,
  targetMs: 700,
  isStuck: false,
  ...change,
});
const ending = (endSec: number): Position['ranges'] => [{ startSec: 4, endSec }];

describe('steering to the live edge', () => {
  it('continues at normal speed near the target', () => {
    expect(steer(at({}))).toEqual({ rate: 1, jumpToSec: null });
    expect(steer(at({ ranges: ending(10.95) }))).toEqual({ rate: 1, jumpToSec: null });
  });

  it('plays faster when behind, until it has caught up', () => {
    expect(steer(at({ ranges: ending(11.2) })).rate).toBe(1.1);
    expect(steer(at({ ranges: ending(10.85), rate: 1.1 })).rate).toBe(1.1);
    expect(steer(at({ ranges: ending(10.74), rate: 1.1 })).rate).toBe(1);
    expect(steer(at({ ranges: ending(12.8) })).rate).toBe(1.25);
  });

  // @promise failures.growing-latency
  it('cuts to the edge only when far behind', () => {
    expect(steer(at({ ranges: ending(16) }))).toEqual({ rate: 1, jumpToSec: 15.3 });
  });

  it('slows down while its buffer is thin', () => {
    expect(steer(at({ ranges: ending(10.2) })).rate).toBe(0.9);
    expect(steer(at({ ranges: ending(10.5), rate: 0.9 })).rate).toBe(0.9);
    expect(steer(at({ ranges: ending(10.5) })).rate).toBe(1);
  });

  it('leaps over a hole when the picture stands before it, and not while it still plays', () => {
    const ranges = [
      { startSec: 4, endSec: 10.1 },
      { startSec: 12, endSec: 13 },
    ];
    expect(steer(at({ ranges, isStuck: true })).jumpToSec).toBeCloseTo(12.3);
    expect(steer(at({ ranges })).jumpToSec).toBeNull();
  });

  it('goes to the buffer when the timeline starts ahead of the position', () => {
    expect(steer(at({ currentSec: 0, ranges: [{ startSec: 100, endSec: 100.4 }] })).jumpToSec).toBe(100);
  });

  it('waits without a buffer', () => {
    expect(steer(at({ ranges: [] }))).toEqual({ rate: 1, jumpToSec: null });
  });
});
