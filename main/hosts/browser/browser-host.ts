/** The host without Electron: a loopback page server, a WebSocket bridge, and an installed browser as the window. */
import { setTimeout as delay } from 'node:timers/promises';
import type { EventName, EventPayload } from '../../../preload/contract/events.ts';
import { AppError } from '../../errors.ts';
import { EventHub } from '../../ipc/event-queue.ts';
import { log } from '../../log.ts';
import type { Host, HostOptions, HostServices } from '../host.ts';
import { Listeners } from '../listeners.ts';
import { PageFiles } from '../page-files.ts';
import { Bridge } from './bridge.ts';
import { BrowserProcess } from './browser-process.ts';
import { notifyDesktop, watchSleep } from './desktop.ts';
import { findBrowser, missingBrowserText } from './find-browser.ts';
import type { Instance } from './instance.ts';
import { startPageServer, type PageServer } from './page-server.ts';
import { ProcessTree } from './process-tree.ts';

export interface BrowserHostOptions extends HostOptions {
  readonly dataDir: string;
  /** A browser that the user named, or null to look for one. */
  readonly browserPath: string | null;
  /** The lock of this data folder; the host answers its requests for a window and releases it. */
  readonly instance: Instance | null;
  /** Says one line to the user where there is no window to say it in. */
  readonly announce: (line: string) => void;
}

const PAGE_WITHIN_MS = 60_000;
/** A reload opens its new connection well within this; after it the last window counts as closed. */
const CLOSED_AFTER_MS = 3_000;
/** Lets the sockets of a browser that ended close by themselves. */
const CLOSED_WITH_BROWSER_MS = 200;

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
  readonly #opened = new Listeners();
  readonly #disposing = new Listeners();
  readonly #tree = new ProcessTree();
  readonly #browsers = new Set<BrowserProcess>();
  #pages: PageServer | null = null;
  #bridge: Bridge | null = null;
  #stopSleepWatch: () => void = () => {};
  #closedTimer: NodeJS.Timeout | null = null;
  #hasShown = false;
  #disposal: Promise<void> | null = null;

  constructor(options: BrowserHostOptions) {
    this.#options = options;
  }

  async start(services: HostServices): Promise<{ readonly launchUrl: string | null }> {
    const files = await PageFiles.index(this.#options.pageDir);
    const pages = await startPageServer(files, services.mediaOrigins);
    this.#pages = pages;
    services.onPageOrigin?.(pages.origin);
    this.#bridge = new Bridge({
      server: pages.server,
      access: pages.access,
      dispatch: services.dispatch,
      hub: this.#hub,
      onWindowOpened: () => {
        this.#hasShown = true;
        this.#opened.call();
      },
      onWindowGone: (windowId) => {
        services.onWindowGone(windowId);
        this.#checkClosed();
      },
    });
    this.#stopSleepWatch = watchSleep(() => this.#resumed.call());
    if (!this.#options.opensWindow) return { launchUrl: pages.access.issueLaunchUrl() };
    const isShown = await this.#openWindow();
    if (this.#options.instance !== null) this.#options.instance.onWindowWanted = () => void this.#openAnother();
    return { launchUrl: isShown ? null : pages.access.issueLaunchUrl() };
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
    return this.#tree.idsBelow(this.#running()?.pid ?? null);
  }

  notify(title: string, body: string): void {
    notifyDesktop(title, body);
  }

  /** A browser gives a page no path on disk: exports go to the folder of the preferences instead. */
  chooseSavePath(): Promise<string | null> {
    return Promise.resolve(null);
  }

  onResumed(listener: () => void): () => void {
    return this.#resumed.add(listener);
  }

  onClosed(listener: () => void): () => void {
    return this.#closed.add(listener);
  }

  dispose(): Promise<void> {
    this.#disposal ??= this.#dispose();
    return this.#disposal;
  }

  async #dispose(): Promise<void> {
    this.#disposing.call();
    this.#closed.clear();
    this.#stopSleepWatch();
    if (this.#closedTimer !== null) clearTimeout(this.#closedTimer);
    await Promise.all([...this.#browsers].map((browser) => browser.close()));
    this.#bridge?.dispose();
    await this.#pages?.close();
    await this.#options.instance?.release();
  }

  #running(): BrowserProcess | null {
    return [...this.#browsers].find((browser) => browser.isRunning) ?? null;
  }

  /** @returns false, after telling the user how to go on, where no browser was found. */
  async #openWindow(): Promise<boolean> {
    const { browserPath, dataDir, isHeadless, announce } = this.#options;
    const executable = await findBrowser(browserPath);
    const url = this.#pages?.access.issueLaunchUrl() ?? '';
    if (executable === null) {
      announce(missingBrowserText(browserPath, process.platform));
      announce(`Or open this address once, within ten minutes, in a browser of your choice: ${url}`);
      return false;
    }
    const browser = await BrowserProcess.launch({ executable, url, isHeadless, dataDir });
    this.#browsers.add(browser);
    void browser.ended.then(() => this.#checkClosed());
    browser.devtools.revivePages(this.#pages?.origin ?? '').catch((error: unknown) => {
      log.warn('pages that crash will not come back by themselves', { error });
    });
    if (this.#disposal !== null) await browser.close(); // disposed while it was starting
    await this.#pageOf(browser, executable);
    return true;
  }

  /** Waits for the page's connection. A browser that ends before may have handed the URL to one that runs already. */
  async #pageOf(browser: BrowserProcess, executable: string): Promise<void> {
    const waiting = new AbortController();
    const after = (ms: number): Promise<void> => delay(ms, undefined, { signal: waiting.signal });
    const opened = new Promise<null>((resolve) => {
      waiting.signal.addEventListener(
        'abort',
        this.#opened.add(() => resolve(null)),
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
    for (const timed of [ended, late]) timed.catch(() => {}); // aborted below, once one of the four is known
    try {
      const trouble = await Promise.race([opened, disposed, ended, late]);
      if (trouble !== null) throw new Error(`${executable}: ${trouble}\n${browser.complaint}`.trim());
    } finally {
      waiting.abort();
    }
  }

  async #openAnother(): Promise<void> {
    try {
      await this.#openWindow();
    } catch (error) {
      log.error('no second window', { error });
    }
  }

  /** The last window is closed when no page is connected and none comes back, as a reload would. */
  #checkClosed(): void {
    if (!this.#options.opensWindow || this.#disposal !== null) return;
    if (this.#closedTimer !== null) clearTimeout(this.#closedTimer);
    // The windows of a browser that ended are gone with it, unless it only handed its URL to another one.
    const isBrowserGone = this.#browsers.size > 0 && this.#running() === null;
    this.#closedTimer = setTimeout(
      () => {
        if (isBrowserGone) this.#bridge?.forgetDetached();
        if (this.#bridge?.windowCount !== 0) return;
        if (this.#closedTimer !== null) clearTimeout(this.#closedTimer); // set anew by the windows just given up
        this.#closedTimer = null;
        this.#closed.call();
      },
      isBrowserGone && this.#hasShown ? CLOSED_WITH_BROWSER_MS : CLOSED_AFTER_MS,
    );
  }
}
