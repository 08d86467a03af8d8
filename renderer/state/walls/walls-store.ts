/** The store of the operator's walls, with the selected and the maximised tile of the visible wall. */
import { create } from 'zustand';
import type { WireError } from '../../../preload/domain/error.ts';
import type { ChannelId, WallId } from '../../../preload/domain/ids.ts';
import { tileCount } from '../../../preload/domain/walls/layout.ts';
import type { Wall } from '../../../preload/domain/walls/wall.ts';
import { channelOf, visibleTiles } from '../../../preload/domain/walls/wall-tiles.ts';
import type { Load } from '../page/load-state.ts';
import { onPage, pagingOf, type Paging } from './wall-pages.ts';

export type SaveState =
  | { readonly status: 'idle' | 'pending' | 'saving' | 'saved' }
  | { readonly status: 'failed'; readonly error: WireError };

export interface WallsState {
  readonly walls: readonly Wall[];
  readonly currentId: WallId | null;
  readonly load: Load;
  /** Where the saving of all walls stands. */
  readonly save: SaveState;
  /** When main took the last change of a wall; a wall that this window did not change has no entry. Epoch ms. */
  readonly savedAtMs: Readonly<Record<WallId, number>>;
  /** The tile that keys and single actions mean. */
  readonly selectedTile: number | null;
  /** Further tiles that were chosen with it, in no order. */
  readonly alsoSelected: readonly number[];
  readonly maximisedTile: number | null;
  /** The page of the wall that this window shows, from 0; of another wall the first page shows. */
  readonly page: { readonly wallId: WallId | null; readonly index: number };
}

const NONE: readonly number[] = [];

export const useWalls = create<WallsState>(() => ({
  walls: [],
  currentId: null,
  load: { status: 'idle' },
  save: { status: 'idle' },
  savedAtMs: {},
  selectedTile: null,
  alsoSelected: NONE,
  maximisedTile: null,
  page: { wallId: null, index: 0 },
}));

/** The wall on screen as it is stored, whatever page of it shows. */
export const selectStoredWall = (state: WallsState): Wall | null =>
  state.walls.find((wall) => wall.id === state.currentId) ?? state.walls[0] ?? null;

const pageOn = ({ page }: WallsState, wall: Wall): number => (page.wallId === wall.id ? page.index : 0);

/** The wall on screen with the tiles of its page in front, see wall-pages.ts. */
export const selectWall = (state: WallsState): Wall | null => {
  const wall = selectStoredWall(state);
  return wall && onPage(wall, pageOn(state, wall));
};

/** Where the window stands among the pages of its wall; null where the layout shows everything. */
export const selectPaging = (state: WallsState): Paging | null => {
  const wall = selectStoredWall(state);
  return wall && pagingOf(wall, pageOn(state, wall));
};

export const currentWall = (): Wall | null => selectWall(useWalls.getState());

export const FIRST_PAGE = { wallId: null, index: 0 } as const;

/** Shows another wall in this window. */
export function showWall(id: WallId): void {
  useWalls.setState({ currentId: id, maximisedTile: null, selectedTile: null, alsoSelected: [], page: FIRST_PAGE });
}

/** All chosen tiles, in order. */
export function chosenTiles({ selectedTile, alsoSelected }: WallsState): readonly number[] {
  if (selectedTile === null) return NONE;
  return [...new Set([selectedTile, ...alsoSelected])].toSorted((a, b) => a - b);
}

const tilesByWall = new WeakMap<Wall, Map<ChannelId, readonly number[]>>();

/** The visible tiles of the current wall that show a camera; the same array while the wall stays. */
export const selectTilesOf =
  (id: ChannelId) =>
  (state: WallsState): readonly number[] => {
    const wall = selectWall(state);
    if (!wall) return NONE;
    let index = tilesByWall.get(wall);
    if (!index) {
      index = new Map();
      for (const [tile, shown] of visibleTiles(wall).map(channelOf).entries()) {
        if (shown !== null) index.set(shown, [...(index.get(shown) ?? []), tile]);
      }
      tilesByWall.set(wall, index);
    }
    return index.get(id) ?? NONE;
  };

/** A smaller layout, or a wall that main changed, must not leave the selection on a tile that is not there. */
export function keepInside(): void {
  const { selectedTile, alsoSelected, maximisedTile } = useWalls.getState();
  const wall = currentWall();
  const isInside = (tile: number | null): boolean => tile === null || (wall !== null && tile < tileCount(wall.layout));
  const isShowing = maximisedTile === null || (wall?.tiles[maximisedTile] ?? null) !== null;
  useWalls.setState({
    selectedTile: isInside(selectedTile) ? selectedTile : 0,
    alsoSelected: alsoSelected.every(isInside) ? alsoSelected : alsoSelected.filter(isInside),
    maximisedTile: isInside(maximisedTile) && isShowing ? maximisedTile : null,
  });
}
