import { useLayoutEffect, useRef, type FocusEvent } from 'react';

/**
 * Keeps the focus in a part of the page when what had it goes: the element in its place takes it, else the last one.
 *
 * @param elements which elements can take it, as a selector.
 * @param shown changes when elements come or go, and when a dialog closes that may have taken some away.
 * @param isFirst the first element takes it instead.
 * @returns props of the element around them.
 */
export function useKeptFocus<E extends HTMLElement>(
  elements: string,
  shown: string | number | boolean,
  isFirst = false,
) {
  const ref = useRef<E>(null);
  const at = useRef(-1);
  useLayoutEffect(() => {
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (at.current < 0 || !isLost) return;
    const all = [...(ref.current?.querySelectorAll<HTMLElement>(elements) ?? [])];
    all[isFirst ? 0 : Math.min(at.current, all.length - 1)]?.focus();
  }, [elements, shown, isFirst]);
  const onFocus = ({ target, currentTarget }: FocusEvent<E>): void => {
    at.current = [...currentTarget.querySelectorAll(elements)].indexOf(target);
  };
  // An element that is taken away loses the focus without this, and a dialog gives it back.
  const onBlur = ({ relatedTarget }: FocusEvent<E>): void => {
    if (!relatedTarget?.closest('[role="dialog"]')) at.current = -1;
  };
  return { ref, onFocus, onBlur };
}
