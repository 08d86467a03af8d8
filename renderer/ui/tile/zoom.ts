/**
 * How a tile's picture is looked at: enlarged, moved, turned, mirrored. Pure. Places are shares of the tile's picture area,
 * counted from its middle: (-0.5, -0.5) is the top left corner.
 */
import type { PictureLook } from '../../../preload/domain/walls/wall.ts';
import { panned, type Frame } from './native-size.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface View extends PictureLook {
  /** 1 shows the whole picture. */
  readonly factor: number;
  /** Where the picture's middle stands. */
  readonly shift: Point;
  /** The visible part of a picture in its native size that is larger than the tile, see native-size.ts. */
  readonly pan: Point;
}

const MIDDLE: Point = { x: 0, y: 0 };
export const WHOLE: View = { factor: 1, shift: MIDDLE, turn: 0, isMirrored: false, pan: MIDDLE };
export const MAX_FACTOR = 12;
/** A box smaller than this share of the tile was drawn by accident. */
const MIN_BOX = 0.03;

const isPlain = ({ factor, turn, isMirrored }: View): boolean => factor === 1 && turn === 0 && !isMirrored;

/** It shows another part of the picture than a tile does by itself. */
export const isEnlarged = ({ factor, pan }: View): boolean => factor !== 1 || pan.x !== 0 || pan.y !== 0;

export function isSameLook(a: PictureLook, b: PictureLook): boolean {
  return a.turn === b.turn && a.isMirrored === b.isMirrored;
}

/** The whole picture from the middle, as turned and mirrored as before. */
export function unzoomed({ turn, isMirrored }: View): View {
  return { ...WHOLE, turn, isMirrored };
}

/** The enlarged picture always covers the tile. */
function kept(view: View): View {
  const limit = (view.factor - 1) / 2;
  const within = (value: number): number => Math.min(limit, Math.max(-limit, value)) || 0;
  return { ...view, shift: { x: within(view.shift.x), y: within(view.shift.y) } };
}

/** Enlarges or reduces by `times`; what is at `point` stays there. */
export function zoomAt(view: View, point: Point, times: number): View {
  const wanted = Math.min(MAX_FACTOR, Math.max(1, view.factor * times));
  const factor = wanted < 1.02 ? 1 : wanted;
  const ratio = factor / view.factor;
  const shift = { x: point.x - (point.x - view.shift.x) * ratio, y: point.y - (point.y - view.shift.y) * ratio };
  return kept({ ...view, factor, shift });
}

/** Fills the tile with the box between two corners; a box that is too small changes nothing. */
export function zoomToBox(view: View, a: Point, b: Point): View {
  const width = Math.abs(a.x - b.x);
  const height = Math.abs(a.y - b.y);
  if (width < MIN_BOX || height < MIN_BOX) return view;
  const factor = Math.min(MAX_FACTOR, view.factor * Math.min(1 / width, 1 / height));
  const ratio = factor / view.factor;
  const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  const shift = { x: -(middle.x - view.shift.x) * ratio, y: -(middle.y - view.shift.y) * ratio };
  return kept({ ...view, factor, shift });
}

/**
 * @param frame of a picture in its native size: when the enlargement cannot move further, another part of the picture
 *   comes into view.
 */
export function movedBy(view: View, by: Point, frame: Frame | null = null): View {
  const moved = kept({ ...view, shift: { x: view.shift.x + by.x, y: view.shift.y + by.y } });
  if (frame === null) return moved;
  const left = { x: by.x - (moved.shift.x - view.shift.x), y: by.y - (moved.shift.y - view.shift.y) };
  const px = { x: (left.x * frame.widthPx) / view.factor, y: (left.y * frame.heightPx) / view.factor };
  return panned(moved, px, frame.hidden);
}

export function turned(view: View): View {
  return { ...view, turn: ((view.turn + 90) % 360) as View['turn'] };
}

export function mirrored(view: View): View {
  return { ...view, isMirrored: !view.isMirrored };
}

/** The part of the picture area that is in sight, as shares from its top left. */
export function visiblePart({ factor, shift }: View): { x: number; y: number; width: number; height: number } {
  const size = 1 / factor;
  return { x: 0.5 - shift.x / factor - size / 2, y: 0.5 - shift.y / factor - size / 2, width: size, height: size };
}

/** For `transform` of an element whose container measures 100cqw by 100cqh; empty for the whole picture. */
export function transformOf(view: View): string {
  if (isPlain(view)) return '';
  const { factor, shift, turn, isMirrored } = view;
  const parts = [
    `translate(${(shift.x * 100).toFixed(3)}cqw, ${(shift.y * 100).toFixed(3)}cqh)`,
    `scale(${factor.toFixed(4)})`,
    turn === 0 ? '' : `rotate(${turn}deg)`,
    isMirrored ? 'scaleX(-1)' : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}
