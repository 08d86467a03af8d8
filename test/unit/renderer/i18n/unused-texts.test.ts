/** No text is kept that nothing shows. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { textsIn } from '../../../area-texts.ts';
import { filesIn, renderer } from '../../../renderer-files.ts';

type Tree = { readonly [key: string]: string | Tree };

const keysOf = (tree: Tree, prefix = ''): readonly string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : keysOf(value, `${prefix}${key}.`),
  );

/** Keys that are joined from a code at run time: other tests check these against the lists of codes. */
const JOINED = /^errors\.[\w-]+\.[\w-]+\.(?:what|why|next)$|^errors\.(?:internal|cancelled)\.(?:what|why|next)$/;

const isTexts = (file: string): boolean => {
  const parts = path.relative(renderer, file).split(path.sep);
  return (parts[0] === 'features' && parts[2] === 'texts') || (parts[0] === 'i18n' && parts.length > 2);
};
const code = filesIn(renderer)
  .filter((file) => !isTexts(file))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');
const texts = filesIn(renderer)
  .filter(isTexts)
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** Keys that the code spells out, and patterns of the keys that the code joins: `walls.form.problems.${problem}`. */
const spelt = new Set([...code.matchAll(/['"`]([\w.-]+)['"`]/g)].map(([, key]) => key));
const joined = [...code.matchAll(/`([\w-]+\.[^`\s]*\$\{[^`]*)`/g), ...texts.matchAll(/\$t\(([\w.-]+\{\{[^)]*)\)/g)].map(
  ([, key = '']) =>
    new RegExp(
      `^${key
        .split(/\$?\{+[^}]*\}+/)
        .map(escaped)
        .join('.+')}$`,
    ),
);

it('every text is shown somewhere', async () => {
  const all = keysOf((await textsIn('en-US')) as unknown as Tree).map((key) => key.replace(/_(?:one|other)$/, ''));
  expect(all.length).toBeGreaterThan(1_000);
  const unused = new Set(all.filter((key) => !spelt.has(key)));
  const notice = (key: string): boolean => key.startsWith('shell.notices.') && spelt.has(key.split('.')[2] ?? '');
  expect(
    [...unused].filter((key) => !JOINED.test(key) && !notice(key) && !joined.some((pattern) => pattern.test(key))),
  ).toEqual([]);
});
