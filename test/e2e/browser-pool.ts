/**
 * One Chromium for the sessions of a process, one after another or beside each other: its start takes as long as that of the
 * client. A context shares nothing with another one: cookies, storage, cache and permissions are its own.
 */
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { launchEngine } from './browser.ts';

/** How long the browser waits for another session before it ends: a process that opens no more can end. */
const IDLE_MS = 3_000;

let browser: Promise<Browser> | null = null;
let borrowed = 0;
let ending: NodeJS.Timeout | undefined;

/** The browser that runs, or a new one where a test ended the one before. */
async function runningBrowser(): Promise<Browser> {
  if (browser !== null && (await browser).isConnected()) return browser;
  browser = launchEngine();
  browser.catch(() => (browser = null));
  return browser;
}

async function endWhenIdle(): Promise<void> {
  if (borrowed > 0 || browser === null) return;
  const ended = browser;
  browser = null;
  await (await ended).close();
}

/**
 * A context of its own in the browser that all sessions of this process share; give it to `returnBrowser`.
 *
 * @throws {Error} when no browser is installed, or it does not start.
 */
export async function borrowBrowser(options: BrowserContextOptions): Promise<BrowserContext> {
  clearTimeout(ending);
  borrowed += 1;
  try {
    return await (await runningBrowser()).newContext(options);
  } catch (error) {
    borrowed -= 1;
    throw error;
  }
}

/** Closes the context with its pages. The browser ends when no session borrows it for a while. */
export async function returnBrowser(context: BrowserContext): Promise<void> {
  borrowed -= 1;
  await context.close();
  clearTimeout(ending);
  ending = setTimeout(() => void endWhenIdle(), IDLE_MS);
}
