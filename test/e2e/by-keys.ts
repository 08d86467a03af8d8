/** Moving by keyboard alone, as an operator without a pointer does. */
import type { Locator, Page } from 'playwright-core';

/** More stops of Tab than any screen has. */
export const MOST_STEPS = 150;

export const focus = (page: Page): Locator => page.locator(':focus');

/** Resolves when the element has the focus. */
export const hasFocus = (page: Page, element: Locator): Promise<void> => element.and(focus(page)).waitFor();

/**
 * Presses Tab until the element has the focus.
 *
 * @throws {Error} when Tab does not come to it.
 */
export async function tabTo(page: Page, element: Locator): Promise<void> {
  for (let i = 0; i < MOST_STEPS; i += 1) {
    if ((await element.and(focus(page)).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not come to ${String(element)}`);
}
