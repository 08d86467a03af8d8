/** Days, clock changes and stamps of zones that differ in everything that zones differ in. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stampOf, stampWords } from '../../../../../renderer/ui/timeline/stamp.ts';
import {
  addDays,
  dayOf,
  dayRange,
  isDoubled,
  localMs,
  momentsOf,
  offsetPieces,
  operatorZone,
} from '../../../../../renderer/ui/timeline/zone.ts';
import { MOMENTS } from '../../../../moments.ts';

const HOUR_MS = 3_600_000;
const ZONES = [
  ...['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Shanghai', 'Asia/Kolkata', 'Australia/Lord_Howe'],
  ...['America/Havana', 'Africa/Cairo', 'Pacific/Apia'],
];
const at = (iso: string): number => Date.parse(iso);

it.each([
  ['Europe/Berlin', '2026-03-29', 23],
  ['Europe/Berlin', '2026-10-25', 25],
  ['Europe/Berlin', '2026-07-14', 24],
  ['America/New_York', '2026-03-08', 23],
  ['America/New_York', '2026-11-01', 25],
  ['Australia/Lord_Howe', '2026-04-05', 24.5],
  ['Australia/Lord_Howe', '2026-10-04', 23.5],
  ['Asia/Shanghai', '2026-10-25', 24],
  ['Asia/Kolkata', '2026-03-29', 24],
  ['UTC', '2026-10-25', 24],
])('a day in %s on %s has %d hours', (zone, day, hours) => {
  const { fromMs, toMs } = dayRange(zone, day);
  expect((toMs - fromMs) / HOUR_MS).toBe(hours);
  expect([dayOf(zone, fromMs), dayOf(zone, fromMs - 1), dayOf(zone, toMs - 1), dayOf(zone, toMs)]).toEqual([
    ...[day, addDays(day, -1), day, addDays(day, 1)],
  ]);
});

it.each([
  ['Europe/Berlin', '2026-10-25T02:30:00', ['2026-10-25 02:30:00 UTC+2', '2026-10-25 02:30:00 UTC+1']],
  ['Europe/Berlin', '2026-03-29T02:30:00', []],
  ['Europe/Berlin', '2026-03-29T03:00:00', ['2026-03-29 03:00:00 UTC+2']],
  ['America/New_York', '2026-11-01T01:00:00', ['2026-11-01 01:00:00 UTC−4', '2026-11-01 01:00:00 UTC−5']],
  ['America/New_York', '2026-11-01T02:00:00', ['2026-11-01 02:00:00 UTC−5']],
  ['Australia/Lord_Howe', '2026-04-05T01:45:00', ['2026-04-05 01:45:00 UTC+11', '2026-04-05 01:45:00 UTC+10:30']],
  ['Australia/Lord_Howe', '2026-10-04T02:15:00', []],
  ['Asia/Shanghai', '2026-10-25T02:30:00', ['2026-10-25 02:30:00 UTC+8']],
  ['Asia/Kolkata', '2026-10-25T02:30:00', ['2026-10-25 02:30:00 UTC+5:30']],
])('a clock in %s shows %s at these moments', (zone, local, stamps) => {
  const moments = momentsOf(zone, at(`${local}Z`));
  expect(moments.map((ms) => stampWords(zone, ms))).toEqual(stamps);
  expect(moments.map((ms) => stampOf(zone, ms).isDoubled)).toEqual(stamps.map(() => stamps.length === 2));
});

describe.each(MOMENTS)('at $name', ({ atMs }) => {
  it.each(ZONES)('the day in %s contains the moment, ends where the next begins, and its stamp leads back', (zone) => {
    const day = dayOf(zone, atMs);
    const { fromMs, toMs } = dayRange(zone, day);
    expect(atMs >= fromMs && atMs < toMs).toBe(true);
    expect(dayRange(zone, addDays(day, 1)).fromMs).toBe(toMs);
    expect(dayRange(zone, addDays(day, -1)).toMs).toBe(fromMs);
    expect(day).toBe(Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone).toPlainDate().toString());
    expect(momentsOf(zone, localMs(zone, atMs))).toContain(atMs);
  });
});

describe('all zones', () => {
  const moment = fc.integer({ min: at('1995-01-01T00:00Z'), max: at('2035-01-01T00:00Z') });
  const zone = fc.constantFrom(...ZONES);

  it('the local time, the offset and the day of any moment agree with Temporal', () => {
    fc.assert(
      fc.property(zone, moment, (id, atMs) => {
        const there = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(id);
        const { day, time } = stampOf(id, atMs, true);
        expect(`${day}T${time}`).toBe(there.toPlainDateTime().toString({ smallestUnit: 'millisecond' }));
        const { fromMs, toMs } = dayRange(id, day);
        expect(fromMs).toBe(there.startOfDay().epochMilliseconds);
        expect(atMs >= fromMs && atMs < toMs).toBe(true);
      }),
    );
  });

  it('a moment is among the moments of its local time, two of them only where the time comes twice', () => {
    fc.assert(
      fc.property(zone, moment, (id, atMs) => {
        const moments = momentsOf(id, localMs(id, atMs));
        expect(moments).toContain(atMs);
        expect(moments.length).toBe(isDoubled(id, atMs) ? 2 : 1);
      }),
    );
  });

  it('no two moments around a change of the clocks have the same stamp', () => {
    for (const id of ZONES) {
      const changes = offsetPieces(id, { fromMs: at('2026-01-01T00:00Z'), toMs: at('2027-01-01T00:00Z') }).slice(1);
      for (const { fromMs } of changes) {
        const stamps = Array.from({ length: 49 }, (_, i) => stampWords(id, fromMs + (i - 24) * 300_000));
        expect(new Set(stamps).size).toBe(49);
      }
    }
  });
});

it('the zone of the operator has clocks', () => {
  expect(offsetPieces(operatorZone(), { fromMs: 0, toMs: 1 }).length).toBeGreaterThan(0);
});
