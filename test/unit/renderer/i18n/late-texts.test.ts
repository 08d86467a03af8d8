/** Which texts are there when code asks for them: the imports of the page are walked as the browser walks them. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { areaSources } from '../../../area-texts.ts';
import { filesIn, renderer } from '../../../renderer-files.ts';

const sources = await areaSources();
/** The areas whose texts are fetched with their screens. */
const late = [...sources].filter(([, { rest }]) => rest !== undefined).map(([area]) => area);

interface Module {
  readonly imports: readonly string[];
  /** Code that is fetched, each with the area whose texts come along, or null. */
  readonly fetches: readonly { readonly file: string; readonly area: string | null }[];
  /** The late areas whose texts the file asks for. */
  readonly asks: readonly string[];
}

const modules = new Map<string, Module>();

function moduleOf(file: string): Module {
  const known = modules.get(file);
  if (known !== undefined) return known;
  const source = /\.tsx?$/.test(file) ? readFileSync(file, 'utf8') : '';
  const at = (specifier = ''): string => path.resolve(path.dirname(file), specifier);
  const statics = source.matchAll(/^(?:import|export) (?!type\b)(?:[^'"]*? from )?'(\.[^']+)'/gm);
  const dynamics = source.matchAll(/(?:(?:fetched|withTexts)\(\s*(?:'(\w+)'|null),[^;]*?)?\bimport\(\s*'(\.[^']+)'/g);
  const read: Module = {
    imports: [...statics].map(([, specifier]) => at(specifier)),
    fetches: [...dynamics].map(([, area = null, specifier]) => ({ file: at(specifier), area })),
    asks: late.filter((area) =>
      new RegExp(`\\b(?:t|text|textNow\\(\\))\\(\\s*['"\`]${area}\\.(?!names\\.)`).test(source),
    ),
  };
  modules.set(file, read);
  return read;
}

/** Walks from a file on. @param has the areas whose texts are there when the file runs. */
function walk(file: string, has: readonly string[], seen: Set<string>, faults: Set<string>): void {
  const key = [file, ...has].join(' ');
  if (seen.has(key) || path.relative(renderer, file).split(path.sep)[2] === 'texts') return;
  seen.add(key);
  const { imports, fetches, asks } = moduleOf(file);
  for (const area of asks) if (!has.includes(area)) faults.add(`${path.relative(renderer, file)}: ${area}`);
  for (const next of imports) walk(next, has, seen, faults);
  for (const { file: next, area } of fetches)
    walk(next, area === null ? has : [...new Set([...has, area])].sort(), seen, faults);
}

it('asks for the texts of an area only in code that is fetched with these texts', () => {
  const faults = new Set<string>();
  const seen = new Set<string>();
  walk(path.join(renderer, 'app', 'main.tsx'), [], seen, faults);
  expect(seen.size).toBeGreaterThan(300);
  expect([...faults]).toEqual([]);
});

it('finds the code that asks for the texts of every area', () => {
  const askers = filesIn(renderer).flatMap((file) => moduleOf(file).asks);
  expect([...new Set(askers)].sort()).toEqual([...late].sort());
});
