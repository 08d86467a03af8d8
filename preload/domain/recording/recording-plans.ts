/**
 * When a camera is recorded, and how long the recordings are kept, as its cloud is set up today. No cloud reports
 * earlier plans: a plan explains an earlier gap only if nobody changed the plan since.
 */
import { joinRanges } from './recordings.ts';
import { intersect, type TimeRange } from '../time.ts';

const DAY_MS = 86_400_000;

/** One section of a weekly time table, in seconds of the day on the clock of the plan's zone: 0 to 86,400. */
export interface PlanSection {
  /** 1 is Monday, 7 is Sunday. */
  readonly dayOfWeek: number;
  readonly fromSec: number;
  /** After `fromSec`. */
  readonly toSec: number;
}

/**
 * The source of the recordings: `continuous` records throughout the times of the table, `alarm` records alarms and
 * motion within these times, `device-copy` copies the device's own recordings of these times, which reach the cloud
 * later.
 */
export const PLAN_KINDS = ['continuous', 'alarm', 'device-copy'] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];

export interface PlanTable {
  readonly kind: PlanKind;
  /** In order. Without sections nothing is recorded. */
  readonly sections: readonly PlanSection[];
  /** How many days recordings are kept in all; 0: for ever; null: the cloud does not say. */
  readonly keptDays: number | null;
  /** After how many days recordings are archived; null: never, or the cloud does not say. */
  readonly archivedAfterDays: number | null;
}

export interface PlanOfToday {
  /** When the cloud was asked, epoch ms. */
  readonly asOfMs: number;
  /** The IANA name of the zone on whose clock the tables are. */
  readonly zone: string;
  /** None: no plan records the camera in the cloud. */
  readonly tables: readonly PlanTable[];
}

/** Hours of a week that the table names, 0 to 168; sections that overlap count once. */
export function weeklyHours({ sections }: Pick<PlanTable, 'sections'>): number {
  const at = (dayOfWeek: number, sec: number): number => dayOfWeek * DAY_MS + sec * 1_000;
  const ranges = sections.map(({ dayOfWeek, fromSec, toSec }) => ({
    fromMs: at(dayOfWeek, fromSec),
    toMs: at(dayOfWeek, toSec),
  }));
  return joinRanges(ranges).reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0) / 3_600_000;
}

/**
 * When today's plan records within a range, in order and joined. Alarms are counted as planned all the time that they are
 * waited for: that nothing happened is no gap of the plan.
 *
 * @param range at most some months: it is gone through day by day.
 */
export function plannedWithin({ zone, tables }: PlanOfToday, range: TimeRange): TimeRange[] {
  const sections = tables.flatMap((table) => table.sections);
  const planned: TimeRange[] = [];
  const lastDay = dayOf(range.toMs, zone);
  for (let day = dayOf(range.fromMs, zone); Temporal.PlainDate.compare(day, lastDay) <= 0; day = day.add({ days: 1 })) {
    for (const { dayOfWeek, fromSec, toSec } of sections) {
      if (dayOfWeek !== day.dayOfWeek) continue;
      const written = { fromMs: atClock(day, fromSec, zone), toMs: atClock(day, toSec, zone) };
      planned.push(...[intersect(written, range)].filter((one) => one !== null));
    }
  }
  return joinRanges(planned);
}

const dayOf = (atMs: number, zone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone).toPlainDate();

/** The moment at which the clocks of a zone show a second of a day: on a day of 23 hours, 18:00 is 18:00 all the same. */
const atClock = (day: Temporal.PlainDate, second: number, zone: string): number =>
  day.toPlainDateTime().add({ seconds: second }).toZonedDateTime(zone).epochMilliseconds;

/**
 * Recordings that begin earlier were deleted by today's retention, epoch ms. Null if some are kept for ever, or if the
 * retention of some is not reported. The longest retention counts, since a gap does not show which kind of recording it
 * would have been.
 */
export function keptFromMs({ asOfMs, tables }: PlanOfToday): number | null {
  const days = tables.map(({ keptDays }) => keptDays);
  const areAllKnown = days.every((one) => one !== null && one > 0);
  return areAllKnown && days.length > 0 ? asOfMs - Math.max(...days.map(Number)) * DAY_MS : null;
}
