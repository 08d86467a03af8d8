/** Cameras with one stream only: nothing can be lowered about them, so nothing may be counted as if it were. */
import { expect, it } from 'vitest';
import { Governor, rateOf, type GovernedTile } from '../../../../../renderer/media/pool/governor.ts';

const MAIN = 50e6;
const SUB = 4e6;
const CALM = { droppedShare: 0, missingShare: 0, heldUpShare: 0, cpu: 0.3 };

const tile = (key: string, canLower: boolean): GovernedTile => ({
  key,
  wanted: 'main',
  canLower,
  areaPx: 1_000,
  isMaximised: false,
  isWatched: false,
  isProtected: false,
  pixelRates: { main: MAIN, sub: SUB },
});

it('cameras with a single stream open unchanged where there is no room, and count with their true size', () => {
  const governor = new Governor(1.5 * MAIN);
  const [first, second] = [tile('a', false), tile('b', false)];
  expect(governor.admit(first, [], 0)).toBeNull();
  expect(governor.admit(second, [first], 0)).toBeNull();
  expect(rateOf([first, second], governor.restraints)).toBe(2 * MAIN);
  expect(governor.admit(tile('c', true), [first, second], 0)).toMatchObject({ kind: 'lowered' });
});

it('a tile is not lowered any more once its small stream proves not to play here', () => {
  const governor = new Governor(1.5 * MAIN);
  const first = tile('a', false);
  expect(governor.admit(tile('b', true), [first], 0)).toMatchObject({ kind: 'lowered' });
  governor.update({ nowMs: 2_000, ...CALM }, [first, tile('b', false)]);
  expect(governor.restraints.size).toBe(0);
});
