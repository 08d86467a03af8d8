import fc from 'fast-check';
import { expect, it } from 'vitest';
import { utcAt, type FileTimes } from '../../../../../preload/domain/exports/export-times.ts';

const START_MS = Date.UTC(2026, 10, 23, 2, 0, 0);

// @promise copy.table
it('a moment behind a gap has the time behind the gap, and a moment before the gap the time before', () => {
  const times: FileTimes = [
    { atMs: 0, utcMs: START_MS },
    { atMs: 8_000, utcMs: START_MS + 68_000 },
    { atMs: 20_000, utcMs: START_MS - 3_600_000 },
  ];
  expect(utcAt(times, 0)).toBe(START_MS);
  expect(utcAt(times, 7_999)).toBe(START_MS + 7_999);
  expect(utcAt(times, 8_000)).toBe(START_MS + 68_000);
  expect(utcAt(times, 19_000)).toBe(START_MS + 79_000);
  // The clock of the source was set back.
  expect(utcAt(times, 21_500)).toBe(START_MS - 3_600_000 + 1_500);
});

it('a moment for which the source gave no time has none, and a table without points gives nothing', () => {
  const times: FileTimes = [
    { atMs: 0, utcMs: null },
    { atMs: 1_000, utcMs: START_MS },
  ];
  expect(utcAt(times, 999)).toBeNull();
  expect(utcAt(times, 1_500)).toBe(START_MS + 500);
  expect(utcAt([], 0)).toBeNull();
});

it('the times between two points follow the times of the file', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 20 }), (steps) => {
      let atMs = 0;
      const times = steps.map((step, i) => ({ atMs: (atMs += step), utcMs: START_MS + i * 1_000_000 }));
      for (const { atMs: from, utcMs } of times) expect(utcAt(times, from)).toBe(utcMs);
      for (const [i, { atMs: to }] of times.slice(1).entries()) {
        const before = times[i] ?? { atMs: 0, utcMs: 0 };
        expect(utcAt(times, to - 1)).toBe(before.utcMs + to - 1 - before.atMs);
      }
    }),
  );
});
