import { useEffect, type RefObject } from 'react';

/** Status messages, also those about outages, must be read out while a dialog is open too. */
const SPEAKING = '.status [role="status"]';
/** Also the layer that takes the pointer beside a dialog, and the tooltip, whose words describe what is in the dialog. */
const KEPT = `.scrim, [role="tooltip"], ${SPEAKING}`;

/** How many open dialogs keep an element out of reach. */
const holders = new WeakMap<Element, number>();

function hold(element: Element, by: 1 | -1): void {
  const count = (holders.get(element) ?? 0) + by;
  holders.set(element, count);
  element.toggleAttribute('inert', count > 0);
}

/** The children without the ones that are kept; of a child that holds words to be read out, everything but the words. */
function silenced(parent: Element, inside: Element | null): readonly Element[] {
  return [...parent.children].flatMap((child) => {
    if (child === inside || child.matches(KEPT)) return [];
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
 * Gives the focus back to the dialog when one of the elements takes the focus.
 *
 * @returns ends this.
 */
function keepFocus(box: HTMLElement, held: readonly Element[]): () => void {
  let last: HTMLElement = box;
  const onFocus = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLElement)) return;
    if (!held.some((element) => element.contains(target))) last = target;
    else (last.isConnected ? last : box).focus();
  };
  document.addEventListener('focusin', onFocus);
  return () => document.removeEventListener('focusin', onFocus);
}

/** An element of more elements than this gets out of reach in pieces. */
const MOST_ELEMENTS = 100;
/** Work on the styles of the window that one task may do, ms. */
const STEP_MS = 4;

/** The element in pieces whose styles are computed in a few milliseconds each; the inner ones first, and the element last. */
function piecesOf(element: Element): readonly Element[] {
  if (element.getElementsByTagName('*').length <= MOST_ELEMENTS) return [element];
  return [...[...element.children].flatMap(piecesOf), element];
}

/**
 * Takes the elements out of reach after the next picture of the window, in tasks of a few milliseconds.
 *
 * @returns ends this, and brings all of them back into reach at once.
 */
function holdInSteps(elements: readonly Element[]): () => void {
  let waiting: readonly Element[] | null = null;
  const done: Element[] = [];
  let timer: number | undefined;
  const step = (): void => {
    waiting ??= elements.flatMap(piecesOf);
    const fromMs = performance.now();
    while (done.length < waiting.length && performance.now() - fromMs < STEP_MS) {
      const piece = waiting[done.length];
      if (piece === undefined) return;
      hold(piece, 1);
      done.push(piece);
      // Asked for a style, the browser computes the styles of the piece now, and not those of all pieces in one task.
      void getComputedStyle(piece).opacity;
    }
    if (done.length < waiting.length) timer = window.setTimeout(step);
  };
  const frame = requestAnimationFrame(() => (timer = window.setTimeout(step)));
  return () => {
    cancelAnimationFrame(frame);
    window.clearTimeout(timer);
    for (const piece of done.splice(0)) hold(piece, -1);
  };
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
    for (const element of held) hold(element, 1);
    return () => held.forEach((element) => hold(element, -1));
  }, [inside]);
}

/**
 * As `useInertBehind`, for a dialog that keeps the pointer (`.scrim`), Tab and the focus to itself. The browser computes the
 * styles of everything that gets out of reach again, which is most of the window: here after the first picture of the dialog
 * and in short tasks, so that neither the dialog nor a key waits for this work. Use this hook before `useReturnedFocus`.
 *
 * @param inside the dialog, or an element in the dialog.
 */
export function useInertBehindSoon(inside: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const box = dialogOf(inside.current);
    if (box === null) return;
    const held = behind(box);
    const endKeeping = keepFocus(box, held);
    const endHolding = holdInSteps(held);
    return () => {
      endKeeping();
      endHolding();
    };
  }, [inside]);
}
