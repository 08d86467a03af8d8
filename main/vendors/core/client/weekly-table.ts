/** Weekly time tables, as two clouds write them: days from 1 (Monday) to 7, times as HH:mm:ss. */
import type { PlanSection } from '../../../../preload/domain/recording/recording-plans.ts';

const DAY_SEC = 86_400;
const TIME = /^(\d\d):([0-5]\d):([0-5]\d)$/;

/** The clock on which both clouds, which stand in China, write their plans. No document names the zone. */
export const PLAN_ZONE = 'Asia/Shanghai';

export interface WrittenSection {
  readonly day: number | undefined;
  readonly start: string | undefined;
  readonly end: string | undefined;
}

/** Every day from midnight to midnight. */
export const WHOLE_WEEK: readonly PlanSection[] = [1, 2, 3, 4, 5, 6, 7].map((dayOfWeek) => ({
  dayOfWeek,
  fromSec: 0,
  toSec: DAY_SEC,
}));

function secondOf(text: string | undefined): number | null {
  const [, hours, minutes, seconds] = TIME.exec(text ?? '') ?? [];
  if (hours === undefined) return null;
  const second = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return second <= DAY_SEC ? second : null;
}

function sectionOf({ day, start, end }: WrittenSection): PlanSection | null {
  const [fromSec, lastSec] = [secondOf(start), secondOf(end)];
  if (day === undefined || !Number.isInteger(day) || day < 1 || day > 7) return null;
  if (fromSec === null || lastSec === null) return null;
  // 23:59:59 is the last time that the documents allow: it stands for midnight.
  const toSec = lastSec === DAY_SEC - 1 ? DAY_SEC : lastSec;
  return fromSec < toSec ? { dayOfWeek: day, fromSec, toSec } : null;
}

/** The sections in order, or null where one of them cannot be read: half a plan would explain gaps that it does not. */
export function toSections(written: readonly WrittenSection[]): readonly PlanSection[] | null {
  const sections = written.map((one) => sectionOf(one));
  if (!sections.every((one) => one !== null)) return null;
  return sections.sort((a, b) => a.dayOfWeek - b.dayOfWeek || a.fromSec - b.fromSec);
}
