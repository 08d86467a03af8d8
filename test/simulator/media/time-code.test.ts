import { expect, it } from 'vitest';
import { CODE_CELLS } from './cell-code.ts';
import { readTimeCode, timeCodeCells } from './time-code.ts';

const AT_MS = 1_795_000_123_456;

/** A picture whose lowest 45th shows the cells, as a decoder gives it. */
function pictureOf(cells: readonly number[], width: number, height: number, change = (value: number) => value) {
  const rgba = new Uint8ClampedArray(width * height * 4).fill(128);
  for (let y = Math.floor(height * (1 - 1 / 45)); y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const step = cells[Math.floor((x * CODE_CELLS) / width)] ?? 0;
      rgba.fill(change(9 + step * 70), (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return rgba;
}

it.each([
  [1280, 720],
  [640, 360],
  [320, 180],
  [213, 120],
  [1920, 1080],
])('the time code is read from pictures of %i x %i', (width, height) => {
  for (const timeMs of [0, 1, AT_MS, 2 ** 48 - 1]) {
    expect(readTimeCode(pictureOf(timeCodeCells(timeMs), width, height), width, height)).toBe(timeMs);
  }
});

it('the time code is read from its own rows alone', () => {
  const rgba = pictureOf(timeCodeCells(AT_MS), 640, 360).subarray(640 * 352 * 4);
  expect(readTimeCode(rgba, 640, 8)).toBe(AT_MS);
});

it('the time code outlives noise and a washed-out picture', () => {
  const noisy = pictureOf(timeCodeCells(AT_MS), 640, 360, (value) => value + Math.sin(value * 99) * 12);
  expect(readTimeCode(noisy, 640, 360)).toBe(AT_MS);
  const pale = pictureOf(timeCodeCells(AT_MS), 640, 360, (value) => 60 + value * 0.5);
  expect(readTimeCode(pale, 640, 360)).toBe(AT_MS);
});

it('the time code is not read from a picture without one, nor when a cell is wrong', () => {
  expect(readTimeCode(new Uint8ClampedArray(640 * 360 * 4).fill(90), 640, 360)).toBeNull();
  for (let cell = 4; cell < CODE_CELLS - 4; cell += 1) {
    const cells = timeCodeCells(AT_MS).map((step, i) => (i === cell ? (step + 1) % 4 : step));
    expect(readTimeCode(pictureOf(cells, 640, 360), 640, 360), `cell ${String(cell)}`).toBeNull();
  }
});
