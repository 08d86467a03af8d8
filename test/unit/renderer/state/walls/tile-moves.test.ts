import { describe, expect, it } from 'vitest';
import { asWallId, type ChannelId } from '../../../../../preload/domain/ids.ts';
import type { WallLayout } from '../../../../../preload/domain/walls/layout.ts';
import type { Wall } from '../../../../../preload/domain/walls/wall.ts';
import { normalise } from '../../../../../preload/domain/walls/wall-tiles.ts';
import { movedTiles } from '../../../../../renderer/state/walls/tile-moves.ts';

/** One letter for each camera, a dot for an empty tile. */
function wall(letters: string, layout: WallLayout): Wall {
  const tiles = [...letters].map((letter) => (letter === '.' ? null : (letter as ChannelId)));
  return normalise({ id: asWallId('w'), name: 'W', layout, tiles, aspects: [], isLocked: false, revision: 1 });
}
const read = ({ wall: { tiles } }: { wall: Wall }, count: number): string =>
  tiles
    .slice(0, count)
    .map((content) => (typeof content === 'string' ? content : '.'))
    .join('');

describe('moving several tiles', () => {
  it('moved tiles have the same places to each other, and the replaced tiles take their old places', () => {
    const moved = movedTiles(wall('abcdefghi', 9), [0, 1], 0, 6);
    expect(read(moved, 9)).toBe('ghcdefabi');
    expect(moved.tiles).toEqual([6, 7]);
  });

  it('several tiles move by one onto a tile that moves as well', () => {
    expect(read(movedTiles(wall('abcd', { columns: 4, rows: 1, cells: row(4) }), [0, 1], 0, 1), 4)).toBe('cabd');
  });

  it('a column of tiles moves, whichever of its tiles is dragged', () => {
    expect(read(movedTiles(wall('abcdefghi', 9), [0, 3], 3, 5), 9)).toBe('cbafedghi');
  });

  it('several tiles stand one after the other where the same shape has no place', () => {
    expect(read(movedTiles(wall('abcdefghi', 9), [0, 2], 0, 7), 9)).toBe('hbidefgac');
    expect(read(movedTiles(wall('abcdef', 6), [1, 2], 1, 5), 6)).toBe('aefdbc');
  });

  it('a move of several tiles moves empty tiles and the picture settings along', () => {
    const before = {
      ...wall('ab..', 4),
      aspects: wall('', 4).aspects.map((_, i) => (i === 0 ? 'fill' : 'fit')),
    } as Wall;
    const moved = movedTiles(before, [0, 1], 0, 2);
    expect(read(moved, 4)).toBe('..ab');
    expect(moved.wall.aspects.slice(0, 4)).toEqual(['fit', 'fit', 'fill', 'fit']);
  });

  it('nothing changes where no tile moves, or beside the wall', () => {
    const before = wall('abcd', 4);
    expect(movedTiles(before, [0, 1], 0, 0).wall).toBe(before);
    expect(movedTiles(before, [0, 1], 0, 4).wall).toBe(before);
  });
});

function row(columns: number) {
  return Array.from({ length: columns }, (_, x) => ({ x, y: 0, w: 1, h: 1 }));
}
