import { beforeEach, expect, it } from 'vitest';
import { oneAtATime } from '../../../../../renderer/state/page/one-at-a-time.ts';

/** The runs in their order, each with the function that ends the run. */
let ends: ((error?: Error) => void)[];
const work = () =>
  new Promise<void>((resolve, reject) => {
    ends.push((error) => (error === undefined ? resolve() : reject(error)));
  });

beforeEach(() => {
  ends = [];
});

it('calls during a run cause one more run, and all callers wait for it', async () => {
  const read = oneAtATime(work);
  let resolved = 0;
  for (const call of [read(), read(), read()]) void call.then(() => (resolved += 1));
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await Promise.resolve();
  expect([ends.length, resolved]).toEqual([2, 0]);
  const last = read();
  ends[1]?.();
  await Promise.resolve();
  ends[2]?.();
  await last;
  expect([ends.length, resolved]).toEqual([3, 3]);
});

it.each([0, 1, 2, 3, 4])('a call that comes %i steps after the end of the work makes one more run', async (steps) => {
  const read = oneAtATime(work);
  void read();
  ends[0]?.();
  for (let step = 0; step < steps; step += 1) await Promise.resolve();
  void read();
  await new Promise((resolve) => setTimeout(resolve));
  expect(ends).toHaveLength(2);
});

it('the next call runs again after a run that failed', async () => {
  const read = oneAtATime(work);
  const failed = read();
  ends[0]?.(new Error('gone'));
  await expect(failed).rejects.toThrow('gone');
  void read();
  expect(ends).toHaveLength(2);
});
