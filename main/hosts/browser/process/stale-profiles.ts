/**
 * Temporary profiles of the browser. A client without a window of its own keeps its browser's profile in the folder for
 * temporary files, under a name that contains its process id. A client that is killed cannot remove the folder, so the
 * next start does.
 */
import { lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { log } from '../../../log.ts';
import { endBrowserOf } from './previous-browser.ts';

const PREFIX = 'lanner-browser-';
/** Six characters are what `mkdtemp` appends. */
const NAME = /^lanner-browser-(\d{1,10})-[A-Za-z0-9]{6}$/;
/** The most profiles that one start removes, so that the start is not delayed; the next start removes more. */
const MAX_REMOVED = 50;

/** Makes a profile folder for a browser of this process. @returns its path. */
export function makeTemporaryProfile(): Promise<string> {
  return mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
}

/**
 * Removes profiles of clients that are dead. Only real folders of this user are touched, links are neither followed nor
 * removed, and a folder whose process lives stays, whatever that process is. Never rejects.
 */
export async function removeStaleProfiles(dir: string = tmpdir()): Promise<void> {
  for (const path of staleProfiles(dir).slice(0, MAX_REMOVED)) {
    try {
      await endBrowserOf(path);
      await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
      log.info('the profile of a browser whose client is dead was removed', { path });
    } catch (error) {
      log.warn('the profile of a browser whose client is dead could not be removed', { path, error });
    }
  }
}

function staleProfiles(dir: string): readonly string[] {
  try {
    return readdirSync(dir)
      .filter((name) => {
        const pid = Number(NAME.exec(name)?.[1] ?? 0);
        return pid > 1 && !isAlive(pid) && isOwnFolder(join(dir, name)) && isOfThisComputer(join(dir, name));
      })
      .map((name) => join(dir, name));
  } catch {
    return []; // there is no folder for temporary files, or it cannot be listed
  }
}

/** A process of another user counts as alive: only a process that does not exist proves that a client is dead. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function isOwnFolder(path: string): boolean {
  try {
    const found = lstatSync(path);
    return found.isDirectory() && (process.platform === 'win32' || found.uid === process.getuid?.());
  } catch {
    return false; // gone meanwhile
  }
}

/** Containers may share the folder for temporary files, each with process numbers of its own. */
function isOfThisComputer(path: string): boolean {
  try {
    return readlinkSync(join(path, 'SingletonLock')).startsWith(`${hostname()}-`);
  } catch {
    return true; // its browser closed in order, never came up, or runs on Windows, which has no such link
  }
}
