import { describe, expect, it } from 'vitest';
import {
  isEnlarged,
  MAX_FACTOR,
  mirrored,
  movedBy,
  transformOf,
  turned,
  visiblePart,
  WHOLE,
  zoomAt,
  zoomToBox,
  type View,
} from '../../../../../renderer/ui/tile/zoom.ts';
import { hiddenOf, positionOf, roomPart, within } from '../../../../../renderer/ui/tile/native-size.ts';

const CORNER = { x: -0.5, y: -0.5 };

describe('a view', () => {
  it('the moment under the pointer stays where it is', () => {
    const point = { x: 0.2, y: -0.1 };
    const before = visiblePart(WHOLE);
    const view = zoomAt(WHOLE, point, 3);
    const after = visiblePart(view);
    const seenAt = (part: typeof before): number => part.x + part.width * (point.x + 0.5);
    expect(seenAt(after)).toBeCloseTo(seenAt(before));
  });

  it('a view never shows beside the picture, however far it is moved', () => {
    const far = movedBy(zoomAt(WHOLE, CORNER, 4), { x: 9, y: -9 });
    const { x, y, width, height } = visiblePart(far);
    expect(x).toBeGreaterThanOrEqual(-1e-9);
    expect(y + height).toBeLessThanOrEqual(1 + 1e-9);
    expect(width).toBeCloseTo(0.25);
    expect(movedBy(WHOLE, { x: 0.3, y: 0.3 })).toEqual(WHOLE);
  });

  it('a view is whole again when it is reduced, and enlarges only so far', () => {
    const near = zoomAt(WHOLE, CORNER, 1_000);
    expect(near.factor).toBe(MAX_FACTOR);
    expect(zoomAt(near, { x: 0.4, y: 0.4 }, 1 / 1_000)).toEqual(WHOLE);
  });

  it('the view shows the whole box that was drawn', () => {
    const view = zoomToBox(WHOLE, { x: -0.4, y: -0.3 }, { x: -0.15, y: -0.1 });
    const { x, y, width, height } = visiblePart(view);
    expect(view.factor).toBeCloseTo(4);
    expect(x).toBeLessThanOrEqual(0.1 + 1e-9);
    expect(x + width).toBeGreaterThanOrEqual(0.35 - 1e-9);
    expect(y).toBeLessThanOrEqual(0.2 + 1e-9);
    expect(y + height).toBeGreaterThanOrEqual(0.4 - 1e-9);
  });

  it('a slip of the pointer draws no box', () => {
    expect(zoomToBox(WHOLE, CORNER, { x: -0.49, y: -0.49 })).toBe(WHOLE);
  });

  it('a view turns around in four steps and mirrors in two', () => {
    expect(turned(turned(turned(turned(WHOLE))))).toEqual(WHOLE);
    expect(mirrored(mirrored(WHOLE))).toEqual(WHOLE);
    expect(transformOf(turned(mirrored(WHOLE)))).toContain('rotate(90deg) scaleX(-1)');
    expect(transformOf(WHOLE)).toBe('');
  });
});

describe('a picture in its native size', () => {
  const tile = { width: 400, height: 225 };
  const frame = (turn: View['turn'], ratio = 1) => ({
    widthPx: tile.width,
    heightPx: tile.height,
    hidden: hiddenOf({ width: 640, height: 360 }, tile, ratio, turn),
  });

  it('a picture in its native size hides less where the screen has more pixels', () => {
    expect(frame(0).hidden).toEqual({ x: 240, y: 135 });
    expect(frame(0, 1.5).hidden.x).toBeCloseTo(640 / 1.5 - 400);
    expect(frame(0, 2).hidden).toEqual({ x: 0, y: 0 });
  });

  it('a picture that is moved to the left shows its right part, and moves no further than its edge', () => {
    const view = movedBy(WHOLE, { x: -0.3, y: 0 }, frame(0));
    expect(view.pan).toEqual({ x: 0.5, y: 0 });
    expect(positionOf(view)).toBe('100.00% 50.00%');
    expect(movedBy(view, { x: -9, y: 0 }, frame(0))).toEqual(view);
    expect(isEnlarged(view)).toBe(true);
    expect(transformOf(view)).toBe('');
    expect(movedBy(WHOLE, { x: 0.3, y: 0.3 }, frame(0, 2))).toEqual(WHOLE);
  });

  it('a turned and mirrored picture follows the pointer', () => {
    const upright = movedBy(turned(WHOLE), { x: 0, y: -0.1 }, frame(90));
    expect(upright.pan.x).toBeGreaterThan(0);
    expect(upright.pan.y).toBe(0);
    expect(movedBy(mirrored(WHOLE), { x: -0.1, y: 0 }, frame(0)).pan.x).toBeLessThan(0);
  });

  it('a move first shifts the enlarged view, then the part that the tile hides', () => {
    const near = zoomAt(WHOLE, { x: 0, y: 0 }, 2);
    const edge = movedBy(near, { x: -0.5, y: 0 }, frame(0));
    expect(edge.pan.x).toBe(0);
    expect(movedBy(edge, { x: -0.1, y: 0 }, frame(0)).pan.x).toBeGreaterThan(0);
  });

  it('the map shows which part of the picture is in sight', () => {
    const middle = roomPart(WHOLE, frame(0));
    expect(middle).toEqual({ x: 0.1875, y: 0.1875, width: 0.625, height: 0.625 });
    const right = roomPart(movedBy(WHOLE, { x: -0.6, y: 0 }, frame(0)), frame(0));
    expect(right.x + right.width).toBeCloseTo(1);
    expect(within(middle, { x: 0.5, y: 0, width: 0.5, height: 1 }).width).toBeCloseTo(0.3125);
  });
});
