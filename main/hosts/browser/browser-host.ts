/** The host without Electron: a loopback page server, a WebSocket bridge, and an installed browser as the window. */
import { setTimeout as delay } from 'node:timers/promises';
import type { EventName, EventPayload } from '../../../preload/contract/events.ts';
import { AppError } from '../../errors.ts';
import { EventHub } from '../../ipc/event-queue.ts';
import { log } from '../../log.ts';
import { MAIN_WINDOW, type Host, type HostOptions, type HostServices, type HostStart } from '../../host.ts';
import type { ConfirmRequest, FolderRequest, WindowStore, WindowPlace, WindowRequest } from '../../host.ts';
import { Listeners } from '../listeners.ts';
import { PageFiles } from '../page-files.ts';
import { AppWindows, type AppWindow } from './windows/app-windows.ts';
import { Bridge } from './pages/bridge.ts';
import type { BrowserProcess } from './process/browser-process.ts';
import { notifyDesktop, watchSleep } from './desktop.ts';
import { Dialogs } from './dialogs/dialogs.ts';
import { findBrowser, missingBrowserText } from './process/find-browser.ts';
import type { Instance } from './start/instance.ts';
import { startPageServer, type PageServer } from './pages/page-server.ts';
import { fillScreen, raiseWindow, readPlaces, restorePlace } from './windows/window-bounds.ts';

export interface BrowserHostOptions extends HostOptions {
  readonly dataDir: string;
  /** A browser that the user named, or null to look for one. */
  readonly browserPath: string | null;
  /** The lock of this data folder; the host answers its requests for a window and releases it. */
  readonly instance: Instance | null;
  /** Says one line to the user where there is no window to say it in. */
  readonly announce: (line: string) => void;
}

const SECOND_TRADE_TEXT =
  'The address of a Lanner window was opened a second time, and refused. If that was not you, another user or program of ' +
  'this computer knows the address and may have been first: quit Lanner, and start it again.';
const ONLY_WINDOW: WindowRequest = { key: MAIN_WINDOW, place: null, isKiosk: false };
const PAGE_WITHIN_MS = 60_000;
/** A reload opens its new connection well within this; after it the last window counts as closed. */
const CLOSED_AFTER_MS = 3_000;
/** Lets the sockets of a browser that ended close by themselves. */
const CLOSED_WITH_BROWSER_MS = 200;
/** How often main asks where the windows are: a browser does not report that a window was moved. */
const PLACES_EVERY_MS = 5_000;
/** How long the end of the client waits for the last places of its windows. */
const LAST_PLACES_MS = 1_000;

export function createBrowserHost(options: BrowserHostOptions): Host {
  return new BrowserHost(options);
}

class BrowserHost implements Host {
  readonly kind = 'browser';
  readonly systemLocale = Intl.DateTimeFormat().resolvedOptions().locale;
  readonly #options: BrowserHostOptions;
  readonly #hub = new EventHub();
  readonly #resumed = new Listeners();
  readonly #closed = new Listeners();
  readonly onResumed = this.#resumed.add;
  readonly onClosed = this.#closed.add;
  readonly #opened = new Listeners();
  readonly #disposing = new Listeners();
  #windows: AppWindows | null = null;
  #pages: PageServer | null = null;
  #bridge: Bridge | null = null;
  #dialogs: Dialogs | null = null;
  #windowStore: WindowStore | null = null;
  readonly #places = new Map<string, WindowPlace>();
  #placesTimer: NodeJS.Timeout | null = null;
  #stopSleepWatch: () => void = () => {};
  #closedTimer: NodeJS.Timeout | null = null;
  #hasLaunched = false;
  #hasShown = false;
  #disposal: Promise<void> | null = null;
  /** A second trade came while no window could show the warning. */
  #isIntrusionUntold = false;

  constructor(options: BrowserHostOptions) {
    this.#options = options;
  }

