/** The tests, files and constants that documents name are there, under the names that the documents give. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../../scripts/lib.ts';

/** Every document: the README and those in docs/. */
const ALL = [
  'README.md',
  ...readdirSync(path.join(root, 'docs')).flatMap((n) => (n.endsWith('.md') ? [`docs/${n}`] : [])),
];

/** `e2e/walls.test.ts` "go into a file": a file below test/, and words of the name of a test in it, or several. */
const NAMED = /`((?:unit|contract|integration|security|e2e|bench)\/[\w./-]+\.tsx?)`((?:,? "[^"\n]+")*)/g;

interface NamedTest {
  readonly file: string;
  readonly names: readonly string[];
}

const testsIn = (text: string): readonly NamedTest[] =>
  [...text.matchAll(NAMED)].map(([, file = '', names = '']) => ({
    file,
    names: [...names.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name),
  }));

/** The texts of a file, without the breaks and marks that a formatter sets. */
const wordsOf = (file: string): string => readFileSync(file, 'utf8').replaceAll("\\'", "'");

function missingIn(document: string): readonly string[] {
  const named = testsIn(readFileSync(path.join(root, document), 'utf8'));
  return named.flatMap(({ file, names }) => {
    const full = path.join(root, 'test', file);
    if (!existsSync(full)) return [`no file test/${file}`];
    const words = wordsOf(full);
    return names.filter((name) => !words.includes(name)).map((name) => `test/${file} has no "${name}"`);
  });
}

it.each(ALL)('%s names tests that are there', (document) => {
  expect(missingIn(document)).toEqual([]);
});

it('the check of the documents finds the file and every name of a test', () => {
  expect(testsIn('| a | `e2e/a.test.ts` "does, this", "and that" · `unit/b.test.tsx` |')).toEqual([
    { file: 'e2e/a.test.ts', names: ['does, this', 'and that'] },
    { file: 'unit/b.test.tsx', names: [] },
  ]);
});

/** `main/log.ts`, `scripts/`: a file or a folder of this repository. */
const PLACE = /`((?:main|preload|renderer|scripts|test|docs)\/[\w./-]*)`/g;
/** [words](docs/file.md#part): a link to a file. */
const LINK = /\]\((?!https?:)([^)#]+)[^)]*\)/g;

/** The area that docs/adding-an-area.md makes up. */
const MADE_UP = /\/example(\/|\.ts$)/;

function lostPlacesIn(document: string): readonly string[] {
  const text = readFileSync(path.join(root, document), 'utf8');
  const places = [...text.matchAll(PLACE)]
    .map(([, place = '']) => place)
    .filter((place) => !MADE_UP.test(place))
    .map((place) => path.join(root, place));
  const links = [...text.matchAll(LINK)].map(([, link = '']) => path.join(root, path.dirname(document), link));
  return [...places, ...links].filter((place) => !existsSync(place)).map((place) => path.relative(root, place));
}

it.each(ALL)('%s names files, folders and documents that are there', (document) => {
  expect(lostPlacesIn(document)).toEqual([]);
});

it('the README is short enough to be read in one go', () => {
  expect(readFileSync(path.join(root, 'README.md'), 'utf8').split('\n').length).toBeLessThanOrEqual(91);
});

/** `MAX_TEXT` in `main/log.ts`, `A`, `B` in `main/a.ts`, `A` and `B` in `main/a.ts`: constants and the file that has them. */
const HELD_BY = /((?:`\w+`(?:, | and )?)+) in `((?:main|preload|renderer|scripts)\/[\w./-]+)`/g;

it('docs/bounds.md names bounds by constants that the named files have', () => {
  const text = readFileSync(path.join(root, 'docs/bounds.md'), 'utf8');
  const named = [...text.matchAll(HELD_BY)].flatMap(([, names = '', file = '']) =>
    [...names.matchAll(/\w{2,}(?=`)/g)].map(([name]) => ({ name, file })),
  );
  expect(named.length).toBeGreaterThan(30);
  const isLost = ({ name, file }: (typeof named)[number]): boolean =>
    !new RegExp(`\\b${name}\\b`).test(readFileSync(path.join(root, file), 'utf8'));
  expect(named.filter(isLost)).toEqual([]);
});
