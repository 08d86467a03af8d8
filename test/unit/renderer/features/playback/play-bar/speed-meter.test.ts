/** The measured speed of a device. */
import { expect, it } from 'vitest';
import { SpeedMeter } from '../../../../../../renderer/features/playback/play-bar/speed-meter.ts';

const TICK_MS = 250;

/** Plays for some time from a moment on. @returns the moment after that. */
function play(meter: SpeedMeter, from: { nowMs: number; atMs: number }, rates: { asked: number; real: number }) {
  let { nowMs, atMs } = from;
  for (let i = 0; i < 20; i += 1) {
    meter.take(nowMs, atMs, rates.asked);
    nowMs += TICK_MS;
    atMs += TICK_MS * rates.real;
  }
  return { nowMs, atMs };
}

// @promise screen.device-speed: How fast a device really plays is measured and shown in the header of the tile.
it('a device that ignores the asked speed is measured at its real one', () => {
  const meter = new SpeedMeter();
  play(meter, { nowMs: 0, atMs: 1_000_000 }, { asked: 4, real: 0.98 });
  expect(meter.measured).toBe(0.98);
});

it('nothing is reported before enough was seen, after a pause, after a seek and after a change of the speed', () => {
  const meter = new SpeedMeter();
  expect(meter.measured).toBeNull();
  const end = play(meter, { nowMs: 0, atMs: 0 }, { asked: 1, real: 1 });
  expect(meter.measured).toBe(1);
  meter.take(end.nowMs, end.atMs + 60_000, 1);
  expect(meter.measured).toBeNull();
  const later = play(meter, { nowMs: end.nowMs, atMs: end.atMs + 60_000 }, { asked: 1, real: 1 });
  expect(meter.measured).toBe(1);
  meter.take(later.nowMs, later.atMs, 2);
  expect(meter.measured).toBeNull();
  play(meter, later, { asked: 2, real: 2 });
  meter.take(later.nowMs + 60_000, null, 2);
  expect(meter.measured).toBeNull();
});
