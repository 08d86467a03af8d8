/**
 * Initials of Chinese names as they are typed: 东门岗亭 is `dmgt`. No dictionary: ICU sorts characters by their reading, so
 * the first character of each letter is all that must be known. A character with several readings has its usual one only
 * (重庆 is found as `zq`); letters and figures between the characters stay.
 */

/** The first character that sorts under each letter. No reading begins with i, u or v. */
const FIRST = '阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他穵夕丫帀';
const LETTERS = 'abcdefghjklmnopqrstwxyz';
const HAN = /\p{Script=Han}/u;

const known = new Map<string, string>();
let collator: Intl.Collator | null = null;

function initialOf(character: string): string {
  const before = known.get(character);
  if (before !== undefined) return before;
  collator ??= new Intl.Collator('zh-CN-u-co-pinyin');
  let at = LETTERS.length - 1;
  while (at > 0 && collator.compare(character, FIRST[at] ?? '') < 0) at -= 1;
  const initial = LETTERS[at] ?? '';
  known.set(character, initial);
  return initial;
}

/** Lower case; empty for a name without Chinese characters. */
export function initialsOf(name: string): string {
  if (!HAN.test(name)) return '';
  let initials = '';
  for (const character of name.toLowerCase()) {
    if (HAN.test(character)) initials += initialOf(character);
    else if (/[a-z0-9]/.test(character)) initials += character;
  }
  return initials;
}
