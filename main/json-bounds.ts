/** Looks over a JSON text before anybody parses it: a parser would spend seconds on data that is made against it. */

/** No documented answer is nested deeper than ten levels. */
export const MAX_JSON_DEPTH = 64;
/** Values and keys of a page of 1,000 rows with 100 fields each, twice over. */
export const MAX_JSON_NODES = 250_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Why a JSON text must not be parsed, in words, or null. Looks at each character once; whether the text is JSON at all is
 * for the parser to say.
 */
export function excessIn(text: string): string | null {
  let depth = 0;
  let nodes = 1;
  for (let i = 0; i < text.length; i += 1) {
    switch (text.charCodeAt(i)) {
      case QUOTE:
        i = endOfText(text, i + 1);
        break;
      case OPEN_LIST:
      case OPEN_OBJECT:
        depth += 1;
        nodes += 1;
        if (depth > MAX_JSON_DEPTH) return `data that is nested deeper than ${MAX_JSON_DEPTH} levels`;
        break;
      case CLOSE_LIST:
      case CLOSE_OBJECT:
        depth -= 1;
        break;
      case COMMA:
      case COLON:
        nodes += 1;
        if (nodes > MAX_JSON_NODES) return `more than ${MAX_JSON_NODES} values`;
        break;
      default:
    }
  }
  return null;
}

/** The place of the closing quote. */
function endOfText(text: string, from: number): number {
  for (let i = from; i < text.length; i += 1) {
    const char = text.charCodeAt(i);
    if (char === QUOTE) return i;
    if (char === BACKSLASH) i += 1;
  }
  return text.length;
}
