/**
 * Pictures in their native size: one pixel of the picture on one pixel of the screen. The tile hides the rest of the
 * picture, and the operator can move the picture: `pan` is a share of the hidden part, from -0.5 at the left or top to
 * 0.5. Sizes in CSS pixels.
 */
import type { Point, View } from './zoom.ts';

/** A tile, and how much of the picture it hides along the picture's own axes. */
export interface Frame {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly hidden: Point;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * @param picture in its own pixels.
 * @param ratio how many pixels of the screen a CSS pixel has.
 */
export function hiddenOf(picture: Size, tile: Size, ratio: number, turn: View['turn']): Point {
  const [width, height] = turn % 180 === 0 ? [tile.width, tile.height] : [tile.height, tile.width];
  // Less than a pixel is only rounding.
  const beyond = (length: number, room: number): number => (length - room >= 1 ? length - room : 0);
  return { x: beyond(picture.width / ratio, width), y: beyond(picture.height / ratio, height) };
}

/**
 * The view after the picture was moved by this many pixels on the screen, for the part of the move that the enlargement
 * did not use.
 */
export function panned(view: View, byPx: Point, hidden: Point): View {
  const by = inPicture(view, byPx);
  const to = (from: number, px: number, room: number): number =>
    room === 0 ? from : Math.min(0.5, Math.max(-0.5, from - px / room)) || 0;
  return { ...view, pan: { x: to(view.pan.x, by.x, hidden.x), y: to(view.pan.y, by.y, hidden.y) } };
}

/** A move on the screen along the axes of the picture, which may be turned and mirrored. */
function inPicture({ turn, isMirrored }: View, { x, y }: Point): Point {
  const turned = { 0: { x, y }, 90: { x: y, y: -x }, 180: { x: -x, y: -y }, 270: { x: -y, y: x } }[turn];
  return isMirrored ? { ...turned, x: -turned.x } : turned;
}

/** The position of a picture that is larger than its tile, for `object-position`; empty in the middle. */
export function positionOf({ pan }: View): string {
  if (pan.x === 0 && pan.y === 0) return '';
  return `${(50 + pan.x * 100).toFixed(2)}% ${(50 + pan.y * 100).toFixed(2)}%`;
}

export interface PicturePart {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The part of the picture that fits into the tile, as the turned and mirrored picture is seen: shares from its top
 * left.
 */
export function roomPart(view: View, { widthPx, heightPx, hidden }: Frame): PicturePart {
  const isTurned = view.turn % 180 !== 0;
  const [across, down] = isTurned ? [heightPx, widthPx] : [widthPx, heightPx];
  const size = { x: across / (across + hidden.x), y: down / (down + hidden.y) };
  const middle = { x: view.pan.x * (1 - size.x), y: view.pan.y * (1 - size.y) };
  const seen = onScreen(view, middle);
  const [width, height] = isTurned ? [size.y, size.x] : [size.x, size.y];
  return { x: 0.5 + seen.x - width / 2, y: 0.5 + seen.y - height / 2, width, height };
}

function onScreen({ turn, isMirrored }: View, point: Point): Point {
  const { x, y } = isMirrored ? { ...point, x: -point.x } : point;
  return { 0: { x, y }, 90: { x: -y, y: x }, 180: { x: -x, y: -y }, 270: { x: y, y: -x } }[turn];
}

/** A part of a part, as a part of the whole picture. */
export function within(outer: PicturePart, inner: PicturePart): PicturePart {
  return {
    x: outer.x + inner.x * outer.width,
    y: outer.y + inner.y * outer.height,
    width: inner.width * outer.width,
    height: inner.height * outer.height,
  };
}
