/** Promises beside their tests: the table of promises, and the faults of a claim. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../../scripts/lib.ts';
import {
  claimsIn,
  promiseFaults,
  promisesListedIn,
  promisesNamedIn,
  promiseTable,
} from '../../../scripts/promises-read.ts';

/** The text of a file of tests. The mark stands apart from its word, or this file would claim promises itself. */
const marked = (...lines: readonly string[]): string =>
  lines.join('\n').replaceAll('// !', ['// @', 'promise '].join(''));

const GAP = marked('// !area.gap: A gap is shown', '// as a gap.', "it('a gap shows', () => {});");
const claimed = (text: string) => ({ 'a.test.ts': claimsIn('a.test.ts', text) });

describe('the promises that tests claim', () => {
  it('a promise has its sentence, its file and the name of its test', () => {
    expect(claimsIn('a.test.ts', GAP)).toEqual({
      tests: [{ promise: 'area.gap', sentence: 'A gap is shown as a gap.', file: 'a.test.ts', test: 'a gap shows' }],
      lost: [],
    });
  });

  it('a test claims several promises, inside a describe too, for each of its cases, and with a remark before', () => {
    const text = marked(
      "describe('all', () => {",
      '  // A remark.',
      '  // !area.one: One.',
      '  // !area.two',
      "  it.each(['a', 'b'])('the case %s', (name) => {});",
      '  // !area.three: Three: with a colon.',
      "  it.skipIf(true)('skipped', () => {});",
      '});',
    );
    const { tests } = claimsIn('a.test.ts', text);
    expect(tests.map(({ promise, sentence, test }) => [promise, sentence, test])).toEqual([
      ['area.one', 'One.', 'the case %s'],
      ['area.two', '', 'the case %s'],
      ['area.three', 'Three: with a colon.', 'skipped'],
    ]);
  });

  it('a test claims its promise below a generic arrow function too', () => {
    const generic = 'const read = <T>(text: string): T => JSON.parse(text) as T;';
    expect(claimsIn('a.test.ts', `${generic}\n${GAP}`)).toEqual(claimsIn('a.test.ts', GAP));
  });

  it('a test whose name the file makes is shown by the words that make the name', () => {
    const text = marked('// !area.gap: A gap.', 'it(`a gap of ${size} shows`, f);');
    expect(claimsIn('a.test.ts', text).tests.map(({ test }) => test)).toEqual(['`a gap of ${size} shows`']);
  });

  it('a claim above something else than a test is lost', () => {
    expect(claimsIn('a.test.ts', marked('// !area.gap: A gap.', "describe('all', () => {});")).lost).toEqual([
      'area.gap',
    ]);
  });
});

describe('faults of the promises', () => {
  it('the check finds no fault where each promise has a test, and each name in a document is known', () => {
    expect(promiseFaults({ listed: ['area.gap'], named: { 'a.md': ['area.gap'] }, claims: claimed(GAP) })).toEqual([]);
  });

  it.each([
    ['a promise without a test', ['area.gap', 'area.other'], [], GAP, 'area.other has no test'],
    [
      'a document that names an unknown promise',
      ['area.gap'],
      ['area.x'],
      GAP,
      'a.md names the unknown promise area.x',
    ],
    ['a test that claims an unknown promise', [], [], GAP, 'a.test.ts claims the unknown promise area.gap'],
    ['a promise that is listed twice', ['area.gap', 'area.gap'], [], GAP, 'area.gap is listed twice'],
    ['a promise with two sentences', ['area.gap'], [], `${GAP}\n${GAP}`, 'area.gap has two sentences'],
    ['a promise without a sentence', ['area.a'], [], marked('// !area.a', "it('a', f);"), 'area.a has no sentence'],
    ['a claim that cannot be read', ['area.gap'], [], `${GAP}\n${marked('// !Gap', "it('b', f);")}`, '@promise Gap'],
    [
      'a claim above no test',
      ['area.gap'],
      [],
      `${GAP}\n${marked('// !area.b', 'f();')}`,
      'claims area.b above no test',
    ],
  ])('%s is named', (_what, listed, named, text, fault) => {
    const faults = promiseFaults({ listed, named: { 'a.md': named }, claims: claimed(text) });
    expect(faults).toContainEqual(expect.stringContaining(fault));
  });

  it('the table shows the sentence of each promise, and each of its tests below', () => {
    const text = `${GAP}\n${marked('// !area.gap', "it('another', () => {});")}`;
    expect(promiseTable({ listed: ['area.gap'], named: {}, claims: claimed(text) })).toBe(
      'area.gap: A gap is shown as a gap.\n    a.test.ts "a gap shows"\n    a.test.ts "another"',
    );
  });
});

describe('the promises of this repository', () => {
  const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
  const files = (pattern: string): readonly string[] => globSync(pattern, { cwd: root });
  const listed = promisesListedIn(read('test/promises.txt'));

  it('each promise that is listed or named in a document has a test, and each claim is known', () => {
    const named = Object.fromEntries(files('{README.md,docs/*.md}').map((file) => [file, promisesNamedIn(read(file))]));
    const tests = files('test/**/*.test.{ts,tsx}');
    expect(tests.length).toBeGreaterThan(300);
    const claims = Object.fromEntries(tests.map((file) => [file, claimsIn(file, read(file))]));
    expect(promiseFaults({ listed, named, claims })).toEqual([]);
  });

  it('each promise is named in a document, so that its readers know of it', () => {
    const named = new Set(files('docs/*.md').flatMap((file) => promisesNamedIn(read(file))));
    expect(listed.filter((name) => !named.has(name))).toEqual([]);
  });

  it('pages for readers name promises and quote no test', () => {
    const pages = ['docs/what-you-can-rely-on.md', 'docs/how-playback-works.md'].map(read);
    expect(pages.filter((page) => promisesNamedIn(page).length < 80 || page.includes('.test.ts'))).toEqual([]);
  });

  it('the list is in the order of the alphabet, so that a promise is found', () => {
    expect(listed).toEqual([...listed].sort());
  });
});
