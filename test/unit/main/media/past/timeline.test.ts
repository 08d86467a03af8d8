import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Timeline } from '../../../../../main/media/past/timeline.ts';

describe('timeline', () => {
  it('the timeline starts at zero wherever the clock of the upstream starts', () => {
    const line = new Timeline();
    expect(line.place(true, 3_000_000_000)).toBe(0);
    expect(line.place(true, 3_000_000_040)).toBe(40);
  });

  it('the timeline runs on one frame later when another connection has another clock', () => {
    const line = new Timeline();
    [1_000, 1_066, 1_132].forEach((ms) => line.place(true, ms));
    line.break();
    expect(line.place(true, 77)).toBe(132 + 66);
    expect(line.place(true, 143)).toBe(132 + 132);
  });

  it('the timeline removes a jump inside a connection, and the wrap of the 32-bit clock', () => {
    const line = new Timeline();
    line.place(true, 2 ** 32 - 80);
    expect(line.place(true, 2 ** 32 - 40)).toBe(40);
    expect(line.place(true, 0)).toBe(80);
    expect(line.place(true, 60_000)).toBe(120);
  });

  it('sound and pictures stay together', () => {
    const line = new Timeline();
    line.place(true, 1_000);
    expect(line.place(false, 990)).toBe(0);
    expect(line.place(false, 1_013)).toBe(13);
    expect(line.place(true, 1_040)).toBe(40);
  });

  // @promise failures.sound-clock: Sound with another clock never moves the picture, and is left out where it is off.
  it.each([
    ['an hour ahead', 3_600_000, 1],
    ['two seconds ahead', 2_000, 1],
    ['two seconds behind', -2_000, 1],
    ['counted as of 8 kHz', 0, 8 / 90],
    ['counted as of 48 kHz', 0, 48 / 8],
  ])('sound that is %s never moves the picture, and is left out where it is off', (_, aheadMs, rate) => {
    const line = new Timeline();
    const pictures: number[] = [];
    const off: number[] = [];
    for (let ms = 0; ms < 20_000; ms += 20) {
      if (ms % 40 === 0) pictures.push(line.place(true, 10_000 + ms) ?? -1);
      const sound = line.place(false, 10_000 + aheadMs + Math.round(ms * rate));
      if (sound !== null) off.push(Math.abs(sound - ms));
    }
    expect(pictures).toEqual(pictures.map((_picture, i) => i * 40));
    expect(Math.max(0, ...off)).toBeLessThanOrEqual(1_600);
  });

  it('the sound of a camera with a picture in two seconds has its times', () => {
    const line = new Timeline();
    const sound: (number | null)[] = [];
    for (let ms = 0; ms < 20_000; ms += 100) {
      if (ms % 2_000 === 0) line.place(true, ms);
      if (ms >= 2_000) sound.push(line.place(false, ms));
    }
    expect(sound).toEqual(sound.map((_, i) => 2_000 + i * 100));
  });

  // @promise failures.order-of-segments
  it('the timeline never runs backwards, whatever times the upstream sends', () => {
    const step = fc.record({
      isVideo: fc.boolean(),
      ms: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      isBreak: fc.boolean(),
    });
    const property = fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const line = new Timeline();
      let video = -1;
      let audio = 0;
      for (const { isVideo, ms, isBreak } of steps) {
        if (isBreak) line.break();
        const placed = line.place(isVideo, ms);
        if (placed === null) {
          expect(isVideo).toBe(false);
          continue;
        }
        if (isVideo) expect(placed).toBeGreaterThan(video);
        else expect(placed).toBeGreaterThanOrEqual(audio);
        if (isVideo) video = placed;
        else audio = placed;
      }
    });
    fc.assert(property);
  });
});
