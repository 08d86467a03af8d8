/**
 * The words of main's own dialogs, in the two languages of the client. They stand here because a page has no part in these
 * dialogs: neither their words nor their answers come from it.
 */
import type { Preferences } from '../preload/contract/app.ts';

type Locale = NonNullable<Preferences['locale']>;

/** `{{name}}` stands for a parameter of the same name. */
const WORDS = {
  chooseCaptureFolder: {
    'en-US': 'Choose the folder for snapshots and clips',
    'zh-CN': '选择保存抓图与录像片段的文件夹',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Locale, string>>>>;

export type DialogWord = keyof typeof WORDS;
export type DialogWords = (word: DialogWord, params?: Readonly<Record<string, string>>) => string;

/** @param locale asked at each call: the user may have changed the language since. */
export function dialogWords(locale: () => Locale): DialogWords {
  return (word, params = {}) =>
    WORDS[word][locale()].replaceAll(/\{\{(\w+)\}\}/g, (_whole, name: string) => params[name] ?? '');
}

/** The language that the user chose, else the one of the system where the client speaks it. */
export function dialogLocale(chosen: Locale | null, systemLocale: string): Locale {
  return chosen ?? (systemLocale.startsWith('zh') ? 'zh-CN' : 'en-US');
}
