/** The host on Electron: thin, because everything that can be shared with the browser host is. */
import type { BrowserWindow } from 'electron';
import type { EventName, EventPayload } from '../../../preload/contract/events.ts';
import { AppError } from '../../errors.ts';
import { EventHub } from '../../ipc/event-queue.ts';
import { log } from '../../log.ts';
import type { OpenSettings } from '../../settings-engine.ts';
import { MAIN_WINDOW, type Host, type HostOptions, type HostServices, type HostStart } from '../../host.ts';
import type { ConfirmRequest, FolderRequest } from '../../host.ts';
import type { Display, ProcessUse, SaveRequest, WindowPlace, WindowStore, WindowRequest } from '../../host.ts';
import { Listeners } from '../listeners.ts';
import { PageFiles } from '../page-files.ts';
import type { LinkInbox } from './deep-links.ts';
import { guardPages } from './guards.ts';
import { WindowIpc } from './ipc.ts';
import { setMenu } from './menu.ts';
import { servePages } from './page-protocol.ts';
import { PAGE_ORIGIN, PAGE_SCHEME, type Parts } from './parts.ts';
import { displayOf } from '../window-place.ts';
import { systemProxy } from './system-proxy.ts';
import { displaysOf, toDisplay, type WindowPlacement } from './window-placement.ts';
import { createWindow, loadPage } from './window.ts';

export interface ElectronHostOptions extends HostOptions {
  readonly parts: Parts;
  readonly preloadPath: string;
  /** Links that the system hands over. */
  readonly links?: LinkInbox;
  readonly openSettings: OpenSettings;
}

/** A question without an answer within this time is answered with no. */
const ANSWER_WITHIN_MS = 5 * 60_000;
const ONLY_WINDOW: WindowRequest = { key: MAIN_WINDOW, place: null, isKiosk: false };

/** Call when the app is ready. */
export function createElectronHost(options: ElectronHostOptions): Host {
  return new ElectronHost(options);
}

class ElectronHost implements Host {
  readonly kind = 'electron';
  readonly hasSaveDialog = true;
  readonly systemLocale: string;
  readonly openSettings: OpenSettings;
  readonly #options: ElectronHostOptions;
  readonly #hub = new EventHub();
  readonly #resumed = new Listeners();
  readonly #closed = new Listeners();
  readonly onResumed = this.#resumed.add;
  readonly onClosed = this.#closed.add;
  #ipc: WindowIpc | null = null;
  #windowStore: WindowStore | null = null;
  readonly #windows = new Map<string, BrowserWindow>();
  readonly #placements = new Map<string, WindowPlacement>();
  #disposal: Promise<void> | null = null;
  #isEnding = false;

  constructor(options: ElectronHostOptions) {
    const { app } = options.parts;
    this.#options = options;
    this.openSettings = options.openSettings;
    this.systemLocale = app.getPreferredSystemLanguages()[0] ?? app.getLocale();
  }

