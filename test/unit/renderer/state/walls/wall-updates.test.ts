import { describe, expect, it } from 'vitest';
import { asWallId, type ChannelId } from '../../../../../preload/domain/ids.ts';
import { drawingOf, finish, mergeTiles, splitTile } from '../../../../../preload/domain/walls/grid-drawing.ts';
import { cellsOf, type WallLayout } from '../../../../../preload/domain/walls/layout.ts';
import type { TileContent, Wall } from '../../../../../preload/domain/walls/wall.ts';
import {
  clearTiles,
  clearVisible,
  copiesOf,
  normalise,
  place,
  redrawn,
  roomFor,
  swap,
  visibleTiles,
  withLayout,
} from '../../../../../renderer/state/walls/wall-updates.ts';

const [a, b, c, d] = ['a', 'b', 'c', 'd'] as unknown as [ChannelId, ChannelId, ChannelId, ChannelId];
const wallOf = (layout: WallLayout, ...tiles: TileContent[]): Wall =>
  normalise({ id: asWallId('w'), name: 'Wall', layout, tiles, aspects: [], isLocked: false, revision: 0 });

describe('placing cameras', () => {
  it('cameras fill the tile of the drop and the tiles after it, then the free tiles before it, and the rest has no place', () => {
    const { wall, placedAt } = place(wallOf(4, a), [b, c, d, b], { atTile: 2 });
    expect(visibleTiles(wall)).toEqual([a, d, b, c]);
    expect(placedAt).toEqual([2, 3, 1]);
  });

  it('the next larger layout has room for all contents, and no layout is beyond the largest', () => {
    expect(roomFor(wallOf(4, a, b, c, d), 1)).toBe(6);
    expect(roomFor(wallOf(4, a, b, c, d, a, b), 1)).toBe(8);
    expect(roomFor(wallOf(64), 65)).toBeNull();
  });

  it('cameras take free tiles first, beginning at the selected one, before one replaces a camera', () => {
    expect(visibleTiles(place(wallOf(4, a, null, b), [c], { preferred: 2 }).wall)).toEqual([a, null, b, c]);
    expect(visibleTiles(place(wallOf(4, a, b, c, c), [d], { preferred: 1 }).wall)).toEqual([a, d, c, c]);
  });

  it('the wall stays the same object when nothing was placed', () => {
    const wall = wallOf(4, a);
    expect(place(wall, [], {}).wall).toBe(wall);
    expect(place(wall, [b], { atTile: 9 }).wall).toBe(wall);
  });
});

describe('changing a wall', () => {
  it('cameras stay that a smaller layout does not show', () => {
    const small = withLayout(wallOf(9, a, b, null, c, null, null, null, null, d), 1);
    expect(visibleTiles(small)).toEqual([a]);
    expect(visibleTiles(withLayout(small, 9))).toEqual([a, b, null, c, null, null, null, null, d]);
  });

  it('two tiles are swapped, an empty one included, and tiles that are not seen are refused', () => {
    expect(visibleTiles(swap(wallOf(4, a, b), 0, 3))).toEqual([null, b, null, a]);
    const wall = wallOf(4, a);
    expect(swap(wall, 0, 7)).toBe(wall);
    expect(swap(wall, 0, 0)).toBe(wall);
  });

  it('one tile or all tiles that are seen are cleared, and nothing beyond', () => {
    expect(visibleTiles(clearTiles(wallOf(4, a, b), [1]))).toEqual([a, null, null, null]);
    const cleared = clearVisible(wallOf(1, a, b));
    expect(cleared.tiles.slice(0, 2)).toEqual([null, b]);
    expect(clearVisible(cleared)).toBe(cleared);
  });

  it('a wall of any length gets the places of the largest layout', () => {
    expect(wallOf(4, a).tiles).toHaveLength(64);
  });
});

describe('drawing a grid under cameras', () => {
  const draw = (wall: Wall, edit: (drawing: ReturnType<typeof drawingOf>) => ReturnType<typeof drawingOf>): Wall => {
    const { layout, sources } = finish(edit(drawingOf(wall.layout)));
    return redrawn(wall, layout, sources);
  };

  it('a drawn grid leaves every camera where it stands, and cameras without a tile wait', () => {
    const merged = draw(wallOf(9, null, a, b, c, d, null, null, null, a), (drawing) => mergeTiles(drawing, [0, 4]));
    expect(cellsOf(merged.layout)[0]).toEqual({ x: 0, y: 0, w: 2, h: 2 });
    expect(merged.layout).toBe(6);
    expect(visibleTiles(merged)).toEqual([a, b, null, null, null, a]);
    expect(merged.tiles.slice(6, 9)).toEqual([null, c, d]);
  });

  it('tiles that a split makes go to the cameras that waited', () => {
    const wall = wallOf(9, a, b, null, c, d);
    const merged = draw(wall, (drawing) => mergeTiles(drawing, [0, 4]));
    const split = draw(merged, (drawing) => splitTile(drawing, 0));
    expect(split.layout).toBe(9);
    expect(visibleTiles(split)).toEqual(visibleTiles(wall));
  });

  it('the way a picture stands moves along with its camera', () => {
    const wall = { ...wallOf(4, null, null, null, a), aspects: normalise(wallOf(4)).aspects.with(3, 'fill') };
    const merged = draw(wall, (drawing) => mergeTiles(drawing, [2, 3]));
    expect([merged.tiles[2], merged.aspects[2]]).toEqual([a, 'fill']);
  });
});

describe('walking over tiles', () => {
  it('the second appearance of a camera on a wall differs from its first', () => {
    expect(copiesOf([a, null, a, b, a])).toEqual([0, 0, 1, 0, 2]);
  });
});
