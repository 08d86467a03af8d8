/** Draws the ruler with the times of the zone, the words on rows, and the signs of the marks. */
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { colors } from '../../theme/tokens.ts';
import { fontOf } from './ink.ts';
import { markGroups, type Mark, type MarkKind } from '../marks.ts';
import { RULER_PX, type RowNote } from '../scene.ts';
import { ticksOf } from '../ticks.ts';
import type { ZoneId } from '../zone.ts';

type Context = CanvasRenderingContext2D;

export interface Sheet {
  readonly view: TimeRange;
  /** The canvas in device pixels. */
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
}

export const xOf = ({ view, width }: Sheet, atMs: number): number =>
  ((atMs - view.fromMs) / (view.toMs - view.fromMs)) * width;

const TICK_PX = { big: 9, middle: 6, small: 4 } as const;
const LABEL_GAP_PX = 8;

export function paintRuler(context: Context, sheet: Sheet, zone: ZoneId): void {
  const { ratio: k, width } = sheet;
  const bottom = Math.round(RULER_PX * k);
  context.fillStyle = colors['bg-base'];
  context.fillRect(0, 0, width, bottom);
  const ticks = ticksOf(zone, sheet.view, width / k);
  const line = Math.max(1, Math.round(k));
  for (const rank of ['small', 'middle', 'big'] as const) {
    context.fillStyle = rank === 'big' ? colors['tx-2'] : colors['ln-control'];
    const height = Math.round(TICK_PX[rank] * k);
    for (const tick of ticks) {
      if (tick.rank === rank) context.fillRect(Math.round(xOf(sheet, tick.atMs)), bottom - height, line, height);
    }
  }
  context.font = fontOf(11, k);
  context.textBaseline = 'alphabetic';
  let freeFrom = -Infinity;
  for (const { atMs, rank, label, isChange } of ticks) {
    const x = Math.round(xOf(sheet, atMs));
    if (isChange) paintChange(context, x, sheet);
    if (label === '' || x < freeFrom) continue;
    context.fillStyle = rank === 'big' ? colors['tx-1'] : colors['tx-3'];
    context.fillText(label, x + 5 * k, bottom - 6 * k);
    freeFrom = x + context.measureText(label).width + LABEL_GAP_PX * k;
  }
  context.fillStyle = colors['ln-subtle'];
  context.fillRect(0, bottom - line, width, line);
}

/** A change of the clocks: a dashed line over all rows. */
function paintChange(context: Context, x: number, { height, ratio: k }: Sheet): void {
  context.fillStyle = colors['st-delayed'];
  for (let y = 0; y < height; y += 6 * k)
    context.fillRect(x, Math.round(y), Math.max(1, Math.round(k)), Math.round(3 * k));
}

const NOTE_LEAST_PX = 44;

/** `top` in device pixels, `rowPx` in CSS pixels. */
interface NotesPlace {
  readonly notes: readonly RowNote[];
  readonly top: number;
  readonly rowPx: number;
  readonly fontPx: number;
}

const NOTE_PX = 16;
/** Below the words of a note. */
const NOTE_FOOT_PX = { high: 2, low: 1 } as const;

/** Words on the pieces of a row that have room for some letters. @param fontPx 12 in Chinese, which is not read below. */
export function paintNotes(context: Context, sheet: Sheet, { notes, top, rowPx, fontPx }: NotesPlace): void {
  const { ratio: k, width } = sheet;
  context.font = fontOf(fontPx, k, 400);
  context.textBaseline = 'alphabetic';
  const noteTop = top + (rowPx - NOTE_PX - (rowPx > 2 * NOTE_PX - 4 ? NOTE_FOOT_PX.high : NOTE_FOOT_PX.low)) * k;
  for (const { fromMs, toMs, words } of notes) {
    const left = Math.max(0, xOf(sheet, fromMs)) + 8 * k;
    const room = Math.min(width, xOf(sheet, toMs)) - 8 * k - left;
    if (room < NOTE_LEAST_PX * k) continue;
    const text = shortened(context, words, room - 10 * k);
    if (text === '') continue;
    const textWidth = context.measureText(text).width;
    context.fillStyle = colors['bg-well'];
    context.fillRect(left, noteTop, textWidth + 10 * k, NOTE_PX * k);
    context.fillStyle = colors['tx-2'];
    context.fillText(text, left + 5 * k, noteTop + 12 * k);
  }
}

function shortened(context: Context, words: string, room: number): string {
  const whole = context.measureText(words).width;
  if (whole <= room) return words;
  const letters = Math.floor((words.length * room) / whole) - 2;
  return letters < 2 ? '' : `${words.slice(0, letters)}…`;
}

const SIGN_PX = 12;
const MARK_COLORS: Readonly<Record<MarkKind, string>> = {
  bookmark: colors['tx-1'],
  export: colors['tx-1'],
  alarm: colors['rc-alarm'],
  motion: colors['rc-motion'],
};

/** @param top of the row of marks, in device pixels. */
export function paintMarks(context: Context, sheet: Sheet, marks: readonly Mark[], top: number): void {
  const { ratio: k, view, width } = sheet;
  const msPerPx = (view.toMs - view.fromMs) / width;
  const apartMs = msPerPx * (SIGN_PX + 4) * k;
  const range = { fromMs: view.fromMs - apartMs, toMs: view.toMs + apartMs };
  context.textBaseline = 'alphabetic';
  for (const { mark, count } of markGroups(marks, range, apartMs)) {
    const x = xOf(sheet, mark.atMs);
    const color = MARK_COLORS[mark.kind];
    if (mark.toMs !== undefined) {
      context.fillStyle = color;
      const right = Math.min(width, xOf(sheet, mark.toMs));
      context.fillRect(Math.max(0, x), top + 1 * k, Math.max(0, right - Math.max(0, x)), 2 * k);
    }
    paintSign(context, mark.kind, { x, y: top + 12 * k, k, color });
    if (count === 1) continue;
    context.fillStyle = colors['tx-1'];
    context.font = fontOf(9, k, 600);
    context.fillText(count > 99 ? '99+' : String(count), x + 6 * k, top + 20 * k);
  }
}

interface SignPlace {
  readonly x: number;
  readonly y: number;
  readonly k: number;
  readonly color: string;
}

/** Each kind has a shape of its own: ribbon, arrow into a tray, triangle, bars. */
function paintSign(context: Context, kind: MarkKind, { x, y, k, color }: SignPlace): void {
  const line = (...points: readonly (readonly [number, number])[]): void =>
    points.forEach(([dx, dy], i) =>
      i === 0 ? context.moveTo(x + dx * k, y + dy * k) : context.lineTo(x + dx * k, y + dy * k),
    );
  context.strokeStyle = color;
  context.fillStyle = color;
  context.lineWidth = 1.4 * k;
  context.beginPath();
  if (kind === 'bookmark') line([-3.5, 5], [-3.5, -5], [3.5, -5], [3.5, 5], [0, 1.5], [-3.5, 5]);
  else if (kind === 'export') {
    line([0, -5], [0, 2]);
    line([-3, -1], [0, 2], [3, -1]);
    line([-5, 2], [-5, 5], [5, 5], [5, 2]);
  } else if (kind === 'alarm') line([0, -5], [5, 5], [-5, 5], [0, -5]);
  else {
    line([-3.5, 5], [-3.5, 0]);
    line([0, 5], [0, -5]);
    line([3.5, 5], [3.5, -2]);
  }
  if (kind === 'alarm') context.fill();
  context.stroke();
}
