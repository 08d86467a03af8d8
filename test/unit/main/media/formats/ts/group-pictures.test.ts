/** All pictures of a segment, for playback backwards. */
import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { GroupReader, type PictureGroup } from '../../../../../../main/media/formats/ts/group-pictures.ts';
import { unitsSegment, VIDEO_STREAM } from '../../../../../simulator/media/ts.ts';
import { byteStream, IDR, PPS, SLICE, SPS, unit } from './avc-units.ts';

const key = (ptsMs: number) => unit(ptsMs, true, byteStream(SPS, PPS, IDR));
const slice = (ptsMs: number) => unit(ptsMs, false, byteStream(SLICE));

function read(units: readonly ReturnType<typeof unit>[], pieceBytes = 1_000): PictureGroup | null {
  const bytes = unitsSegment(VIDEO_STREAM, units, 0);
  const reader = new GroupReader();
  for (let at = 0; at < bytes.length; at += pieceBytes) reader.push(bytes.subarray(at, at + pieceBytes));
  return reader.end();
}

// @promise playback.backwards
it('all pictures of a segment come in the order of decoding, each with its time behind the first', () => {
  const group = read([key(10_000), slice(10_120), slice(10_040), slice(10_080), key(10_160)]);
  expect(group?.codec).toBe('avc1.42c01e');
  expect(group?.pictures.map(({ offsetMs, isKey }) => [offsetMs, isKey])).toEqual([
    [0, true],
    [120, false],
    [40, false],
    [80, false],
    [160, true],
  ]);
  expect(group?.pictures[1]?.sample).toEqual(Buffer.concat([Buffer.from([0, 0, 0, SLICE.length]), SLICE]));
});

it('the times of pictures rise over the wrap of the clock', () => {
  const wrapMs = 2 ** 33 / 90;
  const group = read([key(wrapMs - 40), slice(wrapMs), slice(wrapMs + 40)]);
  expect(group?.pictures.map(({ offsetMs }) => offsetMs)).toEqual([0, 40, 80]);
});

// @promise playback.open-groups: Segments that cannot be decoded by themselves go back by key pictures.
it('a segment whose first picture needs the segment before is not given', () => {
  expect(read([slice(0), key(40)])).toBe(null);
  expect(read([])).toBe(null);
});

it('a segment with more pictures than a page has room for is not given', () => {
  const many = (count: number) => Array.from({ length: count }, (_, i) => (i === 0 ? key(0) : slice(i * 40)));
  expect(read(many(300))?.pictures).toHaveLength(300);
  expect(read(many(301))).toBe(null);
});

it('bytes of a hostile server give a group or none', () => {
  const whole = unitsSegment(VIDEO_STREAM, [key(0), slice(40), slice(80)], 0);
  for (let round = 0; round < 300; round += 1) {
    const bytes = Buffer.from(whole);
    const noise = randomBytes(32);
    for (let i = 0; i < noise.length; i += 2) bytes[(((noise[i] ?? 0) << 4) + i) % bytes.length] = noise[i + 1] ?? 0;
    const reader = new GroupReader();
    try {
      reader.push(bytes);
      const group = reader.end();
      expect(group === null || group.pictures.length <= 3).toBe(true);
    } catch (error) {
      expect(error).toMatchObject({ code: expect.stringMatching(/^media\./) });
    }
  }
});
