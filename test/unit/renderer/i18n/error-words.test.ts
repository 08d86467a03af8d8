import { expect, it } from 'vitest';
import { ERROR_CODES, type WireError } from '../../../../preload/domain/error.ts';
import { errorWords } from '../../../../renderer/i18n/error-words.ts';
import i18next from 'i18next';
import '../../../../renderer/i18n/i18n.ts';

const failure = (code: WireError['code'], params: WireError['params'] = {}): WireError => ({
  code,
  params,
  retryable: false,
  action: 'none',
  vendor: null,
});

it('fills in what the failure carries', () => {
  const words = errorWords(i18next.getFixedT('en-US'), failure('network.timeout', { host: 'a.example', seconds: 10 }));
  expect(words.what).toBe('a.example did not answer in time.');
  expect(words.why).toBe('No answer within 10 s.');
});

it.each(['en-US', 'zh-CN'])('leaves no gap and no key in %s when a failure carries nothing', (locale) => {
  for (const code of ERROR_CODES) {
    const { what, why, next } = errorWords(i18next.getFixedT(locale), failure(code));
    for (const text of [what, why, next]) {
      expect(text).not.toMatch(/\{\{|errors\.|undefined/);
      expect(text).not.toBe('');
    }
  }
});
