/** Moves the focus between the parts of the window, so that none is far away. */
const REGIONS = '.title, .act, .side, .stage, .insp, .status';
const STOPS =
  'a[href], button:not([disabled]), input:not([disabled]), select, textarea, [tabindex]:not([tabindex="-1"]), [contenteditable="true"]';

const isShown = (element: Element): boolean => element.getClientRects().length > 0;

function firstStop(region: Element): HTMLElement | undefined {
  const stops = [...region.querySelectorAll<HTMLElement>(STOPS)].filter((stop) => stop.tabIndex >= 0 && isShown(stop));
  // The tree and the wall are why their parts are there; their heads are one Tab away.
  return stops.find((stop) => stop.matches('[role="tree"], [data-tile], [aria-current="page"]')) ?? stops[0];
}

/** @returns false when there is nowhere to go. */
export function focusRegion(step: 1 | -1): boolean {
  const regions = [...document.querySelectorAll(REGIONS)].filter((region) => isShown(region) && firstStop(region));
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const start = at < 0 && step < 0 ? 0 : at;
  const next = regions[(start + step + regions.length) % regions.length];
  if (next === undefined) return false;
  firstStop(next)?.focus();
  return true;
}
