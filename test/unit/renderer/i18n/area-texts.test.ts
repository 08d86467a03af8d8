// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';
import type { AreaTextSource } from '../../../../renderer/i18n/area-texts.ts';
import type * as i18n from '../../../../renderer/i18n/i18n.ts';

const source: AreaTextSource = {
  shared: {
    'en-US': { names: { screen: 'Example' }, errors: { example: { full: { what: 'Full.' } } } },
    'zh-CN': { names: { screen: '示例' }, errors: { example: { full: { what: '已满。' } } } },
  },
  words: { 'en-US': { title: 'A title' }, 'zh-CN': { title: '标题' } },
};
let page: typeof i18n;
const wordsOf = (key: string, t = page.textNow()): string => (t as (key: string) => string)(key);

beforeEach(async () => {
  vi.resetModules();
  const { addAreaTexts } = await import('../../../../renderer/i18n/area-texts.ts');
  page = await import('../../../../renderer/i18n/i18n.ts');
  page.setLocale('en-US');
  addAreaTexts('example', source);
});

it('the page has the names, the words and the errors of an area in both languages', () => {
  expect(wordsOf('example.names.screen')).toBe('Example');
  expect(wordsOf('example.title')).toBe('A title');
  expect(wordsOf('example.names.screen', page.textIn('zh-CN'))).toBe('示例');
  expect(wordsOf('errors.example.full.what')).toBe('Full.');
});

it('the page changes its language at once, with the words of every area and of the window', () => {
  page.setLocale('zh-CN');
  expect([page.currentLocale(), document.documentElement.lang]).toEqual(['zh-CN', 'zh-CN']);
  expect(wordsOf('example.title')).toBe('标题');
  expect(wordsOf('errors.example.full.what')).toBe('已满。');
  expect(wordsOf('errors.network.reset.next')).toBe('请重试。');
});
