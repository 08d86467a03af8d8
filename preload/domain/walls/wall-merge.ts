/** Joins two changes of one wall, so that neither side loses an edit that the other did not touch. Pure. */
import { isSameLayout } from './layout.ts';
import type { TileAspect, TileContent, Wall } from './wall.ts';
import { isSameContent } from './wall-tiles.ts';

/**
 * What both sides want, from the wall that both began with. Where both changed the same tile, `mine` counts: an operator
 * sees at once what became of the own edit, and can still change it.
 *
 * @returns the joined wall, with the revision of `theirs`.
 */
export function mergeWalls(base: Wall, mine: Wall, theirs: Wall): Wall {
  const count = Math.max(mine.tiles.length, theirs.tiles.length);
  const tiles = Array.from({ length: count }, (_, i): TileContent => {
    const [was, wanted] = [base.tiles[i] ?? null, mine.tiles[i] ?? null];
    return isSameContent(wanted, was) ? (theirs.tiles[i] ?? null) : wanted;
  });
  const aspects = Array.from({ length: count }, (_, i): TileAspect => {
    const [was, wanted] = [base.aspects[i] ?? 'fit', mine.aspects[i] ?? 'fit'];
    return wanted === was ? (theirs.aspects[i] ?? 'fit') : wanted;
  });
  return {
    ...theirs,
    name: mine.name === base.name ? theirs.name : mine.name,
    layout: isSameLayout(mine.layout, base.layout) ? theirs.layout : mine.layout,
    isLocked: mine.isLocked === base.isLocked ? theirs.isLocked : mine.isLocked,
    tiles,
    aspects,
  };
}
