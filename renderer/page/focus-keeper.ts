/**
 * The focus never falls out of the window's parts: when the element that has the focus is removed or hidden, the focus
 * moves to the element that took its place, else to the nearest element that is left. Code that knows a better place (a
 * dialog that closes, a form that opens) sets the focus at once; then this file does nothing.
 */
const STOPS =
  'a[href], button:not([disabled]), input:not([disabled]), select, textarea, summary, [tabindex]:not([tabindex="-1"])';
/** The parts of the window, for when nothing of the old place is left. */
const PARTS = ['.insp', '.lv-wall', '.stage', '.side', '.act'];
/** Places that are remembered: the way back out of a dialog over a menu over a list. */
const MAX_PLACES = 8;

/**
 * Where the focus was: the element and everything around it, each with its place among its neighbours. References are
 * weak, so that nothing outlives its removal from the page: a removed field still has its text, and the text may be a
 * password.
 */
interface Place {
  readonly element: WeakRef<HTMLElement>;
  readonly path: readonly { readonly parent: WeakRef<HTMLElement>; readonly index: number }[];
}

const isShown = (element: Element | undefined): element is Element =>
  element !== undefined && element.isConnected && element.getClientRects().length > 0;

const stopsIn = (area: Element): readonly HTMLElement[] =>
  [...area.querySelectorAll<HTMLElement>(STOPS)].filter((stop) => stop.tabIndex >= 0 && isShown(stop));

function firstStop(area: Element): HTMLElement | undefined {
  if (area instanceof HTMLElement && area.matches(STOPS) && area.tabIndex >= 0 && isShown(area)) return area;
  return stopsIn(area)[0];
}

function placeOf(element: HTMLElement): Place {
  const path: { parent: WeakRef<HTMLElement>; index: number }[] = [];
  for (let child = element; child.parentElement !== null && child.parentElement !== document.body;) {
    const parent: HTMLElement = child.parentElement;
    path.push({ parent: new WeakRef(parent), index: [...parent.children].indexOf(child) });
    child = parent;
  }
  return { element: new WeakRef(element), path };
}

/** No place: the contents have nothing to do with an element that was lost somewhere in the window. */
const isWindow = (element: Element): boolean => element.id === 'root' || element.matches('.app');

const isInScreen = ({ path }: Place): boolean => path.some(({ parent }) => parent.deref()?.matches('.main') === true);

/** The element that replaced the lost one, or the nearest remaining element around it that can take the focus. */
function successorOf({ element, path }: Place): HTMLElement | undefined {
  const own = element.deref();
  if (isShown(own)) return own;
  for (const { parent: ref, index } of path) {
    const parent = ref.deref();
    if (!isShown(parent) || isWindow(parent)) continue;
    // The row below moved up; after the last row, the row above is the nearest.
    const beside = [...parent.children].slice(index, index + 1).concat([...parent.children].slice(0, index).reverse());
    for (const neighbour of beside) {
      const stop = firstStop(neighbour);
      if (stop !== undefined) return stop;
    }
    const [first] = stopsIn(parent);
    // The parts of a screen stand beside each other: the first part is no place for what another part lost.
    if (first !== undefined && !parent.matches('.main')) return first;
  }
  return undefined;
}

/** Keeps the focus in the window until the returned function is called. */
export function keepFocus(): () => void {
  const places: Place[] = [];
  const onFocusIn = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLElement) || places[0]?.element.deref() === target) return;
    places.unshift(placeOf(target));
    places.length = Math.min(places.length, MAX_PLACES);
  };
  const recover = (): void => {
    const { activeElement } = document;
    const [last] = places;
    if (last === undefined || !document.hasFocus()) return;
    if (activeElement !== null && activeElement !== document.body) return;
    // A click beside every control takes the focus away on purpose.
    if (isShown(last.element.deref())) return;
    for (const place of places) {
      // If the focus was in a screen, no place in the bars around gets it: it goes to the next screen.
      if (isInScreen(last) && !isInScreen(place)) continue;
      const next = successorOf(place);
      if (next === undefined) continue;
      next.focus();
      if (document.activeElement === next) return;
    }
    const part = PARTS.flatMap((selector) => [...document.querySelectorAll(selector)]).find((one) => firstStop(one));
    if (part !== undefined) firstStop(part)?.focus();
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onFocusOut = ({ relatedTarget }: FocusEvent): void => {
    if (relatedTarget !== null) return;
    clearTimeout(timer);
    // After what comes in its place is on the page and has taken the focus, if anything wants the focus.
    timer = setTimeout(recover, 50);
  };
  document.addEventListener('focusin', onFocusIn);
  document.addEventListener('focusout', onFocusOut);
  return () => {
    clearTimeout(timer);
    document.removeEventListener('focusin', onFocusIn);
    document.removeEventListener('focusout', onFocusOut);
  };
}
