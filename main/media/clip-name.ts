/** File names that say which camera, which cloud and when, on every file system. */

const FORBIDDEN = /[<>:"/\\|?*\p{Cc}]+/gu;
const MAX_PART = 60;
const two = (value: number): string => String(value).padStart(2, '0');

/** A name as a part of a file name; never empty. */
export function fileNamePart(text: string): string {
  const clean = text
    .replace(FORBIDDEN, '_')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[. ]+$/, '');
  return [...clean].slice(0, MAX_PART).join('').trim() || '_';
}

/** `2026-11-21 16-31-05` in the computer's zone. */
export function fileTime(atMs: number): string {
  const at = new Date(atMs);
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join('-')}`;
}

/** `117 Dock gate, IVM demo, 2026-11-21 16-31-05` and, from the second part on, ` part 2`. */
export function fileStem(stem: string, atMs: number, part = 1): string {
  return `${stem}, ${fileTime(atMs)}${part > 1 ? ` part ${part}` : ''}`;
}
