/** Pure changes of a wall. `tiles` always has a place for the largest layout; a smaller one keeps what it does not show. */
import type { ChannelId } from '../../preload/domain/ids.ts';
import { WALL_LAYOUTS, type Wall, type WallLayout } from '../../preload/domain/model.ts';

export const LARGEST_LAYOUT: WallLayout = 16;

/** How many tiles stand in one row. */
export function columnsOf(layout: WallLayout): number {
  return Math.sqrt(layout);
}

/** The wall with exactly one place per tile of the largest layout. */
export function normalise(wall: Wall): Wall {
  if (wall.tiles.length === LARGEST_LAYOUT) return wall;
  const tiles = Array.from({ length: LARGEST_LAYOUT }, (_, i) => wall.tiles[i] ?? null);
  return { ...wall, tiles };
}

/** What the present layout shows, row by row. */
export function visibleTiles(wall: Wall): readonly (ChannelId | null)[] {
  return wall.tiles.slice(0, wall.layout);
}

export function withLayout(wall: Wall, layout: WallLayout): Wall {
  return WALL_LAYOUTS.includes(layout) && layout !== wall.layout ? { ...wall, layout } : wall;
}

export interface Placement {
  readonly wall: Wall;
  /** Tiles that got a camera, in order. */
  readonly placedAt: readonly number[];
}

/**
 * Puts cameras on visible tiles.
 *
 * @param atTile where the operator dropped them: the first goes there, the others on the tiles that follow. Without it they
 *   go to free tiles, `preferred` first, and when none is free onto `preferred` and the tiles that follow.
 */
export function place(
  wall: Wall,
  ids: readonly ChannelId[],
  options: { readonly atTile?: number | undefined; readonly preferred?: number | null } = {},
): Placement {
  const preferred = options.preferred ?? 0;
  const places = options.atTile === undefined ? freeFirst(wall, preferred) : from(options.atTile, wall.layout);
  const tiles = [...wall.tiles];
  const placedAt = places.slice(0, ids.length);
  placedAt.forEach((tile, i) => {
    tiles[tile] = ids[i] ?? null;
  });
  return placedAt.length === 0 ? { wall, placedAt } : { wall: { ...wall, tiles }, placedAt };
}

function from(first: number, layout: WallLayout): readonly number[] {
  return Array.from({ length: Math.max(0, layout - first) }, (_, i) => first + i);
}

function freeFirst(wall: Wall, preferred: number): readonly number[] {
  const order = [...from(preferred, wall.layout), ...from(0, wall.layout).filter((tile) => tile < preferred)];
  const isFree = (tile: number): boolean => (wall.tiles[tile] ?? null) === null;
  return [...order.filter(isFree), ...order.filter((tile) => !isFree(tile))];
}

/** Exchanges two tiles; an empty one may be among them, then the camera moves. */
export function swap(wall: Wall, a: number, b: number): Wall {
  if (a === b || !isVisible(wall, a) || !isVisible(wall, b)) return wall;
  const tiles = [...wall.tiles];
  [tiles[a], tiles[b]] = [tiles[b] ?? null, tiles[a] ?? null];
  return { ...wall, tiles };
}

export function clearTile(wall: Wall, tile: number): Wall {
  if ((wall.tiles[tile] ?? null) === null) return wall;
  return { ...wall, tiles: wall.tiles.map((id, i) => (i === tile ? null : id)) };
}

/** Empties the tiles that are seen; cameras that a larger layout would show stay. */
export function clearVisible(wall: Wall): Wall {
  if (visibleTiles(wall).every((id) => id === null)) return wall;
  return { ...wall, tiles: wall.tiles.map((id, i) => (i < wall.layout ? null : id)) };
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The tile beside `tile`, or `tile` itself at the edge. */
export function neighbour(layout: WallLayout, tile: number, direction: Direction): number {
  const columns = columnsOf(layout);
  const [row, column] = [Math.floor(tile / columns), tile % columns];
  const [nextRow, nextColumn] = {
    left: [row, column - 1],
    right: [row, column + 1],
    up: [row - 1, column],
    down: [row + 1, column],
  }[direction] as [number, number];
  const isInside = nextRow >= 0 && nextRow < columns && nextColumn >= 0 && nextColumn < columns;
  return isInside ? nextRow * columns + nextColumn : tile;
}

/** For each visible tile which appearance of its camera it is, so that one camera may stand on two tiles. */
export function copiesOf(tiles: readonly (ChannelId | null)[]): readonly number[] {
  const seen = new Map<ChannelId, number>();
  return tiles.map((id) => {
    if (id === null) return 0;
    const copy = seen.get(id) ?? 0;
    seen.set(id, copy + 1);
    return copy;
  });
}

export function isSameWall(a: Wall, b: Wall): boolean {
  const [left, right] = [normalise(a), normalise(b)];
  return (
    left.id === right.id &&
    left.name === right.name &&
    left.layout === right.layout &&
    left.tiles.every((id, i) => id === right.tiles[i])
  );
}

function isVisible(wall: Wall, tile: number): boolean {
  return Number.isInteger(tile) && tile >= 0 && tile < wall.layout;
}
