/**
 * Writes the columns of a row as pixels: colour and pattern say the kind, so that a print without colours can be read. Pixels
 * and not shapes of the canvas, because the cost must not grow with the number of recordings in the view.
 */
import { BASES, FULL_LEVEL, type Columns } from './columns.ts';
import type { Ink, Paint } from './ink.ts';

const BAR_PX = 10;
const FLOOR_PX = 3;
const PLACE_PX = { top: 3, height: 2 } as const;
const ALARM_PX = 21;
/** An alarm leaves this much free above itself in a low row. */
const ALARM_FREE_PX = 1;
/** Where alarms cover less than half of a pixel, only the upper part is drawn: footage below stays in sight. */
const ALARM_SHORT_PX = 5;
const ALARM_LEAST_PX = 4;
const NOTCH_PX = 5;
const MOTION_LEAST_PX = 1;

/** The pixels of a row: `width` times `height`, each as four bytes in one number. */
export interface RowPixels {
  readonly data: Uint32Array;
  readonly width: number;
  readonly height: number;
}

interface RowPaint {
  readonly columns: Columns;
  /** The line above the bar says where the footage is stored; null in the row of all cameras. */
  readonly place: 'cloud' | 'device' | null;
  readonly isFaint: boolean;
  readonly isSelected: boolean;
  /** The first column that has not come yet. */
  readonly futureFrom: number;
}

export function paintRow(pixels: RowPixels, ink: Ink, row: RowPaint): void {
  const { data, width, height } = pixels;
  const { ratio: k } = ink;
  const { well, future } = row.isSelected ? ink.selected : ink.ground;
  for (let y = 0; y < height; y += 1) {
    data.fill(well, y * width, y * width + Math.max(0, Math.min(width, row.futureFrom)));
    data.fill(future, y * width + Math.max(0, Math.min(width, row.futureFrom)), (y + 1) * width);
  }
  const floor = height - Math.round(FLOOR_PX * k);
  const shades = row.isFaint ? ink.faint : ink.full;
  const bases = BASES.map((base) => shades[base] ?? null);
  const bar = Math.round(BAR_PX * k);
  const place = row.place === 'device' ? shades.device : shades.cloud;
  const { base, level, footage, motion } = row.columns;
  for (let x = 0; x < width; x += 1) {
    const paint = bases[base[x] ?? 0] ?? null;
    const levelHere = level[x] ?? 0;
    const high = levelHere === 0 ? bar : Math.max(1, Math.round((levelHere / FULL_LEVEL) * bar));
    if (paint !== null) fillColumn(pixels, paint, x, floor - high, floor);
    const motionHere = motion[x] ?? 0;
    if (motionHere > 0) {
      const top = floor - Math.max(MOTION_LEAST_PX, Math.round(motionHere * k));
      fillColumn(pixels, shades.motion, x, top, floor);
    }
    if (row.place !== null && (footage[x] ?? 0) > 0) {
      const top = Math.round(PLACE_PX.top * k);
      fillColumn(pixels, place, x, top, top + Math.max(1, Math.round(PLACE_PX.height * k)));
    }
  }
  paintAlarms(pixels, shades.alarm, row.columns.alarm, k);
}

/** Pixels `[top, bottom)` of a column. A pattern repeats every `width` and every `height` pixels; 0 leaves the ground. */
function fillColumn({ data, width }: RowPixels, paint: Paint, x: number, top: number, bottom: number): void {
  const { tile, width: tileWidth, height: tileHeight } = paint;
  if (tile.length === 1) {
    const only = tile[0] ?? 0;
    for (let at = top * width + x; at < bottom * width; at += width) data[at] = only;
    return;
  }
  const tileX = x % tileWidth;
  for (let y = top; y < bottom; y += 1) {
    // Counted from the lower edge, where all bars stand.
    const colour = tile[((bottom - 1 - y) % tileHeight) * tileWidth + tileX] ?? 0;
    if (colour !== 0) data[y * width + x] = colour;
  }
}

/**
 * Alarms are wide enough to be seen at any zoom, and have notches, never closer to each other than the eye can
 * separate.
 */
function paintAlarms(pixels: RowPixels, paint: Paint, alarm: Uint8Array, k: number): void {
  const { width, height } = pixels;
  const highPx = Math.min(ALARM_PX, height / k - FLOOR_PX - ALARM_FREE_PX);
  const top = height - Math.round((FLOOR_PX + highPx) * k);
  const least = Math.round(ALARM_LEAST_PX * k);
  let [freeFrom, doneTo] = [0, 0];
  let doneShare = 0;
  for (let from = 0; from < width;) {
    const share = alarm[from] ?? 0;
    let to = from + 1;
    while (to < width && alarm[to] === share) to += 1;
    if (share > 0) {
      const half = Math.max(0, least - (to - from)) / 2;
      const bottom = top + Math.round((share === 2 ? highPx : ALARM_SHORT_PX) * k);
      const right = Math.min(width, Math.ceil(to + half));
      // A neighbour may have drawn the first of these columns.
      const left = Math.max(share > doneShare ? 0 : doneTo, Math.floor(from - half), 0);
      for (let x = left; x < right; x += 1) fillColumn(pixels, paint, x, top, bottom);
      [doneTo, doneShare] = [Math.max(doneTo, right), share];
      const middle = Math.round(from + Math.min(to - from, least) / 2);
      if (middle >= freeFrom) {
        paintNotch(pixels, paint, middle, { top, k });
        freeFrom = middle + 3 * NOTCH_PX * k;
      }
    }
    from = to;
  }
}

/** A triangle that stands on its tip. */
function paintNotch(pixels: RowPixels, paint: Paint, middle: number, { top, k }: { top: number; k: number }): void {
  const size = Math.round(NOTCH_PX * k);
  const right = Math.min(pixels.width, middle + size);
  for (let x = Math.max(0, middle + 1 - size); x < right; x += 1) {
    fillColumn(pixels, paint, x, top, top + size - Math.abs(x - middle));
  }
}
