import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Throttle } from '../../../../../main/services/cameras/throttle.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('a throttled request runs at once, at most once per interval, and the last request is never lost', () => {
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

it('a throttled request that was cancelled does not run', () => {
  let runs = 0;
  const throttle = new Throttle(250, () => runs++);
  throttle.request();
  throttle.request();
  throttle.cancel();
  vi.advanceTimersByTime(1000);
  expect(runs).toBe(1);
});
