import { expect, it } from 'vitest';
import { ERROR_CODES } from '../../../../../preload/domain/error.ts';
import { failureRows } from '../../../../../renderer/features/help/failure-rows.ts';
import { textIn } from '../../../../../renderer/i18n/i18n.ts';
import { LOCALES } from '../../../../../renderer/i18n/locale.ts';
import { loadAllTexts } from '../../../../area-texts.ts';

await loadAllTexts();
const codes = (query: string): readonly string[] => failureRows(textIn('en-US'), query).map(({ code }) => code);

it.each(LOCALES)('explains every failure that the client knows, in %s', (locale) => {
  const rows = failureRows(textIn(locale), '');
  expect(rows.map(({ code }) => code)).toEqual(ERROR_CODES);
  for (const { code, what, why, next } of rows) {
    for (const words of [what, why, next])
      expect([code, words]).not.toEqual([code, expect.stringMatching(/^errors\.|\{\{/)]);
  }
});

it('finds a failure by its code, by its words, and with a typing error', () => {
  expect(codes('auth.clock-skew')).toEqual(['auth.clock-skew']);
  expect(codes('codec')).toContain('media.unsupported-codec');
  expect(codes('codce')).toContain('media.unsupported-codec');
  expect(codes('zzzzqqqq')).toEqual([]);
});