  async start(services: HostServices): Promise<HostStart> {
    const { parts, pageDir, opensWindow } = this.#options;
    if (!opensWindow) throw new Error('--no-window needs the browser host: Electron has no page without a window.');
    servePages(parts, await PageFiles.index(pageDir), services.mediaOrigins);
    services.onPageOrigin?.(PAGE_ORIGIN);
    guardPages(parts, services.mediaOrigins);
    const onWindowGone = (windowId: string): void => services.onWindowGone(windowId);
    this.#ipc = new WindowIpc({ parts, dispatch: services.dispatch, hub: this.#hub, onWindowGone });
    this.#watchSystem();
    this.#windowStore = services.windows ?? null;
    const [first = ONLY_WINDOW, ...further] = this.#windowStore?.toOpen() ?? [];
    setMenu(parts, this.systemLocale, first.isWholeClient === true);
    await this.#openWindow(first);
    const refused = (error: unknown): void => log.error('no further window', { error });
    await Promise.all(further.map((request) => this.#openWindow(request).catch(refused)));
    this.#options.links?.follow((text) => services.onLink?.(text));
    return { launchUrl: null };
  }

  /** @throws {AppError} `window.not-opened`. */
  async openWindow(request: WindowRequest): Promise<{ readonly launchUrl: string | null }> {
    try {
      await this.#openWindow(request);
    } catch (cause) {
      const params = { detail: cause instanceof Error ? cause.message : '' };
      throw new AppError('window.not-opened', 'no further window', { cause, params, retryable: true });
    }
    return { launchUrl: null };
  }

  emit<N extends EventName>(name: N, payload: EventPayload<N>, windowId?: string): void {
    this.#hub.emit(name, payload, windowId);
  }

  async capture(): Promise<Uint8Array> {
    const [window] = this.#windows.values();
    if (window === undefined) throw new AppError('internal', 'there is no window to capture');
    return (await window.webContents.capturePage()).toPNG();
  }

  processIds(): readonly number[] {
    return this.#options.parts.app.getAppMetrics().map((metric) => metric.pid);
  }

  processUses(): readonly ProcessUse[] {
    return this.#options.parts.app.getAppMetrics().map(({ pid, cpu, memory }) => {
      const residentBytes = memory.workingSetSize * 1024;
      // Only Windows reports the private bytes. They may exceed the resident bytes, because some of them are paged out.
      const privateBytes = memory.privateBytes === undefined ? residentBytes : memory.privateBytes * 1024;
      const sharedBytes = Math.max(0, residentBytes - privateBytes);
      return { pid, cpuSec: cpu.cumulativeCPUUsage ?? 0, privateBytes, sharedBytes };
    });
  }

  notify(title: string, body: string): void {
    const { Notification } = this.#options.parts;
    if (Notification.isSupported()) new Notification({ title, body }).show();
  }

  async chooseSavePath({ suggestedName, extensions }: SaveRequest): Promise<string | null> {
    const { dialog } = this.#options.parts;
    const filters = [{ name: extensions.map((one) => `.${one}`).join(' '), extensions: [...extensions] }];
    const options = { defaultPath: suggestedName, filters };
    const asking = this.#askingWindow();
    const answer = await (asking === undefined
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(asking, options));
    return answer.canceled ? null : answer.filePath;
  }

  async confirm(request: ConfirmRequest): Promise<boolean> {
    const { dialog } = this.#options.parts;
    const { title, message, detail, cancelLabel, confirmLabel } = request;
    const buttons = [cancelLabel, confirmLabel];
    // The first button is "no": for Enter, for Escape, for a closed dialog and for an answer that does not come in
    // time.
    const noId = 0;
    const options = {
      type: 'warning' as const,
      title,
      message,
      detail,
      buttons,
      defaultId: noId,
      cancelId: noId,
      noLink: true,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    };
    const asking = this.#askingWindow();
    const answer = await (asking === undefined
      ? dialog.showMessageBox(options)
      : dialog.showMessageBox(asking, options));
    return answer.response === 1;
  }

  async chooseFolder({ title, startDir }: FolderRequest): Promise<string | null> {
    const { dialog } = this.#options.parts;
    const properties: ('openDirectory' | 'createDirectory')[] = ['openDirectory', 'createDirectory'];
    const options = { title, defaultPath: startDir, properties };
    const asking = this.#askingWindow();
    const answer = await (asking === undefined
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(asking, options));
    return answer.canceled ? null : (answer.filePaths[0] ?? null);
  }

