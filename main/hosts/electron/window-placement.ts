/**
 * Where one window stands: remembered when the user moves it, brought back into view when its screen goes, and back to its
 * own screen when that returns. A move that the screens caused is none of the user's: it changes nothing that is remembered.
 */
import type { BrowserWindow } from 'electron';
import type { Display, Rectangle, WindowPlace } from '../../host.ts';
import { displayOf, fitPlace, placeOn } from '../window-place.ts';
import type { Parts } from './parts.ts';

/** A drag tells of many moves: the last one counts. */
const KEEP_AFTER_MS = 400;
/** So long after the screens changed the system itself may still move windows. */
const SETTLE_MS = 3_000;

interface WindowPlacementOptions {
  readonly window: BrowserWindow;
  readonly parts: Pick<Parts, 'screen'>;
  readonly isKiosk: boolean;
  readonly onPlaced: (place: WindowPlace) => void;
  readonly nowMs?: () => number;
}

export class WindowPlacement {
  readonly #options: Required<WindowPlacementOptions>;
  #timer: NodeJS.Timeout | null = null;
  /** Where the user had it last. */
  #last: WindowPlace | null = null;
  /** Set while its own screen is gone. */
  #away: { readonly home: WindowPlace; bounds: Rectangle } | null = null;
  #screensChangedAtMs = -Infinity;

  /** @param place where it was opened, when it has been somewhere before. */
  constructor(options: WindowPlacementOptions, place: WindowPlace | null) {
    this.#options = { nowMs: () => performance.now(), ...options };
    this.#last = place;
    const { window } = options;
    // Linux tells of no end of a move.
    for (const event of ['move', 'resize', 'moved', 'resized'] as const) window.on(event as 'move', () => this.#soon());
    window.on('close', () => this.keep());
    window.on('closed', () => this.#forget());
    window.on('restore', () => this.fit());
    window.on('show', () => {
      this.fit();
      if (this.#last === null) this.keep();
    });
  }

  /** Remembers where it is now, unless that is none of the user's doing. */
  keep(): void {
    this.#forget();
    const { window, parts, isKiosk, onPlaced, nowMs } = this.#options;
    if (isKiosk || window.isDestroyed()) return;
    const bounds = window.getNormalBounds();
    if (this.#away !== null) {
      if (nowMs() - this.#screensChangedAtMs < SETTLE_MS) this.#away.bounds = bounds;
      if (isSame(bounds, this.#away.bounds)) return;
      this.#away = null; // the user moved the window while it was on another screen: that screen is its own from now on
    }
    const display = displayOf(window.getBounds(), displaysOf(parts));
    this.#last = { bounds, isMaximised: window.isMaximized(), ...(display === undefined ? {} : { display }) };
    onPlaced(this.#last);
  }

  /** Screens were taken away or changed. @param removed the one that is gone, if one is. */
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
