/** Texts in zh-CN and en-US: those of the window and of several areas. The areas add their own, see area-texts.ts. */
import i18next from 'i18next';
import { useSyncExternalStore } from 'react';
import type { AreaKeys } from './area-texts.ts';
import { enUS } from './en-US/index.ts';
import { LOCALES, type Locale } from './locale.ts';
import { numberText } from './numbers.ts';
import type { KeyOf } from './texts.ts';
import { zhCN } from './zh-CN/index.ts';

export type TextKey = KeyOf<typeof enUS & AreaKeys>;

/**
 * The words of a key, with `{{name}}` filled in from `params`. A type of our own, because the compiler spent a third of its
 * time for the page on the types of i18next.
 */
export type Text = (key: TextKey, params?: Params) => string;
type Params = Readonly<Record<string, unknown>>;

type KeyNames = Record<string, Record<string, string>>;

/** Values of `{{keys.wall.lock}}` in a text: the present key of the action `wall.lock`. */
const keyNames: { readonly keys: KeyNames } = { keys: {} };

void i18next.init({
  lng: 'en-US',
  fallbackLng: false,
  initAsync: false,
  // Copies: i18next writes the texts of the areas into these objects.
  resources: { 'en-US': { translation: structuredClone(enUS) }, 'zh-CN': { translation: structuredClone(zhCN) } },
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

/** Changes the language of the page at once. */
export function setLocale(locale: Locale): void {
  const page = document.documentElement;
  // The same language set once more would have the browser compute the style of every element again.
  if (page.lang !== locale) page.lang = locale;
  if (i18next.language !== locale) void i18next.changeLanguage(locale);
}

/** Bound once per language and set of keys: when the words change, React sees another function. */
const bound: Record<Locale, Text> = { 'zh-CN': textOf('zh-CN'), 'en-US': textOf('en-US') };

function textOf(locale: Locale): Text {
  const say = i18next.getFixedT(locale);
  /** The words that have no parameters: lists ask for the same few words in every row. */
  const known = new Map<TextKey, string>();
  return (key, params) => {
    if (params !== undefined) return say(key, withSeparators(locale, params));
    const before = known.get(key);
    if (before !== undefined) return before;
    const words = say(key, {});
    known.set(key, words);
    return words;
  };
}

/** Parameters that are counts and get thousands separators. A camera number is a name and gets none. */
const COUNTED = ['count', 'total', 'loaded', 'online', 'done', 'added', 'failed'] as const;

/** The same parameters with counts as people write them: `5,001`. The plural still goes by the plain `count`. */
function withSeparators(locale: Locale, params: Params): Params {
  const large = COUNTED.filter((name) => typeof params[name] === 'number' && params[name] >= 1000);
  if (large.length === 0) return params;
  const written = large.map((name) => [name, numberText(Number(params[name]), locale)] as const);
  return { ...params, replace: { ...params, ...Object.fromEntries(written) } };
}

/** Sets the names of the keys in the texts. Everything that shows words is rendered anew. */
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

/** `t('shell.search')`: the compiler checks the key. */
export function useText(): Text {
  return useSyncExternalStore(subscribe, textNow);
}
