/** The words of a field: of the document in Chinese where the page is Chinese, else those of the description in English. */
import type { ConsoleField } from '../../preload/contract/console.ts';
import { documentPath, type HelpState } from './console-help.ts';
import type { FieldPath } from './console-values.ts';

/** Words with their language: `page` is the language of the page. */
export interface HelpWords {
  readonly text: string;
  readonly language: 'page' | 'en';
}

/** The attribute that marks words of another language than the page. */
export const languageOf = ({ language }: HelpWords): { readonly lang?: 'en' } =>
  language === 'en' ? { lang: 'en' } : {};

/** Words of the document, or the English ones where the document has none. Null: there are no words. */
export function wordsOf(help: HelpState, own: string | undefined, english: string | undefined): HelpWords | null {
  if (own !== undefined) return { text: own, language: 'page' };
  if (help === 'coming' || english === undefined || english === '') return null;
  return { text: english, language: 'en' };
}

/** The meaning of each legal value of a field. */
export function meaningsOf(
  help: HelpState,
  { enumValues = [] }: ConsoleField,
  path: FieldPath,
): readonly { readonly value: string; readonly meaning: string; readonly words: HelpWords | null }[] {
  const own = typeof help === 'string' ? undefined : help.values[documentPath(path)];
  return enumValues.map(({ value, meaning }) => {
    const words = wordsOf(help, own?.[value], meaning);
    return { value, words, meaning: words?.text ?? '' };
  });
}

interface FieldHelp {
  readonly words: HelpWords | null;
  /** The meaning of the field's present value, after the value itself. */
  readonly meaning: HelpWords | null;
  readonly when: HelpWords | null;
}

/** @param value the value that the field has now, as plain text. */
export function fieldHelp(help: HelpState, field: ConsoleField, path: FieldPath, value: string): FieldHelp {
  const key = documentPath(path);
  const own = typeof help === 'string' ? null : help;
  const chosen = meaningsOf(help, field, path).find((entry) => entry.value === value)?.words ?? null;
  const colon = chosen?.language === 'page' ? '：' : ': ';
  return {
    words: wordsOf(help, own?.fields[key], field.descEn),
    meaning: chosen === null ? null : { ...chosen, text: `${value}${colon}${chosen.text}` },
    when: wordsOf(help, own?.requiredWhen[key], field.requiredWhen),
  };
}
