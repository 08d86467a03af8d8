import type { MouseEvent } from 'react';
import { chooseTo, selectTile, toggleChosen } from '../../../state/walls/walls.ts';

/** A click selects; with Ctrl it adds or takes out, with Shift it reaches from the selected tile to this one. */
export function pickTile(event: Pick<MouseEvent, 'ctrlKey' | 'metaKey' | 'shiftKey'>, tile: number): void {
  if (event.ctrlKey || event.metaKey) toggleChosen(tile);
  else if (event.shiftKey) chooseTo(tile);
  else selectTile(tile);
}
