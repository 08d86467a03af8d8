import { expect, it } from 'vitest';
import { KeyFrameSearch } from '../../../../../../renderer/media/playback/engines/key-frame-search.ts';

/** Segments of 4 s: the first 20 belong to one run of footage, the others to the next. */
const SEGMENTS = Array.from({ length: 40 }, (_, sn) => ({ sn, start: sn * 4, duration: 4, cc: sn < 20 ? 0 : 1 }));
const segment = (sn: number): (typeof SEGMENTS)[number] => SEGMENTS[sn] ?? { sn, start: 0, duration: 0, cc: 0 };

it('the search begins 10, 30 and 60 s before a segment without key frame, then ends', () => {
  const search = new KeyFrameSearch();
  const begins = Array.from({ length: 4 }, () => [
    search.next(segment(18), SEGMENTS, 73),
    search.beginOf(SEGMENTS)?.sn,
  ]);
  expect(begins).toEqual([
    ['begin', 15],
    ['begin', 10],
    ['begin', 3],
    ['none', undefined],
  ]);
});

it('a segment before the sought segment may lack a key frame too, and no segment behind it is searched', () => {
  const search = new KeyFrameSearch();
  search.next(segment(18), SEGMENTS, 73);
  expect(search.next(segment(15), SEGMENTS, 73)).toBe('wait');
  expect(search.next(segment(19), SEGMENTS, 73)).toBe('none');
  expect(search.isActive).toBe(true);
});

it('the search never begins before the footage of the sought moment, and not again in footage without key frames', () => {
  const search = new KeyFrameSearch();
  expect(search.next(segment(22), SEGMENTS, 89)).toBe('begin');
  expect(search.beginOf(SEGMENTS)?.sn).toBe(20);
  expect(search.next(segment(22), SEGMENTS, 89)).toBe('none');
  expect(search.next(segment(30), SEGMENTS, 121)).toBe('none');
  expect(search.next(segment(5), SEGMENTS, 21)).toBe('begin');
});

it('a segment that nobody seeks is not searched', () => {
  const search = new KeyFrameSearch();
  expect(search.next(segment(18), SEGMENTS, null)).toBe('none');
  expect(search.next(segment(18), SEGMENTS, 3)).toBe('none');
  expect(search.isActive).toBe(false);
});
