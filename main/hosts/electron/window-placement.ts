/**
 * The place of one window. It is remembered when the user moves the window. The window is brought back into view when
 * its screen goes, and back to its own screen when that screen returns. A move that the screens caused is not the
 * user's: it does not change the remembered place.
 */
import type { BrowserWindow } from 'electron';
import type { Display, Rectangle, WindowPlace } from '../../host.ts';
import { displayOf, fitPlace, placeOn } from '../window-place.ts';
import type { Parts } from './parts.ts';

/** A drag reports many moves: only the last move counts. */
const KEEP_AFTER_MS = 400;
/** The system itself may move windows for this long after the screens changed. */
const SETTLE_MS = 3_000;

interface WindowPlacementOptions {
  readonly window: BrowserWindow;
  readonly parts: Pick<Parts, 'screen'>;
  readonly onPlaced: (place: WindowPlace) => void;
  readonly nowMs?: () => number;
}

export class WindowPlacement {
  readonly #options: Required<WindowPlacementOptions>;
  #timer: NodeJS.Timeout | null = null;
  /** The last place that the user chose. */
  #last: WindowPlace | null = null;
  /** Set while its own screen is gone. */
  #away: { readonly home: WindowPlace; bounds: Rectangle } | null = null;
  #screensChangedAtMs = -Infinity;

  /** @param place where it was opened, when it has been somewhere before. */
  constructor(options: WindowPlacementOptions, place: WindowPlace | null) {
    this.#options = { nowMs: () => performance.now(), ...options };
    this.#last = place;
    const { window } = options;
    // Linux does not report the end of a move.
    for (const event of ['move', 'resize', 'moved', 'resized'] as const) window.on(event as 'move', () => this.#soon());
    window.on('close', () => this.keep());
    window.on('closed', () => this.#forget());
    window.on('restore', () => this.fit());
    window.on('show', () => {
      this.fit();
      if (this.#last === null) this.keep();
    });
  }

  /** Remembers the place of the window, unless the user did not cause it. */
  keep(): void {
    this.#forget();
    const { window, parts, onPlaced, nowMs } = this.#options;
    if (window.isDestroyed()) return;
    const bounds = window.getNormalBounds();
    if (this.#away !== null) {
      if (nowMs() - this.#screensChangedAtMs < SETTLE_MS) this.#away.bounds = bounds;
      if (isSame(bounds, this.#away.bounds)) return;
      this.#away = null; // the user moved the window while it was on another screen, so that screen is its own now
    }
    const display = displayOf(window.getBounds(), displaysOf(parts));
    this.#last = { bounds, isMaximised: window.isMaximized(), ...(display === undefined ? {} : { display }) };
    onPlaced(this.#last);
  }

  /** Screens were removed or changed. @param removed the screen that is gone, if there is one. */
  onScreens(removed: Display | null): void {
    this.#screensChangedAtMs = this.#options.nowMs();
    const home = this.#last;
    const isHome = removed !== null && home?.display?.id === removed.id;
    if (isHome && this.#away === null) this.#away = { home, bounds: this.#options.window.getNormalBounds() };
    const isBack = displaysOf(this.#options.parts).some(({ id }) => id === this.#away?.home.display?.id);
    if (isBack) this.#goHome();
    else this.fit();
  }

  /** Brings the window back when no screen shows enough of it to get hold of it. */
  fit(): void {
    const { window, parts } = this.#options;
    if (window.isDestroyed() || window.isMinimized()) return;
    const displays = displaysOf(parts);
    const now = window.getNormalBounds();
    const isWhole = window.isFullScreen() || window.isKiosk();
    if (isWhole && displayOf(window.getBounds(), displays) !== undefined) return;
    const place = { bounds: now, isMaximised: window.isMaximized() };
    const { bounds } = fitPlace(place, areasOf(displays));
    if (!isSame(now, bounds) || isWhole) this.#put({ ...place, bounds });
    if (this.#away !== null) this.#away.bounds = bounds;
  }

  #goHome(): void {
    const home = this.#away?.home;
    this.#away = null;
    if (home && !this.#options.window.isDestroyed()) this.#put(placeOn(home, displaysOf(this.#options.parts)));
  }

  /** A window that fills its screen does so on the other one too. */
  #put({ bounds, isMaximised }: WindowPlace): void {
    const { window } = this.#options;
    const [isKiosk, isFullScreen] = [window.isKiosk(), window.isFullScreen()];
    if (isKiosk) window.setKiosk(false);
    else if (isFullScreen) window.setFullScreen(false);
    if (window.isMaximized()) window.unmaximize();
    window.setBounds(bounds);
    if (isMaximised) window.maximize();
    if (isKiosk) window.setKiosk(true);
    else if (isFullScreen) window.setFullScreen(true);
  }

  #soon(): void {
    this.#forget();
    this.#timer = setTimeout(() => this.keep(), KEEP_AFTER_MS);
  }

  #forget(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}

/** All screens, the primary first. */
export function displaysOf({ screen }: Pick<Parts, 'screen'>): readonly Display[] {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  return [primary, ...others].map(toDisplay);
}

export function toDisplay({ id, workArea }: { readonly id: number; readonly workArea: Rectangle }): Display {
  return { id: String(id), workArea };
}

const areasOf = (displays: readonly Display[]): readonly Rectangle[] => displays.map(({ workArea }) => workArea);

function isSame(a: Rectangle, b: Rectangle): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}
