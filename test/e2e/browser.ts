/** The Chromium that tests and benches drive. */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const CANDIDATES = [
  process.env['LANNER_BROWSER'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** @throws {Error} when no browser is installed. */
export function browserExecutable(): string {
  const found = CANDIDATES.find((file) => file !== '' && existsSync(file));
  if (found === undefined) throw new Error('no Chromium or Chrome found; set LANNER_BROWSER to its path');
  return found;
}

/**
 * Chromium's engine in a program without windows and bars, as Debian packs it: pages, media and scripts are the same, and opening
 * a page costs a tenth of the processor time.
 */
const ENGINE = '/usr/bin/chromium-headless-shell';

/** No sandbox for root on Linux only; the rest keeps the browser from talking to anybody but us. */
export const BROWSER_FLAGS: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
  '--js-flags=--expose-gc',
];

/**
 * Starts Chromium for tests of a page. Tests of the client's own windows, and of what a browser does around a page, start the
 * browser of `browserExecutable`.
 *
 * @param flags beside those of every browser.
 * @throws {Error} when no browser is installed, or it does not start.
 */
export function launchEngine(flags: readonly string[] = []): Promise<Browser> {
  const isChosen = (process.env['LANNER_BROWSER'] ?? '') !== '';
  const executablePath = !isChosen && existsSync(ENGINE) ? ENGINE : browserExecutable();
  return chromium.launch({ executablePath, args: [...BROWSER_FLAGS, ...flags] });
}
