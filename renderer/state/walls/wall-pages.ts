/**
 * A layout with fewer tiles than the wall has cameras shows the cameras page by page. The wall that shows is then the wall
 * with the places of the page in front: every part of the page that reads tiles by their place on screen reads this wall.
 * Only the window knows its page; the stored wall keeps its order. Pure.
 */
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { MAX_TILES, tileCount } from '../../../preload/domain/walls/layout.ts';
import type { Wall } from '../../../preload/domain/walls/wall.ts';
import { normalise } from '../../../preload/domain/walls/wall-tiles.ts';

export interface Paging {
  /** From 0. */
  readonly page: number;
  readonly pages: number;
  /** How many contents the page shows. */
  readonly shown: number;
  /** How many contents the wall has. */
  readonly total: number;
}

/** How many pages the contents of the wall need under its layout; 1 for an empty wall. */
export function pageCount({ layout, tiles }: Wall): number {
  const last = tiles.findLastIndex((content) => content !== null);
  return Math.max(1, Math.ceil((last + 1) / tileCount(layout)));
}

/** The stored place of each place of the wall as the page shows it. */
function orderOf({ layout }: Wall, page: number): readonly number[] {
  const count = tileCount(layout);
  // The last page is full even where the places of the largest layout are no multiple of the tiles.
  const first = Math.min(page * count, MAX_TILES - count);
  const all = Array.from({ length: MAX_TILES }, (_, place) => place);
  return [...all.slice(first, first + count), ...all.filter((place) => place < first || place >= first + count)];
}

interface Shown {
  readonly order: readonly number[];
}

const shownBy = new WeakMap<Wall, Map<number, Wall>>();
const orders = new WeakMap<Wall, Shown>();

/** The wall as the page shows it: the same object for the same wall and page, and the wall itself for the first page. */
export function onPage(wall: Wall, page: number): Wall {
  const index = Math.min(page, pageCount(wall) - 1);
  if (index <= 0) return wall;
  const known = shownBy.get(wall) ?? new Map<number, Wall>();
  shownBy.set(wall, known);
  const held = known.get(index);
  if (held) return held;
  const order = orderOf(wall, index);
  const full = normalise(wall);
  const shown: Wall = {
    ...wall,
    tiles: order.map((place) => full.tiles[place] ?? null),
    aspects: order.map((place) => full.aspects[place] ?? 'fit'),
  };
  known.set(index, shown);
  orders.set(shown, { order });
  return shown;
}

/** The stored wall of one that was made from `shown` by an edit of its tiles. */
export function offPage(shown: Wall, after: Wall): Wall {
  const order = orders.get(shown)?.order;
  if (order === undefined) return after;
  const [tiles, aspects] = [[...after.tiles], [...after.aspects]];
  order.forEach((place, i) => {
    tiles[place] = after.tiles[i] ?? null;
    aspects[place] = after.aspects[i] ?? 'fit';
  });
  return { ...after, tiles, aspects };
}

/** The stored place of a tile of the wall as it shows. */
export function storedPlace(shown: Wall, tile: number): number {
  return orders.get(shown)?.order[tile] ?? tile;
}

/** The first page that shows a camera, or null where no page does. */
export function pageWith({ layout, tiles }: Wall, id: ChannelId): number | null {
  const place = tiles.indexOf(id);
  return place < 0 ? null : Math.floor(place / tileCount(layout));
}

/** Where the window stands among the pages of a wall; null where the layout shows everything. */
export function pagingOf(wall: Wall, page: number): Paging | null {
  const pages = pageCount(wall);
  if (pages === 1) return null;
  const index = Math.min(page, pages - 1);
  const isShowing = (content: Wall['tiles'][number]): boolean => content !== null;
  const shown = onPage(wall, index).tiles.slice(0, tileCount(wall.layout)).filter(isShowing).length;
  return { page: index, pages, shown, total: wall.tiles.filter(isShowing).length };
}
