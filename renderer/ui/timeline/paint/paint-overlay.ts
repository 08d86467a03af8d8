/** Draws what moves over the rows: the selection, the playhead and the cursor. */
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { colors } from '../../theme/tokens.ts';
import { fontOf } from './ink.ts';
import { xOf, type Sheet } from './paint-ruler.ts';
import { RULER_PX } from '../scene.ts';
import { stampOf } from '../stamp.ts';
import { operatorZone, type ZoneId } from '../zone.ts';

type Context = CanvasRenderingContext2D;

const PLAYHEAD = '#FFFFFF';
const HANDLE_PX = { width: 7, height: 14 } as const;

const DAY_MS = 86_400_000;

/**
 * The time of a flag: the day where the view is longer than a day, thousandths where the view is shorter than a minute, the
 * offset in an hour that comes twice, and in every zone but that of the operator.
 */
export function flagWords(zone: ZoneId, atMs: number, view: TimeRange): string {
  const spanMs = view.toMs - view.fromMs;
  const { day, time, offset, isDoubled } = stampOf(zone, atMs, spanMs < 60_000);
  const hasOffset = isDoubled || zone !== operatorZone();
  return [...(spanMs > DAY_MS * 1.1 ? [day.slice(5)] : []), time, ...(hasOffset ? [offset] : [])].join(' ');
}

export function paintSelection(context: Context, sheet: Sheet, { fromMs, toMs }: TimeRange, zone: ZoneId): void {
  const { ratio: k, width, height, view } = sheet;
  const [left, right] = [xOf(sheet, fromMs), xOf(sheet, toMs)];
  const top = Math.round(RULER_PX * k);
  if (right < 0 || left > width) return;
  context.fillStyle = colors['ac-tint-2'];
  context.fillRect(left, top, right - left, height - top);
  context.fillStyle = colors['ac-line'];
  const line = Math.max(1, Math.round(k));
  const [wide, high] = [HANDLE_PX.width * k, HANDLE_PX.height * k];
  context.fillRect(Math.round(left), top, line, height - top);
  context.fillRect(Math.round(right) - line, top, line, height - top);
  context.fillRect(left - wide, top, wide, high);
  context.fillRect(right, top, wide, high);
  context.font = fontOf(11, k);
  context.textBaseline = 'alphabetic';
  const label = (atMs: number, isLeft: boolean): void => {
    const words = flagWords(zone, atMs, view);
    const wordsWidth = context.measureText(words).width;
    const x = isLeft ? left - wordsWidth - 6 * k : right + 6 * k;
    context.fillStyle = colors['bg-well'];
    context.fillRect(x - 4 * k, height - 18 * k, wordsWidth + 8 * k, 16 * k);
    context.fillStyle = colors['ac-text'];
    context.fillText(words, x, height - 6 * k);
  };
  label(fromMs, true);
  label(toMs, false);
}

interface Line {
  readonly atMs: number;
  readonly words: string;
  readonly isPlayhead: boolean;
}

/** A line over all rows with a flag in the ruler. The flag stays inside the canvas. */
export function paintLine(context: Context, sheet: Sheet, { atMs, words, isPlayhead }: Line): void {
  const { ratio: k, width, height } = sheet;
  const x = xOf(sheet, atMs);
  if (x < 0 || x > width) return;
  context.fillStyle = isPlayhead ? PLAYHEAD : colors['tx-2'];
  const thick = Math.max(1, Math.round((isPlayhead ? 1.5 : 1) * k));
  context.fillRect(Math.round(x - thick / 2), 0, thick, height);
  context.font = fontOf(11, k, 600);
  context.textBaseline = 'alphabetic';
  const flag = context.measureText(words).width + 10 * k;
  const left = Math.min(width - flag, Math.max(0, x - flag / 2));
  context.fillStyle = isPlayhead ? PLAYHEAD : colors['bg-overlay'];
  context.fillRect(left, 2 * k, flag, 17 * k);
  context.fillStyle = isPlayhead ? colors['tx-ink'] : colors['tx-1'];
  context.fillText(words, left + 5 * k, 14.5 * k);
}