  resolveProxy(url: string): Promise<string> {
    return systemProxy(this.#options.parts, url);
  }

  /** The window that a dialog belongs to; undefined where none is open. */
  #askingWindow(): BrowserWindow | undefined {
    const [first] = this.#windows.values();
    return [...this.#windows.values()].find((window) => window.isFocused()) ?? first;
  }

  reveal(path: string): void {
    this.#options.parts.shell.showItemInFolder(path);
  }

  dispose(): Promise<void> {
    this.#disposal ??= this.#dispose();
    return this.#disposal;
  }

  #dispose(): Promise<void> {
    const { protocol } = this.#options.parts;
    this.#isEnding = true;
    this.#closed.clear();
    this.#resumed.clear();
    for (const window of [...this.#windows.values()]) {
      if (!window.isDestroyed()) window.close(); // saves its place
      if (!window.isDestroyed()) window.destroy();
    }
    this.#ipc?.dispose();
    if (protocol.isProtocolHandled(PAGE_SCHEME)) protocol.unhandle(PAGE_SCHEME);
    return Promise.resolve();
  }

  async #openWindow(request: WindowRequest): Promise<void> {
    const { parts, preloadPath, isHeadless } = this.#options;
    const { key, place, isKiosk } = request;
    const { window, placement } = createWindow({
      parts,
      preloadPath,
      request: isKiosk && place === null ? { ...request, place: this.#freeScreen() } : request,
      windowStore: this.#windowStore,
      isShown: !isHeadless,
    });
    this.#windows.set(key, window);
    this.#placements.set(key, placement);
    this.#ipc?.add(window.webContents, key);
    this.#watchSight(window);
    window.on('closed', () => {
      this.#windows.delete(key);
      this.#placements.delete(key);
      if (this.#isEnding) return;
      this.#windowStore?.onClosed(key);
      if (this.#windows.size === 0) this.#closed.call();
    });
    try {
      await loadPage(window, key);
    } catch (error) {
      if (window.isDestroyed()) return; // the user closed it meanwhile
      window.destroy();
      throw error;
    }
    if (!window.isDestroyed()) this.#windowStore?.onOpened(key);
  }

  /** A whole screen on which no window stands yet, for a wall alone; null where each screen shows a window. */
  #freeScreen(): WindowPlace | null {
    const screens = displaysOf(this.#options.parts);
    const taken = [...this.#windows.values()].map((window) => displayOf(window.getBounds(), screens)?.id);
    const display = screens.find(({ id }) => !taken.includes(id));
    return display === undefined ? null : { bounds: display.workArea, isMaximised: false, display };
  }

  /**
   * Not every system reports to a page that its window is minimised, so the host does; a page that is loaded in a
   * minimised window gets the report too.
   */
  #watchSight(window: BrowserWindow): void {
    const { webContents } = window;
    const tell = (isSeen: boolean) => (): void => {
      const windowId = this.#ipc?.windowIdOf(webContents) ?? null;
      if (windowId !== null) this.#hub.emit('window.sight-changed', { isSeen }, windowId);
    };
    window.on('minimize', tell(false));
    window.on('hide', tell(false));
    window.on('restore', tell(true));
    window.on('show', tell(true));
    webContents.on('did-navigate', () => {
      if (window.isMinimized()) tell(false)();
    });
  }

  #watchSystem(): void {
    const { app, powerMonitor, screen } = this.#options.parts;
    const resume = (): void => this.#resumed.call();
    const refit = (removed: Display | null): void => {
      for (const placement of this.#placements.values()) placement.onScreens(removed);
    };
    powerMonitor.on('resume', resume);
    // Chromium restarts its helpers by itself, also the graphics process, and the pictures play on.
    app.on('child-process-gone', (_event, { type, reason }) => log.warn('a helper process ended', { type, reason }));
    screen.on('display-added', resume);
    screen.on('display-removed', resume);
    screen.on('display-added', () => refit(null));
    screen.on('display-removed', (_event, display) => refit(toDisplay(display)));
    screen.on('display-metrics-changed', () => refit(null));
    // A second start of the client, or a click on its icon in the dock.
    const show = (): void => {
      for (const window of this.#windows.values()) {
        if (window.isMinimized()) window.restore();
        window.show();
      }
      const request = this.#windowStore?.next() ?? ONLY_WINDOW;
      const asked = this.#windows.get(request.key);
      // Only kiosks are open: a person who starts the client again wants a window to work in.
      if (asked !== undefined) asked.focus();
      else this.#openWindow(request).catch((error: unknown) => log.error('no further window', { error }));
    };
    app.on('second-instance', show);
    app.on('activate', show);
  }
}
