/** Keeps the place of the keyboard on the wall: the focus follows the selection, and stays when a tile is replaced. */
import { useEffect, useRef, type FocusEvent, type RefObject } from 'react';
import type { Wall } from '../../../preload/domain/walls/wall.ts';

export interface WallFocus {
  readonly onFocus: () => void;
  readonly onBlur: (event: FocusEvent<HTMLElement>) => void;
}

export function useWallFocus(grid: RefObject<HTMLElement | null>, wall: Wall, selectedTile: number | null): WallFocus {
  // An element that is removed takes the focus away without an event, so the code notices when the focus leaves.
  const isInside = useRef(false);
  useEffect(() => {
    const focused = document.activeElement;
    if (selectedTile === null || !isInside.current || !grid.current) return;
    const isLost = focused === null || focused === document.body;
    // A popover over the tiles, such as their menu, keeps the focus.
    if (!isLost && (!grid.current.contains(focused) || !focused.closest('[data-tile]'))) return;
    if (isLost || !focused.closest(`[data-tile="${selectedTile}"]`)) {
      grid.current.querySelector<HTMLElement>(`[data-tile="${selectedTile}"]`)?.focus();
    }
  }, [grid, wall, selectedTile]);
  return {
    onFocus: () => {
      isInside.current = true;
    },
    onBlur: ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && !grid.current?.contains(relatedTarget)) isInside.current = false;
    },
  };
}
