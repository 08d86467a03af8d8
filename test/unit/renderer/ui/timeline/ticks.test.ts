/** The ticks of the ruler: by the clocks of the zone, through changes of the clocks. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ticksOf, type Tick } from '../../../../../renderer/ui/timeline/ticks.ts';
import { dayRange } from '../../../../../renderer/ui/timeline/zone.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const at = (iso: string): number => Date.parse(iso);

const labels = (zone: string, fromMs: number, spanMs: number, widthPx = 1_170): readonly string[] =>
  ticksOf(zone, { fromMs, toMs: fromMs + spanMs }, widthPx)
    .filter((tick) => tick.atMs >= fromMs && tick.label !== '')
    .map(({ label }) => label);

it('five hours have a label every half hour, and full hours are big', () => {
  const fromMs = at('2026-07-14T08:00Z');
  expect(labels('Asia/Shanghai', fromMs, 5 * HOUR_MS)).toEqual([
    ...['16:00', '16:30', '17:00', '17:30', '18:00', '18:30', '19:00', '19:30', '20:00', '20:30'],
  ]);
});

// @promise timeline.doubled-hour: A time that the clocks show twice has its offset in the label both times.
it('both runs of the hour that comes twice have their offset in the label', () => {
  const { fromMs } = dayRange('Europe/Berlin', '2026-10-25');
  expect(labels('Europe/Berlin', fromMs, 5 * HOUR_MS, 600)).toEqual([
    ...['10-25', '01:00', '02:00 UTC+2', '02:00 UTC+1', '03:00'],
  ]);
  const york = dayRange('America/New_York', '2026-11-01').fromMs;
  expect(labels('America/New_York', york, 4 * HOUR_MS, 500)).toEqual(['11-01', '01:00 UTC−4', '01:00 UTC−5', '02:00']);
});

it('an hour that the clocks leave out has no tick, and the first time after the hole has its offset', () => {
  const { fromMs } = dayRange('Europe/Berlin', '2026-03-29');
  expect(labels('Europe/Berlin', fromMs, 4 * HOUR_MS, 400)).toEqual(['03-29', '01:00', '03:00 UTC+2', '04:00']);
  const ticks = ticksOf('Europe/Berlin', { fromMs, toMs: fromMs + 4 * HOUR_MS }, 400);
  expect(ticks.filter(({ isChange }) => isChange).map(({ atMs }) => atMs)).toEqual([at('2026-03-29T01:00Z')]);
});

it('a change of half an hour has ticks on both sides at half past and at full hours', () => {
  const { fromMs } = dayRange('Australia/Lord_Howe', '2026-04-05');
  expect(labels('Australia/Lord_Howe', fromMs, 3 * HOUR_MS, 700)).toEqual([
    ...['04-05', '00:30', '01:00', '01:30 UTC+11', '01:30 UTC+10:30', '02:00'],
  ]);
});

it('hours of a zone with half an hour of offset stand at its own full hours', () => {
  const fromMs = at('2026-07-14T18:30Z');
  expect(labels('Asia/Kolkata', fromMs, 3 * HOUR_MS, 300)).toEqual(['07-15', '01:00', '02:00']);
});

it('days without a midnight begin at their first moment', () => {
  const { fromMs } = dayRange('Africa/Cairo', '2026-04-24');
  expect(labels('Africa/Cairo', fromMs - HOUR_MS, 3 * HOUR_MS, 300)).toEqual(['23:00', '01:00 UTC+3', '02:00']);
});

it('a second shows thousandths, and 31 days show days', () => {
  const fromMs = at('2026-07-14T08:00:00Z');
  expect(labels('UTC', fromMs, 1_000, 600)).toEqual(['08:00:00', '.200', '.400', '.600', '.800']);
  expect(labels('UTC', at('2026-07-13T00:00Z'), 28 * DAY_MS, 400)).toEqual(['07-13', '07-20', '07-27', '08-03']);
  expect(labels('UTC', at('2026-07-01T00:00Z'), 31 * DAY_MS, 1_200)).toHaveLength(15);
});

it('ticks are in order, each once, at full units of local time, and labels have room at every zoom and in every zone', () => {
  const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe');
  const fromMs = fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2027-01-01T00:00Z') });
  const zoom = fc.double({ min: Math.log(1_000), max: Math.log(31 * DAY_MS), noNaN: true });
  fc.assert(
    fc.property(zone, fromMs, zoom, fc.integer({ min: 300, max: 2_000 }), (id, from, log, widthPx) => {
      const spanMs = Math.exp(log);
      const ticks = ticksOf(id, { fromMs: from, toMs: from + spanMs }, widthPx);
      expect(ticks.length).toBeLessThan(400);
      ticks.forEach((tick, i) => expect(tick.atMs).toBeGreaterThan(ticks[i - 1]?.atMs ?? -Infinity));
      const named = ticks.filter(({ label, isChange }) => label !== '' && !isChange);
      const pxOf = (tick: Tick): number => ((tick.atMs - from) / spanMs) * widthPx;
      const gaps = named.slice(1).map((tick, i) => pxOf(tick) - pxOf(named[i] ?? tick));
      const isUneven = ticks.some(({ isChange }) => isChange);
      if (!isUneven) expect(Math.min(Infinity, ...gaps)).toBeGreaterThanOrEqual(59);
      for (const { atMs, label } of named) {
        const there = Temporal.Instant.fromEpochMilliseconds(Math.round(atMs)).toZonedDateTimeISO(id);
        const iso = there.toPlainDateTime().toString({ smallestUnit: 'millisecond' });
        expect(iso).toContain(label.split(' ')[0]);
      }
    }),
  );
});
