/**
 * Where a window goes (all in device-independent px): to its earlier place, if the present screens let the user get
 * hold of it there.
 */
import type { Display, Rectangle, WindowPlace } from '../host.ts';

export type { Display, Rectangle, WindowPlace } from '../host.ts';

const MIN_VISIBLE_PX = 64;
const MIN_SIZE = { width: 960, height: 600 };
const DEFAULT_SIZE = { width: 1600, height: 900 };

/**
 * @param saved what a file said; anything else than a place counts as none.
 * @param workAreas of all screens, the primary first.
 * @returns the saved bounds when at least 64 x 64 px of them, title bar included, are on a screen; else the default size
 * in the middle of the primary screen. Never larger than the screen it is on.
 */
export function fitPlace(saved: unknown, workAreas: readonly Rectangle[]): WindowPlace {
  const place = isPlace(saved) ? saved : null;
  const primary = workAreas[0] ?? { x: 0, y: 0, ...DEFAULT_SIZE };
  const home = place === null ? undefined : workAreas.find((area) => isReachable(place.bounds, area));
  if (place === null || home === undefined) {
    return { bounds: centred(DEFAULT_SIZE, primary), isMaximised: place?.isMaximised ?? false };
  }
  const { y } = place.bounds;
  const width = Math.min(Math.max(place.bounds.width, MIN_SIZE.width), home.width);
  // A window made narrower for this screen keeps its left edge, which may lie far outside of it.
  const x = Math.max(place.bounds.x, home.x + MIN_VISIBLE_PX - width);
  const height = Math.min(Math.max(place.bounds.height, MIN_SIZE.height), home.height);
  return { bounds: { x, y, width, height }, isMaximised: place.isMaximised };
}

/**
 * The same for screens that have names: a window goes back to its own screen, also when that screen now has another
 * position among the screens.
 *
 * @param displays all of them, the primary first.
 */
export function placeOn(saved: unknown, displays: readonly Display[]): WindowPlace {
  const place = isPlace(saved) ? saved : null;
  const was = place?.display;
  const is = was && displays.find(({ id }) => id === was.id);
  const moved = place && is ? { ...place, bounds: shifted(place.bounds, was.workArea, is.workArea) } : saved;
  return fitPlace(
    moved,
    [is, ...displays].flatMap((display, i) => (display && !(i > 0 && display === is) ? [display.workArea] : [])),
  );
}

/** The screen on which most of a window is; none where it is on no screen. */
export function displayOf(bounds: Rectangle, displays: readonly Display[]): Display | undefined {
  const shares = displays.map((display) => ({ display, share: common(bounds, display.workArea) }));
  return shares.toSorted((a, b) => b.share - a.share).find(({ share }) => share > 0)?.display;
}

/** Whether the user can get hold of a window where it is. */
export function isWithinReach(bounds: Rectangle, displays: readonly Display[]): boolean {
  return displays.some(({ workArea }) => isReachable(bounds, workArea));
}

function shifted(bounds: Rectangle, from: Rectangle, to: Rectangle): Rectangle {
  return { ...bounds, x: bounds.x + to.x - from.x, y: bounds.y + to.y - from.y };
}

function common(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

/** The title bar is at the top: a window above the screen cannot be moved back, one below it can. */
function isReachable(window: Rectangle, area: Rectangle): boolean {
  const width = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const isTopOnScreen = window.y >= area.y && window.y + MIN_VISIBLE_PX <= area.y + area.height;
  return width >= MIN_VISIBLE_PX && window.height >= MIN_VISIBLE_PX && isTopOnScreen;
}

function centred(size: { readonly width: number; readonly height: number }, area: Rectangle): Rectangle {
  const width = Math.min(size.width, area.width);
  const height = Math.min(size.height, area.height);
  return {
    x: area.x + Math.trunc((area.width - width) / 2),
    y: area.y + Math.trunc((area.height - height) / 2),
    width,
    height,
  };
}

function isPlace(value: unknown): value is WindowPlace {
  if (typeof value !== 'object' || value === null) return false;
  const { bounds, isMaximised, display } = value as { bounds?: unknown; isMaximised?: unknown; display?: unknown };
  if (typeof isMaximised !== 'boolean' || !isRectangle(bounds)) return false;
  return display === undefined || isDisplay(display);
}

function isDisplay(value: unknown): value is Display {
  if (typeof value !== 'object' || value === null) return false;
  const { id, workArea } = value as { id?: unknown; workArea?: unknown };
  return typeof id === 'string' && isRectangle(workArea);
}

function isRectangle(value: unknown): value is Rectangle {
  if (typeof value !== 'object' || value === null) return false;
  const { x, y, width, height } = value as Record<string, unknown>;
  return [x, y, width, height].every((side) => Number.isSafeInteger(side) && Math.abs(side as number) < 100_000);
}
