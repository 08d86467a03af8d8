/** While Alt is held down the cameras' numbers are written large over small tiles. */
import { useEffect, type RefObject } from 'react';

/** Alt with another key is a shortcut: its pictures must not flicker. */
const HELD_AFTER_MS = 300;

/** Marks the wall itself: a key must not render 64 tiles anew. */
export function useLargeNumbers(wall: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const clear = (): void => {
      clearTimeout(timer);
      timer = undefined;
      wall.current?.removeAttribute('data-numbers');
    };
    const onKeyDown = ({ key, repeat }: KeyboardEvent): void => {
      if (key === 'Alt' && repeat) return;
      clear();
      if (key === 'Alt') timer = setTimeout(() => wall.current?.setAttribute('data-numbers', ''), HELD_AFTER_MS);
    };
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('keyup', clear);
    // The window that is left does not hear the key going up.
    window.addEventListener('blur', clear);
    return () => {
      clear();
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('keyup', clear);
      window.removeEventListener('blur', clear);
    };
  }, [wall]);
}
