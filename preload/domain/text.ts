/** Small helpers for texts. */

/**
 * The text without the characters of `ends` at its end. A pattern such as `/\/+$/` would take quadratic time for
 * a long run of slashes in the middle of a text.
 */
export function withoutEnd(text: string, ends: string): string {
  let length = text.length;
  while (length > 0 && ends.includes(text.charAt(length - 1))) length -= 1;
  return text.slice(0, length);
}
