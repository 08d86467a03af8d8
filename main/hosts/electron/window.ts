/** One window: made at its last place, locked down, and shown when it has something to show. */
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import { log } from '../../log.ts';
import type { WindowStore, WindowPlace, WindowRequest } from '../../host.ts';
import { Revival } from '../revival.ts';
import { pathOfWindow } from '../window-address.ts';
import { placeOn } from '../window-place.ts';
import { PAGE_ORIGIN, type Parts } from './parts.ts';
import { displaysOf, WindowPlacement } from './window-placement.ts';

export interface WindowOptions {
  readonly parts: Pick<Parts, 'app' | 'BrowserWindow' | 'screen'>;
  readonly preloadPath: string;
  readonly request: WindowRequest;
  readonly windowStore: Pick<WindowStore, 'onPlaced'> | null;
  readonly isShown: boolean;
}

const BACKGROUND = '#101215';
/** The page draws the title bar; the system draws its buttons over the place that the page leaves for them. */
const FRAME: BrowserWindowConstructorOptions = {
  titleBarStyle: 'hidden',
  titleBarOverlay: { color: BACKGROUND, symbolColor: '#8A929E', height: 36 },
};
/**
 * No frame that the user could drag, and nothing that would uncover the desktop. The system handles the keys that end a
 * program.
 */
const KIOSK: BrowserWindowConstructorOptions = {
  kiosk: true,
  frame: false,
  minimizable: false,
  maximizable: false,
  movable: false,
};
/** Some graphics set-ups never report the first frame; a late and empty window is better than no window. */
const SHOW_AFTER_MS = 5_000;

export interface SeatedWindow {
  readonly window: BrowserWindow;
  readonly placement: WindowPlacement;
}

export function createWindow({ parts, preloadPath, request, windowStore, isShown }: WindowOptions): SeatedWindow {
  const { key, place, isKiosk } = request;
  const { bounds, isMaximised } = placeOn(place, displaysOf(parts));
  const window = new parts.BrowserWindow({
    ...bounds,
    minWidth: 640,
    minHeight: 400,
    show: false,
    title: 'Lanner',
    backgroundColor: BACKGROUND,
    autoHideMenuBar: true,
    ...(isKiosk ? KIOSK : FRAME),
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
      navigateOnDragDrop: false,
      devTools: !isKiosk && !parts.app.isPackaged,
      autoplayPolicy: 'no-user-gesture-required',
      backgroundThrottling: isShown, // an unseen window under automation must play like a seen one
    },
  });
  const onPlaced = (now: WindowPlace): void => windowStore?.onPlaced(key, now);
  const placement = new WindowPlacement({ window, parts, onPlaced }, place);
  if (isMaximised) window.maximize();
  if (isKiosk) window.removeMenu(); // its keys neither; macOS has one menu for all windows
  if (isShown) showWhenReady(window);
  reviveAfterCrash(window, key);
  return { window, placement };
}

export function loadPage(window: BrowserWindow, key: string): Promise<void> {
  return window.loadURL(`${PAGE_ORIGIN}${pathOfWindow(key)}`);
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

/** Loads the page again when its process died: at once, or after a pause when it keeps dying. */
function reviveAfterCrash(window: BrowserWindow, key: string): void {
  const revival = new Revival();
  let timer: NodeJS.Timeout | undefined;
  window.once('closed', () => clearTimeout(timer));
  window.webContents.on('render-process-gone', (_event, details) => {
    log.audit('the page process ended', { reason: details.reason, exitCode: details.exitCode });
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
