/** Names inside an evidence bundle: relative, the same on every system, and never out of the bundle. */

const MAX_PATH_CHARS = 512;
const MAX_PART_CHARS = 200;
const MAX_DEPTH = 16;
/** Names that Windows keeps for devices, whatever their extension is. */
const DEVICE_NAME = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;
/** Characters that no path may have on some system, control characters, and characters that turn the direction of text. */
const FORBIDDEN = /[\u0000-\u001f\u007f<>:"|?*\\\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

function isSafePart(part: string): boolean {
  if (part === '' || part === '.' || part === '..' || part.length > MAX_PART_CHARS) return false;
  return !FORBIDDEN.test(part) && !DEVICE_NAME.test(part) && !/[. ]$/.test(part);
}

/** Whether a path with `/` between its parts stays below the folder of the bundle on every system. */
export function isSafePath(path: string): boolean {
  const parts = path.split('/');
  return path.length <= MAX_PATH_CHARS && parts.length <= MAX_DEPTH && parts.every(isSafePart);
}

/** The same for names that some system takes for one name. */
export const sameName = (path: string): string => path.normalize('NFC').toLowerCase();
