/**
 * The windows of the browser that main starts. A window opens blank, because every user of the computer can read a
 * command line; main then leads the window to its address over the DevTools pipe. A page whose process crashed, or that
 * left for another address, is loaded again; a window that main did not open is closed. The browser itself reports all
 * of that: no session stays attached to a page, because that would cost the page more than the media gateway does.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { log } from '../../../log.ts';
import { Revival } from '../../revival.ts';
import { blankNumber, blankPage, type Reach } from '../process/browser-flags.ts';
import { BrowserProcess } from '../process/browser-process.ts';
import type { TargetEvent, TargetInfo } from '../process/devtools-pipe.ts';

export interface AppWindowsOptions {
  readonly dataDir: string;
  readonly isHeadless: boolean;
  readonly reach: Reach;
  /** A fresh address that opens this window of the client once. */
  readonly launchUrl: (key: string) => string;
  /** A browser ended, or handed its window to a browser that already runs. */
  readonly onBrowserEnded: (browser: BrowserProcess) => void;
}

/** The content of a window: the page of one window of the client, or a dialog of main's own. */
export type WindowPurpose =
  | {
      readonly kind: 'wall';
      readonly key: string;
      /** Every window of the browser fills its screen. */
      readonly isKiosk: boolean;
    }
  | { readonly kind: 'dialog' };

/** A blank window, ready to be led to an address. */
export interface AppWindow {
  /** Resolves when the window was closed, or its browser ended. */
  readonly closed: Promise<void>;
  /** @throws {AppError} `internal` when the window is gone. */
  show(url: string): Promise<void>;
  /** Resizes the window, in device-independent px. @throws {AppError} `internal` when the window is gone. */
  resize(size: { readonly width: number; readonly height: number }): Promise<void>;
  close(): Promise<void>;
}

interface Found {
  readonly browser: BrowserProcess;
  readonly targetId: string;
  readonly home: Home;
}

interface Awaited {
  readonly purpose: WindowPurpose;
  readonly resolve: (found: Found) => void;
}

/** A window that main opened. */
interface Home {
  readonly purpose: WindowPurpose;
  /** Where its page belongs; null while it is blank. */
  origin: string | null;
  readonly revival: Revival;
  /** Whether main leads the window back to its page at this moment. */
  isReturning: boolean;
  /** Resolves when the window was closed. */
  readonly gone: Promise<void>;
  readonly onGone: () => void;
}

/**
 * A browser that hands its window to another browser ends at once; the window then appears in the other one within this
 * time.
 */
const HANDED_OVER_WITHIN_MS = 10_000;
/** A window that did not close gets the order again after this time. */
const CLOSE_AGAIN_MS = 250;
const CLOSE_TRIES = 20;
/** Windows of the browser itself, which no page can open. */
const BROWSER_PAGE = /^(?:devtools:|chrome:\/\/print\b)/;
/** The least time between two log lines about windows that main did not open, so that they cannot fill the log. */
const STRANGER_LOG_EVERY_MS = 10_000;

export class AppWindows {
  readonly #options: AppWindowsOptions;
  readonly #browsers = new Set<BrowserProcess>();
  /** The callers that wait for the blank window of this number. */
  readonly #awaited = new Map<number, Awaited>();
  readonly #homes = new Map<string, Home>();
  #lastNumber = 0;
  #strangerLoggedAtMs = -Infinity;

  constructor(options: AppWindowsOptions) {
    this.#options = options;
  }

