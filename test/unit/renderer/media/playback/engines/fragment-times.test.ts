/** Places of a media timeline on the clock, and back. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { REFUSED_TAG } from '../../../../../../preload/domain/recording/playback-retry.ts';
import {
  FragmentTimes,
  type TimedFragment,
  type TimesOptions,
} from '../../../../../../renderer/media/playback/engines/fragment-times.ts';
import { PaceTimes } from '../../../../../../renderer/media/playback/clock/pace-times.ts';

const FROM = Date.UTC(2026, 2, 1);
const NOTHING_LOST: TimesOptions['lost'] = new Map();

interface Piece {
  readonly sec: number;
  /** Time without footage before the piece. */
  readonly gapSec: number;
}

/** @param pieces of footage, in order, with their true lengths. */
function listed(pieces: readonly Piece[], hasDateTimes = true): TimedFragment[] {
  let start = 0;
  let atMs = FROM;
  let cc = 0;
  return pieces.map(({ sec, gapSec }, sn) => {
    atMs += gapSec * 1_000;
    if (gapSec > 0) cc += 1;
    const programDateTime = hasDateTimes ? atMs : null;
    const fragment = { sn, cc, start, duration: sec, programDateTime, tagList: [] };
    start += sec;
    atMs += sec * 1_000;
    return fragment;
  });
}

const timesOf = (fragments: readonly TimedFragment[], isWhole = true, lost = NOTHING_LOST): FragmentTimes =>
  new FragmentTimes(fragments, { baseMs: FROM, isWhole, lost });

const GAP = listed([
  { sec: 4, gapSec: 0 },
  { sec: 4, gapSec: 0 },
  { sec: 4, gapSec: 60 },
]);

