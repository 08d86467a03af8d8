import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CircuitBreaker } from '../../../../../main/services/shared/circuit-breaker.ts';
import { withinLimit } from '../../../../../main/services/shared/time-limit.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const never = (): Promise<never> => new Promise(() => {});

it('a question without an answer ends, the caller is informed, and nothing of it is stored', async () => {
  const shift = new AbortController();
  let limited: AbortSignal | null = null;
  const asked = withinLimit(shift.signal, 25_000, (signal) => {
    limited = signal;
    return never();
  });
  const refused = expect(asked).rejects.toMatchObject({ code: 'network.timeout', retryable: true });
  await vi.advanceTimersByTimeAsync(25_000);
  await refused;
  expect((limited as AbortSignal | null)?.aborted).toBe(true);
  expect(getEventListeners(shift.signal, 'abort')).toHaveLength(0);
  expect(vi.getTimerCount()).toBe(0);
});

it('a caller that gives up is answered at once, though the question continues', async () => {
  const shift = new AbortController();
  const asked = withinLimit(shift.signal, 25_000, never);
  shift.abort();
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
  await expect(withinLimit(shift.signal, 25_000, never)).rejects.toMatchObject({ code: 'cancelled' });
});

it('an answer in time is passed on, and no timer stays', async () => {
  const { signal } = new AbortController();
  expect(await withinLimit(signal, 25_000, () => Promise.resolve(1))).toBe(1);
  await expect(withinLimit(signal, 25_000, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(vi.getTimerCount()).toBe(0);
});

it('an account gets back the places of questions that never ended', async () => {
  const breaker = new CircuitBreaker({ onBack: () => {} });
  const { signal } = new AbortController();
  const ask = (key: string): Promise<unknown> =>
    breaker.pass(key, signal, () => withinLimit(signal, 25_000, never)).catch((error: unknown) => error);
  const stuck = ['a', 'b', 'c', 'd', 'e', 'f'].map(ask);
  await vi.advanceTimersByTimeAsync(25_000);
  await Promise.all(stuck);
  breaker.probeSoon();
  expect(await breaker.pass('g', signal, () => Promise.resolve('an address'))).toBe('an address');
});
