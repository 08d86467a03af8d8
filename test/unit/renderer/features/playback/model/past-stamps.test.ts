import { expect, it } from 'vitest';
import { momentAt, positionOf } from '../../../../../../renderer/features/playback/model/past-stamps.ts';

const FROM_MS = 1_795_000_000_000;
/** Ten seconds, a gap of half a minute, ten seconds more. */
const SEGMENTS = [
  { start: 0, duration: 4, programDateTime: FROM_MS },
  { start: 4, duration: 6, programDateTime: FROM_MS + 4_000 },
  { start: 10, duration: 10, programDateTime: FROM_MS + 40_000 },
];

it('tells the moment of a position before and behind a gap', () => {
  expect(momentAt(SEGMENTS, 5)).toBe(FROM_MS + 5_000);
  expect(momentAt(SEGMENTS, 12)).toBe(FROM_MS + 42_000);
});

it.each([0, 3_999, 4_000, 9_500, 40_000, 49_000])(
  'a moment %i ms after the begin has the position that shows it',
  (ms) => {
    const position = positionOf(SEGMENTS, FROM_MS + ms);
    expect(position).not.toBeNull();
    expect(momentAt(SEGMENTS, position ?? 0)).toBeCloseTo(FROM_MS + ms, 0);
  },
);

it.each([
  ['before the playlist', -1],
  ['in a gap', 20_000],
  ['behind the playlist', 50_000],
])('a moment %s has no position', (_where, ms) => {
  expect(positionOf(SEGMENTS, FROM_MS + ms)).toBeNull();
});

it('a playlist without times tells no moment', () => {
  expect(momentAt([{ start: 0, duration: 4, programDateTime: null }], 1)).toBeNull();
  expect(momentAt([], 1)).toBeNull();
  expect(positionOf([{ start: 0, duration: 4, programDateTime: null }], FROM_MS)).toBeNull();
});
