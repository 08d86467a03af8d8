/** The texts of the areas, in both languages from the start of the page. */
import i18next from 'i18next';
import { LOCALES, type Locale } from './locale.ts';

export interface TextTree {
  readonly [key: string]: string | TextTree;
}

/** The texts of an area that the window and other areas show, in one language. */
export interface SharedTexts {
  /** Read as `t('<area>.names.…')`. */
  readonly names?: TextTree;
  /** Lines for the status bar; merged with `shell.notices`. Keys with plural forms are allowed. */
  readonly notices?: TextTree;
  /** The words of the area's error codes by the prefix of the code, as in renderer/i18n/en-US/errors.ts. */
  readonly errors?: TextTree;
}

/** The texts of an area as data. */
export interface AreaTextSource {
  readonly shared: Readonly<Record<Locale, SharedTexts>>;
  /** Read as `t('<area>.…')`. Missing where an area has a name only. */
  readonly words?: Readonly<Record<Locale, TextTree>>;
}

/** The texts of every area by its id. `texts/index.ts` of each area adds its own here, and `t` takes the keys from here. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the areas add the properties
export interface AreaTexts {}
type AreaWithTexts = keyof AreaTexts;

type Shared<Source> = Source extends { readonly shared: { readonly 'en-US': infer Tree } } ? Tree : never;
type Words<Source> = Source extends { readonly words: { readonly 'en-US': infer Tree } } ? Tree : unknown;
type Named<T> = T extends { readonly names: infer Names } ? { readonly names: Names } : unknown;

/** The keys that the areas add to `t`. */
export type AreaKeys = { readonly [Id in AreaWithTexts]: Named<Shared<AreaTexts[Id]>> & Words<AreaTexts[Id]> };

type NoticesOf<T> = T extends { readonly notices: infer Notices } ? keyof Notices & string : never;

/** The notices that the areas add. */
export type AreaNotice = { readonly [Id in AreaWithTexts]: NoticesOf<Shared<AreaTexts[Id]>> }[AreaWithTexts];

/** Makes an area's texts known. Call before anything of the area is shown. */
export function addAreaTexts(area: string, { shared, words }: AreaTextSource): void {
  for (const locale of LOCALES) {
    const { names = {}, notices = {}, errors = {} } = shared[locale];
    const texts = { [area]: { ...words?.[locale], names }, shell: { notices }, errors };
    i18next.addResourceBundle(locale, 'translation', texts, true);
  }
}
