import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Timeline } from '../../../../../main/media/past/timeline.ts';

describe('timeline', () => {
  it('starts at zero whatever the upstream counts from', () => {
    const line = new Timeline();
    expect(line.place(true, 3_000_000_000)).toBe(0);
    expect(line.place(true, 3_000_000_040)).toBe(40);
  });

  it('continues one frame later when another connection has another clock', () => {
    const line = new Timeline();
    [1_000, 1_066, 1_132].forEach((ms) => line.place(true, ms));
    line.break();
    expect(line.place(true, 77)).toBe(132 + 66);
    expect(line.place(true, 143)).toBe(132 + 132);
  });

  it('cuts out a jump inside a connection, and the wrap of the 32-bit clock', () => {
    const line = new Timeline();
    line.place(true, 2 ** 32 - 80);
    expect(line.place(true, 2 ** 32 - 40)).toBe(40);
    expect(line.place(true, 0)).toBe(80);
    expect(line.place(true, 60_000)).toBe(120);
  });

  it('keeps sound and pictures together', () => {
    const line = new Timeline();
    line.place(true, 1_000);
    expect(line.place(false, 990)).toBe(0);
    expect(line.place(false, 1_013)).toBe(13);
    expect(line.place(true, 1_040)).toBe(40);
  });

  it('the timeline never runs backwards, whatever the upstream says', () => {
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
        if (isVideo) expect(placed).toBeGreaterThan(video);
        else expect(placed).toBeGreaterThanOrEqual(audio);
        if (isVideo) video = placed;
        else audio = placed;
      }
    });
    fc.assert(property);
  });
});
