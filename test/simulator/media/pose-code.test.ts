import { expect, it } from 'vitest';
import { CODE_CELLS } from './cell-code.ts';
import { poseCells, readPose } from './pose-code.ts';
import { readTimeCode, timeCodeCells } from './time-code.ts';

/** A picture whose lowest 45th shows the cells, as a decoder gives it. */
function pictureOf(cells: readonly number[], width: number, height: number) {
  const rgba = new Uint8ClampedArray(width * height * 4).fill(128);
  for (let y = Math.floor(height * (1 - 1 / 45)); y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const step = cells[Math.floor((x * CODE_CELLS) / width)] ?? 0;
      rgba.fill(9 + step * 70, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return rgba;
}

it.each([
  { panDeg: 0, tiltDeg: 0, zoom: 1 },
  { panDeg: 359.9, tiltDeg: -90, zoom: 30 },
  { panDeg: 40.3, tiltDeg: 12.7, zoom: 2.5 },
])('the pose code of %o is read from the picture', (pose) => {
  expect(readPose(pictureOf(poseCells(pose), 640, 360), 640, 360)).toEqual(pose);
});

it('the pose code and the time code are not taken for each other', () => {
  const pose = pictureOf(poseCells({ panDeg: 1, tiltDeg: 1, zoom: 1 }), 640, 360);
  expect(readTimeCode(pose, 640, 360)).toBeNull();
  expect(readPose(pictureOf(timeCodeCells(1_795_000_123_456), 640, 360), 640, 360)).toBeNull();
});
