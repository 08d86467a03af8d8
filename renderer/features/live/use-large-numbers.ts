/** While Alt is pressed the cameras' numbers are written large over small tiles. */
import { useEffect, type RefObject } from 'react';

/** Alt with another key is a shortcut: the large numbers must not flicker then. */
const HELD_AFTER_MS = 300;

/** Marks the wall itself, because a key must not render 64 tiles again. */
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
    // A window that was left does not get the event of the released key.
    window.addEventListener('blur', clear);
    return () => {
      clear();
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('keyup', clear);
      window.removeEventListener('blur', clear);
    };
  }, [wall]);
}
