/** When a side of the wall bench counts as having shown all its pictures. */
import { describe, expect, it } from 'vitest';
import { slowestOf, type Look } from '../../../bench/wall-pictures.ts';

const place = (x: number) => ({ x, y: 0, width: 320, height: 180, objectFit: 'contain' });
const look = (x: number, pictures: number): Look => ({ place: place(x), pictures, size: [640, 360] });
const places = [place(0), place(320)];

describe('the tiles of a measurement', () => {
  it('a measurement reports the slowest tile of a wall', () => {
    expect(slowestOf([look(0, 45), look(320, 30)], places)).toBe(10);
  });

  it('a measurement fails for a tile that is missing, stands still or lies elsewhere', () => {
    expect(() => slowestOf([look(0, 45)], places)).toThrow('1 of 2 tiles show a picture');
    expect(() => slowestOf([look(0, 45), look(320, 0)], places)).toThrow('1 of 2 tiles have shown no new picture');
    expect(() => slowestOf([look(0, 45), look(330, 45)], places)).toThrow('tile 2 lies at');
  });

  it('a measurement fails for pictures of another size or fit', () => {
    const large: Look = { ...look(320, 45), size: [1280, 720] };
    expect(() => slowestOf([look(0, 45), large], places)).toThrow('different sizes: 640x360, 1280x720');
    const filled: Look = { ...look(320, 45), place: { ...place(320), objectFit: 'cover' } };
    expect(() => slowestOf([look(0, 45), filled], places)).toThrow('tile 2 lies at');
  });
});
