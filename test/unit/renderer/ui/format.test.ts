import { expect, it } from 'vitest';
import { bitrateText, durationText } from '../../../../renderer/ui/format.ts';

const MIN = 60_000;

it('a duration is shown in its two largest units', () => {
  expect(durationText(12_900, 'en-US')).toBe('12 s');
  expect(durationText(95 * MIN, 'en-US')).toBe('1 h 35 min');
  expect(durationText(5 * 1440 * MIN + 21 * 60 * MIN + 59 * MIN, 'en-US')).toBe('5 d 21 h');
  expect(durationText(95 * MIN, 'zh-CN')).toBe('1 小时 35 分');
  expect(durationText(60 * MIN, 'zh-CN')).toBe('1 小时');
});

it('the age of a picture is never negative', () => {
  expect(durationText(-5000, 'en-US')).toBe('0 s');
});

it('a bit rate is shown in the unit of its size', () => {
  expect(bitrateText(640_400)).toBe('640 kbit/s');
  expect(bitrateText(3_800_000)).toBe('3.8 Mbit/s');
  expect(bitrateText(31_200_000)).toBe('31 Mbit/s');
});
