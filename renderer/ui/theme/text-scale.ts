/**
 * Larger text and, with it, everything that holds text: the page is zoomed as a whole, so that nothing can overlap. The
 * window then holds less of the page, which media queries do not know; `data-fit` on the root says how much it holds.
 */
import { layoutPx } from './tokens.ts';

let scale = 1;
const listeners = new Set<() => void>();

/** @param to 1 for the size that the design has. */
export function setTextScale(to: number): void {
  if (to === scale) return;
  scale = to;
  document.documentElement.style.setProperty('zoom', to === 1 ? '' : String(to));
  markFit();
  for (const listener of listeners) listener();
}

/** Calls when the zoom or the window changes. */
export function onFit(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('resize', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('resize', listener);
  };
}

/** Size of the window, in the page's own pixels. */
export function pageSize(): { readonly widthPx: number; readonly heightPx: number } {
  return { widthPx: window.innerWidth / scale, heightPx: window.innerHeight / scale };
}

/** Below this the inspector lies over the stage. */
export const TIGHT_BELOW_PX = 1000;

function markFit(): void {
  const { widthPx, heightPx } = pageSize();
  const marks = [
    widthPx <= layoutPx.narrowBelow ? 'narrow' : '',
    heightPx <= layoutPx.shortBelow ? 'short' : '',
    widthPx < TIGHT_BELOW_PX ? 'tight' : '',
  ];
  document.documentElement.dataset['fit'] = marks.filter(Boolean).join(' ');
}

/** Keeps `data-fit` true for as long as the page is there. */
export function followFit(): void {
  markFit();
  window.addEventListener('resize', markFit);
}
