import { describe, expect, it } from 'vitest';
import { isAllMet } from '../../../bench/report.ts';
import { quantile, turnsOf } from '../../../bench/types.ts';

const met = { name: 'met', value: 1, atMost: 1 };
const missed = { name: 'missed', value: 1.1, atMost: 1 };
const details = {};

describe('the verdict of a bench', () => {
  it('a verdict is met when every goal is met and everything was measured', () => {
    expect(isAllMet({ goals: [met], details })).toBe(true);
    expect(isAllMet({ goals: [met, missed], details })).toBe(false);
  });

  it('a verdict is a miss for a figure that could not be taken, and for a bench without figures', () => {
    expect(isAllMet({ goals: [{ ...met, value: Number.NaN }], details })).toBe(false);
    expect(isAllMet({ goals: [], details })).toBe(false);
  });

  it('a verdict does not depend on figures that were taken beside the condition of the goal', () => {
    expect(isAllMet({ goals: [met, { ...missed, isBeside: true }], details })).toBe(true);
  });

  it('a verdict is a miss where a part failed, though all figures of the other parts are good', () => {
    expect(isAllMet({ goals: [met], details, failures: [{ part: 'sync', error: 'no camera played' }] })).toBe(false);
  });
});

it('a quantile is the value that this share of the values does not exceed', () => {
  const values = [5, 1, 4, 2, 3];
  expect([0, 0.2, 0.5, 0.95, 1].map((share) => quantile(values, share))).toEqual([1, 1, 3, 5, 5]);
  expect(quantile([], 0.5)).toBeNaN();
});

it('the side that begins takes turns', () => {
  expect([0, 1, 2].map((round) => turnsOf(round, ['own', 'peer'])[0])).toEqual(['own', 'peer', 'own']);
});
