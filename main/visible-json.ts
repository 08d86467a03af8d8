/** Control characters, characters that turn the direction of writing, and those that break a line beside `\n`. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * JSON in visible characters, with the same meaning: texts of others steer no terminal in which somebody reads it, and turn no
 * line. `JSON.stringify` escapes the characters below U+0020 alone.
 *
 * @param json without line breaks between its parts.
 */
export const visibleJson = (json: string): string =>
  json.replace(INVISIBLE, (character) =>
    [...Array(character.length).keys()]
      .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
      .join(''),
  );
