import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchSleep } from '../../../../../main/hosts/browser/desktop.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

// @promise failures.sleep: After sleep old connections are checked, waiting tiles try again a few at a time, and the
// hours of sleep do not count as silence.
it('the desktop reports once that the computer slept, and mistakes neither a busy moment nor a changed clock for sleep', () => {
  const woke = vi.fn();
  const stop = watchSleep(woke);
  vi.advanceTimersByTime(60_000);
  vi.setSystemTime(Date.now() + 10_000);
  vi.advanceTimersByTime(60_000);
  vi.setSystemTime(Date.now() - 3_600_000);
  vi.advanceTimersByTime(60_000);
  expect(woke).not.toHaveBeenCalled();
  // A process that sleeps runs no timer, but the clock runs.
  vi.setSystemTime(Date.now() + 8 * 3_600_000);
  vi.advanceTimersByTime(60_000);
  expect(woke).toHaveBeenCalledTimes(1);
  stop();
  expect(vi.getTimerCount()).toBe(0);
});
