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
  it('a picture near the target plays at normal speed', () => {
    expect(steer(at({}))).toEqual({ rate: 1, jumpToSec: null });
    expect(steer(at({ ranges: ending(10.95) }))).toEqual({ rate: 1, jumpToSec: null });
  });

  it('a late picture plays faster until it has caught up', () => {
    expect(steer(at({ ranges: ending(11.2) })).rate).toBe(1.1);
    expect(steer(at({ ranges: ending(10.85), rate: 1.1 })).rate).toBe(1.1);
    expect(steer(at({ ranges: ending(10.74), rate: 1.1 })).rate).toBe(1);
    expect(steer(at({ ranges: ending(12.8) })).rate).toBe(1.25);
  });

  // @promise failures.growing-latency
  it('only a picture far behind is cut to the live edge', () => {
    expect(steer(at({ ranges: ending(16) }))).toEqual({ rate: 1, jumpToSec: 15.3 });
  });

  it('a picture with a thin buffer plays slower', () => {
    expect(steer(at({ ranges: ending(10.2) })).rate).toBe(0.9);
    expect(steer(at({ ranges: ending(10.5), rate: 0.9 })).rate).toBe(0.9);
    expect(steer(at({ ranges: ending(10.5) })).rate).toBe(1);
  });

  it('the player jumps over a hole when the picture stands before it, and not while it still plays', () => {
    const ranges = [
      { startSec: 4, endSec: 10.1 },
      { startSec: 12, endSec: 13 },
    ];
    expect(steer(at({ ranges, isStuck: true })).jumpToSec).toBeCloseTo(12.3);
    expect(steer(at({ ranges })).jumpToSec).toBeNull();
  });

  it('the player moves to the buffer when the timeline starts ahead of the position', () => {
    expect(steer(at({ currentSec: 0, ranges: [{ startSec: 100, endSec: 100.4 }] })).jumpToSec).toBe(100);
  });

  it('the player waits without a buffer', () => {
    expect(steer(at({ ranges: [] }))).toEqual({ rate: 1, jumpToSec: null });
  });
});
