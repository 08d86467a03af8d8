/**
 * The texts of the areas. The texts that the window shows before an area is loaded (its names, the words of its error
 * codes) are there from the start of the page. The other texts of an area are fetched together with the code of its
 * screen, in one language: the language of the page. A change of the language fetches the texts of these areas first.
 */
import i18next from 'i18next';
import { LOCALES, type Locale } from './locale.ts';

export interface TextTree {
  readonly [key: string]: string | TextTree;
}

/** The texts of an area that are there from the start of the page, in one language. */
export interface FirstTexts {
  /** Read as `t('<area>.names.…')`. */
  readonly names?: TextTree;
  /** Lines for the status bar; merged with `shell.notices`. Keys with plural forms are allowed. */
  readonly notices?: TextTree;
  /** The words of the area's error codes by the prefix of the code, as in renderer/i18n/en-US/errors.ts. */
  readonly errors?: TextTree;
  /** Read as `t('<area>.…')`: all texts of an area whose screen comes with the page. */
  readonly words?: TextTree;
}

/** The texts of an area as data. */
export interface AreaTextSource {
  readonly first: Readonly<Record<Locale, FirstTexts>>;
  /** Fetches the texts that are read as `t('<area>.…')`. Missing where all texts come with the page. */
  readonly rest?: Readonly<Record<Locale, () => Promise<TextTree>>>;
}

/** The texts of every area by its id. `texts/index.ts` of each area adds its own here, and `t` takes the keys from here. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the areas add the properties
export interface AreaTexts {}
export type AreaWithTexts = keyof AreaTexts;

type Parts<Source> = Source extends { readonly first: { readonly 'en-US': infer First } } ? First : never;
type Part<T, Name extends string> = T extends Readonly<Record<Name, infer Tree>> ? Tree : unknown;
type Rest<Source> = Source extends { readonly rest: { readonly 'en-US': () => Promise<infer Tree> } } ? Tree : unknown;
type Named<T> = T extends { readonly names: infer Names } ? { readonly names: Names } : unknown;

/** The keys that the areas add to `t`. */
export type AreaKeys = {
  readonly [Id in AreaWithTexts]: Named<Parts<AreaTexts[Id]>> &
    Part<Parts<AreaTexts[Id]>, 'words'> &
    Rest<AreaTexts[Id]>;
};

type NoticesOf<T> = T extends { readonly notices: infer Notices } ? keyof Notices & string : never;

/** The notices that the areas add. */
export type AreaNotice = { readonly [Id in AreaWithTexts]: NoticesOf<Parts<AreaTexts[Id]>> }[AreaWithTexts];

const sources = new Map<string, AreaTextSource>();
/** The areas whose screens were asked for, and so their texts in every language that the page speaks later. */
const wanted = new Set<string>();
/** One promise for each area and language that was asked for; a failed one is removed. */
const fetches = new Map<string, Promise<void>>();
const there = new Set<string>();

const keyOf = (area: string, locale: Locale): string => `${area} ${locale}`;

function put(locale: Locale, texts: TextTree): void {
  i18next.addResourceBundle(locale, 'translation', texts, true);
}

/** Makes an area's first texts known, in all languages. Call before anything of the area is shown. */
export function addAreaTexts(area: string, source: AreaTextSource): void {
  sources.set(area, source);
  for (const locale of LOCALES) {
    const { names = {}, notices = {}, errors = {}, words = {} } = source.first[locale];
    put(locale, { [area]: { ...words, names }, shell: { notices }, errors });
  }
}

function fetchTexts(area: string, locale: Locale): Promise<void> {
  const key = keyOf(area, locale);
  const load = sources.get(area)?.rest?.[locale];
  if (load === undefined || there.has(key)) return Promise.resolve();
  const fetching =
    fetches.get(key) ??
    load()
      .then((texts) => {
        put(locale, { [area]: texts });
        there.add(key);
      })
      .finally(() => fetches.delete(key));
  fetches.set(key, fetching);
  return fetching;
}

/** The areas that were asked for and lack their texts in a language. */
const lacking = (locale: Locale): readonly string[] =>
  [...wanted].filter((area) => sources.get(area)?.rest !== undefined && !there.has(keyOf(area, locale)));

/**
 * Fetches the texts of an area in the language of the page. Resolves at once for texts that are there.
 *
 * @param locale the language of the page; it may change while the texts come.
 * @throws whatever the fetch throws; a later call tries again.
 */
export async function fetchAreaTexts(area: AreaWithTexts, locale: () => Locale): Promise<void> {
  wanted.add(area);
  while (lacking(locale()).includes(area)) await fetchTexts(area, locale());
}

/** Fetches what a language lacks of the areas that were asked for. @returns null when nothing is lacking. */
export function fetchLacking(locale: Locale): Promise<unknown> | null {
  const areas = lacking(locale);
  return areas.length === 0 ? null : Promise.all(areas.map((area) => fetchTexts(area, locale)));
}
