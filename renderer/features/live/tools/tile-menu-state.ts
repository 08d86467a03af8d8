/** Which tile's menu is open, and where. */
import { create } from 'zustand';
import { chosenTiles, selectTile, useWalls } from '../../../state/walls/walls.ts';

interface TileMenuState {
  readonly tile: number | null;
  /** In the window. */
  readonly at: { readonly x: number; readonly y: number };
}

export const useTileMenu = create<TileMenuState>(() => ({ tile: null, at: { x: 0, y: 0 } }));

/** Opens the menu of a tile, which becomes the selected one unless it is among those chosen. */
export function openTileMenu(tile: number, at: TileMenuState['at']): void {
  if (!chosenTiles(useWalls.getState()).includes(tile)) selectTile(tile);
  useTileMenu.setState({ tile, at });
}

/** Opens the menu by a key: at the tile's top left. */
export function openTileMenuAt(element: HTMLElement, tile: number): void {
  const { left, top } = element.getBoundingClientRect();
  openTileMenu(tile, { x: left + 24, y: top + 24 });
}

export function closeTileMenu(): void {
  useTileMenu.setState({ tile: null });
}
