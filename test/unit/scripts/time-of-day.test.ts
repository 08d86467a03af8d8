import { describe, expect, it } from 'vitest';
import { shiftTo } from '../../time-of-day.ts';

const NOW_MS = Date.UTC(2026, 10, 27, 4, 30);
const HOUR_MS = 3_600_000;

describe('the time of day at which a run of contract tests begins', () => {
  it.each([
    [undefined, 0],
    ['', 0],
    ['03:30:00', HOUR_MS],
    ['05:30:00', 23 * HOUR_MS],
    ['04:30:00', 0],
  ])('the clock is put back by the time since the last %s', (timeOfDay, shiftMs) => {
    expect(shiftTo(timeOfDay, NOW_MS)).toBe(shiftMs);
  });

  it('a text that is no time of day is refused by name', () => {
    expect(() => shiftTo('noon', NOW_MS)).toThrow('LANNER_TEST_AT is no HH:mm:ss: noon');
  });
});
