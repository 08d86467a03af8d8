/** Texts in zh-CN and en-US. Both are bundled: switching is instant and works without a network. */
import i18next from 'i18next';
import { useSyncExternalStore } from 'react';
import { enUS } from './en-US/index.ts';
import type { KeyOf } from './texts.ts';
import { zhCN } from './zh-CN/index.ts';

export const LOCALES = ['zh-CN', 'en-US'] as const;
export type Locale = (typeof LOCALES)[number];
/** Each language in its own words. */
export const LOCALE_NAMES: Readonly<Record<Locale, string>> = { 'zh-CN': '简体中文', 'en-US': 'English' };

export type TextKey = KeyOf<typeof enUS>;

/**
 * The words of a key, with `{{name}}` filled in from `params`. A type of our own: the compiler needs ten times as long for
 * the types of i18next.
 */
export type Text = (key: TextKey, params?: Readonly<Record<string, unknown>>) => string;

/** The language for a system locale: Chinese for every `zh` tag, else English. */
export function localeFor(systemLocale: string): Locale {
  return /^zh\b/i.test(systemLocale) ? 'zh-CN' : 'en-US';
}

type KeyNames = Record<string, Record<string, string>>;

/** What `{{keys.wall.lock}}` stands for in a text: the key that the action `wall.lock` has now. */
const keyNames: { readonly keys: KeyNames } = { keys: {} };

void i18next.init({
  lng: 'en-US',
  fallbackLng: false,
  initAsync: false,
  resources: { 'en-US': { translation: enUS }, 'zh-CN': { translation: zhCN } },
  interpolation: { escapeValue: false, defaultVariables: keyNames },
  returnNull: false,
});

const listeners = new Set<() => void>();
i18next.on('languageChanged', () => {
  for (const listener of listeners) listener();
});
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function currentLocale(): Locale {
  return i18next.language === 'zh-CN' ? 'zh-CN' : 'en-US';
}

export function setLocale(locale: Locale): void {
  document.documentElement.lang = locale;
  if (i18next.language !== locale) void i18next.changeLanguage(locale);
}

/** Bound once per language and set of keys, so that the function's identity tells React when the words changed. */
const bound: Record<Locale, Text> = { 'zh-CN': textOf('zh-CN'), 'en-US': textOf('en-US') };

function textOf(locale: Locale): Text {
  const say = i18next.getFixedT(locale);
  return (key, params) => say(key, params ?? {});
}

/** Tells the texts which keys there are. Everything that shows words is rendered anew. */
export function setKeyNames(names: ReadonlyMap<string, string>): void {
  for (const [id, name] of names) {
    const [area = '', action = ''] = id.split('.');
    (keyNames.keys[area] ??= {})[action] = name;
  }
  for (const locale of LOCALES) bound[locale] = textOf(locale);
  for (const listener of listeners) listener();
}

/** The words of a language, whichever shows. */
export const textIn = (locale: Locale): Text => bound[locale];

/** The words of the current language outside React. */
export const textNow = (): Text => bound[currentLocale()];

export function useLocale(): Locale {
  return useSyncExternalStore(subscribe, currentLocale);
}

/** `t('clouds.add')`: keys and parameters are checked by the compiler. */
export function useText(): Text {
  return useSyncExternalStore(subscribe, textNow);
}
