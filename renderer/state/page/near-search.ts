/**
 * Search that forgives one typing error: a wrong, a missing or an additional character, or two neighbours in the wrong order.
 * One pass over the text with a few operations on whole numbers for each character, so that the index lines of 20,000 cameras
 * take a few milliseconds.
 */

/** The word is a number of 31 bits. Longer words must match exactly. */
const MAX_LENGTH = 30;
/** In a shorter word one error leaves too little. A Chinese character says as much as several letters. */
const MIN_LETTERS = 4;
const MIN_HAN = 3;
const HAN = /\p{Script=Han}/u;
const NUMBER = /^\d+$/;

/** Whether a word is long enough to be found with an error. The figures of a number must be exact. */
function isForgivable(term: string): boolean {
  const least = HAN.test(term) ? MIN_HAN : MIN_LETTERS;
  return term.length >= least && term.length <= MAX_LENGTH && !NUMBER.test(term);
}

const SPACE = 32;
const isBreak = (code: number): boolean => code <= SPACE || code === 45 || code === 46 || code === 47 || code === 95;

/**
 * Pieces of which a text with one typing error must contain one: a half of the word that has no error, or both halves
 * with the two characters between them swapped. The browser finds these pieces much faster than the loop below.
 */
function piecesOf(term: string): readonly string[] {
  const middle = Math.floor(term.length / 2);
  const [left, right] = [term.slice(0, middle), term.slice(middle)];
  return [left, right, `${left.slice(0, -1)}${right[0] ?? ''}${left.at(-1) ?? ''}${right.slice(1)}`];
}

/**
 * A test of a text for a word with at most one error. A word of letters must begin where a word of the text begins; a Chinese
 * word may stand anywhere.
 *
 * @param term lower-case, without spaces.
 */
export function nearMatcher(term: string): (text: string) => boolean {
  if (!isForgivable(term)) return (text) => text.includes(term);
  const isAnywhere = HAN.test(term);
  const masks = new Map<number, number>();
  for (let i = 0; i < term.length; i += 1) {
    const code = term.charCodeAt(i);
    masks.set(code, (masks.get(code) ?? 0) | (1 << i));
  }
  const whole = 1 << term.length;
  const pieces = piecesOf(term);
  return (text) => {
    if (!pieces.some((piece) => text.includes(piece))) return false;
    // Bit i: the first i characters of the word end here, without and with one error. Bit 0: a word may begin here.
    let exact = 1;
    let near = exact << 1; // the first character is missing
    let [exactBefore, maskBefore] = [0, 0];
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      const mask = masks.get(code) ?? 0;
      const next = ((exact & mask) << 1) | (isAnywhere || isBreak(code) ? 1 : 0);
      const swapped = ((((exactBefore & mask) << 1) & maskBefore) << 1) | 0;
      // In turn: no further error, an additional character, a wrong character, a missing character, two swapped characters.
      near = ((near & mask) << 1) | exact | (exact << 1) | (next << 1) | swapped;
      [exactBefore, maskBefore, exact] = [exact, mask, next];
      if (((exact | near) & whole) !== 0) return true;
    }
    return false;
  };
}

/** Whether a text holds every word of a query, each with at most one error. */
export function nearMatch(terms: readonly string[]): (text: string) => boolean {
  const matchers = terms.map(nearMatcher);
  return (text) => matchers.every((matches) => matches(text));
}
