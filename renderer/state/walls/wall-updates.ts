/**
 * Pure changes of a wall. `tiles` always has a place for the largest layout; a smaller one keeps the contents that it
 * does not show.
 */
import type { ChannelId } from '../../../preload/domain/ids.ts';
import {
  isSameLayout,
  LAYOUT_PRESETS,
  MAX_TILES,
  tileCount,
  type LayoutPreset,
  type WallLayout,
} from '../../../preload/domain/walls/layout.ts';
import type { TileAspect, TileContent, Wall } from '../../../preload/domain/walls/wall.ts';
import { isSameContent, normalise, visibleTiles } from '../../../preload/domain/walls/wall-tiles.ts';

export function withLayout(wall: Wall, layout: WallLayout): Wall {
  return isSameLayout(layout, wall.layout) ? wall : { ...wall, layout };
}

interface Place {
  readonly content: TileContent;
  readonly aspect: TileAspect;
}

const EMPTY: Place = { content: null, aspect: 'fit' };

/**
 * The wall under a layout that was drawn from its present one. A content stays at its place; a content that finds no
 * tile waits behind the visible ones, and new tiles take the contents that wait there.
 *
 * @param sources for each tile of the new layout the present tiles that are in it; the first that shows something counts.
 */
export function redrawn(wall: Wall, layout: WallLayout, sources: readonly (readonly number[])[]): Wall {
  const placeOf = (tile: number): Place => ({ content: wall.tiles[tile] ?? null, aspect: wall.aspects[tile] ?? 'fit' });
  const kept = sources.map((tiles) => tiles.find((tile) => placeOf(tile).content !== null) ?? tiles[0] ?? null);
  const taken = new Set(kept);
  const all = Array.from({ length: MAX_TILES }, (_, tile) => tile);
  const isShown = (tile: number): boolean => tile < tileCount(wall.layout);
  const waiting = [...all.filter((tile) => isShown(tile) && !taken.has(tile)), ...all.filter((tile) => !isShown(tile))]
    .map(placeOf)
    .filter(({ content }, i, places) => content !== null || places.slice(i).some((later) => later.content !== null));
  const shown = kept.map((tile) => (tile === null ? (waiting.shift() ?? EMPTY) : placeOf(tile)));
  const room = MAX_TILES - shown.length;
  const behind = waiting.length <= room ? waiting : waiting.filter(({ content }) => content !== null);
  const places = [...shown, ...behind];
  return normalise({
    ...wall,
    layout,
    tiles: places.map(({ content }) => content).slice(0, MAX_TILES),
    aspects: places.map(({ aspect }) => aspect).slice(0, MAX_TILES),
  });
}

export interface Placement {
  readonly wall: Wall;
  /** Tiles that got a camera, in order. */
  readonly placedAt: readonly number[];
}

/**
 * Puts cameras on visible tiles.
 *
 * @param atTile where the operator dropped them: the first goes there, the others on the tiles that follow, and after the
 *   last tile on the free tiles before. Without it they go to free tiles, `preferred` first, and when none is free onto
 *   `preferred` and the tiles that follow.
 */
export function place(
  wall: Wall,
  ids: readonly TileContent[],
  options: { readonly atTile?: number | undefined; readonly preferred?: number | null } = {},
): Placement {
  const preferred = options.preferred ?? 0;
  const places = options.atTile === undefined ? freeFirst(wall, preferred) : fromDrop(wall, options.atTile);
  const tiles = [...wall.tiles];
  const placedAt = places.slice(0, ids.length);
  placedAt.forEach((tile, i) => {
    tiles[tile] = ids[i] ?? null;
  });
  return placedAt.length === 0 ? { wall, placedAt } : { wall: { ...wall, tiles }, placedAt };
}

function from(first: number, layout: WallLayout): readonly number[] {
  return Array.from({ length: Math.max(0, tileCount(layout) - first) }, (_, i) => first + i);
}

const isFreeOn =
  (wall: Wall) =>
  (tile: number): boolean =>
    (wall.tiles[tile] ?? null) === null;

