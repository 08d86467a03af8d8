import { expect, it } from 'vitest';
import { picturesPerSec } from '../../../../../../renderer/media/playback/key-pictures/key-pace.ts';

it('a few cameras show four key pictures a second each, and sixteen cameras together no more than four cameras', () => {
  expect([1, 4, 8, 16].map(picturesPerSec)).toEqual([4, 4, 2, 1]);
  for (let players = 4; players <= 16; players += 1) expect(players * picturesPerSec(players)).toBeLessThanOrEqual(16);
});

it('a camera shows a key picture each second at least', () => {
  expect([0, 1, 33, 64].map((players) => picturesPerSec(players) >= 1)).toEqual([true, true, true, true]);
});
