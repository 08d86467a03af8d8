/**
 * Names from outside, such as cameras and groups of a cloud or walls of an imported file, as they may be shown.
 * Invisible characters make one name look like another (`Gate 4` turned round, a second `Gate 1`), so they are taken
 * out; also the joiners that some scripts use inside words, since a reader cannot see whether one is there.
 */

/** Longer names are cut. */
export const MAX_NAME_CHARS = 256;
/** A hostile name may be as long as an answer: only its beginning is looked at. */
const MAX_INPUT_CHARS = 4_096;

/** Line breaks and tabs; each becomes a space. U+2800 is a Braille cell without dots. */
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029\u2800]+/g;
/** Control characters, formats with the marks of direction, and everything else that has no shape of its own. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]+/gu;
const SPACES = /\s+/g;

/** A name in one line, without invisible characters and spaces at its ends; empty where nothing is left. */
export function cleanName(text: string): string {
  const plain = text
    .slice(0, MAX_INPUT_CHARS)
    .toWellFormed()
    .replace(BREAKS, ' ')
    .replace(INVISIBLE, '')
    .replace(SPACES, ' ')
    .trim();
  const cut = plain.slice(0, MAX_NAME_CHARS);
  return (cut.isWellFormed() ? cut : cut.slice(0, -1)).trimEnd();
}

/** The first of the texts that is a name, else an empty text. */
export function firstName(...texts: readonly (string | null | undefined)[]): string {
  for (const text of texts) {
    const name = text ? cleanName(text) : '';
    if (name !== '') return name;
  }
  return '';
}
