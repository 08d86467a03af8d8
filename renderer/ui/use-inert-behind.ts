import { useEffect, type RefObject } from 'react';

/** What the client says of its work, and of an outage, is read out while a dialog is open too. */
const SPEAKING = '.status [role="status"]';
/** Also the layer that takes the pointer beside a dialog, and the tooltip, whose words describe what is in the dialog. */
const KEPT = `.scrim, [role="tooltip"], ${SPEAKING}`;

/** How many open dialogs keep an element out of reach. */
const holders = new WeakMap<HTMLElement, number>();

function hold(element: HTMLElement, by: 1 | -1): void {
  const count = (holders.get(element) ?? 0) + by;
  holders.set(element, count);
  element.inert = count > 0;
}

/** The children without the ones that are kept; of a child that holds words to be read out, everything but the words. */
function silenced(parent: Element, inside: Element | null): readonly HTMLElement[] {
  return [...parent.children].flatMap((child) => {
    if (child === inside || !(child instanceof HTMLElement) || child.matches(KEPT)) return [];
    return child.querySelector(SPEAKING) === null ? [child] : silenced(child, null);
  });
}

function behind(box: Element): readonly HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let inside = box; inside !== document.body && inside.parentElement !== null; inside = inside.parentElement) {
    found.push(...silenced(inside.parentElement, inside));
  }
  return found;
}

/**
 * While the component is there, neither a key, nor the pointer, nor a screen reader reaches anything of the window outside the
 * dialog; pictures play on. Use this hook before `useReturnedFocus`: an element out of reach cannot take the focus.
 *
 * @param inside the dialog, or an element in the dialog.
 */
export function useInertBehind(inside: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const box = inside.current?.closest('[role="dialog"]') ?? null;
    const elements = box === null ? [] : behind(box);
    elements.forEach((element) => hold(element, 1));
    return () => elements.forEach((element) => hold(element, -1));
  }, [inside]);
}
