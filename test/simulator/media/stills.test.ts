import { expect, it } from 'vitest';
import { Stills } from './stills.ts';

const T0 = Date.UTC(2026, 4, 20, 2);
const LOOP_MS = 10_000;
const stills = new Stills();
const take = (atMs: number, cameraKey = 'huawei-ivm/00003', cameraName = '东门 03'): Buffer =>
  stills.at({ cameraKey, cameraName, atMs });

/** Marker bytes of a JPEG in order; within the scan only those that are no stuffed 0xff. */
function markersOf(jpeg: Buffer): number[] {
  const found: number[] = [0xd8];
  let at = 2;
  while (found.at(-1) !== 0xda) {
    expect(jpeg[at]).toBe(0xff);
    found.push(jpeg[at + 1] ?? 0);
    at += 2 + jpeg.readUInt16BE(at + 2);
  }
  for (; at < jpeg.length - 1; at += 1) if (jpeg[at] === 0xff && jpeg[at + 1] !== 0) found.push(jpeg[at + 1] ?? 0);
  return found;
}

/** Where the scan of the picture ends and the caption's begins: at the 21st restart marker. */
function captionAt(jpeg: Buffer): number {
  let at = jpeg.length;
  for (let rows = 0; rows < 2; rows += 1) {
    do at -= 1;
    while (!(jpeg[at] === 0xff && (jpeg[at + 1] ?? 0) >= 0xd0 && (jpeg[at + 1] ?? 0) <= 0xd7));
  }
  return at;
}

it('pictures of a camera are whole JPEGs of the stream’s size, each row of blocks restarting in turn', () => {
  const jpeg = take(T0);
  const markers = markersOf(jpeg);
  const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
  expect([jpeg.readUInt16BE(frame + 7), jpeg.readUInt16BE(frame + 5)]).toEqual([640, 360]);
  const restarts = markers.slice(markers.indexOf(0xda) + 1, -1);
  expect(restarts).toEqual(Array.from({ length: 22 }, (_, i) => 0xd0 + (i % 8))); // 23 rows of 16 samples
  expect(markers.at(-1)).toBe(0xd9);
  expect(jpeg.subarray(-2).toString('hex')).toBe('ffd9');
});

it('pictures of a camera are the same for the same moment and others some seconds later', () => {
  expect(take(T0).equals(take(T0))).toBe(true);
  expect(new Stills().at({ cameraKey: 'huawei-ivm/00003', cameraName: '东门 03', atMs: T0 })).toEqual(take(T0));
  const later = take(T0 + 3_000);
  expect(later.equals(take(T0))).toBe(false);
  expect(later.subarray(0, captionAt(later)).equals(take(T0).subarray(0, captionAt(take(T0))))).toBe(false);
});

it('pictures of a camera repeat with the clip’s loop, but for the clock in the caption', () => {
  const [now, loop] = [take(T0), take(T0 + LOOP_MS)];
  expect(loop.subarray(0, captionAt(loop)).equals(now.subarray(0, captionAt(now)))).toBe(true);
  expect(loop.equals(now)).toBe(false);
});

it('pictures of a camera carry the camera’s name', () => {
  const other = take(T0, 'huawei-ivm/00003', 'North Gate 03');
  expect(other.subarray(0, captionAt(other)).equals(take(T0).subarray(0, captionAt(take(T0))))).toBe(true);
  expect(other.equals(take(T0))).toBe(false);
});

it('pictures of neighbouring cameras show different scenes', () => {
  const other = take(T0, 'huawei-ivm/00004');
  expect(other.length).not.toBe(take(T0).length);
});
