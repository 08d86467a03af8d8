import { useEffect, type RefObject } from 'react';

/** What the client says of its work, and of an outage, is read out while a dialog is open too. */
const SPEAKING = '.status [role="status"]';
/** Also the layer that takes the pointer beside a dialog, and the tooltip, whose words describe what is in the dialog. */
const KEPT = `.scrim, [role="tooltip"], ${SPEAKING}`;

/**
 * How an element behind a dialog gets out of reach. `inert` keeps everything off, but the browser then computes the styles of
 * everything inside the element again, which is most of the window, whenever a dialog opens and closes. `aria-hidden` hides the
 * element from screen readers only, at no such cost.
 */
type Means = 'inert' | 'aria-hidden';

/** How many open dialogs keep an element out of reach. */
const holders: Readonly<Record<Means, WeakMap<Element, number>>> = {
  inert: new WeakMap(),
  'aria-hidden': new WeakMap(),
};

function hold(element: Element, means: Means, by: 1 | -1): void {
  const count = (holders[means].get(element) ?? 0) + by;
  holders[means].set(element, count);
  if (count === 0) element.removeAttribute(means);
  else element.setAttribute(means, means === 'inert' ? '' : 'true');
}

/** An element that the page itself hides is left alone. */
const isHiddenAnyway = (element: Element): boolean =>
  element.hasAttribute('aria-hidden') && (holders['aria-hidden'].get(element) ?? 0) === 0;

/** The children without the ones that are kept; of a child that holds words to be read out, everything but the words. */
function silenced(parent: Element, inside: Element | null): readonly Element[] {
  return [...parent.children].flatMap((child) => {
    if (child === inside || child.matches(KEPT) || isHiddenAnyway(child)) return [];
    return child.querySelector(SPEAKING) === null ? [child] : silenced(child, null);
  });
}

function behind(box: Element): readonly Element[] {
  const found: Element[] = [];
  for (let inside = box; inside !== document.body && inside.parentElement !== null; inside = inside.parentElement) {
    found.push(...silenced(inside.parentElement, inside));
  }
  return found;
}

/**
 * Takes the focus from the elements, and gives it back to the dialog when one of the elements takes it.
 *
 * @returns ends this.
 */
function keepFocus(box: HTMLElement, held: readonly Element[]): () => void {
  let last: HTMLElement = box;
  const isHeld = (target: Element | null): boolean => held.some((element) => element.contains(target));
  const { activeElement } = document;
  // The browser hides no element that has the focus.
  if (activeElement instanceof HTMLElement && isHeld(activeElement)) activeElement.blur();
  const onFocus = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLElement)) return;
    if (!isHeld(target)) last = target;
    else (last.isConnected ? last : box).focus();
  };
  document.addEventListener('focusin', onFocus);
  return () => document.removeEventListener('focusin', onFocus);
}

const dialogOf = (element: HTMLElement | null): HTMLElement | null =>
  element?.closest<HTMLElement>('[role="dialog"]') ?? null;

/**
 * While the component is there, neither a key, nor the pointer, nor a screen reader reaches anything of the window outside the
 * dialog; pictures play on. For a dialog that keeps neither the pointer nor the focus to itself. Use this hook before
 * `useReturnedFocus`: an element out of reach cannot take the focus.
 *
 * @param inside the dialog, or an element in the dialog.
 */
export function useInertBehind(inside: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const box = dialogOf(inside.current);
    const held = box === null ? [] : behind(box);
    for (const element of held) hold(element, 'inert', 1);
    return () => held.forEach((element) => hold(element, 'inert', -1));
  }, [inside]);
}

/**
 * While the component is there, a screen reader reaches nothing of the window outside the dialog, and nothing outside takes the
 * focus; pictures play on. For a dialog with a `.scrim` beside it, which takes the pointer, and with Tab of its own. Use this
 * hook before `useReturnedFocus`: until this hook ends, the focus goes back to the dialog.
 *
 * @param inside the dialog, or an element in the dialog.
 */
export function useHiddenBehind(inside: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const box = dialogOf(inside.current);
    if (box === null) return;
    const held = behind(box);
    const endKeeping = keepFocus(box, held);
    for (const element of held) hold(element, 'aria-hidden', 1);
    return () => {
      endKeeping();
      for (const element of held) hold(element, 'aria-hidden', -1);
    };
  }, [inside]);
}
