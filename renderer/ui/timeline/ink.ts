/** Colours, patterns and fonts of the canvas, from the tokens of the theme. */
import { colors, typeFaces } from '../theme/tokens.ts';

export interface Ink {
  /** Device pixels in a CSS pixel. */
  readonly ratio: number;
  readonly archived: CanvasPattern | string;
  readonly restoring: CanvasPattern | string;
  readonly within: CanvasPattern | string;
  readonly unknown: CanvasPattern | string;
  readonly deviceLine: CanvasPattern | string;
}

export const CLOUD_LINE = '#7C8794';
const ARCHIVED_GROUND = '#3B2F4B';

/** @param px in CSS pixels. */
export const fontOf = (px: number, ratio: number, weight = 500): string =>
  `${weight} ${px * ratio}px ${typeFaces.mono}`;

type Paint = (context: OffscreenCanvasRenderingContext2D, width: number, height: number) => void;

function pattern(target: CanvasRenderingContext2D, [width, height]: readonly [number, number], paint: Paint) {
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(width)), Math.max(1, Math.round(height)));
  const context = canvas.getContext('2d');
  if (context === null) return 'transparent';
  paint(context, canvas.width, canvas.height);
  return target.createPattern(canvas, 'repeat') ?? 'transparent';
}

/** Slanting lines that meet at the edges of the tile. */
const hatch =
  (linePx: number, isRising: boolean, ground?: string): Paint =>
  (context, width, height) => {
    if (ground !== undefined) {
      context.fillStyle = ground;
      context.fillRect(0, 0, width, height);
    }
    context.strokeStyle = colors['rc-archived'];
    context.lineWidth = linePx;
    for (const x of [-width, 0, width]) {
      context.moveTo(x - width / 2, isRising ? height * 1.5 : -height / 2);
      context.lineTo(x + width * 1.5, isRising ? -height / 2 : height * 1.5);
    }
    context.stroke();
  };

/** @param ratio device pixels in a CSS pixel; a change of it needs new ink. */
export function inkFor(target: CanvasRenderingContext2D, ratio: number): Ink {
  const k = ratio;
  return {
    ratio,
    archived: pattern(target, [8 * k, 8 * k], hatch(3 * k, true, ARCHIVED_GROUND)),
    restoring: pattern(target, [8 * k, 8 * k], hatch(3 * k, false, ARCHIVED_GROUND)),
    within: pattern(target, [10 * k, 10 * k], hatch(1.2 * k, true)),
    unknown: pattern(target, [8 * k, 5 * k], (context, width, height) => {
      context.fillStyle = colors['tx-3'];
      context.beginPath();
      context.arc(width / 2, height / 2, 1.1 * k, 0, 2 * Math.PI);
      context.fill();
    }),
    deviceLine: pattern(target, [9 * k, 2 * k], (context, width, height) => {
      context.fillStyle = colors['tx-2'];
      context.fillRect(0, 0, Math.round((width * 5) / 9), height);
    }),
  };
}
