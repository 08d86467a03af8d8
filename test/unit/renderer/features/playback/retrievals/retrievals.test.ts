import { expect, it } from 'vitest';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../../preload/domain/ids.ts';
import {
  camerasToOrder,
  readiness,
  taskCount,
} from '../../../../../../renderer/features/playback/retrievals/retrievals.ts';

const [one, two] = [asAccountId('a1'), asAccountId('a2')];
const cameraOf = (account: typeof one, id: string) => channelIdOf(deviceIdOf(account, 'd1'), id);
const [a, b, other] = [cameraOf(one, 'c1'), cameraOf(one, 'c2'), cameraOf(two, 'c1')];
const accountOf = (id: typeof a) => (id === other ? two : one);

it('a task may have the cameras of the account of the selected camera, and the selected camera stands first', () => {
  expect(camerasToOrder({ selectedId: b }, [a, other, b], accountOf)).toEqual([b, a]);
  expect(camerasToOrder({ selectedId: other }, [a, other, b], accountOf)).toEqual([other]);
  expect(camerasToOrder({ selectedId: null }, [], accountOf)).toEqual([]);
});

// @promise retrieval.apart: Cameras of which nothing was archived are counted apart from those that are ready.
it('cameras of which nothing was archived are counted apart from those that are ready', () => {
  const task = { nativeId: 't', name: 'n', state: 'running', fromMs: 0, toMs: 1, keepDays: 7, sizeMb: 3 } as const;
  const channels = [
    { channelId: a, state: 'done' },
    { channelId: b, state: 'running' },
    { channelId: other, state: 'none-archived' },
  ] as const;
  expect(readiness({ ...task, channels })).toEqual({ ready: 1, all: 3, without: 1 });
  expect(readiness(undefined)).toBeNull();
});

it('an order is as many tasks as the dates of the cloud make it, and a range that ends at a midnight is one', () => {
  const midnightMs = Date.UTC(2026, 10, 20);
  const hour = 3_600_000;
  const count = (from: number, to: number): number =>
    taskCount({ fromMs: midnightMs + from * hour, toMs: midnightMs + to * hour }, [0, 16 * hour]);
  expect([count(1, 2), count(0, 16), count(16, 24), count(17, 23)]).toEqual([1, 1, 1, 1]);
  expect([count(15, 17), count(0, 24), count(-1, 1), count(0, 48), count(-1, 25)]).toEqual([2, 2, 2, 4, 4]);
  expect(taskCount({ fromMs: midnightMs, toMs: midnightMs + 48 * hour }, [])).toBe(1);
});
