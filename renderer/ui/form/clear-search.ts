/** Buttons that clear a search and go with it: without this, the keyboard would begin anew at the top of the window. */

/** Only what the click of a mouse, a key or a screen reader has in common. */
interface Click {
  readonly currentTarget: Element;
}

/**
 * The click of a button that clears a search: the focus moves to the field of the search, the nearest one around the button,
 * then `clear` is called.
 */
export const clearing =
  (clear: () => void) =>
  ({ currentTarget }: Click): void => {
    fieldNear(currentTarget)?.focus();
    clear();
  };

function fieldNear(button: Element): HTMLInputElement | null {
  for (let around = button.parentElement; around !== null; around = around.parentElement) {
    const field = around.querySelector<HTMLInputElement>('input[type="search"]');
    if (field !== null) return field;
  }
  return null;
}
