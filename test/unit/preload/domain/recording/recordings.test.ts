import { expect, it } from 'vitest';
import {
  coverageOf,
  joinRanges,
  LISTED_LATE_MS,
  withoutRanges,
  type RecordingsRead,
} from '../../../../../preload/domain/recording/recordings.ts';
import type { TimeRange } from '../../../../../preload/domain/time.ts';

const range = (fromMs: number, toMs: number): TimeRange => ({ fromMs, toMs });
const read = (fromMs: number, toMs: number, archivedWithin: readonly TimeRange[] = []): RecordingsRead => ({
  fromMs,
  toMs,
  asOfMs: 1_000_000,
  archivedWithin,
});
const shortly = (parts: ReturnType<typeof coverageOf>): readonly string[] =>
  parts.map(({ state, fromMs, toMs }) => `${state} ${fromMs}-${toMs}`);

it('ranges that touch, overlap or lie inside each other join, in order', () => {
  expect(joinRanges([range(30, 40), range(0, 10), range(10, 20), range(2, 5), range(35, 50)])).toEqual([
    ...[range(0, 20), range(30, 50)],
  ]);
  expect(joinRanges([])).toEqual([]);
});

it('a range without others leaves the parts between them, however they lie', () => {
  expect(withoutRanges(range(0, 100), [range(90, 120), range(-10, 5), range(20, 30), range(25, 28)])).toEqual([
    ...[range(5, 20), range(30, 90)],
  ]);
  expect(withoutRanges(range(0, 10), [range(0, 10)])).toEqual([]);
  expect(withoutRanges(range(0, 10), [])).toEqual([range(0, 10)]);
});

// @promise playback.coverage: Every moment of a range is covered, empty, unknown, or has archived footage somewhere
// around it.
it('the coverage shows for every moment whether it is recorded, not recorded, or not read', () => {
  const parts = coverageOf(range(0, 100), [range(-20, 10), range(40, 50), range(45, 60)], [read(0, 70)]);
  expect(shortly(parts)).toEqual(['covered 0-10', 'empty 10-40', 'covered 40-60', 'empty 60-70', 'unknown 70-100']);
});

// @promise playback.coverage
it('the coverage distinguishes archived footage somewhere in a piece from recordings and from nothing', () => {
  const parts = coverageOf(range(0, 100), [range(20, 30)], [read(0, 100, [range(10, 60), range(60, 70)])]);
  expect(shortly(parts)).toEqual([
    ...['empty 0-10', 'archived-within 10-20', 'covered 20-30', 'archived-within 30-70', 'empty 70-100'],
  ]);
});

it('the coverage of a range of which no cloud was asked is unknown, not empty', () => {
  expect(shortly(coverageOf(range(0, 100), [], []))).toEqual(['unknown 0-100']);
});

// @promise playback.newest-not-covered: Later than all that the newest list has, a list that was read less than ten
// minutes after a moment does not cover the moment, unless the list has something later.
it('the coverage calls time behind the newest recording empty only where the list was read long enough after', () => {
  const asOfMs = 10 * LISTED_LATE_MS;
  const answer = { fromMs: 0, toMs: asOfMs, asOfMs, archivedWithin: [] };
  const [closedMs, lastMs] = [asOfMs - LISTED_LATE_MS, asOfMs - LISTED_LATE_MS / 2];
  expect(shortly(coverageOf(range(0, asOfMs), [range(0, 100)], [answer]))).toEqual([
    'covered 0-100',
    `empty 100-${closedMs}`,
    `unpublished ${closedMs}-${asOfMs}`,
  ]);
  // A later recording is listed: no recording before it will come any more.
  expect(shortly(coverageOf(range(0, asOfMs), [range(lastMs - 10, lastMs)], [answer]))).toEqual([
    `empty 0-${lastMs - 10}`,
    `covered ${lastMs - 10}-${lastMs}`,
    `unpublished ${lastMs}-${asOfMs}`,
  ]);
});
