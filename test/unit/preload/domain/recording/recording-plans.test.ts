import { expect, it } from 'vitest';
import {
  keptFromMs,
  plannedWithin,
  weeklyHours,
  type PlanOfToday,
  type PlanTable,
} from '../../../../../preload/domain/recording/recording-plans.ts';

const HOUR_SEC = 3_600;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const at = (dayOfWeek: number, fromHour: number, toHour: number) => ({
  dayOfWeek,
  fromSec: fromHour * HOUR_SEC,
  toSec: toHour * HOUR_SEC,
});
const table = (sections: PlanTable['sections'], keptDays: number | null = 30): PlanTable => ({
  kind: 'continuous',
  sections,
  keptDays,
  archivedAfterDays: null,
});
const planOf = (zone: string, ...tables: readonly PlanTable[]): PlanOfToday => ({ asOfMs: 0, zone, tables });
const written = (ranges: readonly { readonly fromMs: number; readonly toMs: number }[], zone: string) =>
  ranges.map(({ fromMs, toMs }) =>
    [fromMs, toMs].map((ms) =>
      Temporal.Instant.fromEpochMilliseconds(ms)
        .toZonedDateTimeISO(zone)
        .toPlainDateTime()
        .toString({ smallestUnit: 'minute' }),
    ),
  );

// @promise playback.plans
it('a plan follows the clock of its zone, and days that touch are one', () => {
  const zone = 'Asia/Shanghai';
  const plan = planOf(zone, table([at(1, 8, 20), at(2, 0, 24), at(3, 0, 6)]));
  // Sunday 2026-11-15 16:00 UTC is Monday 00:00 in Shanghai.
  const fromMs = Date.UTC(2026, 10, 15, 16);
  expect(written(plannedWithin(plan, { fromMs, toMs: fromMs + 7 * DAY_MS }), zone)).toEqual([
    ['2026-11-16T08:00', '2026-11-16T20:00'],
    ['2026-11-17T00:00', '2026-11-18T06:00'],
  ]);
});

it('a plan is cut where the asked range ends', () => {
  const plan = planOf('Asia/Shanghai', table([at(1, 8, 20)]));
  const range = { fromMs: Date.UTC(2026, 10, 16, 1), toMs: Date.UTC(2026, 10, 16, 2) };
  expect(plannedWithin(plan, range)).toEqual([range]);
});

it('a plan has an hour less on a day of 23 hours, at the same times on the clock', () => {
  const zone = 'Europe/Berlin';
  const [night] = plannedWithin(planOf(zone, table([at(7, 1, 4)])), {
    fromMs: Date.UTC(2026, 2, 28),
    toMs: Date.UTC(2026, 2, 30),
  });
  expect(written([night!], zone)).toEqual([['2026-03-29T01:00', '2026-03-29T04:00']]);
  expect(night!.toMs - night!.fromMs).toBe(2 * HOUR_MS);
});

it('plans of several tables are joined', () => {
  const plan = planOf('UTC', table([at(1, 8, 12)]), table([at(1, 10, 14)]));
  const fromMs = Date.UTC(2026, 10, 16);
  expect(plannedWithin(plan, { fromMs, toMs: fromMs + DAY_MS })).toEqual([
    { fromMs: fromMs + 8 * HOUR_MS, toMs: fromMs + 14 * HOUR_MS },
  ]);
});

it.each([
  ['the longest retention', [7, 30], -30 * DAY_MS],
  ['nothing where some are kept for ever', [7, 0], null],
  ['nothing where the cloud does not tell all', [7, null], null],
  ['nothing without a plan', [], null],
] as const)('recordings that are deleted by age are recognised by %s', (_, keptDays, expected) => {
  expect(keptFromMs(planOf('UTC', ...keptDays.map((days) => table([], days))))).toBe(expected);
});

it('the hours of a week count overlapping sections once, and a whole week has 168', () => {
  expect(weeklyHours({ sections: [] })).toBe(0);
  expect(weeklyHours({ sections: [at(1, 8, 12), at(1, 10, 14), at(7, 0, 24)] })).toBe(30);
  expect(weeklyHours({ sections: [1, 2, 3, 4, 5, 6, 7].map((day) => at(day, 0, 24)) })).toBe(168);
});
