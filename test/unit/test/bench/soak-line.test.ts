import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../bench/soak-random.ts';
import { lineThrough, studentT, type Sample } from '../../../bench/soak-line.ts';

const MINUTE_MS = 60_000;

/** A sample a minute of something that grows by `perHour`, with noise of this size that resembles its neighbour. */
function grown(count: number, perHour: number, noise: number, carried: number, seed: number): Sample[] {
  const random = createRandom(seed);
  let wave = 0;
  return Array.from({ length: count }, (_, i) => {
    wave = carried * wave + (random.next() - 0.5) * noise;
    return { atMs: i * MINUTE_MS, value: 500 + (perHour * i) / 60 + wave };
  });
}

describe('the line of a soak', () => {
  it('the line of a soak finds the slope of an exact line, without doubt', () => {
    const line = lineThrough(grown(10, 3, 0, 0, 1));
    expect(line.perHour).toBeCloseTo(3, 9);
    expect(line.low).toBeCloseTo(3, 6);
    expect(line.high).toBeCloseTo(3, 6);
    expect(line.r2).toBeCloseTo(1, 9);
  });

  it('the line of a soak agrees with a line that was computed by hand', () => {
    const values = [1, 2, 2, 4];
    const line = lineThrough(values.map((value, i) => ({ atMs: i * 60 * MINUTE_MS, value })));
    expect(line.perHour).toBeCloseTo(0.9, 9);
    expect(line.r2).toBeCloseTo(0.8526, 4);
    expect(line.standardError).toBeCloseTo(Math.sqrt(0.7 / 2 / 5), 9);
  });

  it.each([0, 0.7])(
    'the true slope is in the interval of the line 9 times of 10 and more, with %f of the noise carried on',
    (carried) => {
      const runs = Array.from({ length: 200 }, (_, seed) => lineThrough(grown(30, 5, 10, carried, seed + 1)));
      const hits = runs.filter(({ low, high }) => low <= 5 && high >= 5).length;
      expect(hits).toBeGreaterThanOrEqual(carried === 0 ? 185 : 170);
    },
  );

  it('the line of a soak refuses too few samples and samples of one moment', () => {
    expect(() => lineThrough(grown(3, 0, 0, 0, 1))).toThrow(RangeError);
    expect(() => lineThrough(Array.from({ length: 5 }, () => ({ atMs: 7, value: 1 })))).toThrow(RangeError);
  });

  it.each([
    [1, 12.706],
    [4, 2.776],
    [10, 2.228],
    [30, 2.042],
    [1000, 1.962],
  ])('the quantile of t is right with %d degrees of freedom', (degrees, quantile) => {
    expect(Math.abs(studentT(degrees) / quantile - 1)).toBeLessThan(0.01);
  });
});
