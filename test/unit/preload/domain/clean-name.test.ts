import { expect, it } from 'vitest';
import { cleanName, firstName, MAX_NAME_CHARS } from '../../../../preload/domain/clean-name.ts';

// @promise security.clean-names: A name from outside has no invisible and no bidirectional characters.
it.each([
  ['turned round by an override', 'Gate \u202egnp.4', 'Gate gnp.4'],
  ['with a space of no width', 'G\u200bate 1', 'Gate 1'],
  ['with joiners', 'می\u200cخواهم \u{1f469}\u200d\u{1f469}', 'میخواهم \u{1f469}\u{1f469}'],
  ['with isolates and marks', '\u2066Gate\u2069\u200e 2\u200f\u061c', 'Gate 2'],
  ['with control characters', 'Gate\u0000\u0007\u001b[31m 3', 'Gate[31m 3'],
  ['over several lines', ' Gate\r\n\t4\u2028\u3000x ', 'Gate 4 x'],
  ['of letters that cannot be seen', '\u3164\u115f\u2800\u00ad\ufeff', ''],
  ['with selectors and tags', 'Gate\ufe0f 5\u{e0041}', 'Gate 5'],
  ['with half a character', 'Gate \ud800', 'Gate \ufffd'],
  ['that is a usual one', '北门 1号 – Éclair (2)', '北门 1号 – Éclair (2)'],
])('a cleaned name has only visible characters: a name %s', (_, text, shown) => {
  expect(cleanName(text)).toBe(shown);
});

it('a name is limited in length, and no character is cut in half', () => {
  expect(cleanName('x'.repeat(4_000_000))).toHaveLength(MAX_NAME_CHARS);
  expect(cleanName(`${'x'.repeat(MAX_NAME_CHARS - 1)}\u{1f469}`)).toBe('x'.repeat(MAX_NAME_CHARS - 1));
});

it('the first text with visible characters becomes the name', () => {
  expect(firstName(undefined, '', '\u200b', 'Gate\u200b', 'id')).toBe('Gate');
  expect(firstName('\u202e', null)).toBe('');
});
