/** Finds an installed Chromium, Chrome or Edge. Order: what the user named, then the usual places of the system. */
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { posix, win32 } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

const LINUX_NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];
const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const WINDOWS_PATHS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/** Every path where a browser may be, best first; pure, so that each system's list can be tested on any. */
export function browserCandidates(platform: NodeJS.Platform, env: Environment): readonly string[] {
  if (platform === 'win32') {
    const roots = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']];
    return WINDOWS_PATHS.flatMap((path) =>
      roots.filter((root) => root !== undefined).map((root) => win32.join(root, path)),
    );
  }
  if (platform === 'darwin') {
    const roots = ['/Applications', ...(env['HOME'] === undefined ? [] : [posix.join(env['HOME'], 'Applications')])];
    return MAC_APPS.flatMap((app) => roots.map((root) => `${root}/${app}.app/Contents/MacOS/${app}`));
  }
  const folders = [...(env['PATH'] ?? '').split(':').filter((dir) => dir.startsWith('/')), '/usr/bin', '/snap/bin'];
  return LINUX_NAMES.flatMap((name) => [...new Set(folders)].map((dir) => posix.join(dir, name)));
}

/** @param named the browser that the user asked for; it is then the only candidate. */
export async function findBrowser(
  named: string | null,
  platform: NodeJS.Platform = process.platform,
  env: Environment = process.env,
): Promise<string | null> {
  for (const path of named === null ? browserCandidates(platform, env) : [named]) {
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false, // not there, or not ours to run: the next one
    );
    if (isThere) return path;
  }
  return null;
}

/** One line for a computer without a browser. */
export function missingBrowserText(named: string | null, platform: NodeJS.Platform): string {
  if (named !== null) return `There is no browser at ${named}; name another one with --browser PATH.`;
  const how =
    platform === 'linux' ? 'install the package "chromium"' : 'install Google Chrome, Chromium or Microsoft Edge';
  return `No Chromium, Chrome or Edge was found: ${how}, or name one with --browser PATH.`;
}
