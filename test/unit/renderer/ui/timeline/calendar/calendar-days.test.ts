/** The days of the calendar: what is known of them, and how keys move among them. */
import { expect, it } from 'vitest';
import {
  addMonths,
  dayByKey,
  dayFootage,
  monthOf,
  weeksOf,
} from '../../../../../../renderer/ui/timeline/calendar/calendar-days.ts';
import { rowModel } from '../../../../../../renderer/ui/timeline/row-model.ts';
import { addDays, dayOf, dayRange } from '../../../../../../renderer/ui/timeline/zone.ts';
import { MOMENT_ZONES, MOMENTS } from '../../../../../moments.ts';

const DAY = dayRange('Europe/Berlin', '2026-10-25');
const LATER_MS = DAY.toMs + 1e9;
const HOUR_MS = 3_600_000;

const row = (
  hours: readonly (readonly [number, number, number?])[],
  coverage: readonly { state: 'empty' | 'archived-within'; fromMs: number; toMs: number }[] = [],
) =>
  rowModel({
    place: 'cloud',
    recordings: {
      fromMs: hours.map(([from]) => DAY.fromMs + from * HOUR_MS),
      toMs: hours.map(([, to]) => DAY.fromMs + to * HOUR_MS),
      kind: hours.map(() => 0),
      storage: hours.map(([, , storage = 0]) => storage),
    },
    coverage,
  });
const empty = (from: number, to: number) => ({
  state: 'empty' as const,
  fromMs: DAY.fromMs + from * HOUR_MS,
  toMs: DAY.fromMs + to * HOUR_MS,
});

it('a day of 25 hours is whole only with 25 hours of footage', () => {
  expect(dayFootage([row([[0, 25]])], DAY, LATER_MS)).toEqual({ state: 'full', share: 1 });
  expect(dayFootage([row([[0, 24]])], DAY, LATER_MS)).toEqual({ state: 'some', share: 24 / 25 });
});

// @promise calendar.unknown-cameras: The calendar says of each day of the zone whether the whole day, a part or nothing
// can be played, is archived or is not known; cameras of which nothing is known do not count.
it('cameras of which nothing is known do not count, and cameras without footage do', () => {
  expect(dayFootage([row([[0, 25]]), row([])], DAY, LATER_MS).state).toBe('full');
  expect(dayFootage([row([[0, 25]]), row([], [empty(0, 25)])], DAY, LATER_MS)).toEqual({ state: 'some', share: 0.5 });
});

it('a day is without footage only where the whole day is known to be empty', () => {
  expect(dayFootage([row([], [empty(0, 25)])], DAY, LATER_MS).state).toBe('none');
  expect(dayFootage([row([], [empty(0, 20)])], DAY, LATER_MS).state).toBe('unknown');
  expect(dayFootage([row([])], DAY, LATER_MS).state).toBe('unknown');
  expect(dayFootage([], DAY, LATER_MS).state).toBe('unknown');
});

it('a day whose footage must be brought back first is archived', () => {
  expect(dayFootage([row([[0, 25, 2]])], DAY, LATER_MS).state).toBe('archived');
  const within = { state: 'archived-within' as const, fromMs: DAY.fromMs, toMs: DAY.toMs };
  expect(dayFootage([row([], [within])], DAY, LATER_MS).state).toBe('archived');
});

it('the present day counts up to now, and tomorrow has not come', () => {
  expect(dayFootage([row([[0, 10]])], DAY, DAY.fromMs + 10 * HOUR_MS).state).toBe('full');
  expect(dayFootage([row([])], DAY, DAY.fromMs).state).toBe('future');
});

it.each(MOMENTS.flatMap(({ name, atMs }) => MOMENT_ZONES.map((zone) => ({ name, atMs, zone }))))(
  'in $zone the day of $name counts up to now, the day before is whole, and the day after has not come',
  ({ atMs, zone }) => {
    const today = dayOf(zone, atMs);
    const footage = rowModel({
      place: 'cloud',
      recordings: { fromMs: [dayRange(zone, addDays(today, -1)).fromMs], toMs: [atMs], kind: [0], storage: [0] },
      coverage: [],
    });
    const stateOf = (day: string): string => dayFootage([footage], dayRange(zone, day), atMs).state;
    expect([-1, 0, 1].map((days) => stateOf(addDays(today, days)))).toEqual(['full', 'full', 'future']);
    expect(weeksOf(monthOf(today)).flat()).toContain(today);
  },
);

it('a month is whole weeks from Monday to Sunday', () => {
  expect(weeksOf('2026-07').map((days) => [days[0], days[6]])).toEqual([
    ['2026-06-29', '2026-07-05'],
    ['2026-07-06', '2026-07-12'],
    ['2026-07-13', '2026-07-19'],
    ['2026-07-20', '2026-07-26'],
    ['2026-07-27', '2026-08-02'],
  ]);
  expect(weeksOf('2027-02')).toHaveLength(4);
  expect([addMonths('2026-12', 1), addMonths('2026-01', -1), monthOf('2026-07-14')]).toEqual([
    ...['2027-01', '2025-12', '2026-07'],
  ]);
});

it('keys move by days, weeks and months, and from a long month to the last day of a short one', () => {
  const keys = ['ArrowLeft', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown', 'a'];
  expect(keys.map((key) => dayByKey(key, '2026-03-31'))).toEqual([
    ...['2026-03-30', '2026-04-07', '2026-03-30', '2026-04-05', '2026-02-28', '2026-04-30', null],
  ]);
});
