/** The known footage of a day, and the days of a month as a grid. */
import type { TimeRange } from '../../../../preload/domain/time.ts';
import type { RowModel } from '../row-model.ts';
import { addDays, type Day } from '../zone.ts';

export type DayState = 'full' | 'some' | 'archived' | 'none' | 'unknown' | 'future';

export interface DayFootage {
  readonly state: DayState;
  /** The share of the day that can be played, over the cameras of which something is known: 0 to 1. */
  readonly share: number;
}

/** Holes of less than this share of a day are seams between files. */
const FULL_SHARE = 0.99;

/**
 * The footage of several cameras on a day. Cameras without known recordings, such as those of a cloud that lists none,
 * do not count. A day that has begun is counted up to now.
 */
export function dayFootage(rows: readonly RowModel[], day: TimeRange, nowMs: number): DayFootage {
  const toMs = Math.min(day.toMs, nowMs);
  if (toMs <= day.fromMs) return { state: 'future', share: 0 };
  let [lengthMs, playableMs, archivedMs, emptyMs] = [0, 0, 0, 0];
  for (const row of rows) {
    const away = [row.archived, row.restoring, row.within].reduce(
      (sum, cover) => sum + cover.within(day.fromMs, toMs),
      0,
    );
    const [here, empty] = [row.playable.within(day.fromMs, toMs), row.empty.within(day.fromMs, toMs)];
    if (here + away + empty === 0) continue;
    // A recording may still come there.
    lengthMs += toMs - day.fromMs - row.unpublished.within(day.fromMs, toMs);
    playableMs += here;
    archivedMs += away;
    emptyMs += empty;
  }
  const share = lengthMs === 0 ? 0 : playableMs / lengthMs;
  if (share > 0) return { state: share >= FULL_SHARE ? 'full' : 'some', share };
  if (archivedMs > 0) return { state: 'archived', share };
  return { state: lengthMs > 0 && emptyMs === lengthMs ? 'none' : 'unknown', share };
}

/** A month: `2026-07`. */
export type Month = string;

export const monthOf = (day: Day): Month => day.slice(0, 7);

export const addMonths = (month: Month, months: number): Month =>
  Temporal.PlainYearMonth.from(month).add({ months }).toString();

/** The weeks of a month, from Monday to Sunday, with the days of other months around. */
export function weeksOf(month: Month): readonly (readonly Day[])[] {
  const first = Temporal.PlainDate.from(`${month}-01`);
  const monday = addDays(first.toString(), 1 - first.dayOfWeek);
  const weeks = Math.ceil((first.dayOfWeek - 1 + first.daysInMonth) / 7);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (__, i) => addDays(monday, week * 7 + i)),
  );
}

/** The day that a key leads to from another; null for a key that leads nowhere. */
export function dayByKey(key: string, day: Day): Day | null {
  const date = Temporal.PlainDate.from(day);
  switch (key) {
    case 'ArrowLeft':
      return addDays(day, -1);
    case 'ArrowRight':
      return addDays(day, 1);
    case 'ArrowUp':
      return addDays(day, -7);
    case 'ArrowDown':
      return addDays(day, 7);
    case 'Home':
      return addDays(day, 1 - date.dayOfWeek);
    case 'End':
      return addDays(day, 7 - date.dayOfWeek);
    case 'PageUp':
      return date.subtract({ months: 1 }).toString();
    case 'PageDown':
      return date.add({ months: 1 }).toString();
    default:
      return null;
  }
}
