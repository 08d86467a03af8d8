/** A unit test is found from its source without a search: both have the same path, one below test/unit. */
import { existsSync, globSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');

/** The files that have neither a source nor a folder of sources at their path. @param files below test/unit. */
const lost = (files: readonly string[]): readonly string[] =>
  files.filter((file) => {
    const source = file.replace(/(\.test)?\.tsx?$/, '');
    const places = [path.dirname(file), ...['.ts', '.tsx', '.js', '.mjs'].map((end) => source + end)];
    return !places.some((place) => existsSync(path.join(root, place)));
  });

it('the check of places finds a test whose source has moved to another folder', () => {
  expect(lost(['main/services/ptz/ptz.test.ts', 'main/ptz/ptz.test.ts', 'renderer/gone/page.tsx'])).toEqual([
    'main/ptz/ptz.test.ts',
    'renderer/gone/page.tsx',
  ]);
});

it('each file in test/unit has a source or a folder of sources at its path', () => {
  const files = globSync('**/*.{ts,tsx}', { cwd: path.join(root, 'test/unit') });
  expect(files.length).toBeGreaterThan(200);
  expect(lost(files)).toEqual([]);
});
