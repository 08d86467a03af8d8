import { expect, it } from 'vitest';
import { ERROR_ACTIONS, ERROR_CODES } from '../../../../preload/domain/error.ts';
import { PROVIDERS } from '../../../../preload/domain/accounts/providers.ts';
import { VENDOR_IDS } from '../../../../preload/domain/vendor.ts';
import { localeFor } from '../../../../renderer/i18n/locale.ts';
import { textsIn } from '../../../area-texts.ts';

type Tree = { readonly [key: string]: string | Tree };

/** Every text by its dotted key. */
function flat(tree: Tree, prefix = ''): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') texts.set(prefix + key, value);
    else for (const [inner, text] of flat(value, `${prefix}${key}.`)) texts.set(inner, text);
  }
  return texts;
}

const paramsOf = (text: string): string[] => [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((m) => m[1] ?? '').sort();
const english = flat(await textsIn('en-US'));
const chinese = flat(await textsIn('zh-CN'));

it('the two languages have the same keys, plural forms aside', () => {
  const withoutSingular = [...english.keys()].filter((key) => !key.endsWith('_one'));
  expect([...chinese.keys()].sort()).toEqual(withoutSingular.sort());
});

it('the two languages use the same parameters in every text', () => {
  for (const [key, text] of chinese) expect([key, paramsOf(text)]).toEqual([key, paramsOf(english.get(key) ?? '')]);
});

it('the two languages have both English plural forms, with the same parameters, wherever there is one', () => {
  for (const [key, text] of english) {
    if (!key.endsWith('_one')) continue;
    const plural = english.get(key.replace(/_one$/, '_other'));
    expect([key, paramsOf(plural ?? '')]).toEqual([key, paramsOf(text)]);
  }
});

it('the two languages leave no text empty', () => {
  for (const [key, text] of [...english, ...chinese]) expect([key, text.trim() === '']).toEqual([key, false]);
});

it('every Chinese text with words has Chinese letters, or is a name', () => {
  const names = /^[A-Za-z0-9 .,:/{}()+-]*$/;
  const hasWords = (text: string): boolean => /[A-Za-z]/.test(text.replaceAll(/\{\{[^}]*\}\}/g, ''));
  const plain = [...chinese].filter(([key, text]) => names.test(text) && hasWords(text) && english.get(key) !== text);
  expect(plain.map(([key, text]) => `${key}: ${text}`)).toEqual([]);
});

it('the two languages neither apologise nor exclaim', () => {
  for (const text of [...english.values(), ...chinese.values()]) expect(text).not.toMatch(/!|！|sorry|抱歉|对不起/i);
});

it.each(ERROR_CODES)('the error %s has words in both languages for the event, the reason and the next step', (code) => {
  for (const texts of [english, chinese]) {
    for (const part of ['what', 'why', 'next']) expect(texts.get(`errors.${code}.${part}`)).toBeTruthy();
  }
});

it('errors use only parameters that a failure can carry', () => {
  const known = ['field', 'host', 'limit', 'seconds', 'codec', 'label', 'detail', 'line', 'folder', 'status'];
  const composed = ['cloud', 'options', 'position', 'name'];
  for (const [key, text] of english) {
    if (!key.startsWith('errors.')) continue;
    for (const param of paramsOf(text)) expect([...known, ...composed]).toContain(param);
  }
});

it('errors have a verb for every action', () => {
  for (const action of ERROR_ACTIONS) {
    if (action !== 'none') expect(english.get(`errors.actions.${action}`)).toBeTruthy();
  }
});

it('clouds have a name each, and words for every sign-in field', () => {
  for (const vendor of VENDOR_IDS) expect(english.get(`shell.vendors.${vendor}`)).toBeTruthy();
  for (const { vendor, fields } of PROVIDERS) {
    for (const { name } of fields) {
      expect(english.get(`errors.fields.${name}`)).toBeTruthy();
      expect(chinese.get(`errors.fields.${name}`)).toBeTruthy();
      for (const part of ['help', 'bad']) {
        expect(english.get(`clouds.fields.${vendor}.${name}.${part}`)).toBeTruthy();
        expect(chinese.get(`clouds.fields.${vendor}.${name}.${part}`)).toBeTruthy();
      }
    }
  }
});

it('the window is Chinese for every Chinese system locale, and English for the rest', () => {
  expect(['zh', 'zh-CN', 'zh-Hans-SG', 'ZH-tw'].map(localeFor)).toEqual(['zh-CN', 'zh-CN', 'zh-CN', 'zh-CN']);
  expect(['en-GB', 'de', 'zhx', ''].map(localeFor)).toEqual(['en-US', 'en-US', 'en-US', 'en-US']);
});
