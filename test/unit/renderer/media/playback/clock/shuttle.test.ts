/** J and L. */
import { expect, it } from 'vitest';
import { shuttle, type Shuttle } from '../../../../../../renderer/media/playback/clock/shuttle.ts';

const STILL: Shuttle = { direction: 'forward', rate: 1, isPlaying: false };
const FORWARD = [0.5, 1, 2, 4];

it('the key L plays, and each further press plays faster, up to the fastest rate', () => {
  const rates: number[] = [];
  let now = STILL;
  for (let press = 0; press < 4; press += 1) {
    now = shuttle(now, 'l', FORWARD);
    rates.push(now.rate);
  }
  expect(rates).toEqual([1, 2, 4, 4]);
  expect(now).toMatchObject({ direction: 'forward', isPlaying: true });
});

it('the key L begins at normal speed after a pause', () => {
  expect(shuttle({ direction: 'forward', rate: 4, isPlaying: false }, 'l', FORWARD).rate).toBe(1);
});

it('the key J reverses at normal speed, and changes nothing where nothing plays backwards', () => {
  const fast: Shuttle = { direction: 'forward', rate: 4, isPlaying: true };
  expect(shuttle(fast, 'j', [1, 2])).toEqual({ direction: 'backward', rate: 1, isPlaying: true });
  expect(shuttle(fast, 'j', [])).toBe(fast);
});
