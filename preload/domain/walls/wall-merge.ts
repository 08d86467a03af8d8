/** Joins two changes of one wall, so that neither side loses an edit that the other did not touch. Pure. */
import { isSameLayout } from './layout.ts';
import type { TileAspect, TileContent, Wall } from './wall.ts';
import { isSameContent } from './wall-tiles.ts';

/**
 * Joins the changes of both sides since the wall that both began with. If both changed the same tile, `mine` counts: an
 * operator sees the own edit at once, and can still change it.
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

/** An edit of a wall that was undone, or made again. */
interface SteppedWall {
  readonly wall: Wall;
  /** Whether any part of the edit was undone, or made again. */
  readonly isChanged: boolean;
  /** Whether a part stays as it is, because others changed the part since. */
  readonly isPartKept: boolean;
}

/**
 * The wall of now, with what an edit changed between `from` and `to`. A part (the layout, a tile) that others changed since
 * the edit stays as they left the part. An edit that only moves contents from tile to tile is undone as a whole or not at
 * all: half of a swap would lose a camera.
 */
export function stepWall(now: Wall, from: Wall, to: Wall): SteppedWall {
  const places = Array.from({ length: Math.max(from.tiles.length, to.tiles.length, now.tiles.length) }, (_, i) => i);
  const isContentEdit = (i: number): boolean => !isSameContent(contentAt(from, i), contentAt(to, i));
  const edited = places.filter((i) => isContentEdit(i) || aspectAt(from, i) !== aspectAt(to, i));
  const isTileOvertaken = (i: number): boolean =>
    isContentEdit(i)
      ? ![from, to].some((wall) => isSameContent(contentAt(now, i), contentAt(wall, i)))
      : ![from, to].some((wall) => aspectAt(now, i) === aspectAt(wall, i));
  const isLayoutEdit = !isSameLayout(from.layout, to.layout);
  const isLayoutOvertaken = isLayoutEdit && ![from, to].some((wall) => isSameLayout(now.layout, wall.layout));
  const kept = new Set(edited.filter(isTileOvertaken));
  const keptCount = kept.size + Number(isLayoutOvertaken);
  const isPartKept = keptCount > 0;
  const isAllKept = keptCount === edited.length + Number(isLayoutEdit);
  if (isPartKept && (isAllKept || isMove(edited.filter(isContentEdit), from, to))) {
    return { wall: now, isChanged: false, isPartKept };
  }
  const wanted: Wall = {
    ...to,
    layout: isLayoutOvertaken ? from.layout : to.layout,
    tiles: places.map((i) => contentAt(kept.has(i) ? from : to, i)),
    aspects: places.map((i) => aspectAt(kept.has(i) ? from : to, i)),
  };
  return { wall: mergeWalls(from, wanted, now), isChanged: true, isPartKept };
}

const contentAt = ({ tiles }: Wall, place: number): TileContent => tiles[place] ?? null;
const aspectAt = ({ aspects }: Wall, place: number): TileAspect => aspects[place] ?? 'fit';

/** Whether these places show the same contents on both walls, in another order. */
function isMove(places: readonly number[], from: Wall, to: Wall): boolean {
  const contents = (wall: Wall): string =>
    JSON.stringify(places.map((i) => JSON.stringify(contentAt(wall, i))).toSorted());
  return places.length > 0 && contents(from) === contents(to);
}
