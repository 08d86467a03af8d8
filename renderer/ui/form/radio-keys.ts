import type { KeyboardEvent } from 'react';

/**
 * Arrows in a group of radio buttons: the next button that can be chosen gets the focus and a click. Left and up go back,
 * right and down go forward, round the ends.
 *
 * @param event of the element with the role `radiogroup`
 */
export function chooseByArrow(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const radios = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="radio"]:not([aria-disabled="true"])')];
  const at = radios.findIndex((radio) => radio.getAttribute('aria-checked') === 'true');
  const next = radios[(at + step + radios.length) % radios.length];
  next?.focus();
  next?.click();
}
