import { describe, expect, it } from 'vitest';
import { Pace } from '../../../../../main/services/jobs/pace.ts';

describe('the pace of a job', () => {
  it('the pace starts slowly, and rises until nothing waits between two calls', () => {
    const pace = new Pace();
    const gaps = Array.from({ length: 12 }, () => {
      const { gapMs } = pace;
      pace.rise();
      return gapMs;
    });
    expect(gaps[0]).toBeGreaterThan(100);
    expect(gaps).toEqual(gaps.toSorted((a, b) => b - a));
    expect(pace.gapMs).toBe(0);
  });

  // @promise target.import-pace: The pace of an import starts slowly, rises, and halves on a refusal for the rate.
  it('a refusal takes half of the rate: the time from call to call doubles', () => {
    const pace = new Pace();
    while (pace.gapMs > 0) pace.rise();
    pace.halve(400);
    expect(pace.gapMs + 400).toBe(800);
    pace.halve(400);
    expect(pace.gapMs + 400).toBe(1_600);
  });

  it('a job that is always refused still asks once a minute', () => {
    const pace = new Pace();
    for (let i = 0; i < 50; i += 1) pace.halve(1_000);
    expect(pace.gapMs).toBe(60_000);
  });
});
