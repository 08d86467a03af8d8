import { describe, expect, it } from 'vitest';
import { asWallId, type ChannelId } from '../../../../preload/domain/ids.ts';
import type { Wall, WallLayout } from '../../../../preload/domain/model.ts';
import {
  clearTile,
  clearVisible,
  copiesOf,
  neighbour,
  normalise,
  place,
  swap,
  visibleTiles,
  withLayout,
} from '../../../../renderer/state/wall-updates.ts';

const [a, b, c, d] = ['a', 'b', 'c', 'd'] as unknown as [ChannelId, ChannelId, ChannelId, ChannelId];
const wallOf = (layout: WallLayout, ...tiles: (ChannelId | null)[]): Wall =>
  normalise({ id: asWallId('w'), name: 'Wall', layout, tiles, revision: 0 });

describe('placing cameras', () => {
  it('fills the tile of the drop and the tiles after it, and drops what has no place', () => {
    const { wall, placedAt } = place(wallOf(4, a), [b, c, d], { atTile: 2 });
    expect(visibleTiles(wall)).toEqual([a, null, b, c]);
    expect(placedAt).toEqual([2, 3]);
  });

  it('takes free tiles first, beginning at the selected one, before it replaces a camera', () => {
    expect(visibleTiles(place(wallOf(4, a, null, b), [c], { preferred: 2 }).wall)).toEqual([a, null, b, c]);
    expect(visibleTiles(place(wallOf(4, a, b, c, c), [d], { preferred: 1 }).wall)).toEqual([a, d, c, c]);
  });

  it('leaves the wall object alone when nothing was placed', () => {
    const wall = wallOf(4, a);
    expect(place(wall, [], {}).wall).toBe(wall);
    expect(place(wall, [b], { atTile: 9 }).wall).toBe(wall);
  });
});

describe('changing a wall', () => {
  it('keeps cameras that a smaller layout does not show', () => {
    const small = withLayout(wallOf(9, a, b, null, c, null, null, null, null, d), 1);
    expect(visibleTiles(small)).toEqual([a]);
    expect(visibleTiles(withLayout(small, 9))).toEqual([a, b, null, c, null, null, null, null, d]);
  });

  it('swaps two tiles, an empty one included, and refuses tiles that are not seen', () => {
    expect(visibleTiles(swap(wallOf(4, a, b), 0, 3))).toEqual([null, b, null, a]);
    const wall = wallOf(4, a);
    expect(swap(wall, 0, 7)).toBe(wall);
    expect(swap(wall, 0, 0)).toBe(wall);
  });

  it('clears one tile or all that are seen, and nothing beyond', () => {
    expect(visibleTiles(clearTile(wallOf(4, a, b), 1))).toEqual([a, null, null, null]);
    const cleared = clearVisible(wallOf(1, a, b));
    expect(cleared.tiles.slice(0, 2)).toEqual([null, b]);
    expect(clearVisible(cleared)).toBe(cleared);
  });

  it('gives a wall of any length the places of the largest layout', () => {
    expect(wallOf(4, a).tiles).toHaveLength(16);
  });
});

describe('walking over tiles', () => {
  it('moves inside the grid and stops at its edges', () => {
    expect(neighbour(9, 4, 'up')).toBe(1);
    expect(neighbour(9, 4, 'left')).toBe(3);
    expect(neighbour(9, 5, 'right')).toBe(5);
    expect(neighbour(4, 2, 'down')).toBe(2);
    expect(neighbour(1, 0, 'right')).toBe(0);
  });

  it('tells the second appearance of a camera from its first', () => {
    expect(copiesOf([a, null, a, b, a])).toEqual([0, 0, 1, 0, 2]);
  });
});
