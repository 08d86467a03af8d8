/** One window: made where it was last, locked down, shown when it has something to show. */
import type { BrowserWindow } from 'electron';
import { log } from '../../log.ts';
import type { Display, Rectangle, WindowBook, WindowRequest } from '../host.ts';
import { Revival } from '../revival.ts';
import { pathOfWindow } from '../window-address.ts';
import { displayOf, fitPlace, placeOn } from '../window-place.ts';
import { PAGE_ORIGIN, type Parts } from './parts.ts';

export interface WindowOptions {
  readonly parts: Pick<Parts, 'BrowserWindow' | 'screen'>;
  readonly preloadPath: string;
  readonly request: WindowRequest;
  readonly book: Pick<WindowBook, 'onPlaced'> | null;
  readonly isShown: boolean;
}

const BACKGROUND = '#101215';
/** Some graphics set-ups never report the first frame; a window late and empty beats none. */
const SHOW_AFTER_MS = 5_000;

export function createWindow({ parts, preloadPath, request, book, isShown }: WindowOptions): BrowserWindow {
  const { key, place, isKiosk } = request;
  const { bounds, isMaximised } = placeOn(place, displaysOf(parts));
  const window = new parts.BrowserWindow({
    ...bounds,
    minWidth: 640,
    minHeight: 400,
    show: false,
    kiosk: isKiosk,
    title: 'Lanner',
    backgroundColor: BACKGROUND,
    autoHideMenuBar: true,
    // The page draws the title bar; the system draws its buttons over the place that the page leaves for them.
    titleBarStyle: 'hidden',
    titleBarOverlay: { color: BACKGROUND, symbolColor: '#8A929E', height: 36 },
    webPreferences: {
      preload: preloadPath,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      autoplayPolicy: 'no-user-gesture-required',
      backgroundThrottling: isShown, // an unseen window under automation must play like a seen one
    },
  });
  if (isMaximised) window.maximize();
  if (isShown) showWhenReady(window);
  const keepPlace = (): void => {
    const now = window.getNormalBounds();
    const display = displayOf(window.getBounds(), displaysOf(parts));
    const placed = { bounds: now, isMaximised: window.isMaximized(), ...(display === undefined ? {} : { display }) };
    if (!isKiosk) book?.onPlaced(key, placed);
  };
  window.on('moved', keepPlace);
  window.on('resized', keepPlace);
  window.on('close', keepPlace);
  reviveAfterCrash(window, key);
  return window;
}

/** Screens come and go: a window that none of them shows any more comes back to the primary. */
export function bringIntoView(window: BrowserWindow, parts: Pick<Parts, 'screen'>): void {
  if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
  const now = window.getNormalBounds();
  const areas = displaysOf(parts).map(({ workArea }) => workArea);
  const { bounds } = fitPlace({ bounds: now, isMaximised: window.isMaximized() }, areas);
  if (!isSame(now, bounds)) window.setBounds(bounds);
}

export function loadPage(window: BrowserWindow, key: string): Promise<void> {
  return window.loadURL(`${PAGE_ORIGIN}${pathOfWindow(key)}`);
}

function displaysOf({ screen }: Pick<Parts, 'screen'>): readonly Display[] {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  return [primary, ...others].map(({ id, workArea }) => ({ id: String(id), workArea }));
}

function isSame(a: Rectangle, b: Rectangle): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

function showWhenReady(window: BrowserWindow): void {
  const timer = setTimeout(show, SHOW_AFTER_MS);
  window.once('ready-to-show', show);
  window.once('closed', () => clearTimeout(timer));
  function show(): void {
    clearTimeout(timer);
    if (!window.isDestroyed() && !window.isVisible()) window.show();
  }
}

/** Loads the page anew when its process died: at once, or after a pause when it keeps dying. */
function reviveAfterCrash(window: BrowserWindow, key: string): void {
  const revival = new Revival();
  let timer: NodeJS.Timeout | undefined;
  window.once('closed', () => clearTimeout(timer));
  window.webContents.on('render-process-gone', (_event, details) => {
    log.error('the page process ended', { reason: details.reason, exitCode: details.exitCode });
    if (details.reason === 'clean-exit') return;
    clearTimeout(timer);
    const waitMs = revival.onDeath();
    if (waitMs === 0) load();
    else timer = setTimeout(load, waitMs);
  });
  function load(): void {
    if (window.isDestroyed()) return;
    loadPage(window, key).catch((error: unknown) => log.error('the page did not come back', { error }));
  }
}
