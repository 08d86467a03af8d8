/** File names that say which camera, which cloud and when, on every file system. */

const FORBIDDEN = /[<>:"/\\|?*\p{Cc}]+/gu;
/** Invisible characters, such as those that turn the direction of writing: they make one name look like another. */
const INVISIBLE = /\p{Cf}+/gu;
const MAX_PART = 60;
const two = (value: number): string => String(value).padStart(2, '0');

/** A name as a part of a file name; never empty. */
export function fileNamePart(text: string): string {
  const clean = text
    .replace(INVISIBLE, '')
    .replace(FORBIDDEN, '_')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[. ]+/, ''); // a file whose name begins with a dot is hidden on most systems
  // A dot or a blank at the end is dropped by Windows.
  return dropEnd([...clean].slice(0, MAX_PART).join('')) || '_';
}

const dropEnd = (text: string): string => {
  let end = text.length;
  while (end > 0 && (text[end - 1] === '.' || text[end - 1] === ' ')) end -= 1;
  return text.slice(0, end);
};

/** `+0800`: how far the computer's zone is from UTC at a time. A file that goes to another desk still tells its time. */
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
