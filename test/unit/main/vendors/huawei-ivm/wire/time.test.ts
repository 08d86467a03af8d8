import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatBeijingTime, parseBeijingTime } from '../../../../../../main/vendors/huawei-ivm/wire/time.ts';

it('the wall clock of IVM is eight hours ahead of UTC', () => {
  expect(parseBeijingTime('2023-03-20 09:30:00')).toBe(Date.UTC(2023, 2, 20, 1, 30));
  expect(parseBeijingTime('2020-06-26 20:42:16.0')).toBe(Date.UTC(2020, 5, 26, 12, 42, 16));
  expect(formatBeijingTime(Date.UTC(2023, 11, 31, 16, 0, 0))).toBe('2024-01-01 00:00:00');
});

it('the time codec reads back every second that it writes', () => {
  const seconds = fc.integer({ min: -2_000_000_000, max: 100_000_000_000 });
  fc.assert(
    fc.property(seconds, (s) => {
      expect(parseBeijingTime(formatBeijingTime(s * 1000))).toBe(s * 1000);
    }),
  );
});

it('times in their texts have the order of the times', () => {
  const ms = fc.integer({ min: 0, max: 4_000_000_000_000 });
  fc.assert(
    fc.property(ms, ms, (a, b) => {
      if (a <= b) expect(formatBeijingTime(a) <= formatBeijingTime(b)).toBe(true);
    }),
  );
});

it.each([
  '2023-02-30 00:00:00',
  '2023-13-01 00:00:00',
  '2023-01-01 24:00:00',
  '2023-01-01T00:00:00',
  '2023-1-1 00:00:00',
  '2023-03-20 093000',
  '1676021851',
  '',
])('the time codec refuses %j', (text) => {
  expect(() => parseBeijingTime(text)).toThrow(RangeError);
});

it('the time codec refuses every text that is not a wall clock', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/.test(text));
      expect(() => parseBeijingTime(text)).toThrow(RangeError);
    }),
  );
});
