import { expect, it } from 'vitest';
import { backoffMs, slowRetryMs } from '../../../../../main/media/worker/backoff.ts';

const STEPS = [200, 1_000, 2_000, 4_000, 8_000, 15_000];

it('the backoff waits briefly first, then longer, and never longer than its last step', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 100].map((failures) => backoffMs(failures, STEPS, 0.5));
  expect(waits).toEqual([...STEPS, 15_000, 15_000]);
});

it('the backoff spreads each wait by a fifth either way', () => {
  expect(backoffMs(2, STEPS, 0)).toBe(800);
  expect(backoffMs(2, STEPS, 1)).toBe(1_200);
});

it('the backoff retries slowly within its bounds', () => {
  expect(slowRetryMs([30_000, 60_000], 0)).toBe(30_000);
  expect(slowRetryMs([30_000, 60_000], 1)).toBe(60_000);
});