it('each moment with footage has its own place, and the place leads back to the moment', () => {
  const piece = fc.record({ sec: fc.integer({ min: 1, max: 60 }), gapSec: fc.constantFrom(0, 0, 0, 2, 600) });
  const pieces = fc.array(piece, { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(pieces, fc.boolean(), fc.double({ min: 0, max: 1, noNaN: true }), (parts, hasDateTimes, share) => {
      const times = timesOf(listed(parts, hasDateTimes));
      const totalSec = parts.reduce((sum, { sec }) => sum + sec, 0);
      const positionSec = share * (totalSec - 0.1);
      const atMs = times.momentOf(positionSec);
      if (atMs === null) throw new Error('there are fragments');
      expect(times.footageAt(atMs)).toEqual({ kind: 'footage' });
      expect(Math.abs((times.positionOf(atMs) ?? -1) - positionSec)).toBeLessThan(0.021);
    }),
  );
});

it('a gap at the begin of the address is a gap, and the time before it is unknown', () => {
  const times = timesOf(listed([{ sec: 4, gapSec: 30 }]));
  expect(times.footageAt(FROM + 10_000)).toEqual({ kind: 'none', untilMs: FROM + 30_000 });
  expect(times.positionOf(FROM + 10_000)).toBe(0);
  expect(times.footageAt(FROM - 1)).toEqual({ kind: 'unknown' });
  expect(times.positionOf(FROM - 1)).toBeNull();
});

it('a list that begins less than a second late has no gap there', () => {
  const times = timesOf(listed([{ sec: 4, gapSec: 0.6 }]));
  expect(times.footageAt(FROM)).toEqual({ kind: 'footage' });
  expect(times.positionOf(FROM)).toBe(0);
});

it('a moment in a gap is reported as a gap, with the moment at which footage follows', () => {
  const times = timesOf(GAP);
  expect(times.footageAt(FROM + 30_000)).toEqual({ kind: 'none', untilMs: FROM + 68_000 });
  expect(times.positionOf(FROM + 30_000)).toBe(8);
  expect(times.runEndSec(1)).toBe(8);
  expect(times.runEndSec(9)).toBe(12);
  expect(times.rangesOf(6, 10)).toEqual([
    { fromMs: FROM + 6_000, toMs: FROM + 8_000 },
    { fromMs: FROM + 68_000, toMs: FROM + 70_000 },
  ]);
});

it('behind a list that still grows the footage is unknown, and behind a whole list nothing follows', () => {
  expect(timesOf(GAP, false).footageAt(FROM + 100_000)).toEqual({ kind: 'unknown' });
  expect(timesOf(GAP).footageAt(FROM + 100_000)).toEqual({ kind: 'none', untilMs: null });
  expect(timesOf(GAP).footageAt(FROM - 1)).toEqual({ kind: 'unknown' });
  expect(timesOf([]).momentOf(3)).toBe(null);
});

it('lost fragments are gaps, whether the playlist marks them or they could not be loaded', () => {
  const marked = GAP.map((one) => (one.sn === 1 ? { ...one, tagList: [['GAP']] } : one));
  for (const times of [timesOf(marked), timesOf(GAP, true, new Map([[1, 'gone']]))]) {
    expect(times.footageAt(FROM + 5_000)).toEqual({ kind: 'none', untilMs: FROM + 68_000 });
    expect(times.runEndSec(1)).toBe(4);
  }
});

it('a refused fragment is a gap that the cloud refuses, and unrecorded time beside it is not', () => {
  const marked = GAP.map((one) => (one.sn === 1 ? { ...one, tagList: [[REFUSED_TAG], ['GAP']] } : one));
  for (const times of [timesOf(marked), timesOf(GAP, true, new Map([[1, 'refused']]))]) {
    expect(times.footageAt(FROM + 5_000)).toEqual({ kind: 'none', untilMs: FROM + 68_000, isRefused: true });
    expect(times.footageAt(FROM + 30_000)).toEqual({ kind: 'none', untilMs: FROM + 68_000 });
  }
});

it('a few hundred milliseconds between two fragments are no gap', () => {
  const close = listed([
    { sec: 4, gapSec: 0 },
    { sec: 4, gapSec: 0.4 },
  ]);
  expect(timesOf(close).footageAt(FROM + 4_200)).toEqual({ kind: 'footage' });
});

it('where stated lengths were wrong, the received media decide where a fragment begins', () => {
  const loaded = GAP.map((one) => (one.sn === 0 ? { ...one, startPTS: -2.4 } : { ...one, start: one.start - 2.4 }));
  expect(timesOf(loaded).positionOf(FROM + 3_000)).toBeCloseTo(0.6);
  expect(timesOf(loaded).positionOf(FROM + 1_000)).toBeCloseTo(-1.4);
  // The player stretched the first picture over a hole of 3 s.
  const stretched = GAP.map((one) =>
    one.sn === 0 ? { ...one, startPTS: 0, duration: 7 } : { ...one, start: one.start + 3, startPTS: one.start + 3 },
  );
  expect(timesOf(stretched).positionOf(FROM + 1_000)).toBeCloseTo(4);
  expect(timesOf(stretched).momentOf(4)).toBeCloseTo(FROM + 1_000);
});

it('where wrong lengths put footage on both sides of a gap at one position, the moment is near the one before', () => {
  // The media of the third fragment begin before the second one ends.
  const [first, second, third] = listed([
    { sec: 4, gapSec: 0 },
    { sec: 4, gapSec: 0 },
    { sec: 4, gapSec: 60 },
  ]) as [TimedFragment, TimedFragment, TimedFragment];
  const overlapping = [
    first,
    { ...second, start: 4, startPTS: 4, endPTS: 8 },
    { ...third, start: 6, startPTS: 6, endPTS: 10 },
  ];
  const times = timesOf(overlapping);
  const behindGapMs = FROM + 68_000;
  expect(times.momentOf(7, FROM + 5_000)).toBe(FROM + 7_000);
  expect(times.momentOf(7, behindGapMs)).toBe(behindGapMs + 1_000);
  // The sought fragment comes first in time, and was shifted behind another one.
  const turned = timesOf([first, { ...second, start: 9, startPTS: 9, endPTS: 13 }, { ...third, start: 8 }]);
  expect(turned.momentOf(10, FROM + 4_000)).toBe(FROM + 5_000);
  expect(turned.momentOf(10, behindGapMs)).toBe(behindGapMs + 2_000);
});

it('a device that is ordered to another moment and another speed begins a new pace each time', () => {
  const times = new PaceTimes(FROM);
  times.order(10, { atMs: FROM + 300_000 });
  times.order(20, { speed: 4 });
  expect([5, 15, 21].map((sec) => times.momentOf(sec) - FROM)).toEqual([5_000, 305_000, 314_000]);
  expect(times.positionOf(FROM + 314_000, 0, 30)).toBe(21);
  expect(times.positionOf(FROM + 314_000, 0, 20.5)).toBe(null);
  expect(times.positionOf(FROM + 100_000, 0, 30)).toBe(null);
  expect(times.rangesOf(5, 22).map(({ fromMs, toMs }) => [fromMs - FROM, toMs - FROM])).toEqual([
    [5_000, 10_000],
    [300_000, 310_000],
    [310_000, 318_000],
  ]);
});
