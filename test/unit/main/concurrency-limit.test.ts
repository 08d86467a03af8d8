import { expect, it } from 'vitest';
import { ConcurrencyLimit } from '../../../main/concurrency-limit.ts';
import { AppError } from '../../../main/errors.ts';

const never = new AbortController().signal;

it('the concurrency limit runs no more calls at a time than it allows, and every call in the end', async () => {
  const limit = new ConcurrencyLimit(3);
  let inside = 0;
  let most = 0;
  const results = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      limit.run(never, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await new Promise(setImmediate);
        inside -= 1;
        return i;
      }),
    ),
  );
  expect(results).toEqual(Array.from({ length: 20 }, (_, i) => i));
  expect(most).toBe(3);
});

it('the concurrency limit frees the place of a call that failed and of a caller that stopped waiting', async () => {
  const limit = new ConcurrencyLimit(1);
  const abort = new AbortController();
  let release = (): void => {};
  const first = limit.run(never, () => new Promise<void>((_, reject) => (release = () => reject(new Error('no')))));
  const second = limit.run(abort.signal, () => Promise.resolve('never runs'));
  abort.abort();
  await expect(second).rejects.toMatchObject({ code: 'cancelled' });
  release();
  await expect(first).rejects.toThrow('no');
  expect(await limit.run(never, () => Promise.resolve('free'))).toBe('free');
});

it('the concurrency limit passes places on in order, and counts a place that is given back twice only once', async () => {
  const limit = new ConcurrencyLimit(1);
  const leave = await limit.enter(never);
  const order: string[] = [];
  const second = limit.enter(never).then((free) => (order.push('second'), free));
  const third = limit.enter(never).then((free) => (order.push('third'), free));
  leave();
  leave();
  (await second)();
  (await third)();
  expect(order).toEqual(['second', 'third']);
  (await limit.enter(never))();
});

it('the concurrency limit lets nobody in above a lowered limit, and lets more callers in after the limit is raised', async () => {
  const limit = new ConcurrencyLimit(2);
  const [first, second] = [await limit.enter(never), await limit.enter(never)];
  const inside: number[] = [];
  const later = [3, 4, 5].map((n) => limit.enter(never).then(() => inside.push(n)));
  limit.limit = 1;
  first();
  await new Promise(setImmediate);
  expect(inside).toEqual([]);
  limit.limit = 3;
  second();
  await Promise.all(later);
  expect(inside).toEqual([3, 4, 5]);
});

it('the concurrency limit can reject all waiting callers while the running calls go undisturbed', async () => {
  const limit = new ConcurrencyLimit(1);
  const leave = await limit.enter(never);
  const waiting = limit.enter(never);
  limit.refuseAll(new AppError('cloud.unavailable', 'gone'));
  await expect(waiting).rejects.toMatchObject({ code: 'cloud.unavailable' });
  leave();
  (await limit.enter(never))();
});
