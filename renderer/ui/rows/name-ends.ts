/** A name that is too long loses its middle: the end distinguishes cameras of one corridor or one recorder. */

/** Width of the end that stays, in Latin letters; a Chinese character is as wide as two. */
const END_WIDTH = 8;

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
/** Signs that belong to the character before them. */
const JOINED = /^[\p{M}\u200d\ufe0f]/u;

/**
 * Where a name is cut into its beginning, which may be shortened, and its end, which stays whole.
 *
 * @returns an index into the text; 0 for a name that is no longer than its end.
 */
export function endOf(name: string): number {
  const signs = [...name];
  let [width, at] = [0, signs.length];
  while (at > 0 && width < END_WIDTH) {
    at -= 1;
    width += WIDE.test(signs[at] ?? '') ? 2 : 1;
  }
  while (at > 0 && (JOINED.test(signs[at] ?? '') || (signs[at - 1] ?? '') === '\u200d')) at -= 1;
  return signs.slice(0, at).join('').length;
}
