/** The texts of all areas, found by reading the folders `renderer/features/<area>/texts` from disk. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { addAreaTexts, type AreaKeys, type AreaTextSource, type TextTree } from '../renderer/i18n/area-texts.ts';
import { enUS } from '../renderer/i18n/en-US/index.ts';
import type { Locale } from '../renderer/i18n/locale.ts';
import type { Texts } from '../renderer/i18n/texts.ts';
import { zhCN } from '../renderer/i18n/zh-CN/index.ts';

const features = path.join(import.meta.dirname, '..', 'renderer', 'features');

/** The texts of each area by the name of its folder. */
export async function areaSources(): Promise<ReadonlyMap<string, AreaTextSource>> {
  const found = new Map<string, AreaTextSource>();
  for (const area of readdirSync(features)) {
    const file = path.join(features, area, 'texts', 'index.ts');
    if (!existsSync(file)) continue;
    const { texts } = (await import(pathToFileURL(file).href)) as { readonly texts: AreaTextSource };
    found.set(area, texts);
  }
  return found;
}

/** Makes all texts of all areas known to the page in both languages. */
export async function loadAllTexts(): Promise<void> {
  for (const [area, source] of await areaSources()) addAreaTexts(area, source);
}

/** The keys of all texts, with the type of a text for each. */
export type AllTexts = Texts<typeof enUS & AreaKeys>;

const isTree = (value: unknown): value is TextTree => typeof value === 'object' && value !== null;

/** @throws {Error} when both have a text of the same key. */
function merged(one: TextTree, other: TextTree): TextTree {
  const both: Record<string, string | TextTree> = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const own = both[key];
    if (own !== undefined && !(isTree(own) && isTree(value))) throw new Error(`two texts have the key ${key}`);
    both[key] = isTree(own) && isTree(value) ? merged(own, value) : value;
  }
  return both;
}

/** Every text of a language. */
export async function textsIn(locale: Locale): Promise<AllTexts> {
  let all: TextTree = locale === 'zh-CN' ? zhCN : enUS;
  for (const [area, { shared, words }] of await areaSources()) {
    const { names = {}, notices = {}, errors = {} } = shared[locale];
    all = merged(all, { [area]: merged(words?.[locale] ?? {}, { names }), shell: { notices }, errors });
  }
  return all as unknown as AllTexts;
}
