import { describe, expect, it } from 'vitest';
import {
  isWhole,
  MAX_FACTOR,
  mirrored,
  movedBy,
  transformOf,
  turned,
  visiblePart,
  WHOLE,
  zoomAt,
  zoomToBox,
} from '../../../../renderer/features/live/zoom.ts';

const CORNER = { x: -0.5, y: -0.5 };

describe('a view', () => {
  it('keeps what is under the pointer where it is', () => {
    const point = { x: 0.2, y: -0.1 };
    const before = visiblePart(WHOLE);
    const view = zoomAt(WHOLE, point, 3);
    const after = visiblePart(view);
    const seenAt = (part: typeof before): number => part.x + part.width * (point.x + 0.5);
    expect(seenAt(after)).toBeCloseTo(seenAt(before));
  });

  it('never shows beside the picture, however far it is moved', () => {
    const far = movedBy(zoomAt(WHOLE, CORNER, 4), { x: 9, y: -9 });
    const { x, y, width, height } = visiblePart(far);
    expect(x).toBeGreaterThanOrEqual(-1e-9);
    expect(y + height).toBeLessThanOrEqual(1 + 1e-9);
    expect(width).toBeCloseTo(0.25);
    expect(movedBy(WHOLE, { x: 0.3, y: 0.3 })).toEqual(WHOLE);
  });

  it('is whole again when it is reduced, and enlarges only so far', () => {
    const near = zoomAt(WHOLE, CORNER, 1_000);
    expect(near.factor).toBe(MAX_FACTOR);
    expect(zoomAt(near, { x: 0.4, y: 0.4 }, 1 / 1_000)).toEqual(WHOLE);
  });

  it('shows the whole box that was drawn', () => {
    const view = zoomToBox(WHOLE, { x: -0.4, y: -0.3 }, { x: -0.15, y: -0.1 });
    const { x, y, width, height } = visiblePart(view);
    expect(view.factor).toBeCloseTo(4);
    expect(x).toBeLessThanOrEqual(0.1 + 1e-9);
    expect(x + width).toBeGreaterThanOrEqual(0.35 - 1e-9);
    expect(y).toBeLessThanOrEqual(0.2 + 1e-9);
    expect(y + height).toBeGreaterThanOrEqual(0.4 - 1e-9);
  });

  it('takes a slip of the hand for no box', () => {
    expect(zoomToBox(WHOLE, CORNER, { x: -0.49, y: -0.49 })).toBe(WHOLE);
  });

  it('turns around in four steps and mirrors in two', () => {
    expect(isWhole(turned(turned(turned(turned(WHOLE)))))).toBe(true);
    expect(isWhole(mirrored(mirrored(WHOLE)))).toBe(true);
    expect(transformOf(turned(mirrored(WHOLE)))).toContain('rotate(90deg) scaleX(-1)');
    expect(transformOf(WHOLE)).toBe('');
  });
});
