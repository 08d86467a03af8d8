/** While Alt is held down the cameras' numbers are written large over small tiles. */
import { useEffect, type RefObject } from 'react';

/** Marks the wall itself: a key must not render 64 tiles anew. */
export function useLargeNumbers(wall: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const mark = (isHeld: boolean): void => void wall.current?.toggleAttribute('data-numbers', isHeld);
    const onKey = ({ key, type }: KeyboardEvent): void => (key === 'Alt' ? mark(type === 'keydown') : undefined);
    // The window that is left does not hear the key going up.
    const onLeave = (): void => mark(false);
    window.addEventListener('keydown', onKey);
    window.addEventListener('keyup', onKey);
    window.addEventListener('blur', onLeave);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('keyup', onKey);
      window.removeEventListener('blur', onLeave);
    };
  }, [wall]);
}
