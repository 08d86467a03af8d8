import { describe, expect, it } from 'vitest';
import { gridRate } from '../../../../renderer/media/frame-grid.ts';

/** Where a clock stands on the grid of its frames, from minus a half to a half interval. */
function offsetSec(mediaSec: number, clockSec: number, fps: number): number {
  const turns = (clockSec - mediaSec) * fps;
  return (turns - Math.round(turns)) / fps;
}

describe('the frame grid', () => {
  it.each([
    [15, 3.021],
    [15, 3.05],
    [25, 10.013],
    [25, 10.031],
    [30, 7.009],
  ])('brings a clock of %i fps onto the grid within a second', (fps, mediaSec) => {
    const rate = gridRate(mediaSec, 100, fps);
    expect(Math.abs(rate - 1)).toBeLessThanOrEqual(0.5 / fps + 1e-9);
    expect(Math.abs(offsetSec(mediaSec + rate, 101, fps))).toBeLessThan(0.003);
  });

  it('leaves a clock that is on the grid, and a rate that no camera is set to', () => {
    expect(gridRate(97.001, 100, 25)).toBe(1);
    expect(gridRate(3.021, 100, 17.4)).toBe(1);
    expect(gridRate(3.021, 100, 0)).toBe(1);
  });
});
