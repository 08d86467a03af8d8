import { describe, expect, it } from 'vitest';
import {
  DAY_MINUTE,
  formatDayMinute,
  formatInstant,
  parseDayMinute,
  parseInstant,
} from '../../../../../../main/vendors/huawei-vis/wire/time.ts';

const AT_MS = Date.UTC(2018, 9, 25, 3, 6, 10);

it.each([
  ['2018-10-25T03:06:10Z', AT_MS],
  ['2018-10-25T03:06:10.500Z', AT_MS + 500],
  [String(AT_MS), AT_MS],
])('the instant %s is read', (text, atMs) => {
  expect(parseInstant(text)).toBe(atMs);
});

it('an instant is written in UTC to the second', () => {
  expect(formatInstant(AT_MS + 999)).toBe('2018-10-25T03:06:10Z');
});

it.each(['', '2018-10-25 03:06:10', '2018-02-30T00:00:00Z', '2018-10-25T03:06:10+08:00', 'now', '17'])(
  'an instant is not read from %j',
  (text) => {
    expect(() => parseInstant(text)).toThrow(RangeError);
  },
);

it('an instant with a year of five digits is not written', () => {
  expect(() => formatInstant(Date.UTC(10_000, 0, 1))).toThrow(RangeError);
});

describe('times of the Beijing day', () => {
  it.each([
    ['00:00', 0],
    ['10:40', 640],
    ['23:59', 1_439],
  ])('%s is minute %i, both ways', (text, minute) => {
    expect(parseDayMinute(text)).toBe(minute);
    expect(formatDayMinute(minute)).toBe(text);
    expect(DAY_MINUTE.format(DAY_MINUTE.parse(text))).toBe(text);
  });

  it('the minute of the Beijing day of any instant is that of the wall clock there', () => {
    expect(DAY_MINUTE.format(AT_MS)).toBe('11:06');
  });

  it.each(['24:00', '12:60', '1:00', '', '12:00:00'])('a time of the day is not read from %j', (text) => {
    expect(() => parseDayMinute(text)).toThrow(RangeError);
  });

  it.each([-1, 1_440, 0.5])('a time of the day is not written for minute %d', (minute) => {
    expect(() => formatDayMinute(minute)).toThrow(RangeError);
  });
});
