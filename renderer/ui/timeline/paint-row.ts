/** Draws the columns of a row: colour and pattern say the kind, so that a print without colours can be read. */
import { colors } from '../theme/tokens.ts';
import { BASES, FULL_LEVEL, type Base, type Columns } from './columns.ts';
import { CLOUD_LINE, type Ink } from './ink.ts';
import { ROW_PX } from './scene.ts';

type Context = CanvasRenderingContext2D;

const BAR_PX = 10;
const FLOOR_PX = 3;
const ALARM_PX = 21;
const ALARM_LEAST_PX = 4;
const ALARM_SHORT_PX = 5;
const FAINT = 0.55;

/** Calls for each run of columns with the same value above 0: `[from, to)`. */
function runsOf(values: Uint8Array, count: number, run: (value: number, from: number, to: number) => void): void {
  let from = 0;
  for (let i = 1; i <= count; i += 1) {
    const value = values[from] ?? 0;
    if (i < count && values[i] === value) continue;
    if (value > 0) run(value, from, i);
    from = i;
  }
}

interface RowPaint {
  readonly columns: Columns;
  readonly count: number;
  /** The upper edge of the row in device pixels. */
  readonly top: number;
  /** The line above the bar says where the footage is stored; null in the row of all cameras. */
  readonly place: 'cloud' | 'device' | null;
  readonly isFaint: boolean;
}

export function paintRow(context: Context, ink: Ink, row: RowPaint): void {
  const { ratio: k } = ink;
  const floor = Math.round(row.top + (ROW_PX - FLOOR_PX) * k);
  paintBare(context, ink, row, floor);
  context.globalAlpha = row.isFaint ? FAINT : 1;
  paintFootage(context, ink, row, floor);
  if (row.place !== null) paintPlace(context, ink, row);
  context.fillStyle = colors['rc-motion'];
  runsOf(row.columns.motion, row.count, (level, from, to) => {
    const height = Math.max(1, Math.round(level * k));
    context.fillRect(from, floor - height, to - from, height);
  });
  paintAlarms(context, row, floor, k);
  context.globalAlpha = 1;
}

const FOOTAGE: readonly Base[] = ['plain', 'restoring', 'archived'];

function paintFootage(context: Context, ink: Ink, { columns, count }: RowPaint, floor: number): void {
  const { base, level } = columns;
  for (const name of FOOTAGE) {
    const code = BASES.indexOf(name);
    context.fillStyle =
      name === 'plain' ? colors['rc-continuous'] : name === 'restoring' ? ink.restoring : ink.archived;
    for (let from = 0; from < count;) {
      let to = from + 1;
      while (to < count && base[to] === base[from] && level[to] === level[from]) to += 1;
      if (base[from] === code) {
        const height = Math.max(1, Math.round(((level[from] ?? 0) / FULL_LEVEL) * BAR_PX * ink.ratio));
        context.fillRect(from, floor - height, to - from, height);
      }
      from = to;
    }
  }
}

/** Where no footage is known: dots where nothing is known, thin lines around archived footage, a dashed line for a gap. */
function paintBare(context: Context, ink: Ink, { columns, count }: RowPaint, floor: number): void {
  const k = ink.ratio;
  const bar = Math.round(BAR_PX * k);
  const [within, unknown, empty] = [BASES.indexOf('within'), BASES.indexOf('unknown'), BASES.indexOf('empty')];
  runsOf(columns.base, count, (code, from, to) => {
    const width = to - from;
    if (code === unknown || code === within) {
      context.fillStyle = code === unknown ? ink.unknown : ink.within;
      context.fillRect(from, floor - bar, width, bar);
      context.strokeStyle = code === unknown ? colors['ln-default'] : colors['rc-archived'];
      context.lineWidth = Math.max(1, Math.round(k));
      context.setLineDash(code === unknown ? [] : [3 * k, 3 * k]);
      if (width > 3 * k) context.strokeRect(from + k / 2, floor - bar + k / 2, width - k, bar - k);
      context.setLineDash([]);
    } else if (code === empty) {
      context.fillStyle = colors['tx-3'];
      for (let x = Math.ceil(from / (6 * k)) * 6 * k; x < to; x += 6 * k) {
        context.fillRect(
          Math.round(x),
          floor - Math.round(k),
          Math.min(Math.round(3 * k), to - x),
          Math.max(1, Math.round(k)),
        );
      }
    }
  });
}

/** Solid for the cloud, dashed for the device. */
function paintPlace(context: Context, ink: Ink, { columns, count, top, place }: RowPaint): void {
  context.fillStyle = place === 'device' ? ink.deviceLine : CLOUD_LINE;
  const y = Math.round(top + 3 * ink.ratio);
  const height = Math.max(1, Math.round(2 * ink.ratio));
  for (let from = 0; from < count;) {
    const has = (columns.footage[from] ?? 0) > 0;
    let to = from + 1;
    while (to < count && (columns.footage[to] ?? 0) > 0 === has) to += 1;
    if (has) context.fillRect(from, y, to - from, height);
    from = to;
  }
}

/**
 * Alarms are wide enough to be seen at any zoom, and have a notch. Where alarms cover less than half of a pixel only the upper
 * part is drawn: many short alarms in a view of weeks must not hide whether there is footage.
 */
function paintAlarms(context: Context, { columns, count }: RowPaint, floor: number, k: number): void {
  context.fillStyle = colors['rc-alarm'];
  const top = floor - Math.round(ALARM_PX * k);
  let doneTo = -Infinity;
  runsOf(columns.alarm, count, (share, from, to) => {
    const width = Math.max(Math.round(ALARM_LEAST_PX * k), to - from);
    const left = Math.round((from + to - width) / 2);
    context.fillRect(left, top, width, Math.round((share === 2 ? ALARM_PX : ALARM_SHORT_PX) * k));
    const middle = left + width / 2;
    if (middle < doneTo) return;
    doneTo = middle + 10 * k;
    context.beginPath();
    context.moveTo(middle - 4 * k, top);
    context.lineTo(middle + 4 * k, top);
    context.lineTo(middle, top + 5 * k);
    context.fill();
  });
}
