/** Keeps the place of the keyboard on the wall: the focus follows the selection, and stays when a tile is replaced. */
import { useEffect, useRef, type FocusEvent, type RefObject } from 'react';
import type { Wall } from '../../../preload/domain/walls/wall.ts';

export interface WallFocus {
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
  readonly onPointerDown: () => void;
  readonly onBlur: (event: FocusEvent<HTMLElement>) => void;
}

/**
 * The wall has this attribute while the focus ring of its tiles shows. The rule of the browser is not enough: after a click
 * the browser shows the ring with the first key, whatever the key means.
 */
const RING = 'data-ring';

/** Whether the last input was a key or the pointer. */
function useLastInput(): { readonly current: 'key' | 'pointer' } {
  const last = useRef<'key' | 'pointer'>('pointer');
  useEffect(() => {
    const onKey = (): void => void (last.current = 'key');
    const onPointer = (): void => void (last.current = 'pointer');
    document.addEventListener('keydown', onKey, { capture: true });
    document.addEventListener('pointerdown', onPointer, { capture: true });
    return () => {
      document.removeEventListener('keydown', onKey, { capture: true });
      document.removeEventListener('pointerdown', onPointer, { capture: true });
    };
  }, []);
  return last;
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
  const lastInput = useLastInput();
  return {
    onFocus: ({ currentTarget }) => {
      isInside.current = true;
      currentTarget.toggleAttribute(RING, lastInput.current === 'key');
    },
    onPointerDown: () => grid.current?.removeAttribute(RING),
    onBlur: ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && !grid.current?.contains(relatedTarget)) isInside.current = false;
    },
  };
}
