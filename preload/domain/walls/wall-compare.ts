/** Compares two states of a wall, and names the changes from one to the next. Pure. */
import { isSameLayout, MAX_TILES, tileCount, type WallLayout } from './layout.ts';
import type { TileAspect, TileContent, Wall } from './wall.ts';
import { isSameContent } from './wall-tiles.ts';

/** The content of a version of a wall: everything that can be rolled back, and the name at that time. */
export type WallContent = Pick<Wall, 'name' | 'layout' | 'tiles' | 'aspects'>;

export interface TileDifference {
  readonly tile: number;
  readonly from: TileContent;
  readonly to: TileContent;
}

export interface AspectDifference {
  readonly tile: number;
  readonly from: TileAspect;
  readonly to: TileAspect;
}

export interface WallDifference {
  readonly name: { readonly from: string; readonly to: string } | null;
  readonly layout: { readonly from: WallLayout; readonly to: WallLayout } | null;
  /** Only tiles that one of the two layouts shows. */
  readonly tiles: readonly TileDifference[];
  readonly aspects: readonly AspectDifference[];
}

/** Tile by tile; what stands behind a smaller layout and is seen in neither state does not count. */
export function compareWalls(from: WallContent, to: WallContent): WallDifference {
  const shown = Math.max(tileCount(from.layout), tileCount(to.layout));
  const tiles: TileDifference[] = [];
  const aspects: AspectDifference[] = [];
  for (let tile = 0; tile < shown; tile++) {
    const [was, is] = [from.tiles[tile] ?? null, to.tiles[tile] ?? null];
    if (!isSameContent(was, is)) tiles.push({ tile, from: was, to: is });
    const [stood, stands] = [from.aspects[tile] ?? 'fit', to.aspects[tile] ?? 'fit'];
    if (stood !== stands) aspects.push({ tile, from: stood, to: stands });
  }
  return {
    name: from.name === to.name ? null : { from: from.name, to: to.name },
    layout: isSameLayout(from.layout, to.layout) ? null : { from: from.layout, to: to.layout },
    tiles,
    aspects,
  };
}

/** Whether a roll-back from one to the other would change anything. */
export function isSameArrangement(a: WallContent, b: WallContent): boolean {
  const isSameTile = (_: unknown, i: number): boolean =>
    isSameContent(a.tiles[i] ?? null, b.tiles[i] ?? null) && (a.aspects[i] ?? 'fit') === (b.aspects[i] ?? 'fit');
  return isSameLayout(a.layout, b.layout) && Array.from({ length: MAX_TILES }).every(isSameTile);
}

/** Whether a change is worth a version: a wall that was only locked or unlocked is the same wall. */
export function isSameVersion(a: WallContent, b: WallContent): boolean {
  return a.name === b.name && isSameArrangement(a, b);
}

/** Figures about the changes from one state to the next. */
export interface WallChange {
  /** Tiles that show something and showed nothing. */
  readonly added: number;
  readonly removed: number;
  /** Tiles that show something else. Two cameras that changed places count as moved, not as replaced. */
  readonly replaced: number;
  readonly moved: number;
  readonly aspects: number;
  readonly layout: { readonly from: number; readonly to: number } | null;
  readonly name: { readonly from: string; readonly to: string } | null;
}

/** @param from null for the first state that is known. */
export function changeBetween(from: WallContent | null, to: WallContent): WallChange {
  const nothing = { name: to.name, layout: to.layout, tiles: [], aspects: [] };
  const difference = compareWalls(from ?? nothing, to);
  const textOf = (content: TileContent): string => JSON.stringify(content);
  const left = new Map<string, number>();
  for (const { from: was } of difference.tiles) {
    if (was !== null) left.set(textOf(was), (left.get(textOf(was)) ?? 0) + 1);
  }
  let [added, removed, replaced, moved] = [0, 0, 0, 0];
  for (const { from: was, to: is } of difference.tiles) {
    const stock = is === null ? 0 : (left.get(textOf(is)) ?? 0);
    if (is !== null && stock > 0) {
      moved += 1;
      left.set(textOf(is), stock - 1);
    } else if (is !== null && was === null) added += 1;
    else if (is !== null) replaced += 1;
  }
  // A camera that left its tile and came to no other was removed, unless another took its tile.
  const emptied = difference.tiles.filter(({ to: is }) => is === null);
  const gone = new Map(left);
  for (const { from: was } of emptied) {
    const stock = was === null ? 0 : (gone.get(textOf(was)) ?? 0);
    if (was === null || stock === 0) continue;
    removed += 1;
    gone.set(textOf(was), stock - 1);
  }
  return {
    added,
    removed,
    replaced,
    moved,
    aspects: difference.aspects.length,
    layout: difference.layout && { from: tileCount(difference.layout.from), to: tileCount(difference.layout.to) },
    name: difference.name,
  };
}
