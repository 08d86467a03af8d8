/** Classifies the focused element for a key, because some elements need keys for themselves. */
import { useNavigation } from '../page/navigation.ts';

const NO_TEXT = ['checkbox', 'radio', 'range', 'button', 'submit'].map((type) => `:not([type="${type}"])`).join('');
const FIELDS = `input${NO_TEXT}, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="textbox"]`;
const BOXES = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** Whether the element, or an element around the element, matches the CSS selector. */
export const isIn = (target: EventTarget | null, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null;

export const isTyping = (target: EventTarget | null): boolean => isIn(target, FIELDS);

/** Whether the element is in a dialog, a menu or a list of choices. */
export const isInBox = (target: EventTarget | null): boolean => isIn(target, BOXES);

/** Whether a dialog covers the page, wherever the focus is, or is about to: further keys are meant for the dialog. */
export function isCovered(): boolean {
  const { isPaletteOpen, dialog } = useNavigation.getState();
  if (isPaletteOpen || dialog !== null) return true;
  const open = [...document.querySelectorAll('[aria-modal="true"]')];
  return open.some((dialog) => dialog.closest('[style*="display: none"], [hidden]') === null);
}
