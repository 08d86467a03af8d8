import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ChannelId } from '../../../../../preload/domain/ids.ts';
import { PoolWatchdog, type WatchedSlot } from '../../../../../renderer/media/pool/pool-watchdog.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

interface Tile extends WatchedSlot {
  dueAtMs: number | null;
  isMoving: boolean;
  restarts: number;
}

function tileOf(account: string, n: number, dueAtMs: number | null): Tile {
  return {
    channelId: `${account}:dev/${n}` as ChannelId,
    dueAtMs,
    isMoving: false,
    restarts: 0,
    restart(): void {
      this.restarts += 1;
    },
  };
}

const wall = (tiles: readonly Tile[]) => new Map(tiles.map((slot) => [slot.channelId as string, { slot }]));

/** Ticks as the pool does, while the clock of plans runs with that of the machine. */
async function awake(dog: PoolWatchdog, tiles: readonly Tile[], seconds: number): Promise<void> {
  for (let i = 0; i < seconds * 4; i++) {
    await vi.advanceTimersByTimeAsync(250);
    dog.check(wall(tiles), Date.now());
  }
}

const watchdog = (): PoolWatchdog => new PoolWatchdog(() => 0.5);

it('the watchdog restarts a tile whose plan is past and not followed, and leaves all others alone', async () => {
  const stuck = tileOf('a', 1, Date.now());
  const waits = tileOf('a', 2, Date.now() + 60_000);
  const failedForGood = tileOf('a', 3, null);
  await awake(watchdog(), [stuck, waits, failedForGood], 15);
  expect([stuck, waits, failedForGood].map(({ restarts }) => restarts)).toEqual([1, 0, 0]);
});

it('the watchdog restarts a tile less and less often, until its picture moves', async () => {
  const dog = watchdog();
  const stuck = tileOf('a', 1, 0);
  await awake(dog, [stuck], 60);
  expect(stuck.restarts).toBeGreaterThanOrEqual(2);
  expect(stuck.restarts).toBeLessThanOrEqual(3);
  await awake(dog, [stuck], 600);
  const restarts = stuck.restarts;
  expect(restarts).toBeLessThanOrEqual(9);
  Object.assign(stuck, { isMoving: true, dueAtMs: Date.now() + 3_600_000 });
  stuck.dueAtMs = Date.now() + 60_000;
  await awake(dog, [stuck], 1);
  Object.assign(stuck, { isMoving: false, dueAtMs: 0 });
  await awake(dog, [stuck], 10);
  expect(stuck.restarts).toBe(restarts + 1);
});

// @promise failures.silent-server
it('the watchdog begins few tiles of one account at a time, however many are stuck, and each in the end', async () => {
  const dog = watchdog();
  const tiles = Array.from({ length: 64 }, (_, n) => tileOf('a', n, 0));
  const other = tileOf('b', 1, 0);
  await awake(dog, [...tiles, other], 6);
  const begun = (): number => tiles.filter(({ restarts }) => restarts > 0).length;
  expect(begun()).toBeGreaterThanOrEqual(4);
  expect(begun()).toBeLessThanOrEqual(6);
  expect(other.restarts).toBe(1);
  await awake(dog, tiles, 30);
  expect(begun()).toBeLessThanOrEqual(18);
});

it('the watchdog takes neither sleep nor a clock that was set for a tile that is stuck', async () => {
  const dog = watchdog();
  const tile = tileOf('a', 1, Date.now() + 10_000);
  await awake(dog, [tile], 2);
  await vi.advanceTimersByTimeAsync(8 * 3_600_000);
  dog.check(wall([tile]), Date.now());
  expect(tile.restarts).toBe(0);
  tile.dueAtMs = Date.now() + 10_000;
  vi.setSystemTime(Date.now() + 3_600_000);
  dog.check(wall([tile]), Date.now());
  tile.dueAtMs = Date.now() + 10_000;
  await awake(dog, [tile], 9);
  expect(tile.restarts).toBe(0);
});

it('the watchdog trusts no plan that lies further ahead than any can, as after a clock was set back', async () => {
  const tile = tileOf('a', 1, Date.now() + 3_600_000);
  await awake(watchdog(), [tile], 10);
  expect(tile.restarts).toBe(1);
});

it('the watchdog restarts an accused tile, and restarts it once', async () => {
  const dog = watchdog();
  const tile = tileOf('a', 1, Date.now() + 60_000);
  dog.accuse(tile.channelId);
  await awake(dog, [tile], 1);
  expect(tile.restarts).toBe(1);
  await awake(dog, [tile], 10);
  expect(tile.restarts).toBe(1);
});
