import { expect, it } from 'vitest';
import { brokenWords } from '../../../../renderer/contract-form/field-words.ts';
import { textIn } from '../../../../renderer/i18n/i18n.ts';
import type { Locale } from '../../../../renderer/i18n/locale.ts';
import { parseJson } from '../../../../renderer/contract-form/console-json.ts';
import { loadAllTexts } from '../../../area-texts.ts';

await loadAllTexts();

it('parameters typed as JSON have every digit of an id beyond 2^53', () => {
  expect(parseJson('{"id": 9007199254740993, "n": 12, "list": [18446744073709551615]}')).toEqual({
    ok: true,
    value: { id: '9007199254740993', n: 12, list: ['18446744073709551615'] },
  });
});

it.each([
  ['{\n  "a": 1,\n  "b": x\n}', 3, 8],
  ['{"a": 1}}', 1, 9],
  ['{\n"a": 1', 2, 7],
  ['{\n"a": 1,\n}', 3, 1],
  ['{"a":\n [1, 2}', 2, 7],
  ['{"a": 01}', 1, 7],
  ['{"a": "b\nc"}', 1, 7],
])('parameters typed as JSON name the place that cannot be read: %j', (text, line, column) => {
  expect(parseJson(text)).toMatchObject({ ok: false, line, column });
});

it('parameters typed as JSON name the missing value in one short line, in the language of the page', () => {
  const wordsOf = (text: string, locale: Locale): string => {
    const parsed = parseJson(text);
    return parsed.ok ? '' : brokenWords(textIn(locale), parsed);
  };
  expect(wordsOf('{\n  "a": 1,\n  "b": x\n}', 'en-US')).toMatch(/^Line 3, column 8: a value is missing/);
  expect(wordsOf('{"a": 1 "b": 2}', 'zh-CN')).toBe('第 1 行第 9 列：缺少逗号或右括号。');
});

it('parameters typed as JSON are one object, not a list or a text', () => {
  expect(parseJson('[1]')).toMatchObject({ ok: false, expected: null });
  expect(parseJson('  ')).toEqual({ ok: true, value: {} });
});