function fromDrop(wall: Wall, first: number): readonly number[] {
  const following = from(first, wall.layout);
  if (following.length === 0) return following;
  const before = from(0, wall.layout).filter((tile) => tile < first);
  return [...following, ...before.filter(isFreeOn(wall))];
}

function freeFirst(wall: Wall, preferred: number): readonly number[] {
  const order = [...from(preferred, wall.layout), ...from(0, wall.layout).filter((tile) => tile < preferred)];
  const isFree = isFreeOn(wall);
  return [...order.filter(isFree), ...order.filter((tile) => !isFree(tile))];
}

/** Whether every tile that the layout shows has a content. */
export function isFull(wall: Wall): boolean {
  return !from(0, wall.layout).some(isFreeOn(wall));
}

/** The smallest usual layout with more tiles than now and space for `count` more contents; null if none has. */
export function roomFor(wall: Wall, count: number): LayoutPreset | null {
  const isFree = isFreeOn(wall);
  const isRoomy = (layout: LayoutPreset): boolean =>
    tileCount(layout) > tileCount(wall.layout) && from(0, layout).filter(isFree).length >= count;
  return LAYOUT_PRESETS.find(isRoomy) ?? null;
}

/** Layouts that a wall which is filled with cameras grows to. */
export const FILL_LAYOUTS = [1, 4, 9, 16, 25, 36, 64] as const;

/** The smallest of these layouts that has a tile for each of `count` cameras; the largest if none has. */
export function layoutFor<L extends WallLayout>(count: number, layouts: readonly L[]): L | undefined {
  return layouts.find((layout) => tileCount(layout) >= count) ?? layouts.at(-1);
}

/** The wall with these cameras and no others on the tiles that are seen. */
export function filledWith(wall: Wall, ids: readonly ChannelId[]): Wall {
  const count = tileCount(wall.layout);
  return {
    ...wall,
    tiles: wall.tiles.map((content, i) => (i < count ? (ids[i] ?? null) : content)),
    aspects: wall.aspects.map((aspect, i) => (i < count ? 'fit' : aspect)),
  };
}

/** Exchanges two tiles; an empty one may be among them, then the camera moves. How a picture stands goes with it. */
export function swap(wall: Wall, a: number, b: number): Wall {
  if (a === b || !isVisible(wall, a) || !isVisible(wall, b)) return wall;
  const [tiles, aspects] = [[...wall.tiles], [...wall.aspects]];
  [tiles[a], tiles[b]] = [tiles[b] ?? null, tiles[a] ?? null];
  [aspects[a], aspects[b]] = [aspects[b] ?? 'fit', aspects[a] ?? 'fit'];
  return { ...wall, tiles, aspects };
}

export function clearTiles(wall: Wall, which: readonly number[]): Wall {
  const going = which.filter((tile) => (wall.tiles[tile] ?? null) !== null);
  if (going.length === 0) return wall;
  return {
    ...wall,
    tiles: wall.tiles.map((content, i) => (going.includes(i) ? null : content)),
    aspects: wall.aspects.map((aspect, i) => (going.includes(i) ? 'fit' : aspect)),
  };
}

/** Empties the tiles that are seen; cameras that a larger layout would show stay. */
export function clearVisible(wall: Wall): Wall {
  return clearTiles(wall, from(0, wall.layout));
}

export function withAspect(wall: Wall, which: readonly number[], aspect: TileAspect): Wall {
  if (which.every((tile) => wall.aspects[tile] === aspect)) return wall;
  return { ...wall, aspects: wall.aspects.map((old, i) => (which.includes(i) ? aspect : old)) };
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
    left.isLocked === right.isLocked &&
    isSameLayout(left.layout, right.layout) &&
    left.tiles.every((content, i) => isSameContent(content, right.tiles[i] ?? null)) &&
    left.aspects.every((aspect, i) => aspect === right.aspects[i])
  );
}

function isVisible(wall: Wall, tile: number): boolean {
  return Number.isInteger(tile) && tile >= 0 && tile < tileCount(wall.layout);
}

export { normalise, visibleTiles };
