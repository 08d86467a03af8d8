/** Moving several tiles at once: they keep their places to each other, and what stood where they go takes theirs. Pure. */
import { cellsOf, tileCount, type WallLayout } from '../../../preload/domain/walls/layout.ts';
import type { Wall } from '../../../preload/domain/walls/wall.ts';

export interface TileMove {
  readonly wall: Wall;
  /** Where the moved tiles are now, the one that was dragged first. */
  readonly tiles: readonly number[];
}

/**
 * @param tiles which move; places that the layout does not show are left out.
 * @param from the one among them that is dragged, or whose key was pressed.
 * @param to where that one goes.
 */
export function movedTiles(wall: Wall, tiles: readonly number[], from: number, to: number): TileMove {
  const count = tileCount(wall.layout);
  const sources = [...new Set([...tiles, from])].filter((tile) => tile >= 0 && tile < count).toSorted((a, b) => a - b);
  if (from === to || to < 0 || to >= count || !sources.includes(from)) return { wall, tiles: sources };
  const targets = sameShape(wall.layout, sources, from, to) ?? inARow(count, sources, from, to);
  const displaced = targets.filter((tile) => !sources.includes(tile)).toSorted((a, b) => a - b);
  const freed = sources.filter((tile) => !targets.includes(tile));
  const originOf = new Map([
    ...targets.map((target, i) => [target, sources[i] ?? target] as const),
    ...freed.map((place, i) => [place, displaced[i] ?? place] as const),
  ]);
  const lead = targets[sources.indexOf(from)] ?? to;
  return {
    wall: {
      ...wall,
      tiles: wall.tiles.map((_, i) => wall.tiles[originOf.get(i) ?? i] ?? null),
      aspects: wall.aspects.map((_, i) => wall.aspects[originOf.get(i) ?? i] ?? 'fit'),
    },
    tiles: [lead, ...targets.filter((tile) => tile !== lead)],
  };
}

/**
 * Moves every selected tile by the same visible distance as the dragged tile. Null if one of them would land on a tile
 * of another size.
 */
function sameShape(layout: WallLayout, sources: readonly number[], from: number, to: number): readonly number[] | null {
  const cells = cellsOf(layout);
  const [start, end] = [cells[from], cells[to]];
  if (!start || !end) return null;
  const targets = sources.map((tile) => {
    const cell = cells[tile];
    if (!cell) return -1;
    const [x, y] = [cell.x + end.x - start.x, cell.y + end.y - start.y];
    return cells.findIndex((other) => other.x === x && other.y === y && other.w === cell.w && other.h === cell.h);
  });
  return targets.includes(-1) ? null : targets;
}

/** One after the other as tiles are numbered, as near as the wall allows to the dragged one standing where it was dropped. */
function inARow(count: number, sources: readonly number[], from: number, to: number): readonly number[] {
  const first = Math.min(Math.max(0, to - sources.indexOf(from)), count - sources.length);
  return sources.map((_, i) => first + i);
}
