/**
 * The windows of the browser that main starts. A window opens blank, because every user of the computer can read a command
 * line; main then leads the window to its address over the DevTools pipe. A page whose process crashed is loaded again.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { log } from '../../log.ts';
import { Revival } from '../revival.ts';
import { windowOfUrl } from '../window-address.ts';
import { blankNumber, blankPage, type WindowKind } from './browser-flags.ts';
import { BrowserProcess } from './browser-process.ts';
import type { TargetEvent, TargetInfo } from './devtools-pipe.ts';

export interface AppWindowsOptions {
  readonly dataDir: string;
  readonly isHeadless: boolean;
  /** The origin of the client's page. */
  readonly pageOrigin: string;
  /** A fresh address that opens this window of the client once. */
  readonly launchUrl: (key: string) => string;
  /** A browser ended, or handed its window to one that runs. */
  readonly onBrowserEnded: (browser: BrowserProcess) => void;
}

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
}

/** A browser that handed its window to another one ends at once; the window then comes up there within this time. */
const HANDED_OVER_WITHIN_MS = 10_000;

export class AppWindows {
  readonly #options: AppWindowsOptions;
  readonly #browsers = new Set<BrowserProcess>();
  /** Who waits for the blank window of this number. */
  readonly #awaited = new Map<number, (found: Found) => void>();
  readonly #onGone = new Map<string, () => void>();
  readonly #keys = new Map<string, string>();
  readonly #revivals = new Map<string, Revival>();
  #lastNumber = 0;

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
    kind: WindowKind,
    isKiosk = false,
  ): Promise<{ readonly browser: BrowserProcess; readonly window: Promise<AppWindow> }> {
    const { dataDir, isHeadless } = this.#options;
    const number = ++this.#lastNumber;
    const found = new Promise<Found>((resolve) => this.#awaited.set(number, resolve));
    const startPage = blankPage(kind, number);
    const browser = await BrowserProcess.launch({ executable, startPage, isHeadless, dataDir, isKiosk });
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
  #windowAt({ browser, targetId }: Found, isOwn: boolean): AppWindow {
    const { devtools } = browser;
    const gone = new Promise<void>((resolve) => this.#onGone.set(targetId, resolve));
    return {
      closed: Promise.race([gone, browser.ended]),
      show: (url) => devtools.navigate(targetId, url),
      resize: async (size) => {
        const { windowId } = (await devtools.send('Browser.getWindowForTarget', { targetId })) as {
          readonly windowId: number;
        };
        await devtools.send('Browser.setWindowBounds', { windowId, bounds: size });
      },
      close: async () => {
        if (isOwn) return browser.close();
        await devtools.send('Target.closeTarget', { targetId }).catch(() => undefined); // the user closed the window
      },
    };
  }

  #onTarget(browser: BrowserProcess, event: TargetEvent): void {
    if (event.kind === 'seen') return this.#onSeen(browser, event.info);
    if (event.kind === 'crashed') return this.#onCrash(browser, event.targetId);
    this.#onGone.get(event.targetId)?.();
    for (const map of [this.#onGone, this.#keys, this.#revivals]) map.delete(event.targetId);
  }

  #onSeen(browser: BrowserProcess, info: TargetInfo): void {
    if (info.type !== 'page') return;
    const { targetId, url } = info;
    const number = blankNumber(url);
    if (number !== null) this.#awaited.get(number)?.({ browser, targetId });
    const key = windowOfUrl(url, this.#options.pageOrigin);
    if (key !== null) this.#keys.set(targetId, key);
  }

  #onCrash(browser: BrowserProcess, targetId: string): void {
    const key = this.#keys.get(targetId);
    if (key === undefined) return this.#onGone.get(targetId)?.(); // a dialog without a page is an answer that never comes
    const revival = this.#revivals.get(targetId) ?? new Revival();
    this.#revivals.set(targetId, revival);
    const waitMs = revival.onDeath();
    log.error('the page process ended', { waitMs });
    void this.#reload(browser, targetId, key, waitMs);
  }

  async #reload(browser: BrowserProcess, targetId: string, key: string, waitMs: number): Promise<void> {
    if (waitMs > 0) await delay(waitMs, undefined, { ref: false });
    if (!browser.isRunning || !this.#keys.has(targetId)) return; // closed in between
    try {
      await browser.devtools.navigate(targetId, this.#options.launchUrl(key));
    } catch (error) {
      log.error('the page did not come back', { error });
    }
  }

  /** Each further window is asked for by a process that hands it to the running one and ends: none may stay in memory. */
  #onEnded(browser: BrowserProcess): void {
    this.#options.onBrowserEnded(browser);
    const forget = (): boolean => this.#browsers.delete(browser);
    browser.close().then(forget, (error: unknown) => {
      forget();
      log.warn('the profile of a browser that ended could not be removed', { error });
    });
  }
}