  async start(services: HostServices): Promise<HostStart> {
    const files = await PageFiles.index(this.#options.pageDir);
    const pages = await startPageServer({
      files,
      connectOrigins: services.mediaOrigins,
      onSecondTrade: () => this.#onSecondTrade(services),
    });
    this.#pages = pages;
    services.onPageOrigin?.(pages.origin);
    const { dataDir, isHeadless } = this.#options;
    this.#windows = new AppWindows({
      dataDir,
      isHeadless,
      reach: {
        origins: [`http://*.localhost:${pages.port}`, ...services.mediaOrigins],
        refusedBy: `127.0.0.1:${pages.port}`,
      },
      launchUrl: (key) => this.#launchUrl(key),
      onBrowserEnded: () => this.#checkClosed(),
    });
    this.#dialogs = new Dialogs({
      port: pages.port,
      locale: () => services.locale?.() ?? this.systemLocale,
      openWindow: (size) => this.#openDialogWindow(size),
      tell: (url, title) => {
        this.#options.announce(`${title}: open this address in a browser on this computer to answer: ${url}`);
        services.onDialog?.(url);
      },
    });
    pages.addNeighbour(this.#dialogs);
    this.#bridge = new Bridge({
      server: pages.server,
      access: pages.access,
      dispatch: services.dispatch,
      hub: this.#hub,
      onWindowOpened: (_windowId, key) => {
        this.#hasShown = true;
        if (this.#isIntrusionUntold) this.#tellIntrusion(services);
        this.#windowStore?.onOpened(key);
        this.#opened.call();
      },
      onWindowGone: (windowId, key) => {
        services.onWindowGone(windowId);
        if (this.#disposal === null && this.#bridge?.isOpen(key) !== true) this.#windowStore?.onClosed(key);
        this.#checkClosed();
      },
    });
    this.#stopSleepWatch = watchSleep(() => this.#resumed.call());
    this.#windowStore = services.windows ?? null;
    const { instance } = this.#options;
    const onLink = (link: string | null): void => (link === null ? undefined : services.onLink?.(link));
    // Where another browser shows the window, there is only a link to pass on.
    if (instance !== null) instance.onWindowWanted = onLink;
    const [first = ONLY_WINDOW, ...further] = this.#windowStore?.toOpen() ?? [];
    if (!this.#options.opensWindow) return this.#addresses(first, further);
    const isShown = await this.#openWindow(first);
    if (!isShown) return this.#addresses(first, further);
    for (const request of further) await this.#openAnother(request);
    this.#placesTimer = setInterval(() => void this.#keepPlaces(), PLACES_EVERY_MS).unref();
    if (instance !== null) instance.onWindowWanted = (link) => void this.#show().then(() => onLink(link));
    return { launchUrl: null };
  }

  /** In the browser that runs; where a test or the user drives another one, the asking page opens it. */
  async openWindow(request: WindowRequest): Promise<{ readonly launchUrl: string | null }> {
    const isOwn = this.#options.opensWindow && this.#running() !== null;
    if (!isOwn) return { launchUrl: this.#launchUrl(request.key) };
    try {
      await this.#openWindow(request);
    } catch (cause) {
      const params = { detail: cause instanceof Error ? cause.message : '' };
      throw new AppError('window.not-opened', 'no further window', { cause, params, retryable: true });
    }
    return { launchUrl: null };
  }

  launchUrl(): string | null {
    return this.#pages === null ? null : this.#launchUrl(MAIN_WINDOW);
  }

  emit<N extends EventName>(name: N, payload: EventPayload<N>, windowId?: string): void {
    this.#hub.emit(name, payload, windowId);
  }

  async capture(): Promise<Uint8Array> {
    const browser = this.#running();
    if (browser === null || this.#pages === null) {
      throw new AppError('internal', 'only a window that this client opened itself can be captured');
    }
    return browser.devtools.capture(this.#pages.origin);
  }

  processIds(): readonly number[] {
    return (this.#windows?.running ?? []).map(({ pid }) => pid);
  }

  notify(title: string, body: string): void {
    notifyDesktop(title, body);
  }

  /** A browser gives a page no path on disk: exports go to the folder of the preferences instead. */
  chooseSavePath(): Promise<string | null> {
    return Promise.resolve(null);
  }

  confirm(request: ConfirmRequest): Promise<boolean> {
    return this.#dialogs?.confirm(request) ?? Promise.resolve(false);
  }

  chooseFolder(request: FolderRequest): Promise<string | null> {
    return this.#dialogs?.chooseFolder(request) ?? Promise.resolve(null);
  }

  dispose(): Promise<void> {
    this.#disposal ??= this.#dispose();
    return this.#disposal;
  }

  async #dispose(): Promise<void> {
    this.#disposing.call();
    this.#dialogs?.dispose();
    this.#closed.clear();
    this.#stopSleepWatch();
    if (this.#closedTimer !== null) clearTimeout(this.#closedTimer);
    if (this.#placesTimer !== null) clearInterval(this.#placesTimer);
    await this.#lastPlaces();
    await this.#windows?.close();
    this.#bridge?.dispose();
    await this.#pages?.close();
    await this.#options.instance?.release();
  }

  #running(): BrowserProcess | null {
    return this.#windows?.running[0] ?? null;
  }

  #launchUrl(key: string): string {
    return this.#pages?.access.issueLaunchUrl(key) ?? '';
  }

  #addresses(first: WindowRequest, further: readonly WindowRequest[]): HostStart {
    const addressOf = ({ key }: WindowRequest) => ({ key, launchUrl: this.#launchUrl(key) });
    return { launchUrl: this.#launchUrl(first.key), further: further.map(addressOf) };
  }

  /** Another program may have opened the address first: the user must learn that. */
  #onSecondTrade(services: HostServices): void {
    log.warn('a launch address was opened a second time, and refused');
    this.#options.announce(SECOND_TRADE_TEXT);
    this.#isIntrusionUntold = true;
    if (this.#bridge !== null && this.#bridge.windowCount > 0) this.#tellIntrusion(services);
  }

  #tellIntrusion(services: HostServices): void {
    this.#isIntrusionUntold = false;
    services.onIntrusion?.();
  }

  /**
   * @returns false if no browser was found, after the user got the next step.
   */
  async #openWindow({ key, place, isKiosk, isWholeClient = false }: WindowRequest): Promise<boolean> {
    const { browserPath, announce } = this.#options;
    const executable = await findBrowser(browserPath);
    if (executable === null || this.#windows === null) {
      announce(missingBrowserText(browserPath, process.platform));
      announce(`Or open this address once, within ten minutes, in a browser of your choice: ${this.#launchUrl(key)}`);
      return false;
    }
    const { browser, window } = await this.#windows.open(executable, { kind: 'wall', key, isKiosk: isWholeClient });
    this.#hasLaunched = true;
    if (this.#disposal !== null) await browser.close(); // disposed while it was starting
    const shown = window.then((blank) => blank.show(this.#launchUrl(key)));
    await this.#pageOf(browser, executable, key, shown);
    if (place !== null) await this.#restore(key, place);
    if (isKiosk && !isWholeClient) await this.#fillScreen(key, place !== null);
    return true;
  }

  async #openDialogWindow(size: { readonly width: number; readonly height: number }): Promise<AppWindow | null> {
    const executable = this.#running() === null ? null : await findBrowser(this.#options.browserPath);
    if (executable === null || this.#windows === null) return null;
    const { window } = await this.#windows.open(executable, { kind: 'dialog' });
    const opened = await window;
    await opened.resize(size).catch((error: unknown) => log.warn('a dialog keeps its size', { error }));
    return opened;
  }

  /** A browser that already runs took the window over, so the browser that shows the window puts it in its place. */
  async #restore(key: string, place: WindowPlace): Promise<void> {
    this.#places.set(key, place);
    for (const { devtools } of this.#windows?.running ?? []) {
      await restorePlace(devtools, this.#pages?.origin ?? '', key, place).catch((error: unknown) => {
        log.warn('a window could not be put in its place', { error });
      });
    }
  }

  async #fillScreen(key: string, isPlaced: boolean): Promise<void> {
    for (const { devtools } of this.#windows?.running ?? []) {
      await fillScreen(devtools, this.#pages?.origin ?? '', key, isPlaced).catch((error: unknown) => {
        log.warn('a wall alone does not fill its screen', { error });
      });
    }
  }

  async #keepPlaces(): Promise<void> {
    const before = (key: string): WindowPlace | null => this.#places.get(key) ?? null;
    const gone = new Set(this.#places.keys());
    for (const { devtools } of this.#windows?.running ?? []) {
      try {
        for (const [key, place] of await readPlaces(devtools, this.#pages?.origin ?? '', before)) {
          gone.delete(key);
          if (JSON.stringify(place) === JSON.stringify(before(key))) continue;
          this.#places.set(key, place);
          this.#windowStore?.onPlaced(key, place);
        }
      } catch (error) {
        log.warn('the places of the windows could not be read', { error }); // it may have ended in between
        gone.clear();
      }
    }
    for (const key of gone) this.#places.delete(key);
  }

  async #lastPlaces(): Promise<void> {
    if (this.#placesTimer === null) return;
    const timer = new AbortController();
    // aborted: the places came in time
    const late = delay(LAST_PLACES_MS, undefined, { signal: timer.signal }).catch(() => undefined);
    await Promise.race([this.#keepPlaces(), late]);
    timer.abort();
  }

  /** Waits for the page's connection. A browser that ends before may have handed the URL to one that runs already. */
  async #pageOf(browser: BrowserProcess, executable: string, key: string, shown: Promise<void>): Promise<void> {
    const waiting = new AbortController();
    const after = (ms: number): Promise<void> => delay(ms, undefined, { signal: waiting.signal });
    const opened = new Promise<null>((resolve) => {
      waiting.signal.addEventListener(
        'abort',
        this.#opened.add(() => (this.#bridge?.isOpen(key) === true ? resolve(null) : undefined)),
      );
    });
    const disposed = new Promise<string>((resolve) => {
      waiting.signal.addEventListener(
        'abort',
        this.#disposing.add(() => resolve('the client is ending')),
      );
    });
    const ended = browser.ended.then(() => after(CLOSED_AFTER_MS)).then(() => 'it ended before it showed the page');
    const late = after(PAGE_WITHIN_MS).then(() => 'the page did not load within 60 s');
    // Leads the window to its page; a failure is reported in the browser's own words as soon as it is known.
    const refused = shown.then(
      () => new Promise<never>(() => {}),
      (error: unknown) => after(CLOSED_AFTER_MS).then(() => (error instanceof Error ? error.message : 'no window')),
    );
    for (const timed of [ended, late, refused]) timed.catch(() => {}); // aborted below, once one of the five is known
    try {
      const trouble = await Promise.race([opened, disposed, ended, late, refused]);
      if (trouble !== null) throw new Error(`${executable}: ${trouble}\n${browser.complaint}`.trim());
    } finally {
      waiting.abort();
    }
  }

  /** The client was started again: a window that exists comes to the front. */
  async #show(): Promise<void> {
    const request = this.#windowStore?.next() ?? ONLY_WINDOW;
    if (this.#bridge?.isOpen(request.key) === true) {
      for (const { devtools } of this.#windows?.running ?? []) {
        if (await raiseWindow(devtools, this.#pages?.origin ?? '', request.key).catch(() => false)) return;
      }
    }
    await this.#openAnother(request);
  }

  async #openAnother(request: WindowRequest): Promise<void> {
    try {
      await this.#openWindow(request);
    } catch (error) {
      log.error('no further window', { error });
    }
  }

  /** The last window counts as closed when no page is connected and no page returns, as a reload would. */
  #checkClosed(): void {
    if (!this.#options.opensWindow || this.#disposal !== null) return;
    if (this.#closedTimer !== null) clearTimeout(this.#closedTimer);
    // The windows of a browser that ended are gone too, unless it only handed its URL to another browser.
    const isBrowserGone = this.#hasLaunched && this.#running() === null;
    this.#closedTimer = setTimeout(
      () => {
        if (isBrowserGone) this.#bridge?.forgetDetached();
        if (this.#bridge?.windowCount !== 0) return;
        if (this.#closedTimer !== null) clearTimeout(this.#closedTimer); // the windows that were just given up have set the timer again
        this.#closedTimer = null;
        this.#closed.call();
      },
      isBrowserGone && this.#hasShown ? CLOSED_WITH_BROWSER_MS : CLOSED_AFTER_MS,
    );
  }
}
