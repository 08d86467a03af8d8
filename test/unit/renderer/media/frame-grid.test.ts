import { describe, expect, it } from 'vitest';
import { FrameGrid } from '../../../../renderer/media/frame-grid.ts';

const ANCHOR_MS = 5_000;
const REFRESH_MS = 1_000 / 60;

/** A grid whose lines were set by a frame shown at {@link ANCHOR_MS} on a display of 60 Hz. */
function anchored(): FrameGrid {
  const grid = new FrameGrid(() => REFRESH_MS);
  grid.rate({ dueMs: ANCHOR_MS, shownMs: ANCHOR_MS }, 15);
  return grid;
}

/** How far a moment is from its line, from minus a half to a half interval. */
function offsetMs(atMs: number, fps: number): number {
  const turns = ((atMs - ANCHOR_MS) * fps) / 1_000;
  return ((turns - Math.round(turns)) / fps) * 1_000;
}

describe('the frame grid', () => {
  it.each([
    [15, 9_021],
    [15, 9_050],
    [12, 12_013],
    [24, 12_031],
    [25, 12_031],
    [30, 3_009],
  ])('brings frames of %i fps that are shown together to their line within a second', (fps, dueMs) => {
    const shownMs = ANCHOR_MS + (1_000 / fps) * 80;
    const rate = anchored().rate({ dueMs, shownMs }, fps);
    expect(Math.abs(rate - 1)).toBeLessThanOrEqual(0.5 / fps + 1e-9);
    // A second of that rate lets the frame fall due so much earlier.
    expect(Math.abs(offsetMs(dueMs - (rate - 1) * 1_000, fps))).toBeLessThan(4);
  });

  it('moves a player whose frames are due together with the others and shown a refresh later or earlier', () => {
    const line = ANCHOR_MS + 4 * 1_000;
    expect(anchored().rate({ dueMs: line, shownMs: line + REFRESH_MS }, 15)).toBeCloseTo(1.017, 3);
    expect(anchored().rate({ dueMs: line, shownMs: line - REFRESH_MS }, 15)).toBeCloseTo(0.983, 3);
  });

  it('goes by the due moment alone where frames cannot keep their place among the refreshes', () => {
    const line = ANCHOR_MS + 4 * 1_000;
    expect(anchored().rate({ dueMs: line, shownMs: line + 13 }, 25)).toBe(1);
    expect(new FrameGrid(() => null).rate({ dueMs: line, shownMs: line }, 15)).toBe(1);
  });

  it('leaves a frame that is on its line, and a rate that no camera is set to', () => {
    const shownMs = ANCHOR_MS + 400;
    expect(anchored().rate({ dueMs: shownMs + 3, shownMs }, 25)).toBe(1);
    expect(anchored().rate({ dueMs: 9_021, shownMs }, 17.4)).toBe(1);
    expect(anchored().rate({ dueMs: 9_021, shownMs }, 0)).toBe(1);
  });
});
