import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TaskWatch } from '../../../../../main/services/shared/task-watch.ts';
import { asAccountId } from '../../../../../preload/domain/ids.ts';

const account = asAccountId('a1');
const PAUSES_MS = [10, 100];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('a watch asks with growing pauses until nothing is left to wait for', async () => {
  const askedAtMs: number[] = [];
  const beginMs = Date.now();
  const follow = () => Promise.resolve(askedAtMs.push(Date.now() - beginMs) < 4);
  const watch = new TaskWatch({ what: 'tasks', follow, pausesMs: PAUSES_MS });
  watch.begin(account);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(askedAtMs).toEqual([10, 110, 210, 310]);
  await watch.dispose();
});

it('a watch continues after a failure, and begins with short pauses when something new was ordered', async () => {
  let asked = 0;
  const follow = () => {
    asked += 1;
    return Promise.reject(new Error('no network'));
  };
  const watch = new TaskWatch({ what: 'tasks', follow, pausesMs: PAUSES_MS });
  watch.begin(account);
  await vi.advanceTimersByTimeAsync(110);
  expect(asked).toBe(2);
  watch.begin(account);
  await vi.advanceTimersByTimeAsync(10);
  expect(asked).toBe(3);
  await watch.dispose();
});

it('a watch that ended asks no more, also where a question was under way', async () => {
  let asked = 0;
  let answer: (isMore: boolean) => void = () => undefined;
  const follow = () => {
    asked += 1;
    return new Promise<boolean>((resolve) => (answer = resolve));
  };
  const watch = new TaskWatch({ what: 'tasks', follow, pausesMs: PAUSES_MS });
  watch.begin(account);
  await vi.advanceTimersByTimeAsync(10);
  watch.end(account);
  answer(true);
  await vi.advanceTimersByTimeAsync(10_000);
  expect([asked, vi.getTimerCount()]).toEqual([1, 0]);
  await watch.dispose();
});
