/** Segments lie where the playlist has them, whatever times they bring. */
import { beforeEach, describe, expect, it } from 'vitest';
import { SegmentClock } from '../../../../../../main/media/upstream/hls/segment-clock.ts';

const SEC = 90_000;
const LENGTH_SEC = 4;
let clock: SegmentClock;

beforeEach(() => {
  clock = new SegmentClock();
});

/** The shift of a segment, in seconds. @param lengthSec that the playlist gives to each segment. */
const shiftSec = (sequence: number, firstSec: number, discontinuity = 0, lengthSec = LENGTH_SEC): number =>
  clock.shiftOf(
    { sequence, discontinuity, startSec: sequence * lengthSec, durationSec: lengthSec },
    Math.round(firstSec * SEC) % 2 ** 33,
  ) / SEC;

it('continuous times of segments are unchanged, in whatever order the segments come', () => {
  expect([5, 6, 0, 20, 19, 1].map((n) => shiftSec(n, 100 + n * LENGTH_SEC))).toEqual([0, 0, 0, 0, 0, 0]);
});

// @promise failures.times-anew
it('continuous times of segments are unchanged when each length in the playlist is wrong by a tenth of a second', () => {
  const shifts = Array.from({ length: 200 }, (_, n) => shiftSec(n, n * (LENGTH_SEC + 0.1)));
  expect(new Set(shifts)).toEqual(new Set([0]));
});

it('continuous times of segments are unchanged over the end of 33 bits', () => {
  const endSec = 2 ** 33 / SEC;
  expect([0, 1, 2].map((n) => shiftSec(n, endSec - 6 + n * LENGTH_SEC))).toEqual([0, 0, 0]);
});

describe('restarted times', () => {
  const firstSec = (n: number): number => (n < 10 ? 100 + n * LENGTH_SEC : 10 + (n - 10) * LENGTH_SEC);

  it('times that restart in the middle are placed where the playlist has them', () => {
    const shifts = Array.from({ length: 20 }, (_, n) => shiftSec(n, firstSec(n)));
    expect(shifts.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 0));
    expect(shifts.slice(10)).toEqual(Array.from({ length: 10 }, () => 130));
  });

  // @promise failures.times-anew
  it('times that restart in the middle have the same place after a jump into the second part, and back', () => {
    expect([2, 15, 16, 3, 10, 9].map((n) => shiftSec(n, firstSec(n)))).toEqual([0, 130, 130, 0, 130, 0]);
  });

  it('a segment that is fetched again is moved by the same', () => {
    expect([2, 15, 15].map((n) => shiftSec(n, firstSec(n)))).toEqual([0, 130, 130]);
  });
});

it('the times behind a discontinuity are counted separately', () => {
  expect(shiftSec(0, 100)).toBe(0);
  expect(shiftSec(1, 5, 1)).toBe(0);
  expect(shiftSec(2, 9, 1)).toBe(0);
});

it('every third segment of another server lies between its neighbours all the same', () => {
  const brought = (n: number): number => (n % 3 === 2 ? n * 50 : n * LENGTH_SEC);
  const placed = Array.from({ length: 30 }, (_, n) => brought(n) + shiftSec(n, brought(n)));
  expect(placed).toEqual(Array.from({ length: 30 }, (_, n) => n * LENGTH_SEC));
});
