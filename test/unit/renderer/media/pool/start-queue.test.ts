/** When players begin: not all in one moment, and together with the looks that Chromium takes at those that play. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StartQueue } from '../../../../../renderer/media/pool/start-queue.ts';

/** Chromium measures playing elements every 350 ms by its source; in fact a little later. */
const LOOK_EVERY_MS = 356;
const HOUR_MS = 3_600_000;

interface Started {
  readonly name: string;
  readonly atMs: number;
}

let queue: StartQueue;
let started: Started[];
let looks: ReturnType<typeof setInterval> | undefined;
const note = (name: string) => (): void => void started.push({ name, atMs: performance.now() });
const addAll = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i++) queue.add(note(`tile ${i}`));
  await Promise.resolve();
};
const names = (count: number): readonly string[] => Array.from({ length: count }, (_, i) => `tile ${i}`);
/** Sixteen elements play: each reports its progress, one after the other. */
const play = (): void => {
  looks = setInterval(() => {
    for (let i = 0; i < 16; i++) queue.beat();
  }, LOOK_EVERY_MS);
};

beforeEach(() => {
  vi.useFakeTimers();
  queue = new StartQueue();
  started = [];
});
afterEach(() => {
  clearInterval(looks);
  queue.clear();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('the start of players', () => {
  it('a wall of sixteen starts in one moment, as soon as all of it is requested', async () => {
    const asked = addAll(16);
    expect(started).toHaveLength(0);
    await asked;
    expect(started.map(({ name }) => name)).toEqual(names(16));
  });

  it.each([
    { what: 'while nothing plays yet', isPlaying: false },
    { what: 'with the looks at those that play', isPlaying: true },
  ])('a wall of 64 starts in bursts, in order, $what', async ({ isPlaying }) => {
    if (isPlaying) play();
    const zeroMs = performance.now();
    await addAll(64);
    expect(started).toHaveLength(32);
    await vi.advanceTimersByTimeAsync(500);
    expect(started.map(({ name }) => name)).toEqual(names(64));
    const bursts = Map.groupBy(started, ({ atMs }) => atMs - zeroMs);
    expect([...bursts.values()].map((burst) => burst.length)).toEqual([32, 32]);
    if (isPlaying) for (const atMs of bursts.keys()) expect(atMs % LOOK_EVERY_MS).toBe(0);
  });

  it('a wall does not start sooner because of the beats of the earlier wall', async () => {
    await addAll(64);
    await vi.advanceTimersByTimeAsync(100);
    queue.beat();
    expect(started).toHaveLength(32);
  });

  it('a lost stream starts again with the next beat of the playing tiles, however long after', async () => {
    await addAll(9);
    play();
    await vi.advanceTimersByTimeAsync(HOUR_MS + 100);
    queue.rejoin(note('lost and back'));
    expect(started).toHaveLength(9);
    await vi.advanceTimersByTimeAsync(LOOK_EVERY_MS);
    const [back] = started.slice(9);
    expect(back?.name).toBe('lost and back');
    expect(back && (back.atMs - (started[0]?.atMs ?? 0)) % LOOK_EVERY_MS).toBe(0);
  });

  it('a lost stream starts again a moment later though nothing plays', async () => {
    queue.rejoin(note('lost and back'));
    await vi.advanceTimersByTimeAsync(400);
    expect(started.map(({ name }) => name)).toEqual(['lost and back']);
  });

  it('a camera that is opened by hand does not wait', async () => {
    await addAll(9);
    play();
    await vi.advanceTimersByTimeAsync(HOUR_MS + 100);
    queue.add(note('opened by hand'));
    await Promise.resolve();
    expect(started.at(-1)?.name).toBe('opened by hand');
  });

  it('a start that was cancelled does not happen', async () => {
    await addAll(31);
    const takeBack = [queue.add(note('at once')), queue.add(note('in turn')), queue.rejoin(note('again'))];
    for (const one of takeBack) one();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(started).toHaveLength(31);
    expect(queue.counts()).toEqual({ waiting: 0, timers: 0 });
  });
});
