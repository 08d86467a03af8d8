import { describe, expect, it } from 'vitest';
import { EXIT_CODES, verdictOn } from '../../../bench/report.ts';
import { quantile, turnsOf } from '../../../bench/types.ts';

const met = { name: 'met', value: 1, atMost: 1 };
const missed = { name: 'missed', value: 1.1, atMost: 1 };
const details = {};

describe('the verdict of a bench', () => {
  it('a verdict is met when every goal is met and everything was measured', () => {
    expect(verdictOn({ goals: [met], details })).toBe('met');
    expect(verdictOn({ goals: [met, missed], details })).toBe('missed');
  });

  it('a verdict is a miss for a figure that could not be taken, and for a bench without figures', () => {
    expect(verdictOn({ goals: [{ ...met, value: Number.NaN }], details })).toBe('missed');
    expect(verdictOn({ goals: [], details })).toBe('missed');
  });

  it('a verdict does not depend on figures that were taken beside the condition of the goal', () => {
    expect(verdictOn({ goals: [met, { ...missed, isBeside: true }], details })).toBe('met');
  });

  it('a verdict is not decided while the goal lies within the interval of a figure, and never a pass', () => {
    const slope = (low: number, value: number) => ({ goals: [met, { name: 'slope', low, value, atMost: 1 }], details });
    expect(verdictOn(slope(-2, 0.9))).toBe('met');
    expect(verdictOn(slope(-30, 160))).toBe('not decided');
    expect(verdictOn(slope(1.1, 3))).toBe('missed');
    expect(verdictOn(slope(Number.NEGATIVE_INFINITY, Number.NaN))).toBe('missed');
    expect(verdictOn({ goals: [...slope(-30, 160).goals, missed], details })).toBe('missed');
    expect(new Set(Object.values(EXIT_CODES)).size).toBe(3);
    expect(EXIT_CODES.met).toBe(0);
  });

  it('a verdict is a miss where a part failed, though all figures of the other parts are good', () => {
    expect(verdictOn({ goals: [met], details, failures: [{ part: 'sync', error: 'no camera played' }] })).toBe(
      'missed',
    );
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
