import { expect, it } from 'vitest';
import { Heartbeat } from '../../../../../main/media/gateway/heartbeat.ts';
import { Quarantine } from '../../../../../main/media/gateway/quarantine.ts';
import { WorkBoard } from '../../../../../main/media/shared/work-board.ts';

const TIMINGS = { pingMs: 1_000, silenceMs: 5_000 };

/** Main's clock, and a worker whose answers the test sets. */
function startHeart() {
  let nowMs = 0;
  let answered = 0;
  const heartbeat = new Heartbeat(TIMINGS, () => nowMs);
  return {
    /** Lets main tick after `gapMs`. @returns whether the worker is taken for one that hangs. */
    tick(doesAnswer: boolean, gapMs = 1_000): boolean {
      nowMs += gapMs;
      const beat = heartbeat.tick(answered);
      if (beat !== null && doesAnswer) answered = beat;
      return beat === null;
    },
  };
}

it('a worker that is silent for 5 s counts as hung, and not before', () => {
  const heart = startHeart();
  for (let i = 0; i < 20; i += 1) expect(heart.tick(true)).toBe(false);
  const silent = Array.from({ length: 6 }, () => heart.tick(false));
  // The first of these ticks still sees the answer to the one before.
  expect(silent).toEqual([false, false, false, false, false, true]);
});

it('a worker that answers late counts as healthy', () => {
  const heart = startHeart();
  for (let i = 0; i < 100; i += 1) expect(heart.tick(i % 4 === 3)).toBe(false);
});

// @promise security.no-false-worker-hang
it.each([
  ['the computer slept for an hour', 3_600_000],
  ['the process was stopped for ten seconds', 10_000],
  ['main was busy for three seconds', 3_000],
])('the count of silence restarts when %s', (_, gapMs) => {
  const heart = startHeart();
  heart.tick(true);
  for (let i = 0; i < 4; i += 1) heart.tick(false);
  expect(heart.tick(false, gapMs)).toBe(false);
  const after = Array.from({ length: 5 }, () => heart.tick(false));
  expect(after).toEqual([false, false, false, false, true]);
});

// @promise security.hung-worker
it('a stream that stopped the worker waits for ten minutes, and after the second time until the operator asks', () => {
  let nowMs = 0;
  const quarantine = new Quarantine(() => nowMs);
  expect(quarantine.holds('cam|sub')).toBe(false);
  quarantine.add('cam|sub');
  nowMs += 9 * 60_000;
  expect([quarantine.holds('cam|sub'), quarantine.holds('cam|main')]).toEqual([true, false]);
  nowMs += 2 * 60_000;
  expect(quarantine.holds('cam|sub')).toBe(false);
  quarantine.add('cam|sub');
  nowMs += 24 * 3_600_000;
  expect(quarantine.holds('cam|sub')).toBe(true);
  expect(quarantine.release('cam|sub')).toBe(true);
  expect([quarantine.holds('cam|sub'), quarantine.release('cam|sub')]).toEqual([false, false]);
  quarantine.add('cam|sub');
  nowMs += 24 * 3_600_000;
  expect(quarantine.holds('cam|sub')).toBe(true);
});

it('the board forgets the oldest of very many streams', () => {
  const quarantine = new Quarantine(() => 0);
  for (let i = 0; i < 300; i += 1) quarantine.add(`cam-${i}`);
  expect([quarantine.holds('cam-0'), quarantine.holds('cam-299')]).toEqual([false, true]);
});

it('the board names the stream that a worker is working on, also after work that failed', () => {
  const worker = new WorkBoard();
  const main = new WorkBoard(worker.memory);
  expect(main.stream).toBeNull();
  worker.workOf(7).run(() => {
    expect(main.stream).toBe(7);
    worker.workOf(7).run(() => expect(main.stream).toBe(7));
    expect(main.stream).toBe(7);
  });
  const fails = (): never => {
    throw new Error('bad bytes');
  };
  expect(() => worker.workOf(8).run(fails)).toThrow('bad bytes');
  expect(main.stream).toBeNull();
});
