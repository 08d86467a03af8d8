/** Failures and security: every failure has a promise, every promise a place, and one fact is read in the sources. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../../scripts/lib.ts';
import { promisesListedIn, promisesNamedIn } from '../../../scripts/promises-read.ts';

const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const text = read('docs/failure-modes.md');

it('every failure of the document has a promise, which a test claims', () => {
  const failures = text.split('\n- ').slice(1);
  expect(failures.length).toBeGreaterThan(60);
  expect(failures.filter((failure) => promisesNamedIn(failure).length === 0)).toEqual([]);
});

it.each([
  ['failures', 'docs/failure-modes.md'],
  ['security', 'docs/security.md'],
])('every promise of the area %s stands in %s, and stands there once', (area, document) => {
  const ofArea = (promises: readonly string[]): readonly string[] =>
    promises.filter((promise) => promise.startsWith(`${area}.`)).sort();
  const listed = ofArea(promisesListedIn(read('test/promises.txt')));
  expect(listed.length).toBeGreaterThan(90);
  expect(ofArea(promisesNamedIn(read(document)))).toEqual(listed);
});

it('the document is named in the README', () => {
  expect(read('README.md')).toContain('](docs/failure-modes.md)');
});

// @promise failures.webgl: Nothing in the window asks for a WebGL context.
it('the window asks nowhere for a WebGL context', () => {
  const files = readdirSync(path.join(root, 'renderer'), { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => /\.tsx?$/.test(file));
  expect(sources.length).toBeGreaterThan(100);
  const asking = sources.filter((file) => {
    const source = readFileSync(path.join(root, 'renderer', file), 'utf8');
    return /webgl|transferControlToOffscreen/i.test(source) || /getContext\((?!'2d')/.test(source);
  });
  expect(asking).toEqual([]);
});
