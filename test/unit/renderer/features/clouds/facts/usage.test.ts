import { describe, expect, it } from 'vitest';
import {
  amountText,
  byUrgency,
  daysLeft,
  endShare,
  shareOf,
  summary,
  toneOf,
  worstTone,
} from '../../../../../../renderer/features/clouds/facts/usage.ts';
import { figure } from '../facts-sample.ts';

const NOW = Date.UTC(2026, 6, 21);
const DAY_MS = 86_400_000;

it.each([
  [figure(79, 100), 'normal'],
  [figure(80, 100), 'near'],
  [figure(100, 100), 'over'],
  [figure(120, 100), 'over'],
  [figure(5, null), 'normal'],
  [figure(null, 5), 'normal'],
  [figure(0, 0), 'normal'],
  [figure(4, 4, { key: 'service-nodes' }), 'normal'],
  [figure(1, 10, { state: 'normal' }), 'normal'],
  [figure(1, 10, { state: 'arrears' }), 'over'],
  [figure(1, 10, { expiresAtMs: NOW + 40 * DAY_MS }), 'normal'],
  [figure(1, 10, { expiresAtMs: NOW + 12 * DAY_MS }), 'near'],
  [figure(1, 10, { expiresAtMs: NOW }), 'over'],
  [figure(9, 10, { expiresAtMs: NOW - 1 }), 'over'],
] as const)('a figure warns when a limit or an end is near, and when it is reached: %o is %s', (given, tone) => {
  expect(toneOf(given, NOW)).toBe(tone);
});

it('a figure has no share where the cloud reports no limit or no use', () => {
  expect([shareOf(figure(5, null)), shareOf(figure(null, 5)), shareOf(figure(0, 0))]).toEqual([null, null, 0]);
  expect(shareOf(figure(61, 80))).toBeCloseTo(0.7625);
});

it('a figure counts whole days to its end, and fills over the last thirty', () => {
  expect(daysLeft(NOW + 12 * DAY_MS + 1, NOW)).toBe(12);
  expect(daysLeft(NOW - DAY_MS, NOW)).toBe(0);
  expect([endShare(NOW + 60 * DAY_MS, NOW), endShare(NOW + 15 * DAY_MS, NOW), endShare(NOW, NOW)]).toEqual([0, 0.5, 1]);
});

it('an amount names used, limit and unit, each as far as it is known', () => {
  expect(amountText(figure(61, 80), 'en-US', 'min')).toBe('61 / 80');
  expect(amountText(figure(67, null), 'en-US', 'min')).toBe('67');
  expect(amountText(figure(null, 80), 'en-US', 'min')).toBe('80');
  expect(amountText(figure(8200, 10_000, { unit: 'minutes' }), 'en-US', 'min')).toBe('8,200 / 10,000 min');
});

it('an amount counts bytes in the unit of the larger figure', () => {
  expect(amountText(figure(8.2e12, 10e12, { unit: 'bytes' }), 'en-US', 'min')).toBe('8.2 / 10 TB');
  expect(amountText(figure(0, null, { unit: 'bytes' }), 'en-US', 'min')).toBe('0 B');
});

it('the figures of an account list first the figures that need attention, then those with a limit, the fullest first', () => {
  const free = figure(67, null);
  const low = figure(1, 10);
  const half = figure(5, 10);
  const near = figure(9, 10);
  const frozen = figure(0, 10, { state: 'frozen' });
  const all = [free, low, half, near, frozen];
  expect(byUrgency(all, NOW)).toEqual([frozen, near, half, low, free]);
  expect(worstTone(all, NOW)).toBe('over');
  expect(worstTone([free, low], NOW)).toBe('normal');
});

describe('the summary', () => {
  const cameras = (name: string | null, used: number, limit: number | null) =>
    figure(used, limit, { key: 'cameras', name });
  const amounts = (...figures: Parameters<typeof summary>[0]) =>
    summary(figures, NOW).map(({ name, used, limit }) => ({ name, used, limit }));

  it('the summary adds up the projects of an account, with a limit only where each project has one', () => {
    expect(amounts(cameras('A', 14, null), cameras('B', 19, null))).toEqual([{ name: null, used: 33, limit: null }]);
    expect(amounts(cameras('A', 1, 10), cameras('B', 2, 20))).toEqual([{ name: null, used: 3, limit: 30 }]);
    expect(amounts(cameras('A', 1, 10), cameras('B', 51, null))).toEqual([{ name: null, used: 52, limit: null }]);
  });

  it('the summary adds nothing to a figure for the whole account', () => {
    expect(amounts(cameras('A', 14, null), cameras(null, 40, null))).toEqual([{ name: null, used: 40, limit: null }]);
  });

  it('the summary names the project that needs attention, and does not hide it in a sum', () => {
    expect(amounts(cameras('A', 1, 100), cameras('B', 9, 10))).toEqual([{ name: 'B', used: 9, limit: 10 }]);
  });
});
