/** Whether the Tab key reaches everything that can be pressed or filled in, in the panels and dialogs that are open. */
import type { Page } from 'playwright-core';

/** The state that the walk leaves on the page between its steps. */
interface Walk {
  readonly stops: readonly Element[];
  readonly reached: Set<Element>;
  readonly before: Element | null;
  readonly note: (event: Event) => void;
}

/** Long lists are rows of one kind, and the walk is paid for by the key stroke. */
const MOST_STOPS = 60;

/**
 * Stands at the beginning of a panel. @returns how many times to press Tab: not at all in one that was walked before, or is
 * too long; null where there is no such panel.
 */
const begin = (page: Page, at: number): Promise<number | null> =>
  page.evaluate(
    ({ most, at: wanted }) => {
      // A field of one pixel stands behind a button, which is what is pressed.
      const isShown = (element: Element): boolean =>
        element.getBoundingClientRect().width > 2 && element.checkVisibility({ visibilityProperty: true });
      const isOff = (element: Element): boolean =>
        element.matches(':disabled, [type="hidden"], [inert] *, [aria-hidden="true"], [aria-hidden="true"] *');
      const PRESSED =
        'button, a[href], input, select, textarea, summary, [role="button"], [role="tab"], [role="radio"], ' +
        '[role="switch"], [role="checkbox"], [role="combobox"], [role="slider"], [role="separator"][tabindex]';
      const panels = [...document.querySelectorAll('[role="dialog"], aside, [role="complementary"]')].filter(isShown);
      const top = panels.filter((panel) => panel.matches('[aria-modal="true"]'));
      const panel = (top.length > 0 ? top : panels)[wanted];
      if (panel === undefined) return null;
      const stops = [...panel.querySelectorAll(PRESSED)].filter((element) => isShown(element) && !isOff(element));
      const seen = (globalThis as unknown as { walkedPanels?: Set<string> }).walkedPanels ?? new Set<string>();
      const looks = stops.map((stop) => stop.outerHTML.slice(0, 120)).join();
      if (stops.length === 0 || stops.length > most || seen.has(looks)) return 0;
      Object.assign(globalThis, { walkedPanels: seen.add(looks) });
      const reached = new Set<Element>();
      const note = ({ target }: Event): void => void (target instanceof Element && reached.add(target));
      const walk: Walk = { stops, reached, before: document.activeElement, note };
      Object.assign(globalThis, { walk });
      document.addEventListener('focusin', note);
      const first = stops.find((stop) => stop instanceof HTMLElement && stop.tabIndex >= 0);
      if (first instanceof HTMLElement) first.focus();
      if (document.activeElement !== null) reached.add(document.activeElement);
      return stops.length + 2;
    },
    { most: MOST_STOPS, at },
  );

/** Elements that Tab did not reach, and the focus as it was. Of widgets that arrow keys walk, one member is enough. */
const end = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const { stops, reached, before, note } = (globalThis as unknown as { readonly walk: Walk }).walk;
    document.removeEventListener('focusin', note);
    const WIDGETS =
      '[role="radiogroup"], [role="tablist"], [role="tree"], [role="grid"], [role="listbox"], [role="menu"]';
    const isReached = (stop: Element): boolean => {
      const widget = stop.closest(WIDGETS);
      return reached.has(stop) || (widget !== null && [...reached].some((other) => widget.contains(other)));
    };
    if (before instanceof HTMLElement) before.focus();
    return stops
      .filter((stop) => !isReached(stop))
      .map((stop) => `no Tab reaches: ${stop.outerHTML.slice(0, 140).replaceAll(/\s+/g, ' ')}`);
  });

/** Walks with real key strokes. @returns what cannot be reached, one line each. */
export async function unreachedByTab(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (let at = 0; ; at += 1) {
    const presses = await begin(page, at);
    if (presses === null) return found;
    for (let i = 0; i < presses; i += 1) await page.keyboard.press('Tab');
    if (presses > 0) found.push(...(await end(page)));
  }
}
