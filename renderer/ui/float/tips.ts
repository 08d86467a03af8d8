/**
 * Tooltips of our own for every element with a `title`: they come sooner than those of the browser, grow with the text, and
 * come on keyboard focus too. While an element has the pointer or the focus its `title` is empty, so that the browser shows
 * no tooltip beside ours; afterwards the element has its `title` back.
 */
import './tips.css';

const WAIT_MS = 500;
/** So soon after a tooltip the next one comes at once: the operator reads along a bar. */
const READING_MS = 400;
const CHECK_MS = 200;
const GAP_PX = 6;
const MARGIN_PX = 4;

const ACTIVE = 'aria-activedescendant';
const TIP_ID = 'lanner-tip';

/** The element whose words are shown or will be shown. */
interface Anchor {
  readonly element: HTMLElement;
  words: string;
  /** Where the pointer came in, in the window; null for the keyboard. */
  readonly pointerX: number | null;
}

class Tips {
  readonly #box = tipBox();
  #anchor: Anchor | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #check: ReturnType<typeof setInterval> | null = null;
  #hiddenAtMs = -Infinity;
  /** A pressed element shows no words until the pointer has left it. */
  #pressed: Element | null = null;

  readonly onPointerOver = (event: PointerEvent): void => {
    if (event.pointerType === 'touch' || !(event.target instanceof Element)) return;
    if (this.#pressed?.contains(event.target)) return;
    this.#pressed = null;
    if (this.#anchor?.element.contains(event.target)) return;
    const element = event.target.closest<HTMLElement>('[title]:not([title=""])');
    if (element === null) this.leave();
    else this.#take(element, element, event.clientX);
  };

  readonly onFocusIn = (event: FocusEvent): void => {
    if (event.target instanceof HTMLElement) this.#followFocus(event.target);
  };

  /** A tree keeps the focus while its rows become active one after the other. */
  readonly onKeyUp = (): void => {
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement && activeElement.hasAttribute(ACTIVE)) this.#followFocus(activeElement);
  };

  readonly onPress = (event: Event): void => {
    this.#pressed = this.#anchor?.element ?? null;
    if (event.type === 'pointerdown' && event.target instanceof Element) this.#pressed ??= event.target;
    this.leave();
  };

  readonly onKeyDown = ({ key }: KeyboardEvent): void => {
    if (key === 'Escape') this.leave();
  };

  /** Hides the tooltip and gives the element its title back. */
  readonly leave = (): void => {
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#check !== null) {
      clearInterval(this.#check);
      this.#hiddenAtMs = performance.now();
      this.#box.hidePopover();
    }
    this.#timer = this.#check = null;
    const anchor = this.#anchor;
    this.#anchor = null;
    if (anchor === null) return;
    // Another title, or none, was given to the element in the meantime.
    if (anchor.element.getAttribute('title') === '') anchor.element.title = anchor.words;
    for (const element of document.querySelectorAll(`[aria-describedby="${TIP_ID}"]`))
      element.removeAttribute('aria-describedby');
  };

  remove(): void {
    this.leave();
    this.#box.remove();
  }

  #followFocus(focused: HTMLElement): void {
    if (!focused.matches(':focus-visible')) return;
    const active = focused.getAttribute(ACTIVE);
    const target = active === null ? focused : document.getElementById(active);
    if (target === null) return this.leave();
    if (target === this.#anchor?.element) return;
    const element = target.title === '' ? cutInside(target) : target;
    if (element !== null) this.#take(element, focused, null);
    else if (!target.contains(this.#anchor?.element ?? null)) this.leave();
  }

  #take(element: HTMLElement, described: HTMLElement, pointerX: number | null): void {
    this.leave();
    const words = element.title;
    if (words.trim() === (element.textContent ?? '').trim() && !isCut(element)) return;
    this.#anchor = { element, words, pointerX };
    element.title = '';
    this.#box.textContent = words;
    if (!described.hasAttribute('aria-describedby')) described.setAttribute('aria-describedby', TIP_ID);
    const isReading = performance.now() - this.#hiddenAtMs < READING_MS;
    this.#timer = setTimeout(() => this.#show(), isReading ? 0 : WAIT_MS);
  }

  #show(): void {
    if (this.#anchor === null || !isThere(this.#anchor.element)) return this.leave();
    this.#box.showPopover();
    place(this.#box, this.#anchor);
    this.#check = setInterval(() => this.#follow(), CHECK_MS);
  }

  /** The element may go, or get another title, while its tooltip stands. */
  #follow(): void {
    const anchor = this.#anchor;
    if (anchor === null || !isThere(anchor.element) || !anchor.element.hasAttribute('title')) return this.leave();
    if (anchor.element.title === '') return;
    anchor.words = anchor.element.title;
    anchor.element.title = '';
    this.#box.textContent = anchor.words;
    place(this.#box, anchor);
  }
}

/** @returns ends the tooltips; every element then has its title. */
export function followTips(): () => void {
  const tips = new Tips();
  const ending = new AbortController();
  const { signal } = ending;
  document.addEventListener('pointerover', tips.onPointerOver, { signal });
  document.addEventListener('focusin', tips.onFocusIn, { signal });
  document.addEventListener('keyup', tips.onKeyUp, { signal });
  document.addEventListener('keydown', tips.onKeyDown, { signal, capture: true });
  for (const press of ['pointerdown', 'dragstart'])
    document.addEventListener(press, tips.onPress, { signal, capture: true });
  for (const end of ['focusout', 'wheel', 'scroll'])
    document.addEventListener(end, tips.leave, { signal, capture: true, passive: true });
  document.documentElement.addEventListener('pointerleave', tips.leave, { signal });
  window.addEventListener('blur', tips.leave, { signal });
  return () => {
    ending.abort();
    tips.remove();
  };
}

function tipBox(): HTMLElement {
  const box = document.createElement('div');
  box.id = TIP_ID;
  box.className = 'float tip';
  box.setAttribute('role', 'tooltip');
  // In the top layer, above dialogs and menus.
  box.popover = 'manual';
  document.body.append(box);
  return box;
}

function isThere(element: Element): boolean {
  return element.isConnected && element.checkVisibility({ visibilityProperty: true });
}

function isCut(element: Element): boolean {
  return element.scrollWidth > element.clientWidth + 1;
}

/** The first words inside that are cut off: a row of a list says its whole name to the keyboard as well. */
function cutInside(element: Element): HTMLElement | null {
  return [...element.querySelectorAll<HTMLElement>('[title]:not([title=""])')].find(isCut) ?? null;
}

/** Below the element, or above where its style says `--tip-side: above` or where there is no room below. */
function place(box: HTMLElement, { element, pointerX }: Anchor): void {
  const zoom = box.currentCSSZoom ?? 1;
  box.style.maxHeight = `${(window.innerHeight - 2 * MARGIN_PX) / zoom}px`;
  const around = element.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const above = around.top - GAP_PX - height;
  const below = around.bottom + GAP_PX;
  const fitsBelow = below + height <= window.innerHeight - MARGIN_PX;
  const prefersAbove = getComputedStyle(element).getPropertyValue('--tip-side').trim() === 'above';
  const top = above >= MARGIN_PX && (prefersAbove || !fitsBelow) ? above : below;
  // A wide row has its tooltip where the pointer is.
  const start = pointerX !== null && around.width > width ? pointerX - width / 2 : around.left;
  const inside = (at: number, size: number, room: number): number =>
    Math.max(MARGIN_PX, Math.min(at, room - size - MARGIN_PX));
  box.style.left = `${inside(start, width, window.innerWidth) / zoom}px`;
  box.style.top = `${inside(top, height, window.innerHeight) / zoom}px`;
}
