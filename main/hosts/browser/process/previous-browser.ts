/**
 * The browser of a client that died. It ends by itself when its pipe closes, but not at once. A browser that is started
 * with the same profile before that would hand its window to the old browser and be gone with it.
 */
import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const GONE_WITHIN_MS = 3_000;
const LOOK_EVERY_MS = 20;

/**
 * Ends the browser that holds the profile, and waits until it is gone. To be called by the only client of a data
 * folder. Linux only: elsewhere nothing identifies the owner of a browser's process for certain, and the browser has to
 * end by itself.
 */
export async function endPreviousBrowser(dataDir: string): Promise<void> {
  await endBrowserOf(join(dataDir, 'browser'));
}

/** Ends the browser that holds a profile whose client is dead, and waits until it is gone. Linux only. */
export async function endBrowserOf(profileDir: string): Promise<void> {
  const pid = holderOf(profileDir);
  if (pid === null) return;
  try {
    process.kill(-pid, 'SIGKILL'); // every browser of the client leads a group of its own
  } catch {
    return; // gone meanwhile
  }
  const deadlineMs = performance.now() + GONE_WITHIN_MS;
  while (isBrowserOf(pid, profileDir) && performance.now() < deadlineMs) await delay(LOOK_EVERY_MS);
}

/** Chromium keeps `HOST-PID` of the process that holds a profile in a link. A pid may be another program's by now. */
function holderOf(profileDir: string): number | null {
  try {
    const pid = Number(/-(\d+)$/.exec(readlinkSync(join(profileDir, 'SingletonLock')))?.[1]);
    return pid > 1 && isBrowserOf(pid, profileDir) ? pid : null;
  } catch {
    return null; // no browser ran with it, or it closed in order
  }
}

function isBrowserOf(pid: number, profileDir: string): boolean {
  const path = `/proc/${pid}/cmdline`;
  try {
    return existsSync(path) && readFileSync(path, 'latin1').includes(`--user-data-dir=${profileDir}`);
  } catch {
    return false;
  }
}
