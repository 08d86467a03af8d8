/** A press of the pointer outside of a box, which closes the box. */
import { useEffect, useRef, type RefObject } from 'react';

/**
 * @param onPress null: nothing listens, for example while the box is closed.
 * @param opener a selector of elements that count as the box, such as the button that opens and closes it.
 */
export function usePressElsewhere(
  box: RefObject<HTMLElement | null>,
  onPress: (() => void) | null,
  opener: string | null = null,
): void {
  const latest = useRef(onPress);
  useEffect(() => {
    latest.current = onPress;
  }, [onPress]);
  const isListening = onPress !== null;
  useEffect(() => {
    if (!isListening) return undefined;
    const onPointer = ({ target }: PointerEvent): void => {
      const isWithin = (element: Element): boolean =>
        box.current?.contains(element) === true || (opener !== null && element.closest(opener) !== null);
      if (!(target instanceof Element && isWithin(target))) latest.current?.();
    };
    document.addEventListener('pointerdown', onPointer);
    return () => document.removeEventListener('pointerdown', onPointer);
  }, [box, isListening, opener]);
}
