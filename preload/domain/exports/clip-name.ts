/** File names that say which camera, which cloud and when, on every file system. */

const FORBIDDEN = /[<>:"/\\|?*\p{Cc}]+/gu;
/** Invisible characters, such as those that turn the direction of writing: they make one name look like another. */
const INVISIBLE = /\p{Cf}+/gu;
const MAX_PART = 60;
/**
 * Linux and macOS take names of 255 bytes, and a letter has up to four: a camera and an account of these lengths leave room for
 * the time, the number of a part and the endings of files in the making.
 */
const MAX_PART_BYTES = 120;
export const MAX_ACCOUNT_BYTES = 60;
const two = (value: number): string => String(value).padStart(2, '0');

/** A name as a part of a file name; never empty. @param maxBytes of the part in UTF-8. */
export function fileNamePart(text: string, maxBytes = MAX_PART_BYTES): string {
  const clean = text
    .replace(INVISIBLE, '')
    .replace(FORBIDDEN, '_')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[. ]+/, ''); // a file whose name begins with a dot is hidden on most systems
  // A dot or a blank at the end is dropped by Windows.
  return dropEnd(cut(clean, maxBytes)) || '_';
}

/** Whole characters from the begin, as many as fit. */
function cut(text: string, maxBytes: number): string {
  let short = '';
  let bytes = 0;
  for (const character of [...text].slice(0, MAX_PART)) {
    bytes += bytesOf(character.codePointAt(0) ?? 0);
    if (bytes > maxBytes) break;
    short += character;
  }
  return short;
}

const bytesOf = (code: number): number => (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);

const dropEnd = (text: string): string => {
  let end = text.length;
  while (end > 0 && (text[end - 1] === '.' || text[end - 1] === ' ')) end -= 1;
  return text.slice(0, end);
};

/** `+0800`: how far the computer's zone is from UTC at a time. With it the time is clear on another desk too. */
function fileZone(at: Date): string {
  const minutes = -at.getTimezoneOffset();
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? '-' : '+'}${two(hours)}${two(rest)}`;
}

/** `2026-11-21 16-31-05 +0800` in the computer's zone. */
function fileTime(atMs: number): string {
  const at = new Date(atMs);
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join('-')} ${fileZone(at)}`;
}

/** `117 Dock gate, IVM demo, 2026-11-21 16-31-05 +0800` and, from the second part on, ` part 2`. */
export function fileStem(stem: string, atMs: number, part = 1): string {
  return `${stem}, ${fileTime(atMs)}${part > 1 ? ` part ${part}` : ''}`;
}
