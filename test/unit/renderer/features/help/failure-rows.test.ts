import { expect, it } from 'vitest';
import { ERROR_CODES } from '../../../../../preload/domain/error.ts';
import { failureGroups, type FailureRow } from '../../../../../renderer/features/help/failure-rows.ts';
import { textIn } from '../../../../../renderer/i18n/i18n.ts';
import { LOCALES, type Locale } from '../../../../../renderer/i18n/locale.ts';
import { loadAllTexts } from '../../../../area-texts.ts';

await loadAllTexts();
const rowsOf = (locale: Locale, query = ''): readonly FailureRow[] =>
  failureGroups(textIn(locale), query).flatMap(({ rows }) => rows);
const codes = (query: string): readonly string[] => rowsOf('en-US', query).map(({ code }) => code);

it.each(LOCALES)('explains every failure that the client knows once, in %s', (locale) => {
  const rows = rowsOf(locale);
  expect(rows.map(({ code }) => code).sort()).toEqual([...ERROR_CODES].sort());
  for (const { code, what, why, next } of rows) {
    for (const words of [what, why, next]) {
      expect([code, words]).not.toEqual([code, expect.stringMatching(/^errors\.|^help\.|\{\{/)]);
    }
  }
});

/** The mark in a text where a name, a figure or a reason is missing. */
const GAPS: Readonly<Record<Locale, RegExp>> = {
  'en-US':
    /\uE000|No reason was given|A field\b|Line \?|such API|some s\b|(?:than|most|holds|for|is) the limit\b|this codec|[:,] ?[.]?$|: *\./,
  'zh-CN':
    /\uE000|没有给出原因|某一项|第 ？ 行|所选云|若干 秒|该编码|上限 (?:字节|次|个|层)|(?:容纳|为) 上限|[：，]。?$/,
};

it.each(LOCALES)('says nothing in %s that lacks its name, its figure or its reason', (locale) => {
  const gaps = rowsOf(locale).flatMap(({ code, what, why, next }) =>
    [what, why, next].filter((words) => GAPS[locale].test(words)).map((words) => [code, words]),
  );
  expect(gaps).toEqual([]);
});

it('begins with pictures and ends with the client, and lists what is about one thing together', () => {
  const groups = failureGroups(textIn('en-US'), '');
  expect(groups.map(({ group }) => group)).toEqual([
    'picture',
    'cloud',
    'signIn',
    'network',
    'wall',
    'computer',
    'client',
  ]);
  expect(groups[0]?.rows.some(({ code }) => code === 'device.offline')).toBe(true);
});

it('finds a failure by its code, by its words, and with a typing error', () => {
  expect(codes('auth.clock-skew')).toEqual(['auth.clock-skew']);
  expect(codes('codec')).toContain('media.unsupported-codec');
  expect(codes('codce')).toContain('media.unsupported-codec');
  expect(codes('zzzzqqqq')).toEqual([]);
});
