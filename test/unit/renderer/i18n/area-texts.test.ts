// @vitest-environment jsdom
import i18next from 'i18next';
import { beforeEach, expect, it, vi } from 'vitest';
import type { AreaTextSource, AreaWithTexts } from '../../../../renderer/i18n/area-texts.ts';
import type * as i18n from '../../../../renderer/i18n/i18n.ts';
import type { Locale } from '../../../../renderer/i18n/locale.ts';

const area = 'example' as AreaWithTexts;
/** Fresh modules for each test: what was fetched once stays. */
let addAreaTexts: (id: string, source: AreaTextSource) => void;
let page: typeof i18n;
/** The fetches that were begun, by language. Each is ended by the test. */
let fetches: { readonly locale: Locale; readonly arrive: () => void; readonly fail: () => void }[];

const rest = (locale: Locale) => () =>
  new Promise<{ title: string }>((resolve, reject) =>
    fetches.push({
      locale,
      arrive: () => resolve({ title: `title ${locale}` }),
      fail: () => reject(new Error('gone')),
    }),
  );
const source: AreaTextSource = {
  first: {
    'en-US': { names: { screen: 'Example' }, errors: { example: { full: { what: 'Full.' } } } },
    'zh-CN': { names: { screen: '示例' }, errors: { example: { full: { what: '已满。' } } } },
  },
  rest: { 'en-US': rest('en-US'), 'zh-CN': rest('zh-CN') },
};
const say = (key: string, t = page.textNow()): string => (t as (key: string) => string)(key);
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
const begun = (): readonly Locale[] => fetches.map(({ locale }) => locale);

beforeEach(async () => {
  vi.resetModules();
  fetches = [];
  ({ addAreaTexts } = await import('../../../../renderer/i18n/area-texts.ts'));
  page = await import('../../../../renderer/i18n/i18n.ts');
  page.setLocale('en-US');
  addAreaTexts(area, source);
});

it('the page names an area in both languages, and has the words of its errors, before the area is loaded', () => {
  expect(say(`${area}.names.screen`)).toBe('Example');
  expect(say(`${area}.names.screen`, page.textIn('zh-CN'))).toBe('示例');
  expect(say('errors.example.full.what')).toBe('Full.');
  page.setLocale('zh-CN');
  expect(say('errors.example.full.what')).toBe('已满。');
  expect(say('errors.network.reset.next')).toBe('请重试。');
  expect(fetches).toEqual([]);
});

it('the page fetches the texts of a screen in the language of the page only, and once', async () => {
  const both = Promise.all([page.loadTexts(area), page.loadTexts(area)]);
  expect(begun()).toEqual(['en-US']);
  fetches[0]?.arrive();
  await both;
  expect(say(`${area}.title`)).toBe('title en-US');
  expect(say(`${area}.names.screen`)).toBe('Example');
  await page.loadTexts(area);
  expect(begun()).toEqual(['en-US']);
});

it('the page changes the language when the texts of the open screens are there in it, so that no key shows', async () => {
  void page.loadTexts(area);
  fetches[0]?.arrive();
  await turn();
  const shown: string[] = [];
  const note = (): void => void shown.push(say(`${area}.title`));
  i18next.on('languageChanged', note);
  page.setLocale('zh-CN');
  expect([page.currentLocale(), document.documentElement.lang]).toEqual(['en-US', 'en-US']);
  expect(say(`${area}.title`)).toBe('title en-US');
  fetches[1]?.arrive();
  await turn();
  i18next.off('languageChanged', note);
  expect([page.currentLocale(), document.documentElement.lang, shown]).toEqual(['zh-CN', 'zh-CN', ['title zh-CN']]);
  page.setLocale('en-US');
  expect([page.currentLocale(), say(`${area}.title`)]).toEqual(['en-US', 'title en-US']);
});

it('the page changes the language at once while no screen with texts of its own was opened', () => {
  page.setLocale('zh-CN');
  expect([page.currentLocale(), begun()]).toEqual(['zh-CN', []]);
});

it('the page shows a screen in the new language when the language changes while the screen is fetched', async () => {
  const loaded = page.loadTexts(area);
  page.setLocale('zh-CN');
  expect(begun()).toEqual(['en-US', 'zh-CN']);
  fetches[1]?.arrive();
  await turn();
  expect(page.currentLocale()).toBe('zh-CN');
  fetches[0]?.arrive();
  await loaded;
  expect(say(`${area}.title`)).toBe('title zh-CN');
});

it('the page waits with the language for a screen that is opened while the language changes', async () => {
  void page.loadTexts(area);
  fetches[0]?.arrive();
  await turn();
  page.setLocale('zh-CN');
  const other = `${area}more` as AreaWithTexts;
  addAreaTexts(other, source);
  void page.loadTexts(other);
  expect(begun()).toEqual(['en-US', 'zh-CN', 'en-US']);
  fetches[1]?.arrive();
  fetches[2]?.arrive();
  await turn();
  expect([page.currentLocale(), begun()]).toEqual(['en-US', ['en-US', 'zh-CN', 'en-US', 'zh-CN']]);
  fetches[3]?.arrive();
  await turn();
  expect([page.currentLocale(), say(`${other}.title`)]).toEqual(['zh-CN', 'title zh-CN']);
});

it('the page speaks the language that was asked for last, whichever texts come last', async () => {
  void page.loadTexts(area);
  fetches[0]?.arrive();
  await turn();
  page.setLocale('zh-CN');
  page.setLocale('en-US');
  fetches[1]?.arrive();
  await turn();
  expect([page.currentLocale(), document.documentElement.lang]).toEqual(['en-US', 'en-US']);
});

it('the page tries again after texts could not be fetched', async () => {
  const failed = page.loadTexts(area);
  fetches[0]?.fail();
  await expect(failed).rejects.toThrow('gone');
  const again = page.loadTexts(area);
  fetches[1]?.arrive();
  await again;
  expect(say(`${area}.title`)).toBe('title en-US');
});
