/**
 * Gives the focus to the next step of a panel, unless the operator works elsewhere: the focus moves only when it is nowhere or
 * in the same panel.
 */
export function focusIfNear(element: HTMLElement | null): void {
  if (element === null) return;
  const { activeElement } = document;
  const isNowhere = activeElement === null || activeElement === document.body;
  const panel = element.closest('.insp');
  const isHidden = activeElement !== null && !isNowhere && activeElement.getClientRects().length === 0;
  if (isNowhere || isHidden || panel?.contains(activeElement) === true) element.focus();
}
