/** Names inside an evidence bundle: relative, the same on every system, and never out of the bundle. */
import { MAX_BUNDLE_DEPTH, MAX_BUNDLE_PART_CHARS, MAX_BUNDLE_PATH_CHARS } from '../../../preload/domain/bounds.ts';

/** Names that Windows keeps for devices, whatever their extension is. */
const DEVICE_NAME = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)\s*(?:\.|$)/i;
/**
 * Characters that no path may have on some system, control characters, ends of lines, and invisible characters: they turn the
 * direction of text, and some disks take two names for one that differ in them alone.
 */
const FORBIDDEN = /[<>:"|?*\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

function isSafePart(part: string): boolean {
  if (part === '' || part === '.' || part === '..' || part.length > MAX_BUNDLE_PART_CHARS) return false;
  return !FORBIDDEN.test(part) && !DEVICE_NAME.test(part) && !/[. ]$/.test(part);
}

/** Whether a path with `/` between its parts stays below the folder of the bundle on every system. */
export function isSafePath(path: string): boolean {
  const parts = path.split('/');
  return path.length <= MAX_BUNDLE_PATH_CHARS && parts.length <= MAX_BUNDLE_DEPTH && parts.every(isSafePart);
}

/** The part of an unsafe path that is reported: a ZIP may have names of 64 KB. */
export const toldPath = (path: string): string =>
  path.length <= MAX_BUNDLE_PATH_CHARS ? path : `${path.slice(0, MAX_BUNDLE_PATH_CHARS)}…`;

/** The same for names that some system takes for one name. */
export const sameName = (path: string): string => path.normalize('NFC').toLowerCase();
