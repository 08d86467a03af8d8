import { expect, it } from 'vitest';
import { BEAT_MS, MainWatch, SILENCE_MS, TICK_MS, type Pulse } from '../../../main/main-watch.ts';

const RUNNING: Pulse = { phase: 'running', isMoving: false, isDebugged: false };

/** The supervisor's clock and ticks. */
function startWatch() {
  let nowMs = 0;
  const watch = new MainWatch(() => nowMs);
  return {
    beat: (pulse: Pulse) => watch.beat(pulse),
    /** Ticks for so long. @returns after how many milliseconds main was taken for hung, or null. */
    silence(ms: number, tickMs = TICK_MS): number | null {
      const fromMs = nowMs;
      while (nowMs < fromMs + ms) {
        nowMs += tickMs;
        if (watch.tick()) return nowMs - fromMs;
      }
      return null;
    },
  };
}

it.each([
  ['that starts', { ...RUNNING, phase: 'starting' }, SILENCE_MS.starting],
  ['that starts while cameras of an earlier run still move', { ...RUNNING, phase: 'starting', isMoving: true }, 60_000],
  ['that runs', RUNNING, SILENCE_MS.resting],
  ['that ends', { ...RUNNING, phase: 'ending' }, SILENCE_MS.resting],
  ['while a camera moves', { ...RUNNING, isMoving: true }, SILENCE_MS.moving],
] as const)('the watch reports a silent main %s as hung after its time limit, and not before', (_, pulse, limitMs) => {
  const watch = startWatch();
  watch.beat(pulse);
  expect(watch.silence(limitMs - TICK_MS)).toBeNull();
  expect(watch.silence(TICK_MS)).toBe(TICK_MS);
});

it('the watch reports a main that never sent a heartbeat as hung after a minute', () => {
  expect(startWatch().silence(120_000)).toBe(SILENCE_MS.starting);
});

it('the watch never reports a main with a steady heartbeat as hung', () => {
  const watch = startWatch();
  for (let i = 0; i < 1_000; i += 1) {
    watch.beat({ ...RUNNING, isMoving: true });
    expect(watch.silence(4 * BEAT_MS)).toBeNull();
  }
});

// @promise security.no-false-hang
it.each([
  ['the computer sleeps for a night', 8 * 3_600_000],
  ['both processes are stopped for ten seconds', 10_000],
])('the watch counts a pause of its own process as one tick: %s', (_, pauseMs) => {
  const watch = startWatch();
  watch.beat(RUNNING);
  expect(watch.silence(SILENCE_MS.resting - 2 * TICK_MS)).toBeNull();
  expect(watch.silence(pauseMs, pauseMs)).toBeNull();
  expect(watch.silence(TICK_MS)).toBe(TICK_MS); // earlier silence still counts
});

// @promise security.no-false-hang
it('the watch is patient on a machine that runs the supervisor only now and then', () => {
  const watch = startWatch();
  watch.beat(RUNNING);
  expect(watch.silence(50_000, 3_000)).toBeNull();
  expect(watch.silence(50_000, 3_000)).not.toBeNull(); // but not for ever: main may hang there too
});

it('the watch never reports a main as hung while a debugger may stop it, and restarts the count afterwards', () => {
  const watch = startWatch();
  watch.beat({ ...RUNNING, isDebugged: true });
  expect(watch.silence(3_600_000)).toBeNull();
  watch.beat(RUNNING);
  expect(watch.silence(60_000)).toBe(SILENCE_MS.resting);
});
