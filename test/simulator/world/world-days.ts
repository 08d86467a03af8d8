/**
 * The days of a simulated world. They are counted from the moment at which its simulator started, and not by the
 * calendar: a given number of hours back, the world is the same on every date, at every hour and in every zone.
 */

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** Every world starts in the middle of a day: part of it is recorded, and part is still to come. */
const HOURS_BEFORE_START = 10;
/** A Wednesday, 10:00 in Beijing: the habits of a world (its timetables) are written for this moment, and are shifted. */
const HABITS_WRITTEN_FOR_MS = Date.UTC(2026, 4, 20, 2);

export class WorldDays {
  /** The whole minute in which the simulator started, epoch ms UTC: the origin of everything that is drawn. */
  readonly startMs: number;

  constructor(startMs: number) {
    this.startMs = Math.floor(startMs / MINUTE_MS) * MINUTE_MS;
  }

  /** The number of the day that `atMs` lies in: 0 is the day of the start, -1 the day before. */
  indexOf(atMs: number): number {
    return Math.floor((atMs - this.#firstMs) / DAY_MS);
  }

  /** The first moment of the day that `atMs` lies in. */
  dayStart(atMs: number): number {
    return this.#firstMs + this.indexOf(atMs) * DAY_MS;
  }

  /** The first moments of the days that a range touches, oldest first. */
  daysOf({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }): readonly number[] {
    const days: number[] = [];
    for (let dayMs = this.dayStart(fromMs); dayMs < toMs; dayMs += DAY_MS) days.push(dayMs);
    return days;
  }

  /** By how much the weekly timetables of a world are late, 0 up to a week: see `HABITS_WRITTEN_FOR_MS`. */
  get habitShiftMs(): number {
    return (((this.startMs - HABITS_WRITTEN_FOR_MS) % WEEK_MS) + WEEK_MS) % WEEK_MS;
  }

  get #firstMs(): number {
    return this.startMs - HOURS_BEFORE_START * HOUR_MS;
  }
}
