/** The sync error of a picture. */
import { expect, it } from 'vitest';
import { SyncMeter } from '../../../../../../renderer/features/playback/play-bar/sync-meter.ts';

const TICK_MS = 100;

/** Passes time with one error for each tick, which repeat. @returns the time after. */
function pass(meter: SyncMeter, fromMs: number, ms: number, errors: readonly number[], rate = 1): number {
  let nowMs = fromMs;
  for (let i = 0; nowMs < fromMs + ms; i += 1, nowMs += TICK_MS)
    meter.take(nowMs, errors[i % errors.length] ?? 0, rate);
  return nowMs;
}

// @promise screen.sync-error: A picture that is out of step says so, with the error in ms; a single late picture does not count.
it('a lasting error is measured to 10 ms with its sign, and a single late picture is not counted', () => {
  const behind = new SyncMeter();
  pass(behind, 0, 3_000, [-81, -79, -83]);
  expect(behind.measured).toBe(-80);
  const burst = new SyncMeter();
  pass(burst, 0, 3_000, [0, 5, 400, -5, 0, 5, -5, 0]);
  expect(burst.measured).toBeNull();
});

it('an error that the clock tolerates is not counted, and fast motion raises the tolerance', () => {
  const meter = new SyncMeter();
  const laterMs = pass(meter, 0, 4_000, [24]);
  expect(meter.measured).toBeNull();
  const fastMs = pass(meter, laterMs, 4_000, [60], 4);
  expect(meter.measured).toBeNull();
  pass(meter, fastMs, 4_000, [60]);
  expect(meter.measured).toBe(60);
});

it('the error is read once a second at most, and nothing is reported for two seconds after a seek', () => {
  const meter = new SyncMeter();
  const laterMs = pass(meter, 0, 1_900, [300]);
  expect(meter.measured).toBeNull();
  const readMs = pass(meter, laterMs, 200, [300]);
  expect(meter.measured).toBe(300);
  meter.take(readMs, null, 1);
  expect(meter.measured).toBeNull();
  pass(meter, readMs + TICK_MS, 1_900, [300]);
  expect(meter.measured).toBeNull();
});