  get running(): readonly BrowserProcess[] {
    return [...this.#browsers].filter((browser) => browser.isRunning);
  }

  /**
   * Starts a browser for one more window. A browser that runs already with the same profile takes the window over.
   *
   * @returns the started browser, and the window as soon as it is there; `window` rejects when the window does not come.
   */
  async open(
    executable: string,
    purpose: WindowPurpose,
  ): Promise<{ readonly browser: BrowserProcess; readonly window: Promise<AppWindow> }> {
    const { dataDir, isHeadless, reach } = this.#options;
    const number = ++this.#lastNumber;
    const found = new Promise<Found>((resolve) => this.#awaited.set(number, { purpose, resolve }));
    const startPage = blankPage(purpose.kind, number);
    const isKiosk = purpose.kind === 'wall' && purpose.isKiosk;
    const browser = await BrowserProcess.launch({ executable, startPage, reach, isHeadless, dataDir, isKiosk });
    this.#browsers.add(browser);
    void browser.ended.then(() => this.#onEnded(browser));
    browser.devtools
      .followTargets((event) => this.#onTarget(browser, event))
      .catch((error: unknown) => {
        // A browser that handed its window to one that runs already has ended.
        if (browser.isRunning) log.warn('pages that crash will not come back by themselves', { error });
      });
    const window = this.#windowOf(browser, number, found);
    window.catch(() => {}); // the caller may look at the browser's end first
    return { browser, window };
  }

  async close(): Promise<void> {
    await Promise.all([...this.#browsers].map((browser) => browser.close()));
  }

  async #windowOf(browser: BrowserProcess, number: number, found: Promise<Found>): Promise<AppWindow> {
    const timer = new AbortController();
    const late = browser.ended
      .then(() => delay(HANDED_OVER_WITHIN_MS, undefined, { signal: timer.signal, ref: false }))
      .then(() => null);
    late.catch(() => {}); // aborted: the window came
    try {
      const at = await Promise.race([found, late]);
      if (at === null) throw new Error('the browser ended before it showed a window');
      return this.#windowAt(at, at.browser === browser);
    } finally {
      this.#awaited.delete(number);
      timer.abort();
    }
  }

  /** @param isOwn whether the browser was started for this window, and shows no other. */
  #windowAt({ browser, targetId, home }: Found, isOwn: boolean): AppWindow {
    const { devtools } = browser;
    return {
      closed: Promise.race([home.gone, browser.ended]),
      show: (url) => {
        home.origin = new URL(url).origin;
        return devtools.navigate(targetId, url);
      },
      resize: async (size) => {
        const { windowId } = (await devtools.send('Browser.getWindowForTarget', { targetId })) as {
          readonly windowId: number;
        };
        await devtools.send('Browser.setWindowBounds', { windowId, bounds: size });
      },
      close: () => (isOwn ? browser.close() : closeWindow(browser, targetId, home)),
    };
  }

  #onTarget(browser: BrowserProcess, event: TargetEvent): void {
    if (event.kind === 'seen') return this.#onSeen(browser, event.info);
    if (event.kind === 'crashed') return this.#onCrash(browser, event.targetId);
    this.#homes.get(event.targetId)?.onGone();
    this.#homes.delete(event.targetId);
  }

  #onSeen(browser: BrowserProcess, info: TargetInfo): void {
    if (info.type !== 'page') return;
    const home = this.#homes.get(info.targetId);
    if (home === undefined) return this.#onStranger(browser, info);
    if (!isAtHome(home, info.url)) this.#bringBack(browser, info.targetId, home, 'a window left its page');
  }

  /** The blank window that a caller waits for, or a window that main did not ask for. */
  #onStranger(browser: BrowserProcess, { targetId, url, openerId }: TargetInfo): void {
    const awaited = this.#awaited.get(blankNumber(url) ?? 0);
    if (awaited !== undefined && openerId === undefined) {
      const home = newHome(awaited.purpose);
      this.#homes.set(targetId, home);
      return awaited.resolve({ browser, targetId, home });
    }
    const isUndecided = openerId === undefined && (url === '' || url === 'about:blank');
    if (isUndecided || BROWSER_PAGE.test(url)) return;
    const nowMs = performance.now();
    if (nowMs - this.#strangerLoggedAtMs > STRANGER_LOG_EVERY_MS) {
      this.#strangerLoggedAtMs = nowMs;
      log.warn('a window that main did not open was closed');
    }
    browser.devtools.send('Target.closeTarget', { targetId }).catch(() => {}); // closed already
  }

  #onCrash(browser: BrowserProcess, targetId: string): void {
    const home = this.#homes.get(targetId);
    if (home !== undefined) this.#bringBack(browser, targetId, home, 'the page process ended');
  }

  /** A wall must come back by itself; a dialog that is not what main showed is closed, which answers with no. */
  #bringBack(browser: BrowserProcess, targetId: string, home: Home, why: string): void {
    const { purpose, revival } = home;
    if (home.isReturning || home.origin === null) return;
    home.isReturning = true;
    if (purpose.kind === 'dialog') {
      log.warn(`${why}: a dialog is closed`);
      void closeWindow(browser, targetId, home);
      return;
    }
    const waitMs = revival.onDeath();
    log.error(why, { waitMs });
    void this.#return(browser, targetId, home, purpose.key, waitMs);
  }

  async #return(browser: BrowserProcess, targetId: string, home: Home, key: string, waitMs: number): Promise<void> {
    if (waitMs > 0) await delay(waitMs, undefined, { ref: false });
    const isThere = (): boolean => browser.isRunning && this.#homes.has(targetId);
    if (!isThere()) return; // closed in between
    try {
      await browser.devtools.navigate(targetId, this.#options.launchUrl(key));
    } catch (error) {
      log.error('the page did not come back', { error });
    }
    home.isReturning = false;
    // The browser does not report a second change of address, so the page is asked where it is now.
    const now = await browser.devtools.targetInfo(targetId).catch(() => null); // closed in between
    if (now !== null && isThere()) this.#onSeen(browser, now);
  }

  /**
   * A browser that main starts for a further window hands the window to the running one and ends: no process may stay
   * in memory.
   */
  #onEnded(browser: BrowserProcess): void {
    this.#options.onBrowserEnded(browser);
    const forget = (): boolean => this.#browsers.delete(browser);
    browser.close().then(forget, (error: unknown) => {
      forget();
      log.warn('the profile of a browser that ended could not be removed', { error });
    });
  }
}

function newHome(purpose: WindowPurpose): Home {
  let onGone: () => void = () => {};
  const gone = new Promise<void>((resolve) => (onGone = resolve));
  return { purpose, origin: null, revival: new Revival(), isReturning: false, gone, onGone };
}

/**
 * Chromium forgets the order to close a window when the window changes to another document at the same moment, as after a
 * form: the order is given again until the window has gone. Never rejects.
 */
async function closeWindow({ devtools, ended }: BrowserProcess, targetId: string, { gone }: Home): Promise<void> {
  const closed = Promise.race([gone, ended]).then(() => true);
  for (let tries = 1; tries <= CLOSE_TRIES; tries += 1) {
    await devtools.send('Target.closeTarget', { targetId }).catch(() => undefined); // the user closed the window
    const timer = new AbortController();
    const late = delay(CLOSE_AGAIN_MS, false, { signal: timer.signal, ref: false }).catch(() => false); // aborted: closed
    const isClosed = await Promise.race([closed, late]);
    timer.abort();
    if (isClosed) return;
  }
  log.warn('a window does not close');
}

function isAtHome({ origin }: Home, url: string): boolean {
  // The browser may report the blank page once more after main began to lead the window away from it.
  if (origin === null || blankNumber(url) !== null || url === '') return true;
  return URL.parse(url)?.origin === origin;
}
