/**
 * A view of a row as columns, each one device pixel wide: what the canvas draws. The work depends on the number of columns,
 * not on the number of recordings.
 */
import { MINUTE_MS, type Cover } from './cover.ts';
import type { RowModel } from '../row-model.ts';

/** The look of a column's bar. `kinds`: footage of motion or alarms only, which have signs of their own. */
export const BASES = ['plain', 'kinds', 'restoring', 'archived', 'within', 'empty', 'unknown', 'future'] as const;
export type Base = (typeof BASES)[number];
const baseCode = (base: Base): number => BASES.indexOf(base);
const [PLAIN, KINDS, RESTORING, ARCHIVED] = [
  baseCode('plain'),
  baseCode('kinds'),
  baseCode('restoring'),
  baseCode('archived'),
];
const [WITHIN, EMPTY, UNKNOWN, FUTURE] = [
  baseCode('within'),
  baseCode('empty'),
  baseCode('unknown'),
  baseCode('future'),
];

export const FULL_LEVEL = 10;
/** So little is still seen as a bar. */
const LEAST_LEVEL = 3;
/** Holes of less than this share of a pixel are seams between files. */
const FULL_SHARE = 0.98;
/** Height of the motion bars in CSS pixels. */
const MOTION_LEVELS = { least: 2, most: 14 } as const;

const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export interface Columns {
  readonly count: number;
  /** Places in `BASES`. */
  readonly base: Uint8Array;
  /** How much of the column its bar covers: 3 to 10; 0 for a base that is not footage. */
  readonly level: Uint8Array;
  /** How much of the column any footage covers: 0 to 10, at least 1 where there is some. */
  readonly footage: Uint8Array;
  /** The height of the motion bar: 0, or 2 to 14. */
  readonly motion: Uint8Array;
  /** 2 where an alarm recording covers at least half of the column, 1 where one covers less. */
  readonly alarm: Uint8Array;
}

/** The view that is drawn: `columns` device pixels of `pixelMs` each. */
export interface ColumnView {
  readonly fromMs: number;
  readonly pixelMs: number;
  readonly columns: number;
  readonly nowMs: number;
}

/** Columns `[from, to)`. */
export interface ColumnRange {
  readonly from: number;
  readonly to: number;
}

export function emptyColumns(count: number): Columns {
  const bytes = (): Uint8Array => new Uint8Array(count);
  return { count, base: bytes(), level: bytes(), footage: bytes(), motion: bytes(), alarm: bytes() };
}

/** From so long pixels on, edges lie at full minutes: the shift is less than a sixteenth of a pixel. */
const ROUNDED_FROM_MS = 8 * MINUTE_MS;

/** Where a column begins, epoch ms. */
function edgeMs({ fromMs, pixelMs }: ColumnView, column: number): number {
  const atMs = fromMs + pixelMs * column;
  return pixelMs >= ROUNDED_FROM_MS ? Math.round(atMs / MINUTE_MS) * MINUTE_MS : atMs;
}

/** The lengths of motion bars: the shortest that is not shorter than a pixel. */
const MOTION_STEPS_MS = [MINUTE_MS, 10 * MINUTE_MS, HOUR_MS] as const;

export const motionStepMs = (pixelMs: number): number => MOTION_STEPS_MS.find((stepMs) => pixelMs <= stepMs) ?? DAY_MS;

function levelOf(share: number): number {
  return share >= FULL_SHARE
    ? FULL_LEVEL
    : Math.max(LEAST_LEVEL, Math.min(FULL_LEVEL - 1, Math.round(share * FULL_LEVEL)));
}

function motionLevelOf(share: number): number {
  const { least, most } = MOTION_LEVELS;
  return share <= 0 ? 0 : least + Math.round(Math.min(1, share) * (most - least));
}

/** Walks along the edges of the columns and says how much of each column a cover covers. */
class Walk {
  readonly #cover: Cover;
  readonly #isRounded: boolean;
  #before = 0;

  constructor(cover: Cover, fromMs: number, isRounded: boolean) {
    this.#cover = cover;
    this.#isRounded = isRounded;
    this.upTo(fromMs);
  }

  /** How many ms are covered from the end of the last call to here. */
  upTo(toMs: number): number {
    const cover = this.#cover;
    if (cover.count === 0) return 0;
    const before = this.#isRounded ? cover.beforeMinute(toMs / MINUTE_MS) : cover.before(toMs);
    const covered = before - this.#before;
    this.#before = before;
    return covered;
  }
}

/**
 * Writes the columns of a row into `out`, which has at least `view.columns` places.
 *
 * @param range the columns to write.
 */
