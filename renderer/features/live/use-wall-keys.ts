/** The actions of the live screen that need its elements; live-runs.ts has the others. Keys: actions.ts. */
import type { RefObject } from 'react';
import { setPreferences, usePreferences } from '../../state/page/preferences.ts';
import { useActions } from '../../state/actions/shortcut-actions.ts';
import { chosenTiles, restoreTiles, selectTile, useWalls } from '../../state/walls/walls.ts';
import { selectedTarget } from './base/tile-target.ts';
import { isFullScreen, toggleFullScreen } from '../../ui/full-screen.ts';
import { selectView, stepBackView, useTileViews } from '../../state/players/tile-views.ts';
import { isEnlarged } from '../../ui/tile/zoom.ts';
import { openTileMenuAt } from './tools/tile-menu-state.ts';

export function toggleStatistics(): void {
  void setPreferences({ isStatisticsShown: !usePreferences.getState().isStatisticsShown });
}

/** One step back: from an enlarged picture to the whole, from full screen, from one maximised tile to all, from many chosen tiles to one. */
function stepBack(): boolean {
  // A popover over a picture closes first, by itself.
  if (document.querySelector(':popover-open') !== null) return false;
  const state = useWalls.getState();
  const target = selectedTarget();
  if (target !== null && isEnlarged(selectView(target.slotKey)(useTileViews.getState()))) stepBackView(target.slotKey);
  else if (isFullScreen()) toggleFullScreen();
  else if (state.maximisedTile !== null) restoreTiles();
  else if (chosenTiles(state).length > 1) selectTile(state.selectedTile);
  else return false;
  return true;
}

function openMenu(stage: HTMLElement | null): boolean {
  const { selectedTile } = useWalls.getState();
  const element = stage?.querySelector<HTMLElement>(`[data-tile="${selectedTile}"]`);
  if (!element || selectedTile === null) return false;
  openTileMenuAt(element, selectedTile);
  return true;
}

/** Provides the actions while the stage is shown. */
export function useStageActions(stage: RefObject<HTMLElement | null>): void {
  useActions({
    'wall.fullScreen': toggleFullScreen,
    'wall.back': stepBack,
    'tile.menu': () => openMenu(stage.current),
  });
}
