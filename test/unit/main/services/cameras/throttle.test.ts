import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Throttle } from '../../../../../main/services/cameras/throttle.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('runs at once, at most once per interval, and never loses the last request', () => {
  let runs = 0;
  const throttle = new Throttle(250, () => runs++);
  for (let n = 0; n < 95; n++) {
    throttle.request();
    vi.advanceTimersByTime(10);
  }
  expect(runs).toBe(4);
  vi.advanceTimersByTime(250);
  expect(runs).toBe(5);
  vi.advanceTimersByTime(10_000);
  expect(runs).toBe(5);
});

it('runs nothing after it was cancelled', () => {
  let runs = 0;
  const throttle = new Throttle(250, () => runs++);
  throttle.request();
  throttle.request();
  throttle.cancel();
  vi.advanceTimersByTime(1000);
  expect(runs).toBe(1);
});