export function drawColumns(
  row: RowModel,
  view: ColumnView,
  out: Columns,
  range: ColumnRange = { from: 0, to: view.columns },
): void {
  let fromMs = edgeMs(view, range.from);
  const isRounded = view.pixelMs >= ROUNDED_FROM_MS;
  const walk = (cover: Cover): Walk => new Walk(cover, fromMs, isRounded);
  const [any, playable, plain] = [walk(row.any), walk(row.playable), walk(row.plain)];
  const [restoring, archived, alarm] = [walk(row.restoring), walk(row.archived), walk(row.alarm)];
  const [within, empty] = [walk(row.within), walk(row.empty)];
  for (let i = range.from; i < range.to; i += 1) {
    const toMs = edgeMs(view, i + 1);
    const lengthMs = toMs - fromMs;
    const anyMs = any.upTo(toMs);
    const playableMs = row.playable === row.any ? anyMs : playable.upTo(toMs);
    const plainMs = row.plain === row.playable ? playableMs : plain.upTo(toMs);
    const [restoringMs, archivedMs] = [restoring.upTo(toMs), archived.upTo(toMs)];
    const [withinMs, emptyMs] = [within.upTo(toMs), empty.upTo(toMs)];
    const alarmMs = alarm.upTo(toMs);
    out.alarm[i] = alarmMs > 0 ? (alarmMs >= lengthMs / 2 ? 2 : 1) : 0;
    out.footage[i] = anyMs > 0 ? Math.max(1, Math.min(FULL_LEVEL, Math.round((anyMs / lengthMs) * FULL_LEVEL))) : 0;
    let [base, level] = [FUTURE, 0];
    if (anyMs > 0) {
      const mostMs = Math.max(playableMs, restoringMs, archivedMs);
      if (mostMs === playableMs) base = plainMs > 0 ? PLAIN : KINDS;
      else base = mostMs === restoringMs ? RESTORING : ARCHIVED;
      level = base === KINDS ? 0 : levelOf((base === PLAIN ? plainMs : mostMs) / lengthMs);
    } else if (fromMs < view.nowMs) {
      const unknownMs = Math.min(toMs, view.nowMs) - fromMs - withinMs - emptyMs;
      if (withinMs > 0 && withinMs >= unknownMs && withinMs >= emptyMs) base = WITHIN;
      else base = emptyMs > unknownMs ? EMPTY : UNKNOWN;
    }
    out.base[i] = base;
    out.level[i] = level;
    fromMs = toMs;
  }
  drawMotion(row.motion, view, out.motion, range);
}

/** Bars of whole minutes, tens of minutes, hours or days, so that they do not change their height while the view moves. */
function drawMotion(motion: Cover, view: ColumnView, out: Uint8Array, { from, to }: ColumnRange): void {
  out.fill(0, from, to);
  if (motion.count === 0) return;
  const stepMs = motionStepMs(view.pixelMs);
  let [barToMs, level] = [-Infinity, 0];
  for (let i = from; i < to; i += 1) {
    const middleMs = view.fromMs + view.pixelMs * (i + 0.5);
    if (middleMs >= barToMs) {
      const barFromMs = Math.floor(middleMs / stepMs) * stepMs;
      barToMs = barFromMs + stepMs;
      level = motionLevelOf(motion.within(barFromMs, barToMs) / stepMs);
    }
    out[i] = level;
  }
}

/**
 * The row for all cameras: the bar is as high as the share of cameras and time that has footage. The least certain answer
 * shows where no camera has footage.
 */
export function joinColumns(rows: readonly Columns[], columns: number, out: Columns): void {
  for (let i = 0; i < columns; i += 1) {
    let best: number = BASES.length;
    let [sum, motion, alarm, bare] = [0, 0, 0, -1];
    for (const row of rows) {
      const footage = row.footage[i] ?? 0;
      const base = row.base[i] ?? FUTURE;
      sum += footage;
      if (footage > 0) best = Math.min(best, base === KINDS ? PLAIN : base);
      else bare = Math.max(bare, bareRank(base));
      motion = Math.max(motion, row.motion[i] ?? 0);
      alarm = Math.max(alarm, row.alarm[i] ?? 0);
    }
    out.base[i] = best < BASES.length ? best : (BARE_BY_RANK[bare] ?? FUTURE);
    out.level[i] = sum === 0 ? 0 : levelOf(sum / rows.length / FULL_LEVEL);
    out.footage[i] = sum === 0 ? 0 : Math.max(1, Math.round(sum / rows.length));
    out.motion[i] = motion;
    out.alarm[i] = alarm;
  }
}

const BARE_BY_RANK = [FUTURE, EMPTY, UNKNOWN, WITHIN] as const;
const bareRank = (base: number): number => BARE_BY_RANK.findIndex((code) => code === base);
