import type { MouseEvent } from 'react';
import { chooseTo, selectTile, toggleChosen } from '../../../state/walls/walls.ts';

/**
 * A click selects; with Ctrl it adds or removes a tile, with Shift it chooses all tiles from the selected one to this
 * one.
 */
export function pickTile(event: Pick<MouseEvent, 'ctrlKey' | 'metaKey' | 'shiftKey'>, tile: number): void {
  if (event.ctrlKey || event.metaKey) toggleChosen(tile);
  else if (event.shiftKey) chooseTo(tile);
  else selectTile(tile);
}
