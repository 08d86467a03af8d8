/** The Chromium that tests and benches drive. */
import { existsSync } from 'node:fs';

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
